"""A topic's agenda items narrowed by up to three conditions, and how many they leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet, Value

from meetings import prepared
from meetings.finding.counts import ALL, Counts
from meetings.finding.topic import Facet, Named, Region, Topic, items_in
from meetings.finding.words import COLUMNS, Mentioned
from meetings.models import JointMention, Mention
from meetings.querysets.finding import MentionQuerySet

MOST_CONDITIONS = 3
"""So many conditions besides the topic itself."""
MOST_COUNTED = 1_000
"""So many items are counted of what two conditions and more leave."""
KINDS = ("relation", "region", "year", "person", "topic")


class Unknown(LookupError):
    """A condition under which the topic was never taken up."""


@dataclass(frozen=True)
class Conditions:
    """To what a topic's items are narrowed."""

    relation: Named | None = None
    region: Region | None = None
    year: int | None = None
    person: Named | None = None
    topic: Named | None = None

    @classmethod
    def read(cls, topic: Topic, asked: Mapping[str, str]) -> Conditions:
        """Those that an address asks for, by the slugs or the year of each kind.

        Raises Unknown for what the topic was not taken up with, and for too many of them.
        """
        if len(asked) > MOST_CONDITIONS or topic.slug == asked.get("topic"):
            raise Unknown
        found = {kind: _READ[kind](topic, slug) for kind, slug in asked.items()}
        if None in found.values():
            raise Unknown
        return cls(**found)

    @property
    def asked(self) -> dict[str, str]:
        """By kind, as an address asks for them."""
        rows = {kind: getattr(self, kind) for kind in KINDS}
        return {
            kind: str(row if isinstance(row, int) else row.slug)
            for kind, row in rows.items()
            if row is not None
        }

    def items_of(self, topic: Topic) -> int | None:
        """How many items they leave, if that is known already: for one condition and none."""
        if len(self.asked) > 1:
            return None
        if self.region:
            return items_in(self.region, topic.counts)
        return topic.counts[self._word() or ALL]

    def _word(self) -> str:
        if self.year:
            return f"{Facet.YEAR}:{self.year}"
        for facet in (Facet.RELATION, Facet.PERSON, Facet.TOPIC):
            if row := getattr(self, facet):
                return f"{facet}:{row.key}"
        return ""

    def values(self, topic: Topic) -> dict[str, Any]:
        """What a topic's items are asked for by, as `mentions_by` takes it."""
        values: dict[str, prepared.Value] = {"tag": topic.key}
        if self.topic:
            values["tag"], values["other"] = sorted((topic.key, self.topic.key))
        if self.relation:
            values["relation"] = self.relation.key
        if self.person:
            values["person"] = _in_facets(Facet.PERSON, self.person.key)
        if self.year:
            values |= {"first": date(self.year, 1, 1), "last": date(self.year, 12, 31)}
        for place, relation in enumerate(sorted(self.region.relations if self.region else ())):
            word = _in_facets(Facet.OWN_RELATION, relation)
            values[f"region{place}"] = word if self.relation else relation
        return values

    def mentions(self, topic: Topic, at: datetime) -> MentionQuerySet:
        """What they leave at `at`, in no order yet."""
        return mentions_by(at=at, **self.values(topic))


def mentions_by(*, at: datetime, tag: int, **by: Any) -> MentionQuerySet:
    """A topic's items at `at`, narrowed by what is given.

    That is an `other` topic of greater key; a `relation`; a `person` and, where there is a
    relation, each `region…` as they stand in facets, and without one the keys of relations; the
    `first` and `last` day.
    """
    if "other" in by:
        rows = JointMention.objects.live(at).filter(tag=tag, other=by["other"])
    else:
        rows = Mention.objects.live(at).filter(tag=tag)
    rows = rows.of(by["relation"]) if "relation" in by else rows.once()
    if region := [value for name, value in by.items() if name.startswith("region")]:
        rows = rows.counted_by(*region) if "relation" in by else rows.of_relations(region)
    if "person" in by:
        rows = rows.counted_by(by["person"])
    return rows.filter(released_on__range=(by["first"], by["last"])) if "first" in by else rows


