"""Offices after a name, and the party they belong to: a comma is not always another person."""

import re
from dataclasses import dataclass

from meetings.intake.home import Home
from meetings.intake.names import (
    CAPITALISED,
    HONORIFIC,
    NAME,
    OFFICE_WORD,
    PORTFOLIO_WORD,
)
from meetings.intake.places import Places

_LINK = (
    r"(?:(?:in charge of|responsible for|to the|of the|for the|on the|of|for|the|to|&|and for"
    r"|and the|and of)\s)"
)
_MONTHS = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s\d)"
)
_OFFICE = re.compile(
    rf"(?:the\s)?{OFFICE_WORD}\b(?:\s{_LINK}{{0,2}}{_MONTHS}(?:{CAPITALISED}|\d+)"
    rf"|,\s(?!{OFFICE_WORD}\b|{HONORIFIC})(?:{CAPITALISED}\s){{0,3}}{CAPITALISED}(?=(?:,?\sand\s|,\s){CAPITALISED})(?![^,]{{0,60}},\s{OFFICE_WORD}\b)"
    rf"|,?\sand\s(?!{OFFICE_WORD}\b|{HONORIFIC}\s?[A-Z]){CAPITALISED})*"
)
_ANOTHER = re.compile(
    rf",?\sand\s(?:{HONORIFIC}\s?"
    rf"|(?!(?:\w+\s){{0,4}}{PORTFOLIO_WORD}\b){NAME},\s(?:the\s)?{OFFICE_WORD}\b)"
)
_BETWEEN = re.compile(rf"(?:,\sand\s|\sand\s|,\s|;\s)(?=(?:the\s)?{OFFICE_WORD}\b)")
_STATE = re.compile(
    r"(?:Kingdom|Republic|State|States|Federative|Federal|Federation|Commonwealth|Grand"
    r"|Principality|Union|European"
    r"|Islamic|Democratic|People's|Socialist|United|Sultanate|Swiss|Plurinational|Bolivarian"
    r"|Hashemite|Co-operative|Arab|Independent|Lao|Oriental|Holy|Russian|Argentine|Dominican"
    r"|Italian|Portuguese|Hellenic|Kyrgyz|Slovak|Czech|French|Lebanese|Syrian|Gabonese|Togolese)\b"
    r"|\w+\s(?:Republic|Kingdom|Federation|Confederation|Emirates|Union|Nations?)\b"
)
_PORTFOLIO_HEAD = re.compile(r"(?:Minister|Secretary|Ministry|Vice-Minister|Under-Secretary)$")
_PORTFOLIO = re.compile(
    r"(?:State|Foreign|External|Finance|Defen[cs]e|Trade|Economy|Economic|International"
    r"|European Affairs|Overseas|Justice|Education|Health|Energy|Environment|Agriculture"
    r"|Transport|Interior|Home|Investment|Culture|Commerce|Industry|Labou?r"
    r"|Ministry|Department|Bureau|Tourism|Security|Staff|Mission|Government|Parliament|Office|Affairs|Cooperation|Integration)\b"
)


@dataclass(frozen=True, slots=True)
class Offices:
    """Offices as printed without their party, the party, and where the print ends."""

    names: tuple[str, ...]
    party: str | None
    end: int


def read_offices(text: str, at: int, home: Home, places: Places, partner: str | None) -> Offices:
    """Read the offices that stand at `at`, as in ", Deputy Prime Minister and Minister of …"."""
    opening = re.compile(r",?\s?(?:the\s)?(?:current\s)?").match(text, at)
    start = opening.end() if opening else at
    names: list[str] = []
    end = at
    while True:
        match = _OFFICE.match(text, start)
        if match is None:
            break
        end = _before_another(text, start, match.end())
        names.extend(_divided(text[start:end]))
        joint = _BETWEEN.match(text, end)
        if joint is None or len(names) > 8:
            break
        start = joint.end()
    return _without_party(names, end, home, places, partner)


def _before_another(text: str, start: int, end: int) -> int:
    """Stop before ", and NAME, OFFICE": that is somebody else."""
    another = _ANOTHER.search(text, start, min(len(text), end + 80))
    return another.start() if another is not None and another.start() < end else end


def _divided(text: str) -> list[str]:
    return [part.strip(" ,;") for part in _BETWEEN.split(text) if part.strip(" ,;")]


def _without_party(
    names: list[str], end: int, home: Home, places: Places, partner: str | None
) -> Offices:
    kept: list[str] = []
    party = None
    for name in names:
        office, own = _split_party(name.removeprefix("the "), home, places, partner)
        party = own or party
        kept.append(office)
    return Offices(tuple(kept), party, end)


def _split_party(
    office: str, home: Home, places: Places, partner: str | None
) -> tuple[str, str | None]:
    for match in re.finditer(r"\s(?:of|to)\s(?:the\s)?", office):
        head, tail = office[: match.start()], office[match.end() :].strip(" ,.")
        if _is_party(head, tail, home, places, partner):
            return head.strip(" ,"), tail
    return office.strip(" ,."), None


def _is_party(head: str, tail: str, home: Home, places: Places, partner: str | None) -> bool:
    if not tail or not tail[0].isupper():
        return False
    if " for " in tail or (_PORTFOLIO_HEAD.search(head) and re.match(r"State\b", tail)):
        return False
    if home.name == tail or places.find(tail) is not None:
        return True
    if _STATE.match(tail):
        return True
    if _PORTFOLIO_HEAD.search(head) is not None:
        return False
    if partner and partner.casefold() in tail.casefold():
        return True
    return _PORTFOLIO.match(tail) is None and len(tail.split()) <= 6
