"""Clock times as texts print them: "11:10 p.m.", "0:20 p.m.", "4.45 pm", "noon", "午後4時"."""

import re
from dataclasses import dataclass

_AROUND = r"(?P<around>\b(?:around|about|approximately|approx\.|circa|roughly)\s?)?"
_AFTER = r"(?P<after>\b(?:just|shortly|soon)\safter\s)?"
_HALF = r"(?P<half>[ap]\.\s?m\b\.?|[AP]\.\s?M\b\.?|[apAP]\.?[mM]\.|[ap]m\b|[AP]M\b)"
_TWELVE = re.compile(
    rf"{_AROUND}{_AFTER}(?<![\d.:,/])(?P<hour>\d{{1,2}})(?:\s?[:.](?P<minute>\d{{1,2}}))?\s?{_HALF}"
)
_TWENTY_FOUR = re.compile(
    rf"{_AROUND}{_AFTER}(?<![\d.:,/])(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?![\d:])"
)
_DOTTED = re.compile(
    rf"\b(?:at|from|until|till|around)\s{_AROUND}{_AFTER}"
    r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?![\d%])(?!\s?(?:million|billion|percent))"
)
_WORD = re.compile(rf"{_AROUND}{_AFTER}\b(?P<word>noon|midday|midnight)\b")
_JAPANESE = re.compile(
    r"(?P<half>午前|午後)?\s?(?<!\d)(?P<hour>\d{1,2})時(?!間)"
    r"(?:(?P<minute>\d{1,2})分(?!間)|(?P<past>半))?\s?(?P<around>頃|ごろ|過ぎ|すぎ)?|(?P<word>正午)"
)
_RANGE = re.compile(
    r"\s?(?:\(?(?:local time|JST|Japan time)\)?\s?)?(?:to|until|till|through|-|–|—|~|から)\s?$"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time: `until` is the end of a range, `problem` what is malformed about it."""

    start: int
    end: int
    hour: int
    minute: int
    precision: str = "exact"
    problem: str | None = None
    until: tuple[int, int] | None = None


def find_clocks(text: str) -> list[Clock]:
    """Find every clock in a narrowed text, in order; ranges count as one."""
    found: dict[int, Clock] = {}
    covered: list[tuple[int, int]] = []
    for pattern in (_TWELVE, _JAPANESE, _WORD, _TWENTY_FOUR, _DOTTED):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in covered):
                covered.append(match.span())
                found[match.start()] = _clock(match)
    return _with_ranges(text, [found[at] for at in sorted(found)])


def _clock(match: re.Match[str]) -> Clock:
    groups = match.groupdict()
    start = match.start()
    precision = _precision(groups)
    word = groups.get("word")
    if word:
        return Clock(start, match.end(), 0 if word == "midnight" else 12, 0, precision)
    hour = int(groups["hour"])
    minute = 30 if groups.get("past") else int(groups["minute"] or 0)
    half = _half(groups.get("half"))
    problem = _problem(hour, minute, half, groups)
    return Clock(start, match.end(), _hour(hour, half), minute % 60, precision, problem)


def _precision(groups: dict[str, str | None]) -> str:
    if groups.get("after") or (groups.get("around") or "") in ("過ぎ", "すぎ"):
        return "just after"
    return "around" if groups.get("around") else "exact"


def _half(sign: str | None) -> str | None:
    if not sign:
        return None
    return "a" if sign[0] in "aA" or sign == "午前" else "p"


def _hour(hour: int, half: str | None) -> int:
    """0 p.m. and 12 p.m. are noon, 12 a.m. is midnight, "19:10 p.m." is 19:10."""
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return hour % 24


def _problem(hour: int, minute: int, half: str | None, groups: dict[str, str | None]) -> str | None:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return "impossible"
    if half and hour > 12:
        return "24-hour"
    digits = groups.get("minute")
    return "one-digit" if digits is not None and len(digits) == 1 and "時" not in groups else None


def _with_ranges(text: str, clocks: list[Clock]) -> list[Clock]:
    """Take "from 9:00 to 10:00 a.m." for one clock with an end."""
    kept: list[Clock] = []
    for clock in clocks:
        before = kept[-1] if kept else None
        if before is not None and before.until is None and _joins(text, before, clock):
            kept[-1] = Clock(
                before.start,
                clock.end,
                before.hour,
                before.minute,
                before.precision,
                before.problem or clock.problem,
                (clock.hour, clock.minute),
            )
        else:
            kept.append(clock)
    return kept


def _joins(text: str, before: Clock, clock: Clock) -> bool:
    gap = text[before.end : clock.start]
    return len(gap) < 30 and _RANGE.match(gap) is not None
