"""The rows of some meetings, made of what the record says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings

from meetings.finding.source import Edition, Place, Source, source_of
from meetings.finding.spans import Span, foremost
from meetings.models import Mention, TopicCount

Facet = TopicCount.Facet


class ListingRow(NamedTuple):
    """A `Listing` that is not stored yet; its fields are the columns."""

    meeting_id: int
    readout_id: int
    relation_id: int
    further: bool
    released_on: date
    live_from: datetime
    live_until: datetime | None


class MentionRow(NamedTuple):
    """A `Mention`, likewise."""

    meeting_id: int
    readout_id: int
    relation_id: int
    further: bool
    released_on: date
    live_from: datetime
    live_until: datetime | None
    item_id: int
    passage_id: int
    position: int
    facets: str
    tag_id: int

    def is_live(self, at: datetime) -> bool:
        return self.live_from <= at and (self.live_until is None or at < self.live_until)


AnyMention = Mention | MentionRow
"""Stored, or about to be."""


class JointMentionRow(NamedTuple):
    """A `JointMention`, likewise."""

    meeting_id: int
    readout_id: int
    relation_id: int
    further: bool
    released_on: date
    live_from: datetime
    live_until: datetime | None
    item_id: int
    passage_id: int
    position: int
    facets: str
    tag_id: int
    other_id: int


class AttendanceRow(NamedTuple):
    """An `Attendance`, likewise."""

    meeting_id: int
    readout_id: int
    relation_id: int
    further: bool
    released_on: date
    live_from: datetime
    live_until: datetime | None
    person_id: int
    offices: str


class Rows(NamedTuple):
    """The rows that stand for some meetings."""

    listings: list[ListingRow]
    mentions: list[MentionRow]
    joint_mentions: list[JointMentionRow]
    attendances: list[AttendanceRow]


def rows_of(meetings: Sequence[int]) -> Rows:
    """The rows that stand for these meetings (by primary key), from the record alone."""
    return rows_from(source_of(meetings))


def rows_from(source: Source) -> Rows:
    """The rows that stand for the meetings that the source tells of."""
    rows = Rows([], [], [], [])
    for editions in source.editions.values():
        rows.listings.extend(_listings(source, editions))
        for item, span in _words(source, editions):
            mentions = list(_mentions(source, item, span))
            rows.mentions.extend(mentions)
            if len(mentions) > 1:
                rows.joint_mentions.extend(_joint(mentions))
        rows.attendances.extend(_attendances(source, editions))
    return rows


def _rank(edition: Edition) -> tuple[int, int]:
    """The site's languages in their order, then the others in that of their editions."""
    order = settings.READOUT_LANGUAGES
    known = edition.language in order
    return (order.index(edition.language) if known else len(order), edition.key)


def _span(edition: Edition, what: Any) -> Span[Any]:
    return Span(edition.live_from, edition.live_until, _rank(edition), what)


def _listings(source: Source, editions: Iterable[Edition]) -> Iterator[ListingRow]:
    for span in foremost(_span(edition, edition) for edition in editions):
        for relation, further in _relations(source, span.what):
            yield ListingRow(*_findable(span, span.what, relation, further))


def _words(
    source: Source, editions: Iterable[Edition]
) -> Iterator[tuple[int, Span[tuple[Edition, Place]]]]:
    """Each agenda item with the words that stand for it, and when."""
    by_item: dict[int, list[Span[tuple[Edition, Place]]]] = defaultdict(list)
    for edition in editions:
        for place in source.places.get(edition.key, ()):
            by_item[place.item].append(_span(edition, (edition, place)))
    for item, spans in by_item.items():
        for span in foremost(spans):
            yield item, span


def _mentions(source: Source, item: int, span: Span[tuple[Edition, Place]]) -> Iterator[MentionRow]:
    edition, place = span.what
    tags = sorted(source.tags[item])
    shared = _facets(source, edition)
    for relation, further in _relations(source, edition):
        own = _findable(span, edition, relation, further)
        for tag in tags:
            others = "".join(f" {Facet.TOPIC}:{other}" for other in tags if other != tag)
            facets = f"{shared}{others} "
            yield MentionRow._make((*own, item, place.passage, place.position, facets, tag))


def _joint(mentions: Iterable[MentionRow]) -> Iterator[JointMentionRow]:
    """Those of one item by each other topic of a greater key that it has there."""
    by_relation: Mapping[int, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        by_relation[mention.relation_id].append(mention)
    for there in by_relation.values():
        for mention in there:
            for other in there:
                if other.tag_id > mention.tag_id:
                    yield JointMentionRow(*mention, other.tag_id)


def _attendances(source: Source, editions: Iterable[Edition]) -> Iterator[AttendanceRow]:
    by_person: dict[int, list[Span[Edition]]] = defaultdict(list)
    for edition in editions:
        for person in source.people.get(edition.key, ()):
            by_person[person].append(_span(edition, edition))
    for person, spans in by_person.items():
        for span in foremost(spans):
            offices = ", ".join(source.people[span.what.key][person])
            own = _findable(span, span.what, span.what.relation, False)
            yield AttendanceRow._make((*own, person, offices))


def _relations(source: Source, edition: Edition) -> list[tuple[int, bool]]:
    own = edition.relation
    others = source.further.get(edition.key, ())
    return [(own, False), *((relation, True) for relation in others if relation != own)]


def _findable(span: Span[Any], edition: Edition, relation: int, further: bool) -> tuple[Any, ...]:
    return (
        edition.meeting,
        edition.key,
        relation,
        further,
        edition.released_on,
        span.live_from,
        span.live_until,
    )


def _facets(source: Source, edition: Edition) -> str:
    """What a mention counts for besides other topics; under each relation, once under its own."""
    words = [f" {Facet.ALL}:0"]
    words += [f"{Facet.RELATION}:{relation}" for relation, _ in _relations(source, edition)]
    words.append(f"{Facet.OWN_RELATION}:{edition.relation}")
    words.append(f"{Facet.YEAR}:{edition.released_on.year}")
    words += [f"{Facet.PERSON}:{person}" for person in source.people.get(edition.key, ())]
    return " ".join(words)
