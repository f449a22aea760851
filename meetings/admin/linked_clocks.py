"""The two clocks of a sitting while they are typed: one is reckoned from the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict

from meetings.admin.clocks import (
    at_home,
    both_readings,
    clock_of,
    clock_text,
    disagreement,
    in_words,
    instant_of,
    instants_of,
    reading,
)
from meetings.models.sitting import known_zone

HOME = frozenset({"home_clock_day", "home_clock_time"})


@dataclass
class Linked:
    """What follows from the typed fields: values by field, and a sentence."""

    values: dict[str, str] = field(default_factory=dict)
    said: str = ""


def link(typed: QueryDict) -> Linked:
    """Reckon the clock that was not typed from the one that was.

    `typed` holds the fields of a sitting, as `by` the field that was typed last, and as `typed`
    those that a person has typed since the form was opened.
    """
    try:
        return _link(typed)
    except ValidationError as error:
        return Linked(said=" ".join(error.messages))


def will_appear(typed: QueryDict) -> str:
    """What an act with a `day` and a `time` by our clock does, also by those of its `zones`."""
    zones, time = typed.get("zones", "").split(), typed.get("time", "")
    try:
        day = _day(typed.get("day", ""))
        if day is None or not time:
            return ""
        instant = instant_of(day, clock_of(time), settings.MINISTRY.home_zone)
        for zone in zones:
            known_zone(zone)
    except ValidationError as error:
        return " ".join(error.messages)
    return f"Will appear on {both_readings(instant, zones)}."


def _link(typed: QueryDict) -> Linked:
    zone, by_hand = typed.get("zone", ""), set(typed.getlist("typed"))
    if not zone:
        return Linked()
    known_zone(zone)
    day = _day(typed.get("held_on", ""))
    local, home = typed.get("local_clock", ""), typed.get("home_clock_time", "")
    both = bool(local and home) and "local_clock" in by_hand and bool(HOME & by_hand)
    if both:
        return _compared(typed, day, zone)
    leads_home = home and ("local_clock" not in by_hand or not local)
    if leads_home:
        return _from_home(typed, day, zone)
    if local and day:
        return _told(instant_of(day, clock_of(local), zone), zone)
    return Linked()


def _from_home(typed: QueryDict, day: date | None, zone: str) -> Linked:
    instant = _home_instant(typed, day, zone)
    if instant is None:
        return Linked()
    there = instant.astimezone(ZoneInfo(zone)).date()
    if day and "held_on" in typed.getlist("typed") and day != there:
        return Linked(
            said=f"{at_home(instant)} is {reading(instant, zone)}, which is not {in_words(day)}."
        )
    return _told(instant, zone)


def _home_instant(typed: QueryDict, day: date | None, zone: str) -> datetime | None:
    """The instant of our clock; without its day, that on the day of the meeting at the place."""
    clock, home = clock_of(typed.get("home_clock_time", "")), settings.MINISTRY.home_zone
    if typed.get("home_clock_day") and "home_clock_day" in typed.getlist("typed"):
        own = _day(typed.get("home_clock_day", ""))
        return instant_of(own, clock, home) if own else None
    if day is None:
        return None
    near = [day + timedelta(days=step) for step in (-1, 0, 1)]
    found = [one for own in near for one in instants_of(own, clock[0], home)]
    fitting = [one for one in found if one.astimezone(ZoneInfo(zone)).date() == day]
    return fitting[0] if len(fitting) == 1 else None


def _compared(typed: QueryDict, day: date | None, zone: str) -> Linked:
    home = _home_instant(typed, day, zone)
    if home is None or day is None:
        return Linked()
    clock = clock_of(typed.get("local_clock", ""))
    if home in instants_of(day, clock[0], zone):
        return _told(home, zone)
    return Linked(said=disagreement(home, instant_of(day, clock, zone), zone))


def _told(instant: datetime, zone: str) -> Linked:
    there, here = instant.astimezone(ZoneInfo(zone)), instant.astimezone(settings.MINISTRY.zone)
    return Linked(
        {
            "held_on": there.date().isoformat(),
            "local_clock": clock_text(there),
            "home_clock_day": here.date().isoformat(),
            "home_clock_time": clock_text(here),
        },
        f"{at_home(instant)} is {reading(instant, zone)}.",
    )


def _day(text: str) -> date | None:
    return forms.DateField(required=False).clean(text)
