"""What the pages that list readouts have in common."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from config.middleware import TimedRequest
from meetings.finding.listed import Listed
from meetings.views.markup import readout_rows

RECENT = 20
"""How many rows a page's list of recent readouts holds."""
FIRST_DAY, LAST_DAY = date.min, date.max


class Crumb(NamedTuple):
    """A page above this one: its label and address."""

    label: str
    address: str
    language: str = ""


NEWS = Crumb("News", "")


class Day(NamedTuple):
    """The readouts of one day."""

    day: date
    readouts: list[Listed]

    @property
    def rows(self) -> SafeString:
        """Their lines, under the day."""
        return readout_rows(self.readouts, dated=False)


class Month(NamedTuple):
    """A month with readouts, day by day, named by its first day."""

    first: date
    days: list[Day]


class ListPage(TemplateView):
    """A page that lists what is live at the request's instant."""

    request: TimedRequest
    section = "/readouts/"
    """The tab under which the page stands."""

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        """Give the pages above this one, from the top."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = self.content()
        shared = {"at": self.request.at, "section": self.section, "trail": self.trail(content)}
        return super().get_context_data(**kwargs) | shared | content

    def content(self) -> dict[str, Any]:
        """Give what this page shows. Raises Http404 for what the public cannot know."""
        raise NotImplementedError


def countries() -> Crumb:
    return Crumb("Countries & Regions", reverse("meetings:countries"))


def press_releases() -> Crumb:
    return Crumb("Press Releases", reverse("meetings:readouts"))


def months_of(readouts: Iterable[Listed]) -> Iterator[Month]:
    """Give readouts that come newest first as months, each with its days."""
    by_day = groupby(readouts, lambda readout: readout.released_on)
    days = [Day(day, list(rows)) for day, rows in by_day]
    for first, in_month in groupby(days, lambda day: day.day.replace(day=1)):
        yield Month(first, list(in_month))


def days_of(year: int, month: int | None = None) -> tuple[date, date]:
    """Give the first and the last day of a year, or of one month of it.

    Raises Http404 for what is no year or month.
    """
    first_month, last_month = (1, 12) if month is None else (month, month)
    try:
        last_day = monthrange(year, last_month)[1]
        return date(year, first_month, 1), date(year, last_month, last_day)
    except ValueError as error:
        raise Http404 from error


class Respelled(Exception):
    """A condition of an address is known by another slug now: those to put in place, by name."""

    def __init__(self, slugs: dict[str, str]) -> None:
        super().__init__(slugs)
        self.slugs = slugs

    def answer(self, request: HttpRequest) -> HttpResponsePermanentRedirect:
        """Lead to the same address with the present slugs."""
        query = request.GET.copy()
        for name, slug in self.slugs.items():
            query[name] = slug
        return HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")


def moved_to(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """Lead to another address, under the same conditions as this one."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def one_year(request: TimedRequest, years: Iterable[int]) -> int | None:
    """Give the year that the address asks for with `?year=`, if it asks for one.

    Raises Http404 when it is not among `years`, those of which the public knows something.
    """
    asked = request.GET.getlist("year")
    if asked in ([], [""]):
        return None
    known = {str(year): year for year in years}
    if len(asked) > 1 or asked[0] not in known:
        raise Http404
    return known[asked[0]]
