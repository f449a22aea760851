"""Feeds: the newest entries of a list, and what was taken back from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.feeds.identity import edition_id, item_id, meeting_id, site_id
from meetings.feeds.lists import PublicList, TopicItems, query_of
from meetings.models import Listing, Mention, Passage, Readout, Seal, TaggedItem
from meetings.page import page_address
from meetings.querysets import ReadoutQuerySet, unsealed

ENTRIES = 50
"""How many entries a feed holds."""
REMEMBERED = timedelta(days=31)
"""For how long a feed says what was taken back."""
TOMBSTONES = 1_000
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One entry: a meeting, an edition or an agenda item. `text` is plain, with our links."""

    id: str
    title: str
    address: str
    language: str
    published: datetime
    updated: datetime
    text: str


@dataclass(frozen=True)
class Tombstone:
    """An entry that was taken back, and when (RFC 6721)."""

    id: str
    when: datetime


@dataclass(frozen=True)
class Feed:
    """A list's newest entries. `page` is the list's page; `query` what narrows both."""

    id: str
    title: str
    page: str
    query: str
    entries: list[Entry]
    tombstones: list[Tombstone] = field(default_factory=list)

    @property
    def updated(self) -> datetime:
        """When it last changed, as far as what it holds can tell."""
        moments = [entry.updated for entry in self.entries]
        return max(moments + [tombstone.when for tombstone in self.tombstones], default=NEVER)


def list_feed(of: PublicList) -> Feed:
    """A list of meetings as a feed; each is one entry, whatever becomes of its editions."""
    rows = of.listings.select_related("readout__meeting").only(
        *(f"readout__{name}" for name in ("title", "language", "live_from", "introduction")),
        *(f"readout__meeting__{name}" for name in ("number", "address_on", "slug")),
    )
    first = Readout.objects.public(of.at).filter(
        meeting=OuterRef("meeting"), language=OuterRef("readout__language")
    )
    begun = Subquery(first.order_by("live_from").values("live_from")[:1])
    rows = rows.annotate(published=Coalesce(begun, "readout__live_from"))
    entries = [_of_readout(row.readout, row.published) for row in rows[:ENTRIES]]
    return Feed(of.id, of.title, of.address, of.query, entries, _gone_meetings(of))


def _of_readout(readout: Readout, published: datetime) -> Entry:
    meeting = readout.meeting
    return Entry(
        meeting_id(meeting.number),
        readout.title,
        page_address(meeting, readout.language),
        readout.language,
        published,
        _begun(readout),
        readout.introduction,
    )


def topic_feed(of: TopicItems) -> Feed:
    """A topic's agenda items as a feed."""
    first = Passage.objects.public(of.at).filter(
        item=OuterRef("item"), readout__language=OuterRef("readout__language")
    )
    begun = Subquery(first.order_by("readout__live_from").values("readout__live_from")[:1])
    rows = of.mentions.for_list().annotate(published=Coalesce(begun, "readout__live_from"))
    entries = [_of_mention(row) for row in rows[:ENTRIES]]
    return Feed(of.id, of.title, of.address, of.query, entries, _gone_items(of))


def _of_mention(mention: Mention) -> Entry:
    readout, passage = mention.readout, mention.passage
    part = passage.heading or passage.label
    page = page_address(readout.meeting, readout.language)
    return Entry(
        item_id(mention.item.uid),
        f"{readout.title}: {part}" if part else readout.title,
        f"{page}#{mention.item.anchor}",
        passage.language or readout.language,
        mention.published,  # type: ignore[attr-defined]  # annotated
        _begun(readout),
        passage.text,
    )


