"""What is hidden changes nothing that the public can see, not by a byte.

The same public acts are done twice: once alone, and once with everything hidden that can be made
in between. Then every public address is asked. Whatever chance decides (identities, tokens) is
decided alike for the public acts of both worlds, so that any difference tells of what is hidden.
"""

import itertools
import random
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from meetings import release, sitemaps, tagging
from meetings.models import (
    Document,
    Meeting,
    Occasion,
    Page,
    Photo,
    Readout,
    Tag,
    TagAlias,
)
from meetings.prepared import Prepared
from meetings.querysets import (
    AttendanceQuerySet,
    ListingQuerySet,
    MentionQuerySet,
    OccasionQuerySet,
    PhotoQuerySet,
    ReadoutQuerySet,
    TagQuerySet,
)
from meetings.sitemaps import SECTIONS
from meetings.urls import urlpatterns
from meetings.views import relations as relation_pages
from meetings.views import topics
from relations import identity
from relations.models import Person, Region, Relation
from relations.querysets import RelationQuerySet
from tests import factories, machine
from tests.factories import (
    make_appointment,
    make_document,
    make_edition,
    make_occasion,
    make_party,
    make_person,
    make_photo,
    make_readout,
    make_region,
    make_relation,
    make_tag,
    user_called,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
SAME_TITLE = "Foreign Ministers' Meeting"
SAME_DAY = date(2017, 2, 10)
YEARS = (2015, 2016, 2017)


def before(**delta):
    return NOW - timedelta(**delta)


def after(**delta):
    return NOW + timedelta(**delta)


# The public acts


def prepare(world):
    region = make_region("North", slug="north")
    parties = [make_party("Testland", region=region)]
    world["relation"] = make_relation("Japan-Testland Relations", parties, slug="testland")
    world["occasion"] = make_occasion("Summit", slug="summit")
    world["people"] = [make_person("Ann Example", slug="ann"), make_person("Bo", slug="bo")]
    world["tags"] = [make_tag("Trade"), make_tag("Peace"), make_tag("Fishing")]
    TagAlias.objects.create(tag=world["tags"][0], name="Commerce")


def release_plainly(world):
    world["plain"] = make_readout(
        live_from=before(days=9), tags=world["tags"], participants=world["people"],
        photos=[make_photo()], documents=[make_document()],
        passages=["They spoke of goods.", "They spoke of peace."], **ours(world),
    )  # fmt: skip


def correct(world):
    first = make_readout(live_from=before(days=8), tags=world["tags"][:2], **ours(world))
    make_edition(first, live_from=before(days=7), participants=world["people"][:1])


def translate(world):
    items = [passage.item for passage in world["plain"].passages.all()]
    make_readout(
        live_from=before(days=6), meeting=world["plain"].meeting, items=items, language="ja",
        title="会談", passages=["物品", "平和"], relation=world["relation"],
    )  # fmt: skip


def withdraw(world):
    make_readout(
        live_from=before(days=5), withdrawn_at=before(days=4), tags=world["tags"], **ours(world)
    )


def seal(world):
    readout = make_readout(
        live_from=before(days=3), photos=[make_photo()], participants=world["people"][1:],
        tags=world["tags"][1:], passages=["Words that stay.", "Words that go."], **ours(world),
    )  # fmt: skip
    for target in (readout.passages.last(), readout.photo_uses.first().photo):
        release.seal(target=target, by=user_called("approver", "Approver"), reason="rights")


def rename_a_topic(world):
    tagging.rename(tag=world["tags"][2], name="Fisheries", by=user_called("approver"))


def release_now(world):
    draft = make_readout(title=SAME_TITLE, released_on=SAME_DAY, **ours(world))
    release.submit(readout=draft, by=draft.created_by)
    release.approve(readout=draft, by=user_called("approver", "Approver"))


def ours(world):
    return {"relation": world["relation"], "occasion": world["occasion"]}


ACTS = [
    prepare, release_plainly, correct, translate, withdraw, seal, rename_a_topic, release_now,
]  # fmt: skip


# What is hidden


def hide(world, number):
    """Make hidden readouts in all states, on public relations and occasions and on hidden ones."""
    hidden = {
        "relation": make_relation(
            parties=[make_party(region=make_region())],
            listed_from=[None, after(days=1)][number % 2],
        ),
        "occasion": make_occasion(),
        "participants": [make_person(), *world["people"]],
        "tags": [make_tag(), *world["tags"]],
        "photos": [make_photo()],
        "documents": [make_document()],
        "released_on": SAME_DAY - timedelta(days=60 * number),
    }
    TagAlias.objects.create(tag=hidden["tags"][0], name=f"Alias {number}")
    make_appointment(world["people"][0], started_on=date(2001 + number, 1, 1))
    make_person(merged_into=world["people"][0])
    for slug, begins in [(f"hidden-{number}", None), ("about", after(days=1 + number))]:
        Page.objects.create(slug=slug, title="Hidden page", text="Hidden.", live_from=begins)
    listed = {**hidden, **ours(world), "also_under": [hidden["relation"]]}
    make_readout(**hidden)
    make_readout(**hidden, live_from=after(minutes=1))
    make_readout(
        **{**listed, "released_on": SAME_DAY, "title": SAME_TITLE}, live_from=after(days=1)
    )
    make_readout(**listed, live_from=after(hours=1), withdrawn_at=after(minutes=1))
    in_review = make_readout(**listed)
    release.submit(readout=in_review, by=in_review.created_by)
    returned = make_readout(**listed, language="ja")
    release.submit(readout=returned, by=returned.created_by)
    approver = user_called("approver", "Approver")
    release.return_to_author(readout=returned, by=approver, comment="Not yet.")


def hide_beside_what_is_public():
    """On each public meeting: the next edition, and other languages, drafts and to come."""
    for readout in list(Readout.objects.live(NOW)):
        items = [passage.item for passage in readout.passages.all()]
        same = {
            "meeting": readout.meeting,
            "relation": readout.relation,
            "items": items,
            "passages": ["Hidden words." for _ in items],
            "participants": [make_person()],
            "photos": [make_photo()],
            "occasion": make_occasion(),
            "title": "A hidden title",
        }
        make_edition(readout, live_from=after(hours=2), **same)
        if readout.meeting.readouts.live(NOW).first() == readout:
            make_readout(language="fr", **same)
            make_readout(language="de", live_from=after(hours=3), **same)


# Two worlds, alike but for what is hidden


class Chance:
    """Identities and names drawn in one order for public acts and in another for hidden ones."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch
        self.draws = {kind: self._draw(kind) for kind in ("public", "hidden")}

    def _draw(self, kind):
        source = random.Random(kind)
        drawn = SimpleNamespace(
            choice=source.choice,
            randbelow=source.randrange,
            token_hex=lambda size: source.randbytes(size).hex(),
        )
        return drawn, itertools.count({"public": 1, "hidden": 10**6}[kind])

    def of(self, kind):
        secrets, numbers = self.draws[kind]
        self.monkeypatch.setattr(identity, "secrets", secrets)
        self.monkeypatch.setattr(factories, "numbers", numbers)


def build(monkeypatch, *, hide_after):
    """Do the public acts, and hide all that can be hidden after each of `hide_after`."""
    chance, world = Chance(monkeypatch), {}
    for number, act in enumerate(ACTS):
        chance.of("public")
        act(world)
        chance.of("hidden")
        if act in hide_after:
            hide(world, number)
    if hide_after:
        hide_beside_what_is_public()


def answers(addresses):
    """What each address answers: its status, its headers, its bytes; a crash tells as well."""
    client = Client(raise_request_exception=False)
    found = {}
    for address in addresses:
        response = client.get(address)
        content = response.getvalue() if response.streaming else response.content
        found[address] = (response.status_code, sorted(response.headers.items()), content)
    return found


NO_LEAK = {"none": None}


def both_worlds(monkeypatch, names, hide_after, leaks=NO_LEAK):
    """Answers with nothing hidden, with all of it, and those of what is hidden itself.

    They are asked once for each of `leaks`, and given by its name. A leak is a class with the
    name of a method and another method to put in its place while we ask.
    """

    def ask(addresses):
        return {name: _ask(monkeypatch, addresses, leak) for name, leak in leaks.items()}

    with time_machine.travel(NOW, tick=False):
        with transaction.atomic():
            build(monkeypatch, hide_after=[])
            addresses = known_addresses(names) | {"/nothing/"}
            alone = ask(addresses)
            transaction.set_rollback(True)
        with transaction.atomic():
            build(monkeypatch, hide_after=hide_after)
            among, hidden = ask(addresses), ask(some(known_addresses(names) - addresses))
            transaction.set_rollback(True)
    return {name: (alone[name], among[name], hidden[name]) for name in leaks}


def some(addresses):
    """Of what is hidden, as many addresses as the size of the run allows, of every kind."""
    listed = sorted(addresses)
    return listed[:: max(1, len(listed) // machine.size(600, len(listed)))]


def _ask(monkeypatch, addresses, leak):
    with monkeypatch.context() as planted:
        if leak:
            planted.setattr(*leak)
            # A plan that was made before knows nothing of what is planted.
            planted.setattr(Prepared, "plan", Prepared.planned)
        return answers(sorted(addresses))


# Every public address


def slugs(model):
    return [{"slug": slug} for slug in model.objects.values_list("slug", flat=True)]


def slug_of_each(model):
    return model.objects.values_list("slug", flat=True)


def meetings():
    placed = Meeting.objects.filter(address_on__isnull=False)
    return [
        {"year": m.address_on.year, "month": m.address_on.month, "day": m.address_on.day,
         "slug": m.slug}
        for m in placed
    ]  # fmt: skip


def each(rows, **choices):
    """Each of `rows` with each combination of further parts."""
    names = list(choices)
    return [
        {**row, **dict(zip(names, values, strict=True))}
        for row in rows
        for values in itertools.product(*choices.values())
    ]


LANGUAGES = {"language": ["ja", "de"]}
NUMBERS = {"number": [1, 2]}

# For each name of an address, the parts it can have for the rows there are, hidden or not.
PARTS = {
    "home": lambda: [{}],
    "countries": lambda: [{}],
    "region": lambda: slugs(Region),
    "relation": lambda: slugs(Relation),
    "relation-archive": lambda: each(slugs(Relation), year=YEARS),
    "readouts": lambda: [{}],
    "readouts-month": lambda: each([{}], year=YEARS, month=range(1, 13)),
    "readout": meetings,
    "readout-language": lambda: each(meetings(), **LANGUAGES),
    "editions": meetings,
    "editions-language": lambda: each(meetings(), **LANGUAGES),
    "edition": lambda: each(meetings(), **NUMBERS),
    "edition-language": lambda: each(meetings(), **LANGUAGES, **NUMBERS),
    "changes": lambda: each(meetings(), **NUMBERS, other=[1, 2]),
    "changes-language": lambda: each(meetings(), **LANGUAGES, **NUMBERS, other=[1, 2]),
    "short": lambda: list(Meeting.objects.values("number")),
    "short-language": lambda: each(Meeting.objects.values("number"), **LANGUAGES),
    "occasion": lambda: slugs(Occasion),
    "topics": lambda: [{}],
    "topic": lambda: slugs(Tag),
    "wording": lambda: each(slugs(Tag), relation=list(slug_of_each(Relation))),
    "person": lambda: slugs(Person),
    "corrections": lambda: [{}],
    "search": lambda: [{}],
    "photo": lambda: each(Photo.objects.values("token"), width=[360], format=["avif", "jpeg"]),
    "photo-press": lambda: list(Photo.objects.values("token")),
    "document": lambda: list(Document.objects.values("token")),
    "relation-calendar": lambda: slugs(Relation),
    "sitemap": lambda: [{}],
    "sitemap-news": lambda: [{}],
    "sitemap-month": lambda: each([{}], year=YEARS, month=range(1, 13)),
    "sitemap-section": lambda: each([{}], section=SECTIONS),
    "robots": lambda: [{}],
    "opensearch": lambda: [{}],
    "site-map": lambda: [{}],
    "page": lambda: slugs(Page),
    "page-language": lambda: each(slugs(Page), **LANGUAGES),
}
FEEDS = ["readouts", "relation", "region", "topic", "person", "occasion", "corrections"]
PAGES = [name for name in PARTS if name.startswith(("readout", "edition", "relation-archive"))]
TWINS = [*PAGES, "countries", "region", "relation", "occasion", "topics", "topic", "person"]


def in_both_forms(name):
    return lambda: each(PARTS[name](), form=["atom", "json"])


PARTS |= {f"{name}-feed": in_both_forms(name) for name in FEEDS}
PARTS |= {f"{name}-data": PARTS[name] for name in [*TWINS, "corrections"]}


OF_ONE = ("readout-", "edition", "changes", "short")
OF_LISTS = [name for name in PARTS if name != "readout" and not name.startswith(OF_ONE)]
# One page of each kind that could tell; feeds and data ask the same questions.
TELLING = [
    "readouts", "relation", "relation-archive", "occasion", "topics", "topic", "person",
    "corrections", "photo", "countries", "sitemap", "sitemap-section",
]  # fmt: skip


def known_addresses(names):
    found = {reverse(f"meetings:{name}", kwargs=parts) for name in names for parts in PARTS[name]()}
    queries = ["relation=testland", "year=2017", "year=2016", "relation=testland&year=2017"]
    queries += ["region=north", "person=ann", "topic=peace", "topic=peace&person=ann&year=2017"]
    for page in [tag.get_absolute_url() for tag in Tag.objects.all()]:
        found |= {f"{page}?{query}" for query in [*queries, "facet=person", "facet=topic"]}
        found |= {f"{page}feed.atom?{query}" for query in queries}
        found |= {f"{page[:-1]}.json?{query}" for query in queries}
    words = ["goods", "words", "meeting", "ann", "person", "topic", "commerce", "alias", "会談"]
    found |= {f"/search/?q={word}" for word in words}
    aliases = [f"/topics/{Tag().slugify(alias.name)}/" for alias in TagAlias.objects.all()]
    found |= {"/topics/?order=use", "/topics/?order=recent"}
    return found | {"/countries/?q=land", "/corrections/?year=2017", "/topics/fishing/", *aliases}


def test_every_public_address_is_asked():
    assert set(PARTS) == {pattern.name for pattern in urlpatterns}


def test_what_is_hidden_changes_no_byte(monkeypatch):
    hide_after = machine.size(ACTS[1::3], ACTS)
    alone, among, hidden = both_worlds(monkeypatch, PARTS, hide_after)["none"]

    assert {a for a in alone if among[a] != alone[a]} == set()
    assert {a for a, answer in hidden.items() if answer != alone["/nothing/"]} == set()
    statuses = {status for status, _, _ in alone.values()}
    assert statuses == {200, 301, 302, 404, 410}
    assert len(hidden) > 500


def everything(self, at):
    return self


def all_approved(self, at):
    return self.filter(live_from__isnull=False, live_until__isnull=True)


def of_tomorrow(ask):
    """A question that is asked a day too early."""
    return lambda self, at, *rest: ask(self, at + timedelta(days=1), *rest)


def facets_of_tomorrow(slug, at, other=""):
    return COUNTED_BY_FACETS(slug, at + timedelta(days=1), other)


def days_of_all(rows, unit):
    return FOUND_BY_DAYS(rows.model.objects.all(), unit)


def with_tomorrow(at):
    return RELEASES_BY_MONTH(at + timedelta(days=1))


LEAKS = {
    "a list": (ReadoutQuerySet, "live", all_approved),
    "corrections": (ReadoutQuerySet, "corrections", all_approved),
    "rows of finding": (ListingQuerySet, "live", all_approved),
    "the meetings of a person": (AttendanceQuerySet, "live", all_approved),
    "the words on a topic": (MentionQuerySet, "live", all_approved),
    "a facet": (topics, "topic_at", facets_of_tomorrow),
    "the count of a topic": (TagQuerySet, "with_counts", of_tomorrow(TagQuerySet.with_counts)),
    "the years of a list": (relation_pages, "newest_days", days_of_all),
    "an occasion": (OccasionQuerySet, "public", everything),
    "a photo": (PhotoQuerySet, "public", everything),
    "a relation": (RelationQuerySet, "listed", everything),
    "a sitemap's date": (sitemaps, "months", with_tomorrow),
}
RELEASES_BY_MONTH = sitemaps.months
COUNTED_BY_FACETS = topics.topic_at
FOUND_BY_DAYS = relation_pages.newest_days


def test_a_planted_leak_is_found(monkeypatch):
    worlds = both_worlds(monkeypatch, machine.size(TELLING, OF_LISTS), ACTS[-1:], LEAKS)

    found = {
        name
        for name, (alone, among, hidden) in worlds.items()
        if among != alone or any(status == 200 for status, _, _ in hidden.values())
    }
    assert found == set(LEAKS)
