"""Acts that the public sees, as they may be done at any moment of a drawn world."""

from datetime import date
from itertools import chain

from django.db.models import F
from django.utils import timezone

from meetings import addresses, drafts, people, release, tagging
from meetings.models import Page, Readout, TagAlias
from tests import factories
from tests.factories import make_draft, make_occasion, make_tag

DAYS = (date(2017, 2, 10), date(2016, 2, 10), date(2017, 4, 30))
TITLES = ("Foreign Ministers' Meeting", "Telephone Talk")
TEXTS = ("They spoke of goods.", "They spoke of peace.", "They spoke of fish and goods.")
LANGUAGES = ("ja", "de")


def live(world):
    return Readout.objects.live(timezone.now()).order_by("pk")


def facts_of(world, picks):
    """What a new readout says, all of it public."""
    return {
        "relation": picks.one(world.relations),
        "also_under": picks.some(world.relations[1:]),
        "title": picks.one(TITLES),
        "released_on": picks.one(DAYS),
        "passages": [picks.one(TEXTS) for _ in range(1 + picks.number() % 2)],
        "tags": picks.some(world.tags),
        "participants": picks.some(world.people),
        "photos": picks.some(world.photos),
        "documents": picks.some(world.documents),
        "occasion": picks.one([None, *world.occasions]),
    }


def sign(world, draft, at=None):
    """Send a draft for review and approve it, by two people."""
    release.submit(readout=draft, by=world.author)
    return release.approve(readout=draft, by=world.approver, at=at)


def release_one(world, picks):
    language = picks.one(["en", "en", "en", "ja"])
    facts = facts_of(world, picks)
    facts["also_under"] = [row for row in facts["also_under"] if row != facts["relation"]]
    sign(world, make_draft(by=world.author, language=language, **facts))


def correct(world, picks):
    readout = picks.one(live(world))
    world.make_way(readout.meeting, readout.language)
    draft = release.correct(readout=readout, by=world.author)
    draft.correction_note = "A word was corrected."
    draft.title = picks.one([draft.title, *TITLES])
    draft.save()
    draft.passages.filter(position=0).update(text=picks.one(TEXTS))
    drafts.snapshot_of(draft, by=world.author)
    sign(world, draft)


def translate(world, picks):
    readout, language = picks.one(live(world)), picks.one(LANGUAGES)
    world.make_way(readout.meeting, language)
    draft = release.translate(
        readout=readout, by=world.author, language=language, status="provisional"
    )
    draft.title, draft.correction_note = "会談", "A word was corrected."
    draft.save()
    for passage in draft.passages.all():
        passage.text = f"会談 {passage.position}"
        passage.save()
    drafts.snapshot_of(draft, by=world.author)
    sign(world, draft)


def withdraw(world, picks):
    readout = picks.one(live(world))
    by = world.administrator
    release.withdraw(meeting=readout.meeting, language=readout.language, by=by, reason="error")


def restore(world, picks):
    seen = Readout.objects.filter(withdrawn_at__gt=F("live_from")).order_by("pk")
    readout = picks.one(seen)
    release.restore(meeting=readout.meeting, language=readout.language, by=world.administrator)


def seal(world, picks):
    readout = picks.one(live(world))
    uses = chain(readout.photo_uses.all(), readout.document_uses.all())
    files = [use.photo if hasattr(use, "photo") else use.document for use in uses]
    parts = [*readout.passages.all(), *readout.participants.all(), *files, readout]
    world.seals += release.seal(target=picks.one(parts), by=world.administrator, reason="rights")[
        :1
    ]


def lift(world, picks):
    one = picks.one(world.seals)
    release.lift(seal=one, by=world.administrator)


def retag(world, picks):
    item = picks.one(picks.one(live(world)).passages.all()).item
    tagging.set_tags(item=item, tags=picks.some(world.tags), by=world.author)


def new_topic(world, picks):
    item = picks.one(picks.one(live(world)).passages.all()).item
    tag = make_tag(f"Matter {next(factories.numbers)}")
    tagging.attach(item=item, tags=[tag], by=world.author)
    world.tags.append(tag)


def rename_topic(world, picks):
    tag = picks.one(world.tags)
    tag.refresh_from_db()
    tagging.rename(tag=tag, name=f"Renamed {next(factories.numbers)}", by=world.approver)


def name_topic(world, picks):
    tag, name = picks.one(world.tags), f"Alias {next(factories.numbers)}"
    TagAlias.objects.create(tag=tag, name=name)


def merge_topics(world, picks):
    tag, into = picks.one(world.tags[1:]), world.tags[0]
    tagging.merge(tag=tag, into=into, by=world.approver)
    world.tags.remove(tag)


def new_occasion(world, picks):
    number = next(factories.numbers)
    world.occasions.append(make_occasion(f"Conference {number}", slug=f"conference-{number}"))


def list_relation(world, picks):
    relation = picks.one(world.unlisted)
    relation.listed_from = timezone.now()
    relation.save()
    world.unlisted.remove(relation)
    world.relations.append(relation)


def merge_people(world, picks):
    person, into = picks.one(world.people[1:]), world.people[0]
    people.merge(person=person, into=into, by=world.administrator)
    world.people.remove(person)


def move(world, picks):
    meeting, number = picks.one(live(world)).meeting, next(factories.numbers)
    day, by = picks.one(DAYS), world.administrator
    addresses.move(meeting=meeting, by=by, day=day, slug=f"moved-{number}")


def publish_page(world, picks):
    number = next(factories.numbers)
    Page.objects.create(
        slug=f"own-{number}", title="Own page", text="Text.", live_from=timezone.now()
    )


ACTS = [
    release_one, correct, translate, withdraw, restore, seal, lift, retag, new_topic, rename_topic,
    name_topic, merge_topics, new_occasion, list_relation, merge_people, move, publish_page,
]  # fmt: skip
