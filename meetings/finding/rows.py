"""The rows of some meetings, read from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.conf import settings

from meetings.finding.spans import Span, foremost
from meetings.models import (
    Attendance,
    Listing,
    Mention,
    Participant,
    Passage,
    Readout,
    ReadoutRelation,
    Seal,
    TaggedItem,
    TopicCount,
)

Facet = TopicCount.Facet


@dataclass
class Source:
    """What the record says of some meetings, each question asked once for all of them."""

    editions: dict[int, list[Readout]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[int, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    further: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    people: dict[int, dict[int, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    """By edition and person: the offices printed with their name."""


class Rows(NamedTuple):
    """The unsaved rows that stand for some meetings."""

    listings: list[Listing]
    mentions: list[Mention]
    attendances: list[Attendance]


def rows_of(meetings: Sequence[int]) -> Rows:
    """The unsaved rows that stand for these meetings (by primary key), from the record alone."""
    source = source_of(meetings)
    return Rows(
        [row for key in meetings for row in _listings(source, key)],
        [row for key in meetings for row in _mentions(source, key)],
        [row for key in meetings for row in _attendances(source, key)],
    )


def source_of(meetings: Sequence[int]) -> Source:
    """What the record says of these meetings: released or to be, not withdrawn, not sealed."""
    source = Source()
    sealed = Seal.objects.filter(lifted_at__isnull=True)
    editions = Readout.objects.approved_ones().filter(meeting__in=meetings, withdrawn_at=None)
    editions = editions.exclude(pk__in=sealed.filter(readout__isnull=False).values("readout"))
    columns = ("meeting", "language", "relation", "released_on", "live_from", "live_until")
    for edition in editions.only(*columns).order_by("pk"):
        source.editions[edition.meeting_id].append(edition)
    keys = [edition.pk for rows in source.editions.values() for edition in rows]
    _read_passages(source, keys, sealed)
    _read_facets(source, keys, sealed)
    return source


def _read_passages(source: Source, editions: list[int], sealed) -> None:  # type: ignore[no-untyped-def]
    tagged = TaggedItem.objects.filter(content_object__passages__readout__in=editions)
    for item, tag in tagged.values_list("content_object", "tag").distinct():
        source.tags[item].append(tag)
    passages = Passage.objects.filter(readout__in=editions, item__in=list(source.tags))
    passages = passages.exclude(pk__in=sealed.filter(passage__isnull=False).values("passage"))
    for passage in passages.only("readout", "item", "position"):
        source.passages[passage.readout_id].append(passage)


def _read_facets(source: Source, editions: list[int], sealed) -> None:  # type: ignore[no-untyped-def]
    listed = ReadoutRelation.objects.filter(readout__in=editions)
    for readout, relation in listed.values_list("readout", "relation"):
        source.further[readout].append(relation)
    seats = Participant.objects.filter(readout__in=editions, person__isnull=False)
    seats = seats.exclude(pk__in=sealed.filter(participant__isnull=False).values("participant"))
    for seat in seats.select_related("person").order_by("readout", "position"):
        if seat.person is None:
            continue
        person = seat.person.merged_into_id or seat.person.pk
        offices = source.people[seat.readout_id].setdefault(person, [])
        offices.extend(office for office in seat.office_list if office not in offices)


def _rank(edition: Readout) -> tuple[int, int]:
    """The site's languages in their order, then the others in that of their editions."""
    order = settings.READOUT_LANGUAGES
    known = edition.language in order
    return (order.index(edition.language) if known else len(order), edition.pk)


def _span(edition: Readout, what):  # type: ignore[no-untyped-def]
    if edition.live_from is None:
        raise ValueError("An approved edition has its time of release.")
    return Span(edition.live_from, edition.live_until, _rank(edition), what)


def _listings(source: Source, meeting: int) -> Iterator[Listing]:
    for span in foremost(_span(edition, edition) for edition in source.editions[meeting]):
        for relation, further in _relations(source, span.what):
            yield Listing(**_findable(span, span.what, relation, further=further))


def _mentions(source: Source, meeting: int) -> Iterator[Mention]:
    by_item: dict[int, list[Span[tuple[Readout, Passage]]]] = defaultdict(list)
    for edition in source.editions[meeting]:
        for passage in source.passages[edition.pk]:
            by_item[passage.item_id].append(_span(edition, (edition, passage)))
    for item, spans in by_item.items():
        for span in foremost(spans):
            yield from _mentions_of(source, item, span)


def _mentions_of(
    source: Source, item: int, span: Span[tuple[Readout, Passage]]
) -> Iterator[Mention]:
    edition, passage = span.what
    tags = source.tags[item]
    for relation, further in _relations(source, edition):
        for tag in tags:
            yield Mention(
                **_findable(span, edition, relation, further=further),
                tag_id=tag,
                item_id=item,
                passage=passage,
                position=passage.position,
                facets=_facets(source, edition, tag, tags),
            )


def _attendances(source: Source, meeting: int) -> Iterator[Attendance]:
    by_person: dict[int, list[Span[Readout]]] = defaultdict(list)
    for edition in source.editions[meeting]:
        for person in source.people[edition.pk]:
            by_person[person].append(_span(edition, edition))
    for person, spans in by_person.items():
        for span in foremost(spans):
            offices = ", ".join(source.people[span.what.pk][person])
            own = _findable(span, span.what, _own(span.what), further=False)
            yield Attendance(**own, person_id=person, offices=offices)


def _own(edition: Readout) -> int:
    if edition.relation_id is None:
        raise ValueError("An approved edition has its relation.")
    return edition.relation_id


def _relations(source: Source, edition: Readout) -> Iterable[tuple[int, bool]]:
    own = _own(edition)
    others = [relation for relation in source.further[edition.pk] if relation != own]
    return [(own, False), *((relation, True) for relation in others)]


def _findable(span, edition: Readout, relation: int, *, further: bool):  # type: ignore[no-untyped-def]
    return {
        "meeting_id": edition.meeting_id,
        "readout": edition,
        "relation_id": relation,
        "further": further,
        "released_on": edition.released_on,
        "live_from": span.live_from,
        "live_until": span.live_until,
    }


def _facets(source: Source, edition: Readout, tag: int, tags: list[int]) -> str:
    """What a mention counts for; under each relation, once under its own."""
    counted: list[tuple[Facet, int]] = [(Facet.ALL, 0)]
    counted += [(Facet.RELATION, relation) for relation, _ in _relations(source, edition)]
    counted.append((Facet.OWN_RELATION, _own(edition)))
    if edition.released_on is not None:
        counted.append((Facet.YEAR, edition.released_on.year))
    counted += [(Facet.PERSON, person) for person in source.people[edition.pk]]
    counted += [(Facet.TOPIC, other) for other in tags if other != tag]
    return f" {' '.join(f'{facet}:{key}' for facet, key in counted)} "
