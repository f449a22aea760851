"""What is doubtful about days, clocks, places and forms in a lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from meetings.intake.dates import WEEKDAYS, Day, find_days, resolve
from meetings.intake.forms import find_forms
from meetings.intake.home import Home
from meetings.intake.lines import narrow
from meetings.intake.moments import Moment
from meetings.intake.places import Places
from meetings.intake.reading import ReadSitting, ReadTime
from meetings.intake.sittings import Lead
from meetings.intake.zones import instants, is_possible_offset, shown_elsewhere


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding about the lead, with its offsets there."""

    code: str
    message: str
    start: int
    end: int


def check_times(
    lead: Lead, released_on: date | None, home: Home, places: Places, *, title: str | None
) -> list[Doubt]:
    """Check a lead's days, clocks, places and forms."""
    doubts: list[Doubt] = []
    days = find_days(lead.text)
    doubts += _check_days(days, released_on, lead)
    doubts += _check_year(lead, released_on)
    for moment, sitting in lead.pairs:
        doubts += _check_clock(moment)
        doubts += _check_pair(moment, sitting, home, places)
        doubts += _check_length(moment, sitting)
    doubts += _check_place(lead, home)
    doubts += _check_form(lead, title)
    return doubts


def _check_days(days: list[Day], released_on: date | None, lead: Lead) -> Iterator[Doubt]:
    base = next((sitting.held_on for sitting in lead.sittings if sitting.held_on), None)
    for day in days:
        printed = lead.text[day.start : day.end].strip(" (,")
        if day.is_relative:
            continue
        if not day.is_possible or day.day == 0:
            yield Doubt("date_malformed", f"“{printed}” is not a whole date.", day.start, day.end)
            continue
        if day.bad_ordinal:
            yield Doubt(
                "ordinal_malformed", f"The ordinal in “{printed}” is misspelt.", day.start, day.end
            )
        on = resolve(day, released_on=released_on, base=base)
        if day.weekday is not None and on is not None and on.weekday() != day.weekday:
            yield Doubt(
                "weekday_disagrees",
                f"“{printed}”: {_say_day(on)} {on.year} was a {WEEKDAYS[on.weekday()]}.",
                day.start,
                day.end,
            )


def _check_year(lead: Lead, released_on: date | None) -> Iterator[Doubt]:
    for day in lead.times.days:
        if day.is_relative or not day.is_possible or day.day == 0:
            continue
        on = resolve(day, released_on=released_on)
        if on is None and released_on is None:
            yield Doubt(
                "year_unknown",
                "The text gives no year: no date of release was found, and none in the"
                " introduction.",
                day.start,
                day.end,
            )
        elif on is None:
            yield Doubt(
                "year_unknown",
                "No year puts the meeting within the ten days before the release.",
                day.start,
                day.end,
            )
        elif released_on is not None and on > released_on:
            yield Doubt(
                "released_before_meeting",
                "The date of release is before the day of the meeting.",
                day.start,
                day.end,
            )
        return
    if lead.sittings and not any(sitting.held_on for sitting in lead.sittings):
        yield Doubt("date_unstated", "The introduction does not say on which day they met.", 0, 0)


def _check_clock(moment: Moment) -> Iterator[Doubt]:
    messages = {
        "impossible": ("clock_malformed", "This is not a time of day."),
        "one-digit": ("clock_malformed", "The minutes of this clock have only one digit."),
        "24-hour": (
            "clock_24_hours_with_half",
            "A 24-hour figure is followed by a.m. or p.m.; it was read as the figure.",
        ),
    }
    for timed in (moment.first, moment.second):
        if timed is not None and timed.clock.problem is not None:
            code, message = messages[timed.clock.problem]
            yield Doubt(code, message, timed.clock.start, timed.clock.end)


def _check_pair(
    moment: Moment, sitting: ReadSitting, home: Home, places: Places
) -> Iterator[Doubt]:
    if len(sitting.times) < 2:
        return
    ours, theirs = _by_side(sitting)
    if ours is None or theirs is None or ours.at is None or theirs.at is None:
        return
    zones = _zones(sitting, places)
    if not zones:
        yield from _check_offset(moment, ours.at, theirs.at)
        return
    if any(_agree(ours.at, theirs.at, home.zone, zone) for zone in zones):
        return
    where = sitting.place or zones[0].rsplit("/", 1)[-1].replace("_", " ")
    yield _disagreement(moment, (ours.at, home.zone, home.label), (theirs.at, zones[0], where))


def _by_side(sitting: ReadSitting) -> tuple[ReadTime | None, ReadTime | None]:
    """The home time and the other one; a clock not named is the one the other is not."""
    first, second = sitting.times
    if first.clock == "home" or second.clock == "local":
        return first, second
    return second, first


def _zones(sitting: ReadSitting, places: Places) -> tuple[str, ...]:
    if sitting.zone is not None:
        return (sitting.zone,)
    place = places.find(sitting.place_key) if sitting.place_key else None
    return place.zones if place is not None else ()


