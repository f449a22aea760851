"""Who was at the table, as an English lead prints it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.intake.home import Home
from meetings.intake.names import CAPITALISED, HONORIFIC, OFFICE_WORD, full_name, is_name
from meetings.intake.offices import Offices, read_offices
from meetings.intake.places import Places

_WITH_HONORIFIC = re.compile(rf"(?<![\w.])(?P<honorific>{HONORIFIC})\s?(?P<name>{full_name()})")
_BEFORE_OFFICE = re.compile(
    rf"(?:(?<=\bwith\s)|(?<=\band\s)|(?<=\bfrom\s)|(?<=\bby\s)|(?<=\bbetween\s)|(?<=,\s)|(?<=^))"
    rf"(?P<name>{full_name()})(?=,\s(?:the\s)?{OFFICE_WORD}\b)"
)
_TITLE = (
    r"(?:(?:Deputy\s|Acting\s|Vice\s|State\s|Parliamentary\s|Federal\s)*"
    r"(?:Prime Minister|Minister (?:for|of) Foreign Affairs|Foreign Minister|Foreign Secretary"
    r"|Secretary of State|Secretary-General|High Representative|Vice-President"
    r"|Vice-Minister(?: for Foreign Affairs)?|President|Chancellor|Premier|Secretary|Minister"
    r"|Governor|Ambassador))"
)
_AFTER_TITLE = re.compile(
    rf"(?:(?P<of>(?!{OFFICE_WORD}\b)[A-Z][\w.]*(?:\s(?!{OFFICE_WORD}\b)[A-Z][\w.]*)?)\s)?(?<!\w)(?P<title>{_TITLE})\s(?P<name>{full_name()})"
)
_PARTY_AFTER = re.compile(
    rf"\sof\s(?:the\s)?(?P<party>{CAPITALISED}(?:\s(?:of\s(?:the\s)?)?{CAPITALISED}){{0,5}})"
)
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_GROUP = re.compile(
    rf"\b(?:a\s(?:group|delegation)\sof\s(?:{_COUNT}\s)?[\w' -]{{3,80}}?"
    rf"|(?:[Aa]mbassadors|[Gg]overnors|[Mm]embers|[Rr]epresentatives|(?:[Ff]oreign )?[Mm]inisters)"
    rf"\s(?:of|from)\s{_COUNT}\s[\w' -]{{3,60}}?"
    rf"|{_COUNT}\s(?:[a-z]+\s){{0,3}}(?:governors|ambassadors|ministers|members|parliamentarians"
    rf"|legislators|senators|students|leaders|officials|representatives)"
    rf"(?:\s(?:of|from)\s[\w' -]{{3,60}}?)?)"
    r"(?=,|\swho\b|\sand\b|\s\(|\.|\spaid\b|\svisit|\sfor\s|\sin\s|\sat\s|\sduring\b|\sheld\b|$)"
)
_VISIT = re.compile(
    r",?\s?(?:who\s(?:is|was)\s(?:currently\s)?(?:visiting|on a visit to|in)\s"
    r"|(?:during|on|upon|while)\s(?:his|her|a|the|an official|their)?\s?visit(?:ing)?\s(?:to\s)?)"
    r"[^,.;()]{2,120}"
)
_COUNTERPART_BEFORE = re.compile(
    r"\b(?:with|from|by|between|and|received|welcomed|hosted by)\s(?:the\s)?$"
)
_HOME_BEFORE = re.compile(r"\b(?:call\son|calls\son|called\son|on)\s$")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in a lead: where, as printed, with offices and side."""

    start: int
    end: int
    honorific: str | None
    name: str
    offices: tuple[str, ...]
    party: str | None
    side: str
    group: bool = False
    visit: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    honorific: str | None
    name: str
    offices: Offices
    group: bool = False


def find_people(text: str, *, home: Home, places: Places, partner: str | None) -> list[Person]:
    """Find the people and groups of a narrowed lead, in order, each with a side."""
    found = _without_overlaps(
        [
            *_with_honorific(text, home, places, partner),
            *_before_office(text, home, places, partner),
            *_after_title(text, home, places, partner),
            *_groups(text),
        ]
    )
    sides = _sides(text, found, home)
    return [
        Person(
            one.start,
            one.offices.end,
            one.honorific,
            one.name,
            one.offices.names,
            one.offices.party,
            side,
            one.group,
            _visit(text, one.offices.end),
        )
        for one, side in zip(found, sides, strict=True)
    ]


def _with_honorific(text: str, home: Home, places: Places, partner: str | None) -> Iterable[_Found]:
    for match in _WITH_HONORIFIC.finditer(text):
        name, end = _cut_at_office(match["name"], match.start("name"))
        if not name:
            continue
        offices = read_offices(text, end, home, places, partner)
        if not offices.names:
            offices = _party_after(text, end)
        before, start = _office_before(text, match.start(), home, places, partner)
        names = (*before.names, *offices.names) if before else offices.names
        party = offices.party or (before.party if before else None)
        yield _Found(
            start, end, match["honorific"].strip(), name, Offices(names, party, offices.end)
        )