def corrections_feed(at: datetime, year: int | None = None) -> Feed:
    """Every public edition that replaced an earlier one, with its note."""
    rows = Readout.objects.corrections(at)
    gone = _taken_back(Readout.objects.gone(at), at).with_edition_number(at).filter(number__gt=1)
    if year:
        rows, gone = rows.filter(live_from__year=year), gone.filter(live_from__year=year)
    asked = {"year": str(year)} if year else {}
    keys = gone.values_list("meeting__number", "language", "number", "since")
    return Feed(
        site_id("corrections", *([year] if year else [])),
        f"{_('Corrections')}, {year}" if year else _("Corrections"),
        reverse("meetings:corrections"),
        query_of(asked),
        [_of_correction(row) for row in rows.with_edition_number(at).for_list()[:ENTRIES]],
        _newest((edition_id(*key), when) for *key, when in keys[:TOMBSTONES]),
    )


def _of_correction(readout: Readout) -> Entry:
    number, moment = readout.number, _begun(readout)  # type: ignore[attr-defined]  # annotated
    meeting, language = readout.meeting, readout.language
    return Entry(
        edition_id(meeting.number, language, number),
        readout.title,
        page_address(meeting, language, number),
        language,
        moment,
        moment,
        readout.correction_note,
    )


def _begun(readout: Readout) -> datetime:
    return readout.live_from or NEVER


# What was taken back


def _taken_back(gone: ReadoutQuerySet, at: datetime) -> ReadoutQuerySet:
    """Of editions that are gone, those seen and then taken back of late; `since` is when."""
    earliest = at - REMEMBERED
    lying = Seal.objects.filter(lifted_at__isnull=True, readout__isnull=False)
    sealed = lying.filter(sealed_at__gte=earliest).values("readout")
    seen = lying.filter(readout=OuterRef("pk"), sealed_at__gt=OuterRef("live_from"))
    since = Coalesce("withdrawn_at", Subquery(seen.values("sealed_at")[:1]))
    late = gone.filter(Q(withdrawn_at__gte=earliest) | Q(pk__in=sealed))
    return late.annotate(since=since).filter(since__gte=earliest).order_by("-since", "-pk")


def _gone_meetings(of: PublicList) -> list[Tombstone]:
    """The meetings that a list once held and no list holds now."""
    listed = Listing.objects.live(of.at).filter(meeting=OuterRef("meeting"))
    gone = _taken_back(of.gone, of.at).exclude(Exists(listed))
    keys = gone.values_list("meeting__number", "since")[:TOMBSTONES]
    return _newest((meeting_id(number), when) for number, when in keys)


def _gone_items(of: TopicItems) -> list[Tombstone]:
    """The items that carried a topic when their words were taken back.

    Parts under a seal of their own are left out: to name their topics would tell of their words.
    """
    tagged = TaggedItem.objects.filter(
        tag=of.topic.key, content_object__passages__readout=OuterRef("pk")
    )
    gone = _taken_back(of.gone.filter(Exists(tagged)), of.at)
    since = dict(gone.values_list("pk", "since")[:TOMBSTONES])
    found = Mention.objects.live(of.at).filter(tag=of.topic.key, item=OuterRef("item"))
    passages = Passage.objects.filter(
        ~Exists(found), unsealed("passage"), readout__in=list(since), item__tagged__tag__in=of.tags
    )
    carried: dict[tuple[str, int], set[int]] = {}
    columns = ("item__uid", "readout", "item__tagged__tag", "item__tagged__attached_at")
    for uid, readout, tag, attached_at in passages.values_list(*columns):
        if attached_at <= since[readout]:
            carried.setdefault((uid, readout), set()).add(tag)
    return _newest(
        (item_id(uid), since[readout])
        for (uid, readout), tags in carried.items()
        if tags == of.tags
    )


def _newest(taken: Iterable[tuple[str, datetime]]) -> list[Tombstone]:
    """Each identity once, with the moment at which it was last taken back; newest first."""
    last: dict[str, datetime] = {}
    for key, when in taken:
        last[key] = max(when, last.get(key, when))
    tombstones = [Tombstone(key, when) for key, when in last.items()]
    return sorted(tombstones, key=lambda tombstone: (-tombstone.when.timestamp(), tombstone.id))
