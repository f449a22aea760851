from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from meetings.finding import listed
from meetings.finding.calendar import newest_days
from meetings.finding.listed import Listed
from meetings.models import Listing
from meetings.views.common import NEWS, Crumb, ListPage, days_of, months_of, press_releases

NEWEST_DAYS = 31


class ArchiveMonth(NamedTuple):
    """A cell of the archive table: a month by its first day, and its page, if it has something."""

    first: date
    name: str
    short: str
    address: str


class ArchiveYear(NamedTuple):
    """A row of the archive table: a year and its twelve months."""

    year: str
    months: list[ArchiveMonth]


class ReadoutList(ListPage):
    """The readouts of the newest 31 days, counted back from the newest readout."""

    template_name = "meetings/press_releases.html"

    def newest_days(self) -> list[date]:
        """Give the newest day of each month of which something is public, newest first."""
        return newest_days(Listing.objects.live(self.request.at).once(), "month")

    def content(self) -> dict[str, Any]:
        days = self.newest_days()
        readouts: list[Listed] = []
        if days:
            since = days[0] - timedelta(days=NEWEST_DAYS - 1)
            readouts = listed.between(since, days[0], self.request.at)
        return {"months": list(months_of(readouts)), "archive": archive_of(_months(days))}

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [NEWS]


class ReadoutMonth(ReadoutList):
    """The readouts of one month."""

    template_name = "meetings/press_releases_month.html"

    def content(self) -> dict[str, Any]:
        first, last = days_of(int(self.kwargs["year"]), int(self.kwargs["month"]))
        months = _months(self.newest_days())
        today = timezone.localdate(self.request.at)
        if not months or not months[-1] <= first <= max(months[0], today):
            raise Http404
        return {
            "first": first,
            "months": list(months_of(listed.between(first, last, self.request.at))),
            "archive": archive_of(months),
            "earlier": next((month for month in months if month < first), None),
            "later": next((month for month in reversed(months) if month > first), None),
        }

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [NEWS, press_releases()]


def _months(days: list[date]) -> list[date]:
    return [day.replace(day=1) for day in days]


def archive_of(months: list[date]) -> list[ArchiveYear]:
    """Give the archive table for the months of which something is public, newest year first."""
    known = set(months)
    # Its parts are put in by hand: thirty years would take as long as all else on the page.
    page = reverse("meetings:readouts-month", args=[1111, 22]).replace("1111/22", "{:04}/{:02}")
    names = [(date_format(date(2000, month, 1), "F"), month) for month in range(1, 13)]
    shorts = [date_format(date(2000, month, 1), "M") for month in range(1, 13)]

    def cell(year: int, name: str, month: int) -> ArchiveMonth:
        first = date(year, month, 1)
        address = page.format(year, month) if first in known else ""
        return ArchiveMonth(first, f"{name} {year}", shorts[month - 1], address)

    years = sorted({month.year for month in months}, reverse=True)
    return [ArchiveYear(str(year), [cell(year, *name) for name in names]) for year in years]