def _cut_at_office(name: str, start: int) -> tuple[str, int]:
    """ "Park Jin Minister of …", with the comma lost."""
    cut = re.search(rf"\s{OFFICE_WORD}\b", name)
    if cut is not None and cut.start() > 0:
        name = name[: cut.start()]
    return name, start + len(name)


def _office_before(
    text: str, at: int, home: Home, places: Places, partner: str | None
) -> tuple[Offices | None, int]:
    """ "Minister for Foreign Affairs Mr. X": the office stands first."""
    match = re.search(rf"(?<!\w)(?:{_TITLE})\s$", text[max(0, at - 60) : at])
    if match is None:
        return None, at
    start = max(0, at - 60) + match.start()
    return read_offices(text[:at].rstrip(), start, home, places, partner), start


def _before_office(text: str, home: Home, places: Places, partner: str | None) -> Iterable[_Found]:
    for match in _BEFORE_OFFICE.finditer(text):
        if is_name(match["name"]):
            offices = read_offices(text, match.end(), home, places, partner)
            yield _Found(match.start(), match.end(), None, match["name"], offices)


def _after_title(text: str, home: Home, places: Places, partner: str | None) -> Iterable[_Found]:
    for match in _AFTER_TITLE.finditer(text):
        name, end = _cut_at_office(match["name"], match.start("name"))
        if not is_name(name):
            continue
        more = read_offices(text, end, home, places, partner)
        first = more.names if text[end : end + 1] == "," else ()
        party = more.party if first else None
        if not first:
            after = _party_after(text, end)
            end, party = after.end, after.party
        yield _Found(
            match.start("title"),
            end,
            None,
            name,
            Offices(
                (match["title"], *first),
                party or _party_before(match["of"], home),
                more.end if first else end,
            ),
        )


def _party_after(text: str, end: int) -> Offices:
    """ "President X of the Republic of Y", "King X of Y"."""
    match = _PARTY_AFTER.match(text, end)
    return Offices((), match["party"], match.end()) if match else Offices((), None, end)


def _party_before(words: str | None, home: Home) -> str | None:
    """ "U.S. Secretary of State X", "Japanese Foreign Minister Y"."""
    if not words or (not is_name(words) and not home.is_named_in(words)):
        return None
    return home.name if home.is_named_in(words) else words


def _groups(text: str) -> Iterable[_Found]:
    for match in _GROUP.finditer(text):
        yield _Found(
            match.start(),
            match.end(),
            None,
            match.group().strip(),
            Offices((), None, match.end()),
            group=True,
        )


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in sorted(found, key=lambda each: (each.start, each.honorific is None, -each.end)):
        if all(one.start >= other.offices.end or one.end <= other.start for other in kept):
            kept.append(one)
    return kept


def _sides(text: str, found: list[_Found], home: Home) -> list[str]:
    """Titles and parties tell the sides; the order of names alone never does."""
    sides = [_stated_side(text, one, home) for one in found]
    if "home" not in sides:
        for at, side in enumerate(sides):
            before = text[max(0, found[at].start - 30) : found[at].start]
            if side is None and ("counterpart" in sides or not _COUNTERPART_BEFORE.search(before)):
                sides[at] = "home"
                break
    return [side or ("counterpart" if "home" in sides else "other") for side in sides]


def _stated_side(text: str, one: _Found, home: Home) -> str | None:
    before = text[max(0, one.start - 30) : one.start]
    if one.offices.party is not None:
        return "home" if home.is_named_in(one.offices.party) else "counterpart"
    if one.group:
        return "counterpart"
    if re.search(rf"{home.adjective} side was (?:represented by |led by )?$", before):
        return "home"
    if _HOME_BEFORE.search(before):
        return "home"
    if any(office in home.offices for office in one.offices.names):
        return "home"
    return "counterpart" if re.search(r"\bwith\s(?:the\s)?$", before) else None


def _visit(text: str, at: int) -> str | None:
    match = _VISIT.match(text, at)
    return match.group().strip(" ,") if match else None


def short_form(person: Person, body: str) -> str | None:
    """How the items call someone: "Minister Kishida", "President Joko"."""
    words = [re.escape(word) for word in re.split(r"[\s.]+", person.name) if len(word) > 1]
    if person.group or not words:
        return None
    word = "|".join(words)
    pattern = re.compile(
        rf"\b((?:(?:Prime |State |Deputy )?Minister|Secretary|President|Chancellor|Premier"
        rf"|High Representative|Ambassador|Foreign Secretary|Vice-President|King|Prince|Chair"
        rf"|Governor|Commissioner|Mr\.|Ms\.|Dr\.)"
        rf"\s(?:(?:{word})(?:\s|\b)){{1,4}})",
        re.IGNORECASE,
    )
    counts: dict[str, int] = {}
    for match in pattern.finditer(body):
        called = match.group(1).strip()
        counts[called] = counts.get(called, 0) + 1
    return max(counts, key=lambda called: counts[called]) if counts else None
