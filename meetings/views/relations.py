from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.finding import listed
from meetings.finding.calendar import newest_days
from meetings.finding.relation import Link, relation_at
from meetings.models import Listing
from meetings.views import markup
from meetings.views.common import Crumb, ListPage, countries, days_of, months_of
from relations.identity import fold
from relations.models import Region, Relation

COUNTRIES = "/countries/"
RELATED_LINKS = "Related Links"
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Entry:
    """A relation's line in a list of countries and regions."""

    name: str
    relation: Relation

    @classmethod
    def of(cls, relation: Relation) -> Entry:
        """Name a relation with one party by the party, another by its title."""
        parties = [membership.party for membership in relation.memberships.all()]
        return cls(parties[0].name if len(parties) == 1 else relation.title, relation)

    @property
    def words(self) -> str:
        """All that a reader may type to find it, folded."""
        parties = [membership.party for membership in self.relation.memberships.all()]
        names = [word for party in parties for word in (party.name, party.short)]
        return fold(" ".join([self.relation.title, self.relation.short_title, *names]))


class RegionEntries(NamedTuple):
    """A region with its entries, A to Z; no region for those that belong to none."""

    region: Region | None
    entries: list[Entry]


class LinkGroup(NamedTuple):
    """A relation's links under one heading."""

    heading: str
    links: list[Link]


class CountryList(ListPage):
    """All relations by region, or those that a word finds."""

    template_name = "relations/countries.html"
    section = COUNTRIES

    def content(self) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()[:LONGEST_QUERY]
        entries = entries_of(self.request.at)
        found = [entry for entry in entries if fold(query) in entry.words]
        return {"regions": by_region(found), "query": query, "found": len(found)}


class RegionDetail(ListPage):
    """A region: what is new there, and its countries and regions."""

    template_name = "relations/region.html"
    section = COUNTRIES

    def content(self) -> dict[str, Any]:
        at, slug = self.request.at, self.kwargs["slug"]
        region = get_object_or_404(Region.objects.with_relations(at), slug=slug)
        groups = by_region(entries_of(at, slug))
        return {
            "region": region,
            "entries": next(group.entries for group in groups if group.region == region),
            "recent": markup.readout_rows(listed.in_region(region.pk, at)),
        }

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [countries()]


class OneRelation(ListPage):
    """A page of one listed relation."""

    section = COUNTRIES

    def relation(self) -> Relation:
        listed = Relation.objects.listed(self.request.at)
        return get_object_or_404(listed.for_page(), slug=self.kwargs["slug"])

    def years_of(self, relation: int) -> list[int]:
        """Give the years of its public readouts, newest first; it is given by its key."""
        readouts = Listing.objects.live(self.request.at).of(relation)
        return [day.year for day in newest_days(readouts, "year")]

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        relation = content["relation"]
        if not relation.region_slug:
            return [countries()]
        address = reverse("meetings:region", args=[relation.region_slug])
        return [countries(), Crumb(relation.region_name, address)]


class RelationDetail(OneRelation):
    """A relation: basic data, recent topics, links and archives."""

    template_name = "relations/relation.html"

    def content(self) -> dict[str, Any]:
        relation = relation_at(self.kwargs["slug"], self.request.at)
        if relation is None:
            raise Http404
        groups = link_groups(relation.links)
        return {
            "relation": relation,
            "newest": relation.recent[0].released_on if relation.recent else None,
            "recent": markup.readout_rows(relation.recent),
            "years": self.years_of(relation.key),
            "topics": markup.discussed_rows(relation.topics, relation.slug),
            "groups": [group for group in groups if group.heading != RELATED_LINKS],
            "related": [group for group in groups if group.heading == RELATED_LINKS],
        }


class RelationArchive(OneRelation):
    """A relation's readouts of one year."""

    template_name = "relations/archive.html"

    def content(self) -> dict[str, Any]:
        relation, year = self.relation(), int(self.kwargs["year"])
        years = self.years_of(relation.pk)
        if year not in years:
            raise Http404
        readouts = listed.of_relation_between(relation.pk, *days_of(year), self.request.at)
        return {
            "relation": relation,
            "year": year,
            "years": years,
            "months": list(months_of(readouts)),
        }

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        relation = content["relation"]
        return [*super().trail(content), Crumb(relation.title, relation.get_absolute_url())]


def entries_of(at: datetime, region: str = "") -> list[Entry]:
    """Give the relations listed at `at`, A to Z; those of one region if its slug is given."""
    relations = Relation.objects.listed(at).with_region()
    if region:
        relations = relations.in_region(region)
    return sorted(map(Entry.of, relations), key=lambda entry: fold(entry.name))


def by_region(entries: list[Entry]) -> list[RegionEntries]:
    """Give the regions in their order, each with the entries that have a party there."""
    groups: dict[Region | None, list[Entry]] = {}
    for entry in entries:
        parties = [membership.party for membership in entry.relation.memberships.all()]
        for region in dict.fromkeys(party.region for party in parties if party.region) or [None]:
            groups.setdefault(region, []).append(entry)
    others = [RegionEntries(None, groups.pop(None))] if None in groups else []
    regions = sorted(groups, key=lambda region: (region.position, region.name) if region else ())
    return [RegionEntries(region, groups[region]) for region in regions] + others


def link_groups(links: list[Link]) -> list[LinkGroup]:
    """Give a relation's links under their headings, in the order in which headings first come."""
    headings = list(dict.fromkeys(link.heading for link in links))
    ordered = sorted(links, key=lambda link: headings.index(link.heading))
    grouped = groupby(ordered, lambda link: link.heading)
    return [LinkGroup(heading, list(rows)) for heading, rows in grouped]
