"""How long a sitting took, in figures and words, with its precision."""

import re
from dataclasses import dataclass

from meetings.intake.numbers import WORDS, number_of

_NUMBER = rf"(?:\d{{1,3}}|{WORDS})"
_QUALIFIER = (
    r"(?:(?P<qualifier>approximately|approx\.|about|around|roughly|nearly|almost|some"
    r"|(?:just |slightly |a little )?(?:over|under)|more than|less than|in excess of|at least)\s)?"
)
_ENGLISH = re.compile(
    rf"(?<![\w:.]){_QUALIFIER}(?:(?:an?\s)?(?:total\sof\s))?(?:(?P<about2>approximately|about)\s)?"
    rf"(?:(?P<halfhour>half\s(?:an\s)?hour)"
    rf"|(?P<hours>{_NUMBER})(?P<andhalf>\sand\sa\shalf)?[\s-](?:hours?|hrs?)\b"
    rf"(?:(?P<halflater>\sand\sa\shalf)"
    rf"|(?:\sand)?\s(?:approximately\s|about\s)?(?P<more>{_NUMBER})\s?(?:minutes?|mins?)\b)?"
    rf"|(?P<minutes>{_NUMBER})[\s-]?(?:minutes?|mins?)\b)(?!\s(?:later|after|before|ago|early|late))",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"(?P<qualifier>約|およそ)?\s?(?:(?P<hours>\d{1,2})時間(?P<halflater>半)?"
    r"(?:\s?(?P<more>\d{1,3})分)?|(?P<minutes>\d{1,3})分(?=間|程|、|に|の|弱|強|余))(?:間)?"
    r"(?P<over>余り|余|強)?"
)
_OVER = ("over", "more than", "in excess of", "at least", "余", "強", "余り")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in minutes."""

    start: int
    end: int
    minutes: int
    precision: str


def find_durations(text: str) -> list[Duration]:
    """Find every length of time in a narrowed text, in order."""
    found = [_duration(match) for match in _ENGLISH.finditer(text)]
    found += [_duration(match) for match in _JAPANESE.finditer(text)]
    return sorted(found, key=lambda one: one.start)


def _duration(match: re.Match[str]) -> Duration:
    groups = match.groupdict()
    return Duration(match.start(), match.end(), _minutes(groups), _precision(groups))


def _minutes(groups: dict[str, str | None]) -> int:
    if groups.get("halfhour"):
        return 30
    if groups["minutes"]:
        return number_of(groups["minutes"])
    half = 30 if groups.get("andhalf") or groups.get("halflater") else 0
    more = number_of(groups.get("more") or "0")
    return number_of(groups["hours"] or "0") * 60 + half + more


def _precision(groups: dict[str, str | None]) -> str:
    qualifier = (groups.get("qualifier") or "").lower()
    if groups.get("over") or any(qualifier.endswith(word) for word in _OVER):
        return "over"
    return "about" if qualifier or groups.get("about2") else "exact"
