"""Days as texts print them, in English and Japanese, with what is wrong about them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday|s|rs?|ur)?\b\.?"
_ORDINAL = r"(?P<ordinal>st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR = r"(?:(?:,|\s)\s?(?P<year>(?:19|20)\d\d)\b)?"
_SECOND = (
    r"(?:\s?(?P<joint>and|to|until|through|-|–|—|~)\s?"
    r"(?:(?P<month2>January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\s)?(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d:.]|\s?(?:[ap]\.?m|minutes"
    r"|hours)))?"
)
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:(?P<before>{_WEEKDAY}),?\s)?"
    rf"(?:{_MONTH}\s?(?P<day>\d{{1,2}})(?!\d){_ORDINAL}{_SECOND}"
    rf"|(?P<dayfirst>\d{{1,2}}){_ORDINAL.replace('ordinal', 'ordinal2')}\s(?:of\s)?"
    rf"{_MONTH.replace('P<month>', 'P<month3>')}\b)"
    rf"(?P<weekdayin>\s?\(?,?\s?{_WEEKDAY}\)?)?{_YEAR}"
    rf"(?P<after>\s?[,(]?\s?{_WEEKDAY}\)?)?"
)
_MONTH_ALONE = re.compile(rf"\b(?:[Oo]n)\s{_MONTH}(?=\s?[,;)])")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_JAPANESE = re.compile(
    r"(?:(?:(?P<year>(?:19|20)\d\d)|(?P<era>明治|大正|昭和|平成|令和)\s?(?P<eraYear>\d{1,2}|元))"
    r"\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    r"(?:\s?\((?P<weekday>[月火水木金土日])(?:曜日?)?\))?"
    r"(?:\s?(?:から|及び|および|・|、|~|と)\s?(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})日)?"
)
_JAPANESE_DAYS = "月火水木金土日"
_RELATIVE = re.compile(
    r"\b(?:the\s)?(?P<same>same\sday)\b|\bthe\s(?P<next>next|following)\sday\b"
    r"|\b(?:the\s)?(?P<previous>previous\sday|day\sbefore)\b"
    r"|\b(?P<today>[Tt]oday|this\s(?:morning|afternoon|evening))\b|\b(?P<yesterday>[Yy]esterday)\b"
    r"|(?P<samej>同日)|(?P<nextj>翌日)|(?P<todayj>本日)|(?P<yesterdayj>昨日)"
)
_RELEASE_LINE = re.compile(r"(?:Date|date|DATE)?\s?:?\s?(?P<rest>.*)$", re.DOTALL)
# "March 3, 2022 - Ottawa, Ontario - Global Affairs Canada"
_DATELINE = re.compile(r"(?<=\d{4})\s[-–—]\s[A-Z][\w ,.-]{2,80}$")
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed: month and day, the year only where it stands in the text."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    last: tuple[int, int] | None = None
    each: bool = False
    bad_ordinal: bool = False
    shift: int | None = None
    to_release: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether the text says "same day" or "today" instead of a date."""
        return self.shift is not None

    @property
    def is_possible(self) -> bool:
        """Whether some year has this day."""
        return self.is_relative or self.in_year(self.year or 2000) is not None

    def in_year(self, year: int) -> date | None:
        """The day in a year; None where that year has no such day."""
        return make_date(year, self.month, self.day)


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_days(text: str) -> list[Day]:
    """Find every day in a text whose full-width signs were narrowed, in order."""
    found = [*_english(text), *_iso(text), *_japanese(text), *_relative(text), *_month_alone(text)]
    kept: list[Day] = []
    for day in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _english(text: str) -> Iterable[Day]:
    for match in _ENGLISH.finditer(text):
        groups = match.groupdict()
        month = _month(groups["month"] or groups["month3"])
        day = int(groups["day"] or groups["dayfirst"])
        ordinal = groups["ordinal"] or groups["ordinal2"]
        names = [groups["before"], groups["weekdayin"], groups["after"]]
        last = None
        if groups["day2"]:
            last = (_month(groups["month2"]) if groups["month2"] else month, int(groups["day2"]))
        yield Day(
            match.start(),
            match.end(),
            month,
            day,
            year=int(groups["year"]) if groups["year"] else None,
            weekday=next((_weekday(name) for name in names if name), None),
            last=last,
            each=groups["joint"] == "and",
            bad_ordinal=bool(ordinal) and ordinal.lower() != _suffix(day),
        )


