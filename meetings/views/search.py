from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from meetings.models import Listing, Tag
from meetings.prepared import Row, prepared
from meetings.querysets import public_people
from meetings.search import Filters, search
from meetings.views import markup
from meetings.views.common import ListPage, Respelled, one_year
from meetings.views.topics import FORMER
from relations.models import Region, Relation


class Choice(NamedTuple):
    """Something to which a search can be narrowed: its part of an address, and its name."""

    slug: str
    name: str


class Search(ListPage):
    """What is found by a visitor's words."""

    template_name = "meetings/search.html"
    section = "/search/"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Respelled as respelled:
            return respelled.answer(request)

    def content(self) -> dict[str, Any]:
        text, filters = self.asked("q").strip(), self.filters()
        results = search(text, at=self.request.at, filters=filters, page=self.number())
        if results.page > results.pages:
            raise Http404
        return {
            "q": text,
            "results": results,
            "filters": filters,
            "hits": markup.hits(results.hits, self.request.at),
            "relations": markup.options(self.listed.values(), self.asked("relation")),
            "regions": markup.options(self.regions, self.asked("region")),
            "years": markup.years(self.years, filters.year),
            "earlier": self.address_of(page=results.page - 1) if results.page > 1 else "",
            "further": self.address_of(page=results.page + 1)
            if results.page < results.pages
            else "",
            "suggested": self.address_of(q=results.suggestion),
            "widened": "?" + urlencode({"q": text}) if filters != Filters() else "",
        }

    def filters(self) -> Filters:
        """Give what the address narrows the search to.

        Raises Http404 for what is not public, and Respelled for what has another slug now.
        """
        self.respelled = dict[str, str]()
        filters = Filters(
            relation=self.one("relation", Relation.objects.listed),
            region=self.one("region", Region.objects.with_relations),
            year=one_year(self.request, self.years),
            person=self.one("person", public_people),
            topic=self.one("topic", Tag.objects.live),
        )
        if self.respelled:
            raise Respelled(self.respelled)
        return filters

    @cached_property
    def listed(self) -> dict[str, Choice]:
        """The relations that the public finds, by their slugs."""
        return {slug: Choice(slug, title) for slug, title, _, _ in self.rows}

    @property
    def regions(self) -> list[Choice]:
        known = {Choice(slug, name) for _, _, slug, name in self.rows if slug and name}
        return sorted(known, key=lambda choice: choice.name)

    @cached_property
    def rows(self) -> list[Row]:
        """The relations that the public finds, once for each region of theirs."""
        return listed_relations(at=self.request.at)

    @cached_property
    def years(self) -> list[int]:
        """The years from the newest readout back to the oldest."""
        days = next(iter(ends(at=self.request.at)), None)
        return list(range(days[0].year, days[1].year - 1, -1)) if days else []

    def asked(self, name: str) -> str:
        return str(self.request.GET.get(name, ""))

    def one(self, name: str, public: Callable[[datetime], QuerySet]) -> Any:
        """Give the row whose slug the address gives or gave, or None when it gives none."""
        slug = self.asked(name)
        if not slug:
            return None
        row = public(self.request.at).filter(slug=slug).first()
        if row is None:
            if name not in FORMER:
                raise Http404
            row = FORMER[name](slug, self.request.at)
            self.respelled[name] = row.slug
        return row

    def number(self) -> int:
        """Give the page that the address asks for. Raises Http404 for what is no page's number."""
        number = self.asked("page") or "1"
        if not (number.isascii() and number.isdecimal() and len(number) < 4 and int(number)):
            raise Http404
        return int(number)

    def address_of(self, **changed: str | int) -> str:
        """Give the address of this search with something changed."""
        names = ("q", "relation", "region", "year", "person", "topic")
        asked = {name: self.asked(name) for name in names} | changed
        return "?" + urlencode({name: value for name, value in asked.items() if value})


@prepared
def listed_relations(at: datetime) -> QuerySet[Any, Any]:
    columns = ("slug", "title", "parties__region__slug", "parties__region__name")
    return Relation.objects.listed(at).order_by("title", "pk").values_list(*columns)


@prepared
def ends(at: datetime) -> QuerySet[Any, Any]:
    """The days of the newest and of the oldest readout."""
    days = Listing.objects.live(at).once().newest_first()
    oldest = days.order_by("released_on").values("released_on")[:1]
    return days.values_list("released_on", Subquery(oldest))[:1]
