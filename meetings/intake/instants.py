"""From printed clocks to instants."""

from datetime import UTC, datetime

from meetings.intake.home import Home
from meetings.intake.reading import ReadTime
from meetings.intake.whereabouts import Whereabouts
from meetings.intake.zones import instants, shown_elsewhere


def on_matching_day(time: ReadTime, first: ReadTime, zone: str | None, home: Home) -> ReadTime:
    """Where the second clock's day is not printed, it is the one on which the clocks agree."""
    if first.at is None or zone is None:
        return time
    ours, theirs = (
        (home.zone, zone) if first.clock == "home" or time.clock == "local" else (zone, home.zone)
    )
    for shown in shown_elsewhere(first.at, ours, theirs):
        if (shown.hour, shown.minute) == (time.hour, time.minute):
            return ReadTime(
                time.hour,
                time.minute,
                shown.date(),
                shown.month,
                shown.day,
                time.clock,
                time.precision,
                time.printed,
            )
    return time


def began_at(times: tuple[ReadTime, ...], zone: str | None, home: Home) -> datetime | None:
    """The instant, from the home clock or else from the local one, when it is just one."""
    for clock, own in (("home", home.zone), ("local", zone)):
        for time in times:
            if time.clock == clock and own is not None and time.at is not None:
                found = instants(time.at, own)
                return found[0].astimezone(UTC) if len(found) == 1 else None
    return None


def presumed_at(
    times: tuple[ReadTime, ...], place: Whereabouts | None, zone: str | None, home: Home
) -> datetime | None:
    """What the instant would be if a clock nobody named were that of the place, or home."""
    if not times or any(time.clock != "unstated" for time in times) or times[0].at is None:
        return None
    own = home.zone if place is None else zone
    found = instants(times[0].at, own) if own is not None else []
    return found[0] if len(found) == 1 else None
