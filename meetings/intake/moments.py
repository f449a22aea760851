"""Clocks with their days and marks: which times are one moment on two clocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.intake.clocks import Clock, find_clocks
from meetings.intake.dates import Day, find_days
from meetings.intake.durations import Duration, find_durations
from meetings.intake.home import Home
from meetings.intake.marks import Mark, find_marks
from meetings.intake.places import Places

_GLUE = re.compile(
    r"^(?:[\s,;:.()/\-–、。;:・]|\b(?:on|On|at|the|same|day|around|about|approximately|for|from|of"
    r"|a|an|and|in|commencing|beginning|i\.e\.|that|is|or)\b|から|より|に|の|間|頃|ごろ|まで|約)*$"
)
_BESIDE = re.compile(r"[\s,;/]*(?:\w+ time|JST)?[\s,;/]*(?:or|and|i\.e\.)?[\s,;/]*")
_BREAK = re.compile(r"\.\s+[A-Z]|。")


@dataclass(frozen=True, slots=True)
class Timed:
    """A clock with the mark that says whose it is and the day that belongs to it."""

    clock: Clock
    mark: Mark | None
    day: Day | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment, on one clock or on two."""

    first: Timed
    second: Timed | None = None

    @property
    def start(self) -> int:
        """Where the moment is printed."""
        return self.first.clock.start

    @property
    def end(self) -> int:
        """Where the moment's print ends."""
        last = self.second or self.first
        ends = [last.clock.end]
        ends += [last.mark.end] if last.mark else []
        return max(ends)


@dataclass(frozen=True, slots=True)
class Times:
    """Everything a lead says about time."""

    moments: tuple[Moment, ...]
    days: tuple[Day, ...]
    durations: tuple[Duration, ...]
    marks: tuple[Mark, ...]


def find_times(text: str, home: Home, places: Places) -> Times:
    """Find days, clocks and lengths of time in a narrowed lead, and join what belongs together."""
    days = find_days(text)
    durations = find_durations(text)
    clocks = [clock for clock in find_clocks(text) if not _overlaps(clock, days, durations)]
    marks = find_marks(text, home, places)
    blank = _blanked(text, [*days, *durations])
    owners = _own_marks(blank, clocks, marks)
    pairs = _pairs(text, clocks, owners)
    inner = _inner_days(text, clocks, days, pairs)
    timed = [Timed(clock, owners.get(at), inner.get(at)) for at, clock in enumerate(clocks)]
    moments = []
    for at, one in enumerate(timed):
        if at in pairs:
            moments.append(Moment(one, timed[at + 1]))
        elif at - 1 not in pairs:
            moments.append(Moment(one))
    days = [day for day in days if not _is_aside_day(text, day, marks)]
    outer = tuple(
        day for day in days if (day not in inner.values() and not day.is_relative) or day.to_release
    )
    return Times(tuple(moments), outer, tuple(durations), tuple(marks))


def _is_aside_day(text: str, day: Day, marks: list[Mark]) -> bool:
    """ "On May 4 (May 5, Japan time)": the day of the other clock, where no clock is given."""
    if not re.search(r"\((?:on )?$", text[max(0, day.start - 5) : day.start]):
        return False
    return any(0 <= mark.start - day.end < 4 for mark in marks)


def _overlaps(clock: Clock, days: list[Day], durations: list[Duration]) -> bool:
    known: tuple[Day | Duration, ...] = (*days, *durations)
    return any(one.start < clock.end and clock.start < one.end for one in known)


def _blanked(text: str, known: Sequence[Day | Duration]) -> str:
    """The text with days and lengths of time blanked, so that only glue is left between."""
    signs = list(text)
    for one in known:
        signs[one.start : one.end] = " " * (one.end - one.start)
    return "".join(signs)


def _own_marks(blank: str, clocks: list[Clock], marks: list[Mark]) -> dict[int, Mark]:
    """Give each clock the mark that follows it, or else the one that stands right before it."""
    owners: dict[int, Mark] = {}
    taken: set[int] = set()
    for at in reversed(range(len(clocks))):
        after = clocks[at + 1].start if at + 1 < len(clocks) else len(blank)
        mark = _mark_after(blank, clocks[at], after, marks, taken)
        if mark is not None:
            owners[at] = marks[mark]
            taken.add(mark)
    for at, clock in enumerate(clocks):
        if at not in owners:
            before = clocks[at - 1].end if at else 0
            mark = _mark_before(blank, clock, before, marks, taken)
            if mark is not None:
                owners[at] = marks[mark]
                taken.add(mark)
    _hand_back(blank, clocks, owners)
    return owners


def _mark_after(
    blank: str, clock: Clock, limit: int, marks: list[Mark], taken: set[int]
) -> int | None:
    for at, mark in enumerate(marks):
        if at in taken or mark.start < clock.end or mark.end > limit:
            continue
        gap = blank[clock.end : mark.start]
        return at if len(gap) < 120 and _GLUE.match(gap) and not _BREAK.search(gap) else None
    return None


def _mark_before(
    blank: str, clock: Clock, limit: int, marks: list[Mark], taken: set[int]
) -> int | None:
    for at, mark in enumerate(marks):
        if at in taken or mark.start < limit or mark.end > clock.start:
            continue
        gap = blank[mark.end : clock.start]
        if len(gap) < 40 and re.fullmatch(r"[\s,:は、同日]*(?:at |around )?[\s:]*", gap):
            return at
    return None


def _hand_back(blank: str, clocks: list[Clock], owners: dict[int, Mark]) -> None:
    """ "10:00 (Japan time 5:00)": a mark that touches the next, unmarked clock is that clock's."""
    for at in range(len(clocks) - 1):
        mark = owners.get(at)
        if mark is None or at + 1 in owners:
            continue
        gap = blank[mark.end : clocks[at + 1].start]
        if (
            re.fullmatch(r"\s?(?:at\s|around\s|:\s?)?(?:同日|翌日)?\s?", gap)
            and "(" in blank[clocks[at].end : mark.start]
        ):
            owners[at + 1] = owners.pop(at)


def _pairs(text: str, clocks: list[Clock], owners: dict[int, Mark]) -> set[int]:
    """The clocks (by their place) that the next one repeats on another clock."""
    pairs: set[int] = set()
    for at in range(len(clocks) - 1):
        if at - 1 in pairs:
            continue
        first, second = owners.get(at), owners.get(at + 1)
        if _is_aside(text, clocks[at], clocks[at + 1]) and _differ(first, second):
            pairs.add(at)
    return pairs


def _is_aside(text: str, first: Clock, second: Clock) -> bool:
    gap = text[first.end : second.start]
    if len(gap) > 160:
        return False
    return gap.count("(") > gap.count(")") or _BESIDE.fullmatch(gap) is not None


def _differ(first: Mark | None, second: Mark | None) -> bool:
    if first is None and second is None:
        return False
    if first is None or second is None:
        return True
    return first.clock != second.clock


def _inner_days(text: str, clocks: list[Clock], days: list[Day], pairs: set[int]) -> dict[int, Day]:
    """The days that belong to the second clock of a pair alone."""
    inner: dict[int, Day] = {}
    for at in sorted(pairs):
        first, second = clocks[at], clocks[at + 1]
        opens = text.find("(", first.end, second.start)
        closes = _closing(text, second.end) if opens >= 0 else second.end
        for day in days:
            if max(opens, first.end) <= day.start and day.end <= closes:
                inner[at + 1] = day
                break
    return inner


def _closing(text: str, at: int) -> int:
    found = text.find(")", at, at + 120)
    return found + 1 if found >= 0 else at
