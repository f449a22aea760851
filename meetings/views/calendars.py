"""Calendars of meetings."""

from __future__ import annotations

from django.http import HttpResponse

from meetings.calendars import calendar_of
from meetings.feeds import PublicList
from meetings.models import Sitting
from meetings.views.subjects import SubjectView

MEETINGS = 500
"""How many meetings a calendar reaches back."""


class RelationCalendar(SubjectView):
    """A relation's meetings as a calendar, the newest 500."""

    def answer(self) -> HttpResponse:
        relation = self.relation()
        listed = PublicList.of_relation(relation, self.request.at)
        keys = list(listed.listings.values_list("readout", flat=True)[:MEETINGS])
        sittings = Sitting.objects.filter(readout__in=keys)
        sittings = sittings.select_related("readout__meeting").order_by(
            "-readout__released_on", "-readout__meeting", "position", "pk"
        )
        content = calendar_of(relation.title, sittings, self.request.build_absolute_uri)
        return HttpResponse(content, content_type="text/calendar; charset=utf-8")
