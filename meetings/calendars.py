"""Meetings as calendar events (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone

from meetings.feeds.identity import lasting_id
from meetings.models import Sitting
from meetings.page import page_address

PRODUCT = "-//Readout//Meetings//EN"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DAYS_AROUND = timedelta(days=366)


def calendar_of(title: str, sittings: Iterable[Sitting], absolute: Callable[[str], str]) -> bytes:
    """A calendar with an event for each sitting, in the order given.

    `sittings` come with their readout and its meeting; those of one readout follow one another.
    `absolute` makes an address of the site absolute.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(title))
    numbers: dict[int, int] = {}
    events, starts = [], []
    for sitting in sittings:
        number = numbers[sitting.readout_id] = numbers.get(sitting.readout_id, 0) + 1
        events.append(_event(sitting, number, absolute))
        starts.append(_start(sitting))
    for component in [*_zones(starts), *events]:
        calendar.add_component(component)
    return calendar.to_ical()


def _event(sitting: Sitting, number: int, absolute: Callable[[str], str]) -> Event:
    """A sitting; one that is known by its day alone takes the whole day."""
    readout = sitting.readout
    event = Event()
    event.add("uid", lasting_id("meeting", readout.meeting.number, "sitting", number))
    event.add("dtstamp", readout.live_from)
    event.add("last-modified", readout.live_from)
    event.add("dtstart", _start(sitting))
    if sitting.began_at and sitting.minutes:
        event.add("duration", timedelta(minutes=sitting.minutes))
    event.add("summary", _text(readout.title))
    if sitting.place:
        event.add("location", _text(sitting.place))
    if said := _said(sitting):
        event.add("description", _text(said))
    event.add("url", absolute(page_address(readout.meeting, readout.language)))
    event.add("transp", "TRANSPARENT")
    return event


def _start(sitting: Sitting) -> date | datetime:
    """In the zone of the place, or else in the ministry's own."""
    if sitting.began_at is None:
        return sitting.held_on
    zone = ZoneInfo(sitting.zone) if sitting.zone else settings.MINISTRY.zone
    return sitting.began_at.astimezone(zone)


def _said(sitting: Sitting) -> str:
    """The time as printed, which says what no calendar's field can: “around”, “just after”."""
    if sitting.as_printed or sitting.precision in ("", Sitting.Precision.EXACT):
        return sitting.as_printed
    return f"Began {sitting.precision} the time given."


def _zones(starts: Iterable[date | datetime]) -> list[Timezone]:
    """The rules of the zones in which events begin, for the years of these events."""
    days: dict[str, list[date]] = {}
    for start in starts:
        if isinstance(start, datetime):
            days.setdefault(str(start.tzinfo), []).append(start.date())
    return [
        Timezone.from_tzid(
            zone, first_date=min(known) - DAYS_AROUND, last_date=max(known) + DAYS_AROUND
        )
        for zone, known in sorted(days.items())
    ]


def _text(text: str) -> str:
    return _CONTROL.sub("", text)
