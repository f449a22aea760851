"""Lists of meetings, each a question whose SQL is made once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from meetings.models import Attendance, Listing, Tag
from meetings.page.history import Address
from meetings.page.ways import way
from meetings.prepared import Row, prepared

HOME, RELATION, REGION = 12, 20, 10
"""How many of the newest the home page and the pages of a relation and a region show."""
TOPICS = 30
"""How many of a relation's topics its page shows."""

COLUMNS = (
    "readout",
    "readout__title",
    "readout__language",
    "released_on",
    "meeting__address_on",
    "meeting__slug",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting's line in a list, in the readout that stands for it (its primary key)."""

    readout: int
    title: str
    language: str
    released_on: date
    address_on: date
    slug: str

    @property
    def get_absolute_url(self) -> str:
        return Address(self.address_on, self.slug).page(self.language)


class Discussed(NamedTuple):
    """A topic and how many agenda items it has."""

    name: str
    slug: str
    items: int

    @property
    def get_absolute_url(self) -> str:
        return way("topic", self.slug)


def newest(at: datetime) -> list[Listed]:
    """The newest of all."""
    return _lines(_newest(at=at))


def between(first: date, last: date, at: datetime) -> list[Listed]:
    """Those of the days from `first` to `last`."""
    return _lines(_between(at=at, first=first, last=last))


def of_relation_between(relation: int, first: date, last: date, at: datetime) -> list[Listed]:
    """Those of a relation (by primary key, as in all that follow), of the days given."""
    return _lines(_of_relation_between(at=at, relation=relation, first=first, last=last))


def in_region(region: int, at: datetime) -> list[Listed]:
    """The newest of a region."""
    return _lines(_in_region(at=at, region=region))


def attended_by(
    person: int, first: date, last: date, at: datetime, most: int | None
) -> list[tuple[Listed, str]]:
    """The newest `most` of a person, of the days given, each with the offices printed there."""
    rows = _attended(at=at, person=person, first=first, last=last, most=most)
    return [(Listed(*row[1:]), row[0]) for row in rows]


def _lines(rows: Iterable[Row]) -> list[Listed]:
    return [Listed(*row) for row in rows]


@prepared
def _newest(at: datetime) -> QuerySet[Any, Any]:
    return Listing.objects.live(at).once().newest_first().values_list(*COLUMNS)[:HOME]


@prepared
def _between(at: datetime, first: date, last: date) -> QuerySet[Any, Any]:
    rows = Listing.objects.live(at).once().filter(released_on__range=(first, last))
    return rows.newest_first().values_list(*COLUMNS)


@prepared
def newest_of_relation(at: datetime, relation: int) -> QuerySet[Any, Any]:
    """The newest of a relation."""
    rows = Listing.objects.live(at).of(relation)
    return rows.newest_first().values_list(*COLUMNS)[:RELATION]


@prepared
def _of_relation_between(
    at: datetime, relation: int, first: date, last: date
) -> QuerySet[Any, Any]:
    rows = Listing.objects.live(at).of(relation).filter(released_on__range=(first, last))
    return rows.newest_first().values_list(*COLUMNS)


@prepared
def discussed_with(at: datetime, relation: int) -> QuerySet[Any, Any]:
    """The topics taken up most with a relation, as `Discussed` has them."""
    topics = Tag.objects.of_relation(relation, at)
    columns = ("name", "slug", "item_count")
    return topics.values_list(*columns)[:TOPICS]


@prepared
def _in_region(at: datetime, region: int) -> QuerySet[Any, Any]:
    rows = Listing.objects.live(at).in_region(region)
    return rows.newest_first().values_list(*COLUMNS)[:REGION]


def _attended(
    at: datetime, person: int, first: date, last: date, most: int | None
) -> Iterable[Row]:
    rows = Attendance.objects.live(at).filter(person=person, released_on__range=(first, last))
    return rows.newest_first().values_list("offices", *COLUMNS)[:most]
