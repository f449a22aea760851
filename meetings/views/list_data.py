"""The `.json` twins of the pages that list meetings, topics and countries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meetings.data import correction_data, listing_data, mention_data
from meetings.data.items import relation_data
from meetings.feeds import PublicList, TopicItems
from meetings.finding.calendar import newest_days
from meetings.finding.narrowing import spot_of
from meetings.models import Listing, Readout, Tag
from meetings.querysets.finding import FindableQuerySet, MentionQuerySet
from meetings.views.common import RECENT, days_of
from meetings.views.data import answer_data
from meetings.views.lists import NEWEST_DAYS
from meetings.views.relations import entries_of
from meetings.views.subjects import SubjectView
from meetings.views.topics import ITEMS_A_PAGE

Data = dict[str, Any]


class ListData(SubjectView):
    """A page that lists what is live, as data."""

    def answer(self) -> HttpResponse:
        return answer_data(self.data())

    def data(self) -> Data:
        """Give what the page lists. Raises Http404, or Moved when the slug is a former one."""
        raise NotImplementedError

    def absolute(self, address: str) -> str:
        return self.request.build_absolute_uri(address)

    def head(self, of: PublicList | TopicItems) -> Data:
        return {
            "id": of.id,
            "address": self.absolute(of.address + of.query),
            "title": of.title,
            "filters": of.filters,
        }

    def items(self, listings: FindableQuerySet) -> list[Data]:
        at = self.request.at
        rows = listings.select_related("readout__meeting", "readout__relation")
        rows = rows.defer("readout__introduction", "readout__internal_note")
        return [listing_data(row.readout, at, self.absolute) for row in rows]

    def months(self) -> list[date]:
        """Give the first days of the months of which something is public, newest first."""
        days = newest_days(Listing.objects.live(self.request.at).once(), "month")
        return [day.replace(day=1) for day in days]

    def address_of(self, name: str, *parts: str | int) -> str:
        return self.absolute(reverse(f"meetings:{name}", args=parts))


class ReadoutsData(ListData):
    """The readouts of the newest 31 days, counted back from the newest, and all months."""

    def data(self) -> Data:
        releases = PublicList.press_releases(self.request.at)
        newest = releases.listings.values_list("released_on", flat=True).first()
        since = (newest or date.max) - timedelta(days=NEWEST_DAYS - 1)
        return {
            **self.head(releases),
            "months": [
                {
                    "month": f"{month:%Y-%m}",
                    "address": self.address_of("readouts-month", month.year, month.month),
                }
                for month in self.months()
            ],
            "items": self.items(releases.listings.since(since)),
        }


class MonthData(ListData):
    """The readouts of one month."""

    def data(self) -> Data:
        year, month = self.kwargs["year"], self.kwargs["month"]
        days, months = days_of(year, month), self.months()
        today = timezone.localdate(self.request.at)
        if not months or not months[-1] <= days[0] <= max(months[0], today):
            raise Http404
        releases = PublicList.press_releases(self.request.at)
        return {
            "address": self.address_of("readouts-month", year, month),
            "title": f"{releases.title}, {days[0]:%B %Y}",
            "items": self.items(releases.listings.filter(released_on__range=days)),
        }


class RelationData(ListData):
    """A relation's newest readouts, and the years of its archive."""

    def data(self) -> Data:
        relation = self.relation()
        listed = PublicList.of_relation(relation, self.request.at)
        years = [day.year for day in newest_days(listed.listings, "year")]
        return {
            **self.head(listed),
            "archives": [
                {"year": year, "address": self.address_of("relation-archive", relation.slug, year)}
                for year in years
            ],
            "items": self.items(listed.listings[:RECENT]),
        }


class ArchiveData(ListData):
    """A relation's readouts of one year."""

    def data(self) -> Data:
        relation, year = self.relation(), self.kwargs["year"]
        listed = PublicList.of_relation(relation, self.request.at)
        items = self.items(listed.listings.filter(released_on__range=days_of(year)))
        if not items:
            raise Http404
        return {
            "address": self.address_of("relation-archive", relation.slug, year),
            "title": f"{relation.title}, {year}",
            "relation": relation_data(relation, self.request.at, self.absolute),
            "items": items,
        }


