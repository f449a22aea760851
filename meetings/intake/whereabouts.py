"""Where the home side was: "who is visiting Munich", "in Beijing", "at the Harbour House"."""

import re
from dataclasses import dataclass

from meetings.intake.home import Home
from meetings.intake.places import Places

_NAME = (
    r"(?P<name>(?:[Tt]he\s)?[A-ZÀ-Þ][\w.'-]*"
    r"(?:[\s,]{1,2}(?:de|del|la|el|of|the|da|do|di|and|[A-ZÀ-Þ][\w.'-]*)){0,6})"
)
_VISIT = re.compile(rf"\b(?:visiting|visited|visit\sto|trip\sto|stay\sin|stopover\sin)\s{_NAME}")
_HELD_IN = re.compile(rf"(?<![\w-])(?:in|In)\s{_NAME}")
_VENUE = re.compile(
    r"\bat\s(?P<venue>(?:the\s)?[A-ZÀ-Þ][\w'.-]*(?:\s(?:of|the|for|de|[A-ZÀ-Þ][\w'.-]*)){0,8})"
    r"|\((?:venue|Venue):\s?(?P<given>[^()]{2,80})\)"
)
_NOT_A_PLACE = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Mr|Ms|Mrs|Dr|H\.E|Minister|Prime|President|Foreign|Japanese|English|Working|Charge|Addition"
    r"|Response|Particular|Order|Accordance|Person|[IVX]+$)\b"
)
_JAPANESE_VISIT = re.compile(
    r"(?P<name>[\u30a0-\u30ff\u4e00-\u9fff]{2,12}?)(?:を訪問中|訪問中|に出張中|滞在中|出張中|において|にて)"
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place as printed, what it is known as, and its zone where that is settled."""

    printed: str
    start: int
    key: str | None
    zone: str | None
    zones: tuple[str, ...] = ()
    is_home: bool = False
    is_country: bool = False


def find_places(text: str, home: Home, places: Places) -> list[Whereabouts]:
    """Find the places a narrowed lead says the meeting was at; home itself is not one.

    "In CITY" comes before a visit, and a known place before an unknown one.
    """
    held, visits = [], []
    for match in _HELD_IN.finditer(text):
        found = _place(match, home, places)
        if found is not None and found.key is not None:
            held.append(found)
    for pattern in (_VISIT, _JAPANESE_VISIT):
        for match in pattern.finditer(text):
            found = _place(match, home, places)
            if found is not None:
                visits.append(found)
    both = [*held, *visits]
    return [
        *(place for place in both if not place.is_country),
        *(place for place in both if place.is_country),
    ]


def find_venue(text: str) -> str | None:
    """The building a meeting was held in, as printed."""
    match = _VENUE.search(text)
    if match is None:
        return None
    venue = match["venue"] or match["given"]
    return None if _NOT_A_PLACE.match(venue) else venue.rstrip(" .,")


def _place(match: re.Match[str], home: Home, places: Places) -> Whereabouts | None:
    phrase = match["name"]
    if _NOT_A_PLACE.match(phrase):
        return None
    known = places.first_in(phrase)
    if known is None:
        printed = re.split(r",|\sand\s", phrase)[0].strip(" .")
        if home.is_named_in(printed):
            return None
        return Whereabouts(printed, match.start("name"), None, None)
    place, printed = known
    if place.is_country and home.is_named_in(place.name):
        return None
    return Whereabouts(
        printed,
        match.start("name"),
        place.name,
        place.zone,
        place.zones,
        is_home=place.zone == home.zone,
        is_country=place.is_country,
    )
