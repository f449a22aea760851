"""A topic at one instant: its names, and how often it was taken up by each facet, in one query."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db import connection

from meetings.finding.counts import ALL, Counts, add, subtract
from meetings.models import TopicCount
from meetings.prepared import planning_cursor

Facet = TopicCount.Facet


Row = tuple[str, int, int, str, str, str]
"""What is found of a topic: a kind, a key, a number of items, a slug, a name and a text."""


class Named(NamedTuple):
    """A relation, a person or a topic by which a topic is narrowed: how its pages know it."""

    key: int
    slug: str
    name: str


@dataclass
class Region:
    """A region of relations, given by their primary keys, that took a topic up."""

    slug: str
    name: str
    relations: set[int] = field(default_factory=set)


@dataclass
class Topic:
    """A topic that the public finds, with its counts at an instant."""

    key: int
    uid: str
    slug: str
    name: str
    description: str
    aliases: list[str] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    names: dict[str, dict[str, Row]] = field(default_factory=dict)
    """By facet and slug: what it can be narrowed to, as far as it is public."""
    regions: dict[str, Region] = field(default_factory=dict)

    @property
    def items(self) -> int:
        return self.counts[ALL]

    @cached_property
    def years(self) -> list[int]:
        """The years in which it was taken up, newest first."""
        begins = f"{Facet.YEAR}:"
        years = [word for word in self.counts if word.startswith(begins)]
        return sorted((int(word.removeprefix(begins)) for word in years), reverse=True)

    def named(self, facet: str, slug: str) -> Named | None:
        """What a slug stands for, if the topic was taken up with it at all."""
        row = self.names.get(facet, {}).get(slug)
        found = Named(row[1], slug, row[4]) if row else None
        return found if found and self.counts[f"{facet}:{found.key}"] else None

    def region(self, slug: str) -> Region | None:
        found = self.regions.get(slug)
        return found if found and items_in(found, self.counts) else None


def items_in(region: Region, counts: Counts) -> int:
    """How many items a region has: those of its relations, each under its own."""
    return sum(counts[f"{Facet.OWN_RELATION}:{key}"] for key in region.relations)


FACETS = tuple(facet.value for facet in Facet if facet != Facet.ALL)


def topic_at(slug: str, at: datetime, facets: Collection[str] = FACETS) -> Topic | None:
    """The topic at an address, if some public agenda item carries it at `at`.

    With its counts by these facets, and with what can be chosen of each.
    """
    instant = connection.ops.adapt_datetimefield_value(at)
    statement = _statement(tuple(facet for facet in FACETS if facet in facets))
    with planning_cursor() as cursor:
        cursor.execute(statement, {"slug": slug, "at": instant})
        topic = _read(cursor.fetchall())
    return topic if topic and topic.items > 0 else None


def _read(rows: Iterable[Row]) -> Topic | None:
    topic: Topic | None = None
    counts, names, aliases = Counts(), dict[str, dict[str, Row]](), list[str]()
    regions, begun, ended = dict[str, Region](), list[str](), list[str]()
    for row in rows:
        kind, key, items, slug, name, text = row
        if kind in FACETS:
            # Most rows are such: a thousand of a common topic.
            counts[text] = items
            if slug:
                names.setdefault(kind, {})[slug] = row
            continue
        match kind:
            case Facet.ALL:
                counts[text] = items
            case "self":
                uid, _, description = text.partition(" ")
                topic = Topic(key, uid, slug, name, description)
            case "alias":
                aliases.append(name)
            case "region":
                regions.setdefault(slug, Region(slug, name)).relations.add(key)
            case "begun":
                begun.append(text)
            case "ended":
                ended.append(text)
    if topic is None:
        return None
    add(counts, begun)
    subtract(counts, ended)
    topic.counts = Counts({word: items for word, items in counts.items() if items > 0})
    topic.aliases, topic.names, topic.regions = sorted(aliases), names, regions
    return topic


@lru_cache(maxsize=100)
def _statement(facets: tuple[str, ...]) -> str:
    parts = [_HEAD, _COUNTED.format(facet=Facet.ALL.value)]
    for facet in facets:
        parts += _PARTS.get(facet, [_COUNTED.format(facet=facet)])
    return _WITH + " UNION ALL ".join([*parts, _CHANGES])


# Kept in memory, a part would be without its indexes. The text of a count is its word.
_WITH = """
WITH topic AS NOT MATERIALIZED (
    SELECT t.id, t.uid, t.slug, t.name, t.description, d.at
    FROM meetings_tag t JOIN meetings_topiccounted d ON d.tag_id = t.id WHERE t.slug = %(slug)s
),
counted AS NOT MATERIALIZED (
    SELECT c.facet, c.key, c.items, c.facet || ':' || c.key AS word
    FROM meetings_topiccount c JOIN topic ON c.tag_id = topic.id
)
"""
_HEAD = """
SELECT 'self', id, 0, slug, name, uid || ' ' || description FROM topic
UNION ALL
SELECT 'alias', 0, 0, '', a.name, '' FROM meetings_tagalias a JOIN topic ON a.tag_id = topic.id
WHERE a.is_public
"""
_COUNTED = "SELECT facet, key, items, '', '', word FROM counted WHERE facet = '{facet}'"
_PARTS = {
    Facet.RELATION.value: [
        """
SELECT facet, key, items, r.slug, r.title, word
FROM counted LEFT JOIN relations_relation r ON r.id = key AND r.listed_from <= %(at)s
WHERE facet = 'relation'
"""
    ],
    Facet.PERSON.value: [
        """
SELECT facet, key, items, p.slug, p.name, word
FROM counted LEFT JOIN relations_person p ON p.id = key WHERE facet = 'person'
"""
    ],
    Facet.TOPIC.value: [
        """
SELECT facet, key, items, o.slug, o.name, word
FROM counted LEFT JOIN meetings_tag o ON o.id = key WHERE facet = 'topic'
"""
    ],
    Facet.OWN_RELATION.value: [
        _COUNTED.format(facet=Facet.OWN_RELATION.value),
        """
SELECT 'region', key, 0, g.slug, g.name, ''
FROM counted JOIN relations_relation r ON r.id = key
JOIN relations_relationparty m ON m.relation_id = r.id
JOIN relations_party p ON p.id = m.party_id JOIN relations_region g ON g.id = p.region_id
WHERE facet = 'own' AND r.listed_from <= %(at)s
""",
    ],
}
_CHANGES = """
SELECT 'begun', 0, 1, '', '', m.facets FROM meetings_mention m JOIN topic ON m.tag_id = topic.id
WHERE NOT m.further AND m.live_from > topic.at AND m.live_from <= %(at)s
AND (m.live_until IS NULL OR m.live_until > %(at)s)
UNION ALL
SELECT 'ended', 0, 1, '', '', m.facets FROM meetings_mention m JOIN topic ON m.tag_id = topic.id
WHERE NOT m.further AND m.live_from <= topic.at
AND m.live_until > topic.at AND m.live_until <= %(at)s
"""