def _in_facets(facet: Facet, key: int) -> str:
    """A key as it stands in the facets of a mention."""
    return f" {facet}:{key} "


def _year(topic: Topic, asked: str) -> int | None:
    return {str(year): year for year in topic.years}.get(asked)


_READ: dict[str, Callable[[Topic, str], Any]] = {
    "relation": lambda topic, slug: topic.named(Facet.RELATION, slug),
    "region": lambda topic, slug: topic.region(slug),
    "year": _year,
    "person": lambda topic, slug: topic.named(Facet.PERSON, slug),
    "topic": lambda topic, slug: topic.named(Facet.TOPIC, slug),
}


class Tally(NamedTuple):
    """Counts by facet; of the newest 1,000 items alone when it is capped."""

    items: int
    counts: Counts
    is_capped: bool = False
    is_exact: bool = True
    """Whether `items` is their number, and not just more than are counted."""

    @property
    def total(self) -> str:
        return f"{self.items:,}" if self.is_exact else f"{MOST_COUNTED:,}+"


def tally_of(topic: Topic, conditions: Conditions, at: datetime) -> Tally:
    """How many items the conditions leave by each facet; exact where nothing narrows the topic."""
    if not conditions.asked:
        return Tally(topic.items, topic.counts)
    counts = _counted(topic, conditions, at)
    is_capped = counts[ALL] > MOST_COUNTED
    known = conditions.items_of(topic)
    if known is None:
        return Tally(counts[ALL], counts, is_capped, is_exact=not is_capped)
    return Tally(known, counts, is_capped)


def _counted(topic: Topic, conditions: Conditions, at: datetime) -> Counts:
    """The counts of the newest mentions, one more than are counted."""
    values = {"at": at, **conditions.values(topic)}
    rows = _question(_kinds(values), ("facets",), MOST_COUNTED + 1)(**values)
    return Counts("".join(facets for (facets,) in rows).split())


class Spot(NamedTuple):
    """Where an item stands among those of a topic."""

    released_on: date
    meeting_id: int
    position: int


def spot_of(topic: Topic, conditions: Conditions, at: datetime, uid: str) -> Spot | None:
    """Where the item of this uid stands among those that the conditions leave; None if nowhere."""
    values = {"at": at, "uid": uid, **conditions.values(topic)}
    rows = _question(_kinds(values), Spot._fields, 1)(**values)
    return Spot(*rows[0]) if rows else None


def words_on(
    topic: Topic, conditions: Conditions, at: datetime, *, most: int, after: Spot | None = None
) -> list[Mentioned]:
    """The words of the newest items that the conditions leave, or of those `after` a spot."""
    values = {"at": at, **conditions.values(topic), **(after._asdict() if after else {})}
    return [Mentioned(*row) for row in _question(_kinds(values), COLUMNS, most)(**values)]


Kinds = tuple[tuple[str, type], ...]


def _kinds(values: Mapping[str, prepared.Value]) -> Kinds:
    """The values' names and types, days and moments first (`meetings.prepared` has few of them)."""
    kinds = [(name, type(value)) for name, value in values.items()]
    return tuple(sorted(kinds, key=lambda kind: not issubclass(kind[1], date)))


@lru_cache(maxsize=1_000)
def _question(kinds: Kinds, columns: tuple[str, ...], most: int) -> prepared.Prepared:
    """What the newest items narrowed by values of these kinds say, `most` of them."""

    def ask(**values: Any) -> QuerySet[Any, Any]:
        spot = [values.pop(name) for name in Spot._fields if name in values]
        # A stand-in is no small number, which Django would see as one that no position reaches.
        spot[2:] = [Value(position, BigIntegerField()) for position in spot[2:]]
        uid = values.pop("uid", None)
        rows = mentions_by(**values)
        rows = rows.after(Spot(*spot)) if spot else rows
        rows = rows.filter(item__uid=uid) if uid else rows
        return rows.newest_first().values_list(*columns)[:most]

    ask.__annotations__ = dict(kinds)
    return prepared.Prepared(ask)