def _month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month[:3] == name[:3])


def _weekday(name: str) -> int:
    letters = re.sub(r"[^A-Za-z]", "", name)[:3]
    return next(at for at, day in enumerate(WEEKDAYS) if day[:3] == letters)


def _suffix(day: int) -> str:
    return "th" if 10 < day % 100 < 14 else _SUFFIXES.get(day % 10, "th")


def _iso(text: str) -> Iterable[Day]:
    for match in _ISO.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        yield Day(match.start(), match.end(), month, day, year=year)


def _japanese(text: str) -> Iterable[Day]:
    for match in _JAPANESE.finditer(text):
        groups = match.groupdict()
        month, weekday = int(groups["month"]), groups["weekday"]
        last = None
        if groups["day2"]:
            last = (int(groups["month2"] or month), int(groups["day2"]))
        yield Day(
            match.start(),
            match.end(),
            month,
            int(groups["day"]),
            year=_japanese_year(groups),
            weekday=_JAPANESE_DAYS.index(weekday) if weekday else None,
            last=last,
            each=bool(last) and "から" not in match.group() and "~" not in match.group(),
        )


def _japanese_year(groups: dict[str, str | None]) -> int | None:
    if groups["year"]:
        return int(groups["year"])
    if not groups["era"] or not groups["eraYear"]:
        return None
    return _ERAS[groups["era"]] + (1 if groups["eraYear"] == "元" else int(groups["eraYear"]))


def _relative(text: str) -> Iterable[Day]:
    shifts = {"next": 1, "previous": -1, "yesterday": -1}
    for match in _RELATIVE.finditer(text):
        name = (match.lastgroup or "same").removesuffix("j")
        yield Day(
            match.start(),
            match.end(),
            0,
            0,
            shift=shifts.get(name, 0),
            to_release=name in ("today", "yesterday"),
        )


def _month_alone(text: str) -> Iterable[Day]:
    """ "on April, 16:20 JST": the day was forgotten."""
    for match in _MONTH_ALONE.finditer(text):
        yield Day(match.start(), match.end(), _month(match["month"]), 0)


def read_release_line(line: str) -> Day | None:
    """Read a line that holds a day with its year and nothing else."""
    match = _RELEASE_LINE.match(line)
    rest = match["rest"] if match else line
    if len(rest) > 120:
        return None
    rest = _DATELINE.sub("", rest)
    if len(rest) > 40:
        return None
    days = find_days(rest)
    if len(days) != 1 or days[0].year is None or days[0].last:
        return None
    around = rest[: days[0].start] + rest[days[0].end :]
    return days[0] if not around.strip(" .()") else None


def resolve(day: Day, *, released_on: date | None, base: date | None = None) -> date | None:
    """Give the date a printed day means; None where the text leaves it open.

    Without a year, it is the one that makes the release 0 to 10 days later, when exactly one does.
    """
    if day.is_relative:
        anchor = released_on if day.to_release else base
        return anchor + timedelta(days=day.shift or 0) if anchor else None
    if day.year is not None:
        return day.in_year(day.year)
    if base is not None:
        return _nearest(day, base)
    if released_on is None:
        return None
    years = (released_on.year - 1, released_on.year)
    dates = [found for year in years if (found := day.in_year(year)) is not None]
    fitting = [found for found in dates if 0 <= (released_on - found).days <= 10]
    return fitting[0] if len(fitting) == 1 else None


def _nearest(day: Day, base: date) -> date | None:
    """The other clock's day, in the year that brings it close to the first."""
    years = (base.year - 1, base.year, base.year + 1)
    dates = [found for year in years if (found := day.in_year(year)) is not None]
    return min(dates, key=lambda found: abs((found - base).days), default=None)
