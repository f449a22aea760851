"""A relation with all that its page shows of it, asked for in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from meetings.finding.listed import Discussed, Listed, discussed_with, newest_of_relation
from meetings.page.ways import way
from meetings.prepared import Joined, prepared
from relations.models import Relation, RelationFact, RelationLink


class Fact(NamedTuple):
    """A row of the basic data."""

    label: str
    value: str
    as_of: str
    source: str


class Link(NamedTuple):
    """A link under its heading."""

    heading: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A listed relation; its region is that of its first party that has one."""

    key: int
    slug: str
    title: str
    region_name: str | None
    region_slug: str | None
    facts: list[Fact]
    links: list[Link]
    recent: list[Listed]
    topics: list[Discussed]

    @property
    def get_absolute_url(self) -> str:
        return way("relation", self.slug)


COLUMNS = ("pk", "slug", "title", "region_name", "region_slug")


def relation_at(slug: str, at: datetime) -> Shown | None:
    """The relation at an address, if the public finds it at `at`."""
    found = _page(slug=slug, at=at)
    if found is None:
        return None
    (key, slug, title, region, region_slug), (facts, links, recent, topics) = found
    return Shown(
        key,
        slug,
        title,
        region,
        region_slug,
        facts=[Fact(*fact) for fact in facts],
        links=[Link(*link) for link in links],
        recent=[Listed(*readout) for readout in recent],
        topics=[Discussed(*topic) for topic in topics],
    )


@prepared
def _relation(slug: str, at: datetime) -> QuerySet[Any, Any]:
    return Relation.objects.listed(at).for_page().filter(slug=slug).order_by().values_list(*COLUMNS)


@prepared
def _facts(relation: int) -> QuerySet[Any, Any]:
    return RelationFact.objects.filter(relation=relation).values_list(*Fact._fields)


@prepared
def _links(relation: int) -> QuerySet[Any, Any]:
    return RelationLink.objects.filter(relation=relation).values_list(*Link._fields)


_OF_IT = {"relation": "pk"}
_page = Joined(
    _relation,
    COLUMNS,
    {_facts: _OF_IT, _links: _OF_IT, newest_of_relation: _OF_IT, discussed_with: _OF_IT},
)
