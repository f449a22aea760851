"""When and where a meeting was held, and who took part, as the page's closing facts show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.page.gone import Removal
from meetings.page.shown import Shown
from meetings.page.text import printed_clock, printed_day, printed_month_day


@dataclass(frozen=True, slots=True)
class Clock(Shown):
    """A time of beginning as one clock showed it."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownSitting(Shown):
    """One sitting: its day, the clocks of both places, and what else is known of it."""

    day: str
    day_value: str
    precision: str
    clocks: list[Clock]
    rest: str


@dataclass(frozen=True, slots=True)
class ShownParticipant(Shown):
    """Someone at the table as printed that day, or what is said in their place."""

    removal: Removal | None
    name: str = ""
    offices: str = ""
    address: str = ""


def sittings_of(document: dict[str, Any], forms: dict[str, str]) -> list[ShownSitting]:
    """The sittings of a canonical document; `forms` are the names of forms of meeting by key."""
    return [_sitting(row, forms) for row in document["sittings"]]


def _sitting(row: dict[str, Any], forms: dict[str, str]) -> ShownSitting:
    day = date.fromisoformat(row["held_on"])
    precision = "" if row["precision"] in (None, "exact") else row["precision"]
    return ShownSitting(
        printed_day(day), row["held_on"], precision, _clocks(row, day), _rest(row, forms)
    )


def _clocks(row: dict[str, Any], day: date) -> list[Clock]:
    """The home clock, and the local one where the meeting's place keeps another time."""
    if row["began_at"] is None:
        return []
    began = datetime.fromisoformat(row["began_at"])
    ministry = settings.MINISTRY
    home = began.astimezone(ministry.zone)
    clocks = [(home, ministry.zone_label)]
    if row["zone"]:
        local = began.astimezone(ZoneInfo(row["zone"]))
        if local.utcoffset() != home.utcoffset():
            clocks.append((local, _("local time")))
    # The clock that shows the day printed before it comes first.
    clocks.sort(key=lambda clock: clock[0].date() != day)
    return [_clock(moment, zone, day) for moment, zone in clocks]


def _clock(moment: datetime, zone: str, day: date) -> Clock:
    words = f"{printed_clock(moment)} {zone}"
    if (own := moment.date()) != day:
        words += f", {printed_day(own) if own.year != day.year else printed_month_day(own)}"
    return Clock(words, moment.isoformat(timespec="minutes"))


def _rest(row: dict[str, Any], forms: dict[str, str]) -> str:
    """The minutes, the place and the form, as far as they are known."""
    parts = []
    if row["minutes"]:
        precision = "" if row["minutes_precision"] == "exact" else f"{row['minutes_precision']} "
        length = {"precision": precision, "minutes": row["minutes"]}
        parts.append(_("for %(precision)s%(minutes)d minutes") % length)
    parts.append(row["place"])
    # A stored document keeps a form by its key, which stays when its name changes.
    parts.append(forms.get(row["form"] or "", ""))
    return ", ".join(filter(None, parts))


def participants_of(
    document: dict[str, Any], removals: dict[int, Removal], people: dict[str, str]
) -> list[ShownParticipant]:
    """The participants of a canonical document; `people` are addresses of pages by uid."""
    return [
        _participant(row, removals.get(place), people)
        for place, row in enumerate(document["participants"])
    ]


def _participant(
    row: dict[str, Any], removal: Removal | None, people: dict[str, str]
) -> ShownParticipant:
    if removal:
        return ShownParticipant(removal)
    name = "" if row["anonymous"] else f"{row['honorific']} {row['name']}".strip()
    offices = ", ".join(filter(None, [*row["offices"], row["role"]]))
    return ShownParticipant(None, name, offices, people.get(row["person"] or "", ""))
