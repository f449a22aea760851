"""Sittings: the continuous parts of a meeting, from all that a lead says of time and place."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.intake.dates import Day, make_date, resolve
from meetings.intake.durations import Duration
from meetings.intake.forms import Form, find_forms
from meetings.intake.home import Home
from meetings.intake.instants import began_at, on_matching_day, presumed_at
from meetings.intake.moments import Moment, Timed, Times, find_times
from meetings.intake.places import Places
from meetings.intake.reading import ReadSitting, ReadTime
from meetings.intake.whereabouts import Whereabouts, find_places, find_venue

_MAIN_VERB = re.compile(
    r"(?<!to )\b(?:held|had|received|attended|paid|spoke|made|gave|hosted|conducted|met"
    r"|co-hosted|co-chaired|talked|called|exchanged|took part|participated)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were) held\b|\btook place\b")
_FOLLOWS_DAY = re.compile(r"\)?\s?(?:\(?(?:JST|[Ll]ocal time)\)?\s?)?,?\s?(?:on|of)?\s?")
_LONGEST_TALKS = 7


@dataclass(frozen=True, slots=True)
class Lead:
    """What an introduction says of time, place and form, before it is made into sittings."""

    printed: str
    text: str
    times: Times
    forms: tuple[Form, ...]
    places: tuple[Whereabouts, ...]
    venue: str | None
    sittings: tuple[ReadSitting, ...]
    pairs: tuple[tuple[Moment, ReadSitting], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    moment: Moment | None
    day: Day | None
    duration: Duration | None
    form: Form | None
    on: date | None = None


def read_lead(
    printed: str, shadow: str, *, home: Home, places: Places, released_on: date | None
) -> Lead:
    """Read the sittings of an introduction: `shadow` is its narrowed text of equal length."""
    times = find_times(shadow, home, places)
    forms = tuple(find_forms(shadow))
    found = tuple(find_places(shadow, home, places))
    venue = find_venue(shadow)
    reader = _Reader(printed, shadow, times, forms, found, venue, home, released_on)
    pairs = reader.sittings()
    sittings = tuple(sitting for _, sitting in pairs)
    with_moments = tuple((moment, sitting) for moment, sitting in pairs if moment is not None)
    return Lead(printed, shadow, times, forms, found, venue, sittings, with_moments)


@dataclass(frozen=True, slots=True)
class _Reader:
    printed: str
    text: str
    times: Times
    forms: tuple[Form, ...]
    places: tuple[Whereabouts, ...]
    venue: str | None
    home: Home
    released_on: date | None

    def sittings(self) -> list[tuple[Moment | None, ReadSitting]]:
        parts = self._parts()
        return [(part.moment, self._sitting(part)) for part in parts]

    def _parts(self) -> list[_Part]:
        if self.times.moments:
            return self._timed_parts()
        days = self._spread(self.times.days)
        durations = self.times.durations
        if len(days) > 1:
            same = len(durations) == len(days)
            return [
                _Part(None, day, durations[at] if same else None, self._day_form(at, day), on)
                for at, (day, on) in enumerate(days)
            ]
        if not days and not self.forms:
            return []
        day, on = days[0] if days else (None, None)
        main = _Part(None, day, durations[0] if durations else None, self.main_form(), on)
        return [main, *self._later_parts(durations[1:], day, on)]

    def _timed_parts(self) -> list[_Part]:
        moments, durations = self.times.moments, list(self.times.durations)
        owned = self._share(moments, durations)
        parts = []
        for at, moment in enumerate(moments):
            day = self._day_of(moment)
            form = self._respective(at) or (self.main_form() if at == 0 else self._form_of(at))
            parts.append(_Part(moment, day, owned.get(at), form, self._date(day)))
        rest = [one for one in durations if one not in owned.values()]
        return [*parts, *self._later_parts(tuple(rest), parts[0].day, parts[0].on)]

    def _respective(self, at: int) -> Form | None:
        """ "A meeting and a working lunch from T1 and from T2, respectively"."""
        main = self.main_form()
        if "respectively" not in self.text or main is None:
            return None
        named = [form for form in self.forms if form.start >= main.start]
        return named[at] if len(named) >= len(self.times.moments) else None

    def _later_parts(
        self, durations: tuple[Duration, ...], day: Day | None, on: date | None
    ) -> list[_Part]:
        """A lunch that only says how long it took is a sitting of its own."""
        parts = []
        main = self.main_form()
        for duration in durations:
            near = [
                form
                for form in self.forms
                if form is not main and -70 < form.start - duration.end < 40
            ]
            if near:
                parts.append(_Part(None, day, duration, near[0], on))
        return parts

    def _share(self, moments: tuple[Moment, ...], durations: list[Duration]) -> dict[int, Duration]:
        if len(moments) == len(durations):
            return dict(enumerate(durations))
        owned: dict[int, Duration] = {}
        for duration in durations:
            free = [at for at in range(len(moments)) if at not in owned]
            if free:
                nearest = min(free, key=lambda at: _distance(moments[at], duration))
                owned[nearest] = duration
        return owned

    def _day_of(self, moment: Moment) -> Day | None:
        """The day printed right after the clock, or else the last one before it."""
        for day in self.times.days:
            gap = self.text[moment.end : day.start] if day.start >= moment.end else None
            if gap is not None and len(gap) < 40 and _FOLLOWS_DAY.fullmatch(gap):
                return day
        before = [day for day in self.times.days if day.start < moment.start]
        after = [day for day in self.times.days if day.start >= moment.start]
        return before[-1] if before else after[0] if after else None

    def _date(self, day: Day | None) -> date | None:
        if day is None:
            return None
        if day.year is None and not day.is_relative:
            stated = next((one for one in self.times.days if one.year), None)
            if stated is not None and stated is not day and self.released_on is None:
                return resolve(day, released_on=None, base=stated.in_year(stated.year or 0))
        return resolve(day, released_on=self.released_on)

    def _spread(self, days: tuple[Day, ...]) -> list[tuple[Day, date | None]]:
        """Each day of talks that took several; a day named twice counts once for each form."""
        spread: list[tuple[Day, date | None]] = []
        for day in days:
            on = self._date(day)
            spread.append((day, on))
            if day.last is not None and on is not None:
                spread.extend((day, one) for one in _until(on, day))
        if len(days) == 2 and spread[0][1] == spread[1][1] and not self._says_again(days[1]):
            return spread[:1]
        return spread

    def _says_again(self, day: Day) -> bool:
        after = [form for form in self.forms if form.start > day.end]
        before = [form for form in self.forms if form.start < day.start]
        return bool(after and before)

    def _day_form(self, at: int, day: Day) -> Form | None:
        if at == 0:
            return self.main_form()
        return next((form for form in self.forms if form.start > day.end), self.main_form())

    def main_form(self) -> Form | None:
        """The form the main verb names; a meal in the same breath says more than "meeting"."""
        passive = _PASSIVE.search(self.text)
        verb = _MAIN_VERB.search(self.text)
        if passive is not None and (verb is None or passive.start() <= verb.start()):
            before = [form for form in self.forms if form.end <= passive.start()]
            return before[-1] if before else next(iter(self.forms), None)
        start = verb.start() if verb is not None else 0
        after = [form for form in self.forms if form.start >= start] or list(self.forms)
        return self._with_meal(after) if after else None

    def _with_meal(self, forms: list[Form]) -> Form:
        main = forms[0]
        for form in forms[1:]:
            gap = self.text[main.end : form.start]
            if len(gap) < 20 and form.name.startswith("working") and " and" not in gap:
                return form
        return main

    def _form_of(self, at: int) -> Form | None:
        before, moment = self.times.moments[at - 1], self.times.moments[at]
        between = [form for form in self.forms if before.end <= form.start < moment.start]
        after = [form for form in self.forms if form.start >= moment.end]
        if len(between) > (1 if at == 1 else 0):
            return between[-1]
        return after[0] if after else between[-1] if between else self.main_form()

    def _sitting(self, part: _Part) -> ReadSitting:
        place = self.places[0] if self.places else None
        zone = place.zone if place is not None else None
        times: tuple[ReadTime, ...] = ()
        printed = ""
        if part.moment is not None:
            zone = _named_zone(part.moment) or zone
            times = self._times(part.moment, part.on, part.day, zone)
            printed = self.printed[part.moment.start : _close(self.text, part.moment)]
        minutes, precision = _minutes(part)
        return ReadSitting(
            form=part.form.name if part.form else None,
            form_printed=self.printed[part.form.start : part.form.end] if part.form else None,
            held_on=part.on,
            times=times,
            zone=zone,
            minutes=minutes,
            minutes_precision=precision,
            place=place.printed if place else None,
            place_key=place.key if place else None,
            venue=self.venue,
            began_at=began_at(times, zone, self.home),
            presumed_at=presumed_at(times, place, zone, self.home),
            times_printed=printed,
        )

    def _times(
        self, moment: Moment, on: date | None, day: Day | None, zone: str | None
    ) -> tuple[ReadTime, ...]:
        first = self._time(moment.first, on, day)
        if moment.second is None:
            return (first,)
        return first, self._second_time(moment.second, first, day, zone)

    def _time(self, timed: Timed, on: date | None, day: Day | None) -> ReadTime:
        clock = timed.clock
        month, number = (
            (on.month, on.day)
            if on
            else ((day.month, day.day) if day and not day.is_relative else (None, None))
        )
        return ReadTime(
            clock.hour,
            clock.minute,
            on,
            month,
            number,
            timed.mark.clock if timed.mark else "unstated",
            clock.precision,
            self.printed[clock.start : clock.end],
        )

    def _second_time(
        self, timed: Timed, first: ReadTime, day: Day | None, zone: str | None
    ) -> ReadTime:
        inner = timed.day
        if inner is not None and inner.is_possible and (inner.day or inner.is_relative):
            on = resolve(inner, released_on=self.released_on, base=first.on)
            return self._time(timed, on, inner if not inner.is_relative else day)
        time = self._time(timed, first.on, day)
        return on_matching_day(time, first, zone, self.home)


def _until(on: date, day: Day) -> list[date]:
    month, number = day.last or (on.month, on.day)
    last = make_date(on.year + (month < on.month), month, number)
    if last is None or not 0 < (last - on).days <= _LONGEST_TALKS:
        return []
    if day.each:
        return [last]
    return [on + timedelta(days=count) for count in range(1, (last - on).days + 1)]


def _distance(moment: Moment, duration: Duration) -> int:
    if duration.start >= moment.end:
        return duration.start - moment.end
    return moment.start - duration.end


def _named_zone(moment: Moment) -> str | None:
    for timed in (moment.first, moment.second):
        if timed is not None and timed.mark is not None and timed.mark.clock == "local":
            return timed.mark.zone
    return None


def _minutes(part: _Part) -> tuple[int | None, str | None]:
    if part.duration is not None:
        return part.duration.minutes, part.duration.precision
    clock = part.moment.first.clock if part.moment else None
    if clock is None or clock.until is None:
        return None, None
    hour, minute = clock.until
    return (hour * 60 + minute - clock.hour * 60 - clock.minute) % (24 * 60), "exact"


def _close(text: str, moment: Moment) -> int:
    opened = text.count("(", moment.start, moment.end) > text.count(")", moment.start, moment.end)
    closing = text.find(")", moment.end, moment.end + 120) if opened else -1
    return closing + 1 if closing >= 0 else moment.end