class RegionData(ListData):
    """A region: its countries and regions, and what is new there."""

    def data(self) -> Data:
        region, at = self.region(), self.request.at
        listed = PublicList.of_region(region, at)
        relations = [entry.relation for entry in entries_of(at, region.slug)]
        return {
            **self.head(listed),
            "relations": [relation_data(row, at, self.absolute) for row in relations],
            "items": self.items(listed.listings[: RECENT // 2]),
        }


class CountriesData(ListData):
    """All relations that the public finds, A to Z."""

    def data(self) -> Data:
        at = self.request.at
        entries = entries_of(at)
        return {
            "address": self.address_of("countries"),
            "title": "Countries & Regions",
            "relations": [
                {"name": entry.name, **(relation_data(entry.relation, at, self.absolute) or {})}
                for entry in entries
            ],
        }


class OccasionData(ListData):
    """The readouts of a visit or conference."""

    def data(self) -> Data:
        listed = PublicList.of_occasion(self.occasion(), self.request.at)
        return {**self.head(listed), "items": self.items(listed.listings)}


class PersonData(ListData):
    """The meetings that a person attended: the newest, or all of a year."""

    def data(self) -> Data:
        listed = self.person()
        rows = listed.listings if listed.filters else listed.listings[:RECENT]
        return {**self.head(listed), "items": self.items(rows)}


class CorrectionsData(ListData):
    """What was changed after its release: the newest, or all of a year."""

    def data(self) -> Data:
        at = self.request.at
        rows = Readout.objects.corrections(at)
        year = self.year(lambda asked: rows.filter(live_from__year=asked))
        rows = rows.filter(live_from__year=year) if year else rows
        numbered = rows.with_edition_number(at).for_list()[: None if year else RECENT]
        query = f"?year={year}" if year else ""
        return {
            "address": self.absolute(reverse("meetings:corrections") + query),
            "title": "Corrections",
            "filters": {"year": str(year)} if year else {},
            "items": [correction_data(row, self.absolute) for row in numbered],
        }


class TopicsData(ListData):
    """All topics, each with its other names and the number of its agenda items."""

    def data(self) -> Data:
        topics = Tag.objects.most_used(self.request.at).with_aliases()
        return {
            "address": self.address_of("topics"),
            "title": "Topics",
            "topics": [self.topic_data(topic) for topic in topics.order_by("name", "pk")],
        }

    def topic_data(self, topic: Tag) -> Data:
        return {
            "id": topic.uid,
            "name": topic.name,
            "address": self.absolute(topic.get_absolute_url()),
            "aliases": [alias.name for alias in topic.aliases.all()],
            "items": topic.item_count,
        }


class TopicData(ListData):
    """A topic's agenda items, a page at a time; `further` leads to the next."""

    def data(self) -> Data:
        items, at = self.topic(), self.request.at
        rows = list(self.mentions(items).for_list()[: ITEMS_A_PAGE + 1])
        shown = rows[:ITEMS_A_PAGE]
        asked = {**items.filters, "after": shown[-1].item.uid} if shown else {}
        further = self.absolute(f"{self.request.path}?{urlencode(asked)}")
        return {
            **self.head(items),
            "description": items.topic.description,
            "aliases": items.topic.aliases,
            "items": [mention_data(row, at, self.absolute) for row in shown],
            "further": further if len(rows) > ITEMS_A_PAGE else None,
        }

    def mentions(self, items: TopicItems) -> MentionQuerySet:
        """Give the topic's items, those behind the one asked for. Raises Http404 for none such."""
        uid = self.one("after")
        if not uid:
            return items.mentions
        spot = spot_of(items.topic, items.conditions, self.request.at, uid)
        if spot is None:
            raise Http404
        return items.mentions.after(spot)
