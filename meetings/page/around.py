"""What surrounds a live readout: its topics, the pages of its people, and readouts near to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from meetings.models import Readout, TaggedItem
from meetings.page.frame import Frame
from meetings.page.history import Address
from meetings.page.passages import Topic
from meetings.page.shown import Shown
from meetings.page.text import printed_day
from meetings.page.ways import way
from meetings.prepared import Row, prepared
from meetings.querysets import live_seats

MOST_OF_OCCASION = 10


@dataclass(frozen=True, slots=True)
class Neighbour(Shown):
    """A readout near to this one; `language` is its own, if it is not English."""

    title: str
    day: str
    address: str
    language: str = ""

    @classmethod
    def at(cls, address: Address, title: str, day: date, language: str) -> Neighbour:
        own = "" if language == "en" else language
        return cls(title, printed_day(day), address.page(language), own)


@dataclass(frozen=True, slots=True)
class Around(Shown):
    """Readouts near to one: before and after in its relation, and of its occasion."""

    previous: Neighbour | None = None
    next: Neighbour | None = None
    of_occasion: list[Neighbour] = field(default_factory=list)


def topics_of(readout: int) -> dict[str, list[Topic]]:
    """The topics of an edition's items, in order of name, by the item's uid."""
    return topics_by_item(topics_of_items(readout=readout))


def topics_by_item(rows: Iterable[Row]) -> dict[str, list[Topic]]:
    """The topics that `topics_of_items` found."""
    topics: dict[str, list[Topic]] = {}
    for item, name, slug in rows:
        topics.setdefault(item, []).append(Topic(name, way("topic", slug)))
    return topics


TOPIC = ("content_object__uid", "tag__name", "tag__slug")


@prepared
def topics_of_items(readout: int) -> QuerySet[Any, Any]:
    rows = TaggedItem.objects.filter(content_object__passages__readout=readout)
    in_order = rows.order_by("content_object__passages__position", "tag__name")
    return in_order.values_list(*TOPIC)


def pages_of_people(rows: Iterable[Row]) -> dict[str, str]:
    """The addresses of the people whom `people_in` found in a live readout, by the person's uid."""
    return {uid: way("person", known_as or slug) for uid, slug, known_as in rows}


@prepared
def people_in(readout: int, at: datetime) -> QuerySet[Any, Any]:
    seats = live_seats(at).filter(readout=readout, person__isnull=False).order_by()
    return seats.values_list("person__uid", "person__slug", "person__merged_into__slug")


class _Near(NamedTuple):
    """A readout near to another, as it is asked for."""

    day: date
    moment: datetime
    key: int
    title: str
    language: str
    relation: int
    occasion: int | None
    meeting: int
    address_on: date
    slug: str

    @property
    def shown(self) -> Neighbour:
        address = Address(self.address_on, self.slug)
        return Neighbour.at(address, self.title, self.day, self.language)


def around(frame: Frame, rows: Iterable[Row]) -> Around:
    """What was found live near to a readout."""
    near = sorted(_Near(*row) for row in rows)
    own = (frame.released_on, frame.live_from, frame.key)
    same = (frame.relation, frame.language)
    beside = [row for row in near if (row.relation, row.language) == same]
    before = [row for row in beside if row[:3] < own]
    after = [row for row in beside if row[:3] > own]
    return Around(
        before[-1].shown if before else None,
        after[0].shown if after else None,
        [row.shown for row in _of_occasion(frame, near)],
    )


def _of_occasion(frame: Frame, near: list[_Near]) -> list[_Near]:
    if not frame.occasion:
        return []
    same = (frame.occasion, frame.language)
    of_it = [row for row in near if (row.occasion, row.language) == same and _is_other(frame, row)]
    return of_it[:MOST_OF_OCCASION]


def _is_other(frame: Frame, row: _Near) -> bool:
    return row.meeting != frame.meeting


@prepared
def near_to(
    at: datetime, key: int, relation: int, language: str, day: date, moment: datetime,
    occasion: int,
) -> QuerySet[Any, Any]:  # fmt: skip
    live = Readout.objects.live(at)
    beside = live.beside(key=key, relation=relation, language=language, day=day, moment=moment)
    # Each part of an "or" can use an index of its own.
    near = beside | live.filter(occasion=occasion, language=language)
    own = ("released_on", "live_from", "pk", "title", "language", "relation", "occasion")
    return near.order_by().values_list(*own, "meeting", "meeting__address_on", "meeting__slug")
