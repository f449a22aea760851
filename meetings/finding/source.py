"""What the record says of some meetings, as far as the rows of finding tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from meetings.models import Participant, Passage, Readout, ReadoutRelation, Seal, TaggedItem


class Edition(NamedTuple):
    """An edition that is released or to be, by its keys, and when it is public."""

    meeting: int
    key: int
    language: str
    relation: int
    released_on: date
    live_from: datetime
    live_until: datetime | None = None


class Place(NamedTuple):
    """Where an agenda item with topics stands in an edition."""

    item: int
    passage: int
    position: int


@dataclass
class Source:
    """What is said of some meetings; all but the editions by the key of an edition or an item."""

    editions: dict[int, list[Edition]] = field(default_factory=lambda: defaultdict(list))
    """By meeting."""
    places: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By agenda item."""
    further: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    people: dict[int, dict[int, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    """By edition and person: the offices printed with their name."""

    def seat(self, edition: int, person: int, offices: Sequence[str]) -> None:
        """Someone at the table; each office is told once."""
        known = self.people[edition].setdefault(person, [])
        known.extend(office for office in offices if office not in known)


def source_of(meetings: Sequence[int]) -> Source:
    """What the record says of these meetings: released or to be, not withdrawn, not sealed.

    Each question is asked once for all of them.
    """
    source = Source()
    sealed = Seal.objects.filter(lifted_at__isnull=True)
    editions = Readout.objects.approved_ones().filter(meeting__in=meetings, withdrawn_at=None)
    editions = editions.exclude(pk__in=sealed.filter(readout__isnull=False).values("readout"))
    columns = ("meeting", "pk", "language", "relation", "released_on", "live_from", "live_until")
    for row in editions.order_by("pk").values_list(*columns):
        edition = Edition(*row)
        source.editions[edition.meeting].append(edition)
    keys = [edition.key for rows in source.editions.values() for edition in rows]
    _read_places(source, keys, sealed)
    _read_facets(source, keys, sealed)
    return source


def _read_places(source: Source, editions: list[int], sealed: QuerySet[Any]) -> None:
    tagged = TaggedItem.objects.filter(content_object__passages__readout__in=editions)
    for item, tag in tagged.values_list("content_object", "tag").distinct():
        source.tags[item].append(tag)
    passages = Passage.objects.filter(readout__in=editions, item__in=list(source.tags))
    passages = passages.exclude(pk__in=sealed.filter(passage__isnull=False).values("passage"))
    for readout, *place in passages.values_list("readout", "item", "pk", "position"):
        source.places[readout].append(Place(*place))


def _read_facets(source: Source, editions: list[int], sealed: QuerySet[Any]) -> None:
    listed = ReadoutRelation.objects.filter(readout__in=editions)
    for readout, relation in listed.values_list("readout", "relation"):
        source.further[readout].append(relation)
    seats = Participant.objects.filter(readout__in=editions, person__isnull=False)
    seats = seats.exclude(pk__in=sealed.filter(participant__isnull=False).values("participant"))
    for seat in seats.select_related("person").order_by("readout", "position"):
        if seat.person is not None:
            person = seat.person.merged_into_id or seat.person.pk
            source.seat(seat.readout_id, person, seat.office_list)