def _agree(ours: datetime, theirs: datetime, home_zone: str, zone: str) -> bool:
    return bool(set(instants(ours, home_zone)) & set(instants(theirs, zone)))


def _check_offset(moment: Moment, ours: datetime, theirs: datetime) -> Iterator[Doubt]:
    difference = ours - theirs
    if not is_possible_offset(difference):
        yield Doubt(
            "clocks_disagree",
            f"The two clocks are {_say_gap(difference)} apart; no place's clock is.",
            moment.start,
            moment.end,
        )


def _disagreement(
    moment: Moment, ours: tuple[datetime, str, str], theirs: tuple[datetime, str, str]
) -> Doubt:
    """Say what each clock (its time, zone and name) would make the other; judge the day apart."""
    (our_time, our_zone, label), (their_time, their_zone, where) = ours, theirs
    there = shown_elsewhere(our_time, our_zone, their_zone)
    here = shown_elsewhere(their_time, their_zone, our_zone)
    day_only = any(shown.time() == their_time.time() for shown in there)
    code = "dates_disagree" if day_only else "clocks_disagree"
    subject = "days" if day_only else "clocks"
    if not there or not here:
        missing, place = (our_time, label) if not there else (their_time, where)
        message = f"{_say(missing)} does not exist in {place}: the clocks were put forward."
        return Doubt("clocks_disagree", message, moment.start, moment.end)
    return Doubt(
        code,
        f"The two {subject} disagree: {_say(our_time)} {label} is {_say(there[0])} in {where},"
        f" and {_say(their_time)} in {where} is {_say(here[0])} {label}.",
        moment.start,
        moment.end,
    )


def _check_length(moment: Moment, sitting: ReadSitting) -> Iterator[Doubt]:
    clock = moment.first.clock
    if clock.until is None or sitting.minutes is None:
        return
    hour, minute = clock.until
    length = (hour * 60 + minute - clock.hour * 60 - clock.minute) % (24 * 60)
    leeway = 0 if sitting.minutes_precision == "exact" else 10
    if abs(length - sitting.minutes) > leeway:
        yield Doubt(
            "length_disagrees",
            f"From beginning to end it is {length} minutes; the text says {sitting.minutes}.",
            moment.start,
            moment.end,
        )


def _check_place(lead: Lead, home: Home) -> Iterator[Doubt]:
    """A local clock without a place, or a place abroad without whose clock it is."""
    for moment, sitting in lead.pairs:
        clocks = {time.clock for time in sitting.times}
        if "local" in clocks and sitting.zone is None:
            if sitting.place is None:
                yield Doubt(
                    "place_unstated",
                    "There is a local time, but the text does not say where they met.",
                    moment.start,
                    moment.end,
                )
            else:
                yield _zone_open(lead, sitting)
        elif clocks == {"unstated"} and sitting.place and sitting.zone != home.zone:
            yield Doubt(
                "clock_unstated",
                f"They met in {sitting.place}, and the text does not say on whose clock"
                f" it was {sitting.times[0].printed.rstrip('.')}.",
                moment.start,
                moment.end,
            )
        elif sitting.place and sitting.place_key is None:
            yield _zone_open(lead, sitting)
        else:
            continue
        return


def _zone_open(lead: Lead, sitting: ReadSitting) -> Doubt:
    at = lead.places[0].start if lead.places else 0
    name = sitting.place or ""
    why = "is not in the list of places" if sitting.place_key is None else "has several time zones"
    return Doubt(
        "zone_unknown", f"{name} {why}, so the local time cannot be checked.", at, at + len(name)
    )


def _check_form(lead: Lead, title: str | None) -> Iterator[Doubt]:
    """The title and the lead name different forms: a telephone talk, a meeting."""
    named = find_forms(narrow(title)) if title else []
    form = next(
        (one for one in lead.forms if lead.sittings and one.name == lead.sittings[0].form), None
    )
    if not named or form is None:
        return
    in_lead = lead.forms
    means = named[-1].means
    if all(one.means != means for one in in_lead) and means != form.means:
        yield Doubt(
            "form_disagrees",
            f"The title names a {named[-1].name}, the introduction a {form.name}.",
            form.start,
            form.end,
        )
        return
    levels = {one.level for one in in_lead if one.level}
    level = next((one.level for one in named if one.level), None)
    if level is not None and levels and level not in levels:
        yield Doubt(
            "form_disagrees",
            f"The title names talks of {level}, the introduction talks of"
            f" {', '.join(sorted(levels))}.",
            form.start,
            form.end,
        )


def _say(moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{hour}:{moment.minute:02} {half} on {_say_day(moment.date())}"


def _say_day(day: date) -> str:
    return f"{day:%B} {day.day}"


def _say_gap(difference: timedelta) -> str:
    minutes = int(abs(difference).total_seconds() // 60)
    return (
        f"{minutes // 60} hours {minutes % 60} minutes"
        if minutes % 60
        else (f"{minutes // 60} hours")
    )
