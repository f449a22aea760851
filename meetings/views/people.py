from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.finding import listed
from meetings.finding.calendar import newest_days
from meetings.models import Attendance
from meetings.querysets import live_seats, public_people
from meetings.views.common import (
    FIRST_DAY,
    LAST_DAY,
    NEWS,
    RECENT,
    Crumb,
    ListPage,
    days_of,
    moved_to,
    one_year,
    press_releases,
)
from relations.models import Person


def merged(slug: str, at: datetime) -> Person:
    """Give whom we know to be the person of this address. Raises Http404 when nobody is.

    The second entry must itself have been printed: else its address was never known.
    """
    seats = live_seats(at).filter(person__slug=slug)
    return get_object_or_404(public_people(at), pk__in=seats.values("person__merged_into"))


class PersonDetail(ListPage):
    """A person: the meetings they attended, and the offices in which they sat there."""

    template_name = "meetings/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        slug = self.kwargs["slug"]
        person = public_people(self.request.at).filter(slug=slug).first()
        if person is None:
            return moved_to(request, merged(slug, self.request.at).get_absolute_url())
        self.kwargs["person"] = person
        return super().get(request, *args, **kwargs)

    def content(self) -> dict[str, Any]:
        person, at = self.kwargs["person"], self.request.at
        days = newest_days(Attendance.objects.live(at).filter(person=person), "year")
        years = [day.year for day in days]
        year = one_year(self.request, years)
        first, last = days_of(year) if year else (FIRST_DAY, LAST_DAY)
        rows = listed.attended_by(person.pk, first, last, at, None if year else RECENT)
        return {"person": person, "rows": rows, "years": years, "year": year}

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [NEWS, press_releases()]
