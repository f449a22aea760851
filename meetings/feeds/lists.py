"""What each public list holds, behind the one door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse

from meetings.feeds.identity import lasting_id, site_id
from meetings.finding.narrowing import Conditions
from meetings.finding.topic import Topic
from meetings.models import Attendance, Listing, Occasion, Readout
from meetings.querysets import ReadoutQuerySet
from meetings.querysets.finding import FindableQuerySet, MentionQuerySet
from relations.models import Person, Region, Relation


@dataclass(frozen=True)
class PublicList:
    """A list of meetings that has a page: what it holds at an instant, and what left it.

    `listings` are live, newest first. `gone` are editions that it once held and that were taken
    back. `filters` are the parts of the page's query that narrow it.
    """

    id: str
    title: str
    address: str
    at: datetime
    listings: FindableQuerySet
    gone: ReadoutQuerySet
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        return query_of(self.filters)

    @classmethod
    def press_releases(cls, at: datetime) -> PublicList:
        return cls(
            site_id("readouts"),
            "Press Releases",
            reverse("meetings:readouts"),
            at,
            Listing.objects.live(at).once().newest_first(),
            Readout.objects.gone(at),
        )

    @classmethod
    def of_relation(cls, relation: Relation, at: datetime) -> PublicList:
        return cls(
            lasting_id("relation", relation.uid),
            relation.title,
            relation.get_absolute_url(),
            at,
            Listing.objects.live(at).of(relation).newest_first(),
            Readout.objects.gone(at).of(relation),
        )

    @classmethod
    def of_region(cls, region: Region, at: datetime) -> PublicList:
        return cls(
            lasting_id("region", region.uid),
            region.name,
            region.get_absolute_url(),
            at,
            Listing.objects.live(at).in_region(region).newest_first(),
            Readout.objects.gone(at).in_region(region),
        )

    @classmethod
    def of_occasion(cls, occasion: Occasion, at: datetime) -> PublicList:
        theirs = Readout.objects.live(at).of_occasion(occasion).filter(meeting=OuterRef("meeting"))
        return cls(
            lasting_id("occasion", occasion.uid),
            occasion.name,
            occasion.get_absolute_url(),
            at,
            Listing.objects.live(at).once().filter(Exists(theirs)).newest_first(),
            Readout.objects.gone(at).of_occasion(occasion),
        )

    @classmethod
    def of_person(cls, person: Person, at: datetime, year: int | None = None) -> PublicList:
        attended = Attendance.objects.live(at).filter(person=person)
        gone = Readout.objects.gone(at).attended_by(person)
        return cls(
            lasting_id("person", person.uid, *([year] if year else [])),
            f"{person.name}, {year}" if year else person.name,
            person.get_absolute_url(),
            at,
            (attended.in_year(year) if year else attended).newest_first(),
            gone.in_year(year) if year else gone,
            {"year": str(year)} if year else {},
        )


@dataclass(frozen=True)
class TopicItems:
    """A topic's agenda items at an instant, as far as the conditions leave them."""

    topic: Topic
    conditions: Conditions
    at: datetime

    @property
    def id(self) -> str:
        narrowed = (f"{kind}={value}" for kind, value in self.filters.items())
        return lasting_id("topic", self.topic.uid, *narrowed)

    @property
    def title(self) -> str:
        rows = [getattr(self.conditions, kind) for kind in self.filters]
        names = [str(row) if isinstance(row, int) else row.name for row in rows]
        return ", ".join([self.topic.name, *names])

    @property
    def address(self) -> str:
        return reverse("meetings:topic", args=[self.topic.slug])

    @property
    def filters(self) -> dict[str, str]:
        return self.conditions.asked

    @property
    def query(self) -> str:
        return query_of(self.filters)

    @property
    def tags(self) -> set[int]:
        """The keys of the topics that each of its items carries."""
        other = self.conditions.topic
        return {self.topic.key, *([other.key] if other else [])}

    @property
    def mentions(self) -> MentionQuerySet:
        return self.conditions.mentions(self.topic, self.at).newest_first()

    @property
    def gone(self) -> ReadoutQuerySet:
        """Editions taken back that meet the conditions, whatever their topics."""
        rows, asked = Readout.objects.gone(self.at), self.conditions
        if asked.relation:
            rows = rows.of(asked.relation.key)
        if asked.region:
            rows = rows.filter(relation__in=asked.region.relations)
        if asked.person:
            rows = rows.attended_by(asked.person.key)
        return rows.in_year(asked.year) if asked.year else rows


def query_of(filters: dict[str, Any]) -> str:
    """The filters as the end of an address; empty for none."""
    return "?" + urlencode(filters) if filters else ""
