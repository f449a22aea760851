"""Words that say whose clock a time is on: "JST", "local time", "France time"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.intake.home import Home
from meetings.intake.places import Places

_ZONES = {
    "GMT": "Etc/GMT",
    "UTC": "Etc/UTC",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "CET": "Europe/Brussels",
    "CEST": "Europe/Brussels",
    "BST": "Europe/London",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "KST": "Asia/Seoul",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a clock: `clock` is "home" or "local"; a named zone gives `zone` too."""

    start: int
    end: int
    clock: str
    zone: str | None = None
    name: str | None = None


def find_marks(text: str, home: Home, places: Places) -> list[Mark]:
    """Find every mark in a narrowed text, in order."""
    found = [_mark(match, home, places) for match in _pattern(home).finditer(text)]
    return [mark for mark in found if mark is not None]


@lru_cache(maxsize=8)
def _pattern(home: Home) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in (home.name, home.adjective))
    also = "|".join(re.escape(f"{name}時間") for name in home.also) or r"(?!)"
    return re.compile(
        rf"\b(?P<home>{re.escape(home.label)}|(?:{names})\s?(?:[Ss]tandard\s)?[Tt]ime)\b"
        rf"|(?P<homej>{also})|\b(?P<local>[Ll]ocal\s?[Tt]ime)\b|(?P<localj>現地時間)"
        r"|(?<!\w)(?P<named>[A-Z][\w.]{0,20}(?:\s[A-Z][\w.]{1,20}){0,2})\s[Tt]ime\b"
        rf"|\b(?P<zone>{'|'.join(_ZONES)})\b"
    )


def _mark(match: re.Match[str], home: Home, places: Places) -> Mark | None:
    kind = match.lastgroup
    if kind in ("home", "homej"):
        return Mark(match.start(), match.end(), "home")
    if kind in ("local", "localj"):
        return Mark(match.start(), match.end(), "local")
    if kind == "zone":
        return Mark(match.start(), match.end(), "local", _ZONES[match.group()])
    name = match["named"]
    place = places.find(name)
    if place is None:
        return None
    clock = "home" if place.zone == home.zone else "local"
    return Mark(match.start(), match.end(), clock, place.zone, name)
