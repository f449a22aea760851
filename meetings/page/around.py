"""What surrounds a live readout: its topics, the pages of its people, and readouts near to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from meetings.models import Mention, Readout, TaggedItem
from meetings.page.frame import Frame
from meetings.page.history import Address
from meetings.page.passages import Topic
from meetings.page.text import printed_day
from meetings.page.ways import way
from meetings.prepared import prepared
from meetings.querysets import live_seats

MOST_RELATED = 5
MOST_OF_OCCASION = 10


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A readout near to this one; `language` is its own, if it is not English."""

    title: str
    day: str
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Aids:
    """The topics of an edition's items, by the item's uid, and the readouts they lead to.

    `related` holds the keys of readouts that share topics with it, those that share most first.
    """

    topics: dict[str, list[Topic]] = field(default_factory=dict)
    related: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Around:
    """Readouts near to one: before and after in its relation, of its occasion, on its topics."""

    previous: Neighbour | None = None
    next: Neighbour | None = None
    of_occasion: list[Neighbour] = field(default_factory=list)
    related: list[Neighbour] = field(default_factory=list)


def topics_of(readout: int) -> dict[str, list[Topic]]:
    """The topics of an edition's items, in order of name, by the item's uid."""
    topics: dict[str, list[Topic]] = {}
    for item, name, slug in _topics(readout=readout):
        topics.setdefault(item, []).append(Topic(name, way("topic", slug)))
    return topics


def aids_of(readout: int, at: datetime) -> Aids:
    """The finding aids of a live edition: its topics, and readouts that share them."""
    aids = Aids()
    found: dict[str, set[int]] = {}
    for item, name, slug, *others in _topics_and_others(readout=readout, at=at):
        aids.topics.setdefault(item, []).append(Topic(name, way("topic", slug)))
        found[slug] = {key for key in others if key}
    shared = Counter(key for keys in found.values() for key in keys)
    aids.related.extend(sorted(shared, key=lambda key: (-shared[key], -key))[:MOST_RELATED])
    return aids


TOPIC = ("content_object__uid", "tag__name", "tag__slug")


@prepared
def _topics(readout: int) -> QuerySet[Any, Any]:
    rows = TaggedItem.objects.filter(content_object__passages__readout=readout)
    return rows.order_by("tag__name").values_list(*TOPIC)


@prepared
def _topics_and_others(readout: int, at: datetime) -> QuerySet[Any, Any]:
    """With the three newest meetings of each topic, so that a topic of thousands costs no more."""
    elsewhere = Mention.objects.live(at).once().filter(tag=OuterRef("tag"))
    elsewhere = elsewhere.exclude(meeting=OuterRef("content_object__meeting"))
    newest = elsewhere.newest_first().values("readout")
    others = {f"other_{n}": Subquery(newest[n : n + 1]) for n in range(3)}
    rows = TaggedItem.objects.filter(content_object__passages__readout=readout)
    return rows.annotate(**others).order_by("tag__name").values_list(*TOPIC, *others)


def people_of(frame: Frame, at: datetime) -> dict[str, str]:
    """The addresses of the people whom a live readout names, by the person's uid."""
    return {
        uid: way("person", known_as or slug)
        for uid, slug, known_as in _people(readout=frame.key, at=at)
    }


@prepared
def _people(readout: int, at: datetime) -> QuerySet[Any, Any]:
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
        return Neighbour(
            self.title,
            printed_day(self.day),
            Address(self.address_on, self.slug).page(self.language),
            "" if self.language == "en" else self.language,
        )


def around(frame: Frame, related: list[int], at: datetime) -> Around:
    """What is live near to a readout; `related` are keys of readouts that share its topics."""
    padded = [*related, *[0] * (MOST_RELATED - len(related))]
    rows = _near(
        at=at, key=frame.key, relation=frame.relation, language=frame.language,
        day=frame.released_on, moment=frame.live_from, occasion=frame.occasion or 0,
        one=padded[0], two=padded[1], three=padded[2], four=padded[3], five=padded[4],
    )  # fmt: skip
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
        [row.shown for row in reversed(near) if row.key in related and _is_other(frame, row)],
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
def _near(
    at: datetime, key: int, relation: int, language: str, day: date, moment: datetime,
    occasion: int, one: int, two: int, three: int, four: int, five: int,
) -> QuerySet[Any, Any]:  # fmt: skip
    live = Readout.objects.live(at)
    beside = live.beside(key=key, relation=relation, language=language, day=day, moment=moment)
    # Each part of an "or" can use an index of its own.
    near = beside | live.filter(occasion=occasion, language=language)
    near |= live.filter(pk__in=[one, two, three, four, five])
    own = ("released_on", "live_from", "pk", "title", "language", "relation", "occasion")
    return near.order_by().values_list(*own, "meeting", "meeting__address_on", "meeting__slug")
