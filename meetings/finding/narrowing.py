"""A topic's agenda items narrowed by up to three conditions, and how many they leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from meetings.finding.counts import ALL, Counts
from meetings.finding.topic import Facet, Named, Region, Topic, items_in
from meetings.models import Mention
from meetings.page.history import Address
from meetings.page.text import paragraphs, printed_day
from meetings.prepared import planning_cursor
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

    def mentions(self, topic: Topic, at: datetime) -> MentionQuerySet:
        """What they leave at `at`, in no order yet.

        Of two topics the rarer is asked for its items, and which of those are on the other too.
        """
        asked, other = topic.key, self.topic and self.topic.key
        if other and topic.other_items < topic.items:
            asked, other = other, asked
        rows = Mention.objects.live(at).filter(tag=asked)
        rows = rows.of(self.relation.key) if self.relation else rows.once()
        if other:
            rows = rows.counted_by(Facet.TOPIC, other)
        if self.region:
            rows = self._in_region(rows)
        if self.person:
            rows = rows.counted_by(Facet.PERSON, self.person.key)
        return rows.in_year(self.year) if self.year else rows

    def _in_region(self, rows: MentionQuerySet) -> MentionQuerySet:
        relations = sorted(self.region.relations if self.region else ())
        if self.relation:
            return rows.counted_by(Facet.OWN_RELATION, *relations)
        return rows.of_relations(relations)


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
        return str(self.items) if self.is_exact else f"{MOST_COUNTED:,}+"


def tally_of(topic: Topic, conditions: Conditions, at: datetime) -> Tally:
    """How many items the conditions leave by each facet; exact where nothing narrows the topic."""
    if not conditions.asked:
        return Tally(topic.items, topic.counts)
    counts = _counted(conditions.mentions(topic, at))
    is_capped = counts[ALL] > MOST_COUNTED
    known = conditions.items_of(topic)
    if known is None:
        return Tally(counts[ALL], counts, is_capped, is_exact=not is_capped)
    return Tally(known, counts, is_capped)


def _counted(mentions: MentionQuerySet) -> Counts:
    """The counts of the newest mentions, one more than are counted."""
    newest = mentions.newest_first().values("facets")[: MOST_COUNTED + 1]
    sql, params = newest.query.sql_with_params()
    joined = "string_agg" if connection.vendor == "postgresql" else "group_concat"
    with planning_cursor() as cursor:
        cursor.execute(f"SELECT {joined}(facets, '') FROM ({sql}) newest", params)  # noqa: S608
        (facets,) = cursor.fetchone()
    return Counts((facets or "").split())


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An agenda item's words on a topic, and the readout in which they stand."""

    uid: str
    label: str
    heading: str
    text: str
    language: str
    readout: int
    title: str
    readout_language: str
    released_on: date
    address_on: date
    slug: str
    relation_title: str
    relation_slug: str
    relation_listed_from: datetime | None

    @property
    def page(self) -> str:
        """The address of the readout."""
        return Address(self.address_on, self.slug).page(self.readout_language)

    @property
    def address(self) -> str:
        """The address of the item in it."""
        return f"{self.page}#{self.uid}"

    @property
    def spoken(self) -> str:
        """The language of the text."""
        return self.language or self.readout_language

    @property
    def part(self) -> str:
        """What the item is called in the readout; "" if nothing."""
        return self.label or self.heading

    @property
    def foreign(self) -> str:
        """The readout's language, unless it is that of the pages themselves."""
        return _unless_of_pages(self.readout_language)

    @property
    def foreign_words(self) -> str:
        """The language of the text, likewise."""
        return _unless_of_pages(self.spoken)

    @property
    def html(self) -> SafeString:
        """The text as paragraphs."""
        return mark_safe("".join(f"<p>{part}</p>" for part in paragraphs(self.text)))  # noqa: S308

    @property
    def day(self) -> str:
        return self.released_on.isoformat()

    @property
    def printed_day(self) -> str:
        return printed_day(self.released_on)

    @property
    def relation_page(self) -> str:
        return _relation_page(self.relation_slug)


@lru_cache(maxsize=1_000)
def _relation_page(slug: str) -> str:
    return reverse("meetings:relation", args=[slug])


def _unless_of_pages(language: str) -> str:
    return "" if language == "en" else language


COLUMNS = (
    "item__uid",
    "passage__label",
    "passage__heading",
    "passage__text",
    "passage__language",
    "readout",
    "readout__title",
    "readout__language",
    "released_on",
    "meeting__address_on",
    "meeting__slug",
    "readout__relation__title",
    "readout__relation__slug",
    "readout__relation__listed_from",
)


def words_of(mentions: MentionQuerySet, most: int) -> list[Mentioned]:
    """The words of the first `most` mentions, in their order."""
    return [Mentioned(*row) for row in _asked(mentions.values_list(*COLUMNS)[:most])]


def _asked(rows: QuerySet[Any, Any]) -> Iterable[Sequence[Any]]:
    """The rows; PostgreSQL plans a join of six tables once, which takes longer than the join."""
    if connection.vendor != "postgresql":
        return rows
    sql, params = rows.query.sql_with_params()
    with planning_cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def groups_of(words: Iterable[Mentioned]) -> list[list[Mentioned]]:
    """The words that stand together in one readout, in their order."""
    groups: list[list[Mentioned]] = []
    for row in words:
        if groups and groups[-1][0].readout == row.readout:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
