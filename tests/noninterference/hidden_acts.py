"""Acts of which the public must not learn, as they may be done at any moment of a drawn world."""

from datetime import date, timedelta

from django.utils import timezone

from meetings import drafts, people, release, tagging
from meetings.models import Page, Readout, TagAlias
from relations.models import Party
from tests import factories
from tests.factories import (
    make_appointment,
    make_document,
    make_draft,
    make_occasion,
    make_party,
    make_person,
    make_photo,
    make_region,
    make_relation,
    make_tag,
)
from tests.noninterference.background import NOW
from tests.noninterference.public_acts import DAYS, LANGUAGES, TITLES, facts_of, sign

WORD = "Quokka"
"""A word that only what is hidden holds: in titles, passages, and names of every kind."""


def hidden_name():
    return f"{WORD} {next(factories.numbers)}"


def soon(picks):
    """A release that is to come when the public asks."""
    return NOW + timedelta(hours=1 + 12 * (picks.number() % 8))


def secret(world, picks):
    """What a hidden readout says, partly of what is public and partly of what nobody knows."""
    facts = facts_of(world, picks)
    own = {
        "tags": [make_tag(hidden_name()), *facts["tags"]],
        "participants": [make_person(hidden_name()), *facts["participants"]],
        "photos": [make_photo(), *facts["photos"]],
        "documents": [make_document(), *facts["documents"]],
        "occasion": picks.one([make_occasion(hidden_name()), facts["occasion"]]),
        "title": picks.one([*TITLES, f"{WORD} talks"]),
        "released_on": picks.one([*DAYS, date(2015, 1, 1)]),
        "passages": [f"They spoke of the {WORD} and of goods."],
        "also_under": [],
    }
    return facts | own


def draft_of(world, picks):
    return make_draft(by=world.author, **secret(world, picks))


def scheduled(world, picks):
    return sign(world, draft_of(world, picks), at=soon(picks))


def draft(world, picks):
    draft_of(world, picks)


def in_review(world, picks):
    release.submit(readout=draft_of(world, picks), by=world.author)


def returned(world, picks):
    there = draft_of(world, picks)
    release.submit(readout=there, by=world.author)
    release.return_to_author(readout=there, by=world.approver, comment="Not yet.")


def schedule(world, picks):
    scheduled(world, picks)


def reschedule(world, picks):
    release.reschedule(readout=scheduled(world, picks), by=world.approver, at=soon(picks))


def revoke(world, picks):
    release.revoke(readout=scheduled(world, picks), by=world.approver, reason="Not yet.")


def withdraw_before_release(world, picks):
    meeting = scheduled(world, picks).meeting
    release.withdraw(meeting=meeting, language="en", by=world.administrator, reason="error")
    if picks.whether():
        release.restore(meeting=meeting, language="en", by=world.administrator)


def discard(world, picks):
    there = draft_of(world, picks)
    if picks.whether():
        sign(world, there, at=soon(picks))
        there = release.revoke(readout=there, by=world.approver)
    drafts.discard(readout=there, by=world.author)


def seal_before_release(world, picks):
    edition = scheduled(world, picks)
    use = edition.photo_uses.first()
    parts = [edition.passages.first(), edition.participants.first(), use.photo]
    release.seal(target=picks.one(parts), by=world.administrator, reason="rights")


def rewrite(world, picks, there):
    """Fill a draft beside something public with hidden words, and perhaps schedule it."""
    there.title, there.correction_note = f"{WORD} talks", f"About the {WORD}."
    there.occasion = make_occasion(hidden_name())
    there.save()
    there.passages.update(text=f"They spoke of the {WORD} and of goods.")
    drafts.snapshot_of(there, by=world.author)
    if picks.whether():
        sign(world, there, at=soon(picks))


def next_edition(world, picks):
    public = picks.one(Readout.objects.live(timezone.now()).order_by("pk"))
    rewrite(world, picks, release.correct(readout=public, by=world.author))


def another_language(world, picks):
    public = picks.one(Readout.objects.live(timezone.now()).order_by("pk"))
    language = picks.one(LANGUAGES)
    status = "official"
    there = release.translate(readout=public, by=world.author, language=language, status=status)
    rewrite(world, picks, there)


def person(world, picks):
    someone = make_person(hidden_name())
    make_appointment(picks.one([someone, *world.people]), started_on=date(2017, 6, 1))
    if picks.whether():
        people.merge(person=someone, into=picks.one(world.people), by=world.administrator)


def topic(world, picks):
    tag, other = make_tag(hidden_name()), make_tag(hidden_name())
    TagAlias.objects.create(tag=tag, name=f"{WORD} alias {next(factories.numbers)}")
    tagging.attach(item=draft_of(world, picks).passages.get().item, tags=[tag], by=world.author)
    tagging.rename(tag=tag, name=hidden_name(), by=world.approver)
    if picks.whether():
        tagging.merge(tag=tag, into=picks.one([other, *world.tags]), by=world.approver)


def relation(world, picks):
    listed_from = picks.one([None, NOW + timedelta(days=1)])
    region = picks.one([make_region(hidden_name()), *_regions(world)])
    party = make_party(f"{WORD}land {next(factories.numbers)}", region=region)
    make_relation(hidden_name(), [party], listed_from=listed_from)


def _regions(world):
    parties = Party.objects.filter(region__isnull=False).order_by("pk")
    return [party.region for party in parties[:1]]


def own_page(world, picks):
    number = next(factories.numbers)
    slug = picks.one(["about", f"{WORD.lower()}-{number}"])
    # No two texts of a page begin at one instant.
    later = NOW + timedelta(days=1, seconds=number % 10**6)
    Page.objects.create(slug=slug, title=WORD, text=WORD, live_from=picks.one([None, later]))


ACTS = [
    next_edition, next_edition, another_language, schedule, schedule, draft, in_review, returned,
    reschedule, revoke, withdraw_before_release, discard, seal_before_release, person, topic,
    relation, own_page,
]  # fmt: skip
