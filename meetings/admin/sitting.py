"""The form of a sitting: when it was held, by either clock or by both."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from meetings.admin.clocks import (
    ClockField,
    DayAndClockField,
    at_home,
    clock_text,
    disagreement,
    in_words,
    instant_of,
    instants_of,
    reading,
)
from meetings.admin.rows import RowForm
from meetings.models.sitting import known_zone


class SittingForm(RowForm):
    """A sitting, whose instant is typed by the ministry's clock, by that of the place, or both."""

    home_clock = DayAndClockField(
        required=False,
        label="Began, by our clock",
        help_text="Type this or the time at the place; the other follows.",
    )
    local_clock = ClockField(
        required=False,
        label="Began, at the place",
        help_text="On that day, in that zone.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "held_on" in self.fields:
            self.fields["held_on"].required = False
        if "zone" in self.fields:
            self.fields["zone"].widget.attrs |= {"list": "zone-names", "size": 18}
            self.fields["zone"].validators.append(known_zone)
            self.fields["zone"].help_text = "Such as “America/New_York”."
        if "home_clock" in self.fields:
            self.fields["home_clock"].label = f"Began, {settings.MINISTRY.zone_label}"
        self._show_clocks()

    def _show_clocks(self) -> None:
        began = self.instance.began_at
        if began is None:
            return
        self.initial["home_clock"] = began.astimezone(settings.MINISTRY.zone)
        if self.instance.zone:
            self.initial["local_clock"] = clock_text(began.astimezone(ZoneInfo(self.instance.zone)))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors.keys() & {"held_on", "home_clock", "local_clock", "zone"}:
            return data
        self._settle_instant(data)
        if data.get("held_on") is None and not self.errors:
            self.add_error("held_on", "Give the day; the time may stay unknown.")
        self._settle_precision(data)
        return data

    def _settle_instant(self, data: dict[str, Any]) -> None:
        home, local = data.get("home_clock"), data.get("local_clock")
        # Of two clocks that agreed, the one that was changed leads and the other follows.
        changed = set(self.changed_data) if self.instance.began_at is not None else set()
        if home and "home_clock" in changed and not changed & {"local_clock", "zone"}:
            local = None
        elif local and "local_clock" in changed and "home_clock" not in changed:
            home = None
        if local is None:
            self._from_home(data, home)
        else:
            self._from_place(data, home, local)

    def _from_home(self, data: dict[str, Any], home: datetime | None) -> None:
        self.instance.began_at = home
        zone = data.get("zone")
        if home is None or not zone:
            return
        there = home.astimezone(ZoneInfo(zone))
        if data.get("held_on") is None:
            data["held_on"] = there.date()
        elif data["held_on"] != there.date():
            self.add_error(
                "held_on",
                f"{at_home(home)} is {reading(home, zone)}, which is not "
                f"{in_words(data['held_on'])}. The day is the day at the place.",
            )

    def _from_place(self, data: dict[str, Any], home: datetime | None, local: Any) -> None:
        zone, day = data.get("zone"), data.get("held_on")
        if not zone:
            self.add_error("zone", "Say in which zone this time at the place is.")
            return
        if day is None:
            day = data["held_on"] = home.astimezone(ZoneInfo(zone)).date() if home else None
        if day is None:
            return
        if home is not None and home in instants_of(day, local[0], zone):
            self.instance.began_at = home
            return
        instant = self._instant(day, local, zone)
        if instant is not None and home is not None and home != instant:
            self.add_error("home_clock", disagreement(home, instant, zone))
        self.instance.began_at = instant

    def _instant(self, day: Any, local: Any, zone: str) -> datetime | None:
        try:
            return instant_of(day, local, zone)
        except forms.ValidationError as error:
            self.add_error("local_clock", error)
            return None

    def _settle_precision(self, data: dict[str, Any]) -> None:
        if self.errors:
            return
        for name, known, words in (
            (
                "precision",
                self.instance.began_at is not None,
                "the time is exact, around or just after",
            ),
            (
                "minutes_precision",
                bool(data.get("minutes")),
                "the minutes are exact, about or over",
            ),
        ):
            if name not in self.fields:
                continue
            if known and not data.get(name):
                self.add_error(name, f"Say whether {words}.")
            elif not known:
                data[name] = ""
