"""Two clocks for one instant: the ministry's and that of the place. Neither is ever guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([+\-−])(\d{2}):?(\d{2}))?")

Clock = tuple[time, timedelta | None]
"""A time of day, and its distance from UTC where that was written."""


class ClockField(forms.CharField):
    """A time of day such as “23:10”, with the distance from UTC (“01:30-05:00”) where asked for."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"size": 7, "class": "clock", "placeholder": "hh:mm", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return clock_of(text) if text else None


def clock_of(text: str) -> Clock:
    """The time of day that a text writes, in hours from 0 to 23.

    Raises ValidationError.
    """
    found = CLOCK.fullmatch(text.strip())
    if not found:
        raise ValidationError("Write the time with hours from 0 to 23, like “23:10”.")
    hours, minutes, seconds, sign, off_hours, off_minutes = found.groups()
    try:
        clock = time(int(hours), int(minutes), int(seconds or 0))
    except ValueError as error:
        raise ValidationError(f"“{text}” is no time of day.") from error
    if sign is None:
        return clock, None
    offset = timedelta(hours=int(off_hours), minutes=int(off_minutes))
    return clock, offset if sign == "+" else -offset


class DayAndClockWidget(forms.MultiWidget):
    """A day and a time side by side, with the admin's calendar for the day."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        clock = forms.TextInput({"size": 7, "class": "clock", "placeholder": "hh:mm"})
        super().__init__({"day": AdminDateWidget(), "time": clock}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if not isinstance(value, datetime):
            return [None, None]
        return [value.date(), clock_text(value)]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Give both boxes in one part of the page, which has the field's own id."""
        about = flatatt({"class": "day-and-clock", "id": (attrs or {}).get("id")})
        return format_html("<span{}>{}</span>", about, super().render(name, value, attrs, renderer))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, said in zip(context["widget"]["subwidgets"], ("day", "time"), strict=True):
            part["attrs"]["aria-label"] = said
        return context


class DayAndClockField(forms.MultiValueField):
    """A day and a time in the ministry's zone; gives the instant."""

    widget = DayAndClockWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (forms.DateField(required=False), ClockField(required=False))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data: list[Any]) -> datetime | None:
        day, clock = data or [None, None]
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            raise ValidationError("Give both the day and the time, or neither.")
        return instant_of(day, clock, settings.MINISTRY.home_zone)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        shown = DayAndClockWidget().decompress(initial)
        return [str(part or "") for part in shown] != [str(part or "") for part in data or ["", ""]]


def instant_of(day: date, clock: Clock, zone: str) -> datetime:
    """The instant at which a clock in a zone shows this on that day.

    Raises ValidationError where the clocks were put forward over it, and where they were put
    back so that it came twice and nothing says which of the two is meant.
    """
    shown, offset = clock
    readings = instants_of(day, shown, zone)
    if not readings:
        raise ValidationError(
            f"On {in_words(day)} the clocks in {zone} were put forward over {shown:%H:%M}: "
            "there was no such time."
        )
    if offset is not None:
        readings = [one for one in readings if one.utcoffset() == offset]
        if not readings:
            raise ValidationError(f"That is not the distance of {zone} from UTC at that time.")
    if len(readings) > 1:
        raise ValidationError(_twice(day, shown, zone, readings))
    return readings[0].astimezone(UTC)


def instants_of(day: date, shown: time, zone: str) -> list[datetime]:
    """The instants, none to two, at which a clock in the zone shows this time of that day."""
    there = ZoneInfo(zone)
    found: dict[datetime, datetime] = {}
    for fold in (0, 1):
        try:
            instant = datetime.combine(day, shown, there).replace(fold=fold).astimezone(UTC)
            back = instant.astimezone(there)
        except OverflowError:
            continue
        # A time that the clocks were put forward over comes back as another.
        if (back.date(), back.time()) == (day, shown):
            found[instant] = back
    return list(found.values())


def _twice(day: date, shown: time, zone: str, readings: list[datetime]) -> str:
    ways = " or ".join(f"“{shown:%H:%M}{_offset(one)}”" for one in readings)
    return (
        f"On {in_words(day)} the clocks in {zone} were put back, and it was {shown:%H:%M} twice: "
        f"write {ways}."
    )


def _offset(moment: datetime) -> str:
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def clock_text(moment: datetime) -> str:
    """The clock's reading as it is typed; the distance from UTC where it came twice that day."""
    text = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    zone = getattr(moment.tzinfo, "key", None)
    if zone and len(instants_of(moment.date(), moment.time(), zone)) > 1:
        return text + _offset(moment)
    return text


def reading(moment: datetime, zone: str, label: str = "") -> str:
    """An instant as a clock in the zone shows it: “10 February 2017, 23:10 JST”."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{in_words(local.date())}, {local:%H:%M} {label or zone_words(zone)}"


@cache
def zone_names() -> list[str]:
    """The zones of places, “America/New_York” and the like, in order."""
    names = (name for name in available_timezones() if "/" in name)
    return sorted(name for name in names if not name.startswith(("Etc/", "SystemV/", "posix/")))


def zone_words(zone: str) -> str:
    """A zone as an editor says it: “New York” for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def at_home(moment: datetime) -> str:
    """An instant by the ministry's own clock, in words."""
    return reading(moment, settings.MINISTRY.home_zone, settings.MINISTRY.zone_label)


def both_readings(moment: datetime, zones: list[str]) -> str:
    """An instant by the ministry's clock and by those of other places."""
    elsewhere = [zone for zone in dict.fromkeys(zones) if zone != settings.MINISTRY.home_zone]
    others = ", ".join(reading(moment, zone) for zone in elsewhere)
    return f"{at_home(moment)} ({others})" if others else at_home(moment)


def disagreement(home: datetime, instant: datetime, zone: str) -> str:
    """What to say of two clocks that tell two instants."""
    return (
        f"The two clocks disagree. {at_home(home)} is {reading(home, zone)}; "
        f"but {reading(instant, zone)} is {at_home(instant)}. "
        "Correct one of them, or empty one: it will follow the other."
    )
