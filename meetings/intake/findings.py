"""Everything doubtful about a text, each with a code, a sentence and its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.intake.home import Home
from meetings.intake.item_checks import check_items
from meetings.intake.known import Matched
from meetings.intake.lines import Extent, Page, Placement
from meetings.intake.parts import Parts
from meetings.intake.people_checks import check_people
from meetings.intake.places import Places
from meetings.intake.reading import Finding, ReadItem
from meetings.intake.sittings import Lead
from meetings.intake.time_checks import Doubt, check_times
from meetings.intake.titles import partner_of


@dataclass(frozen=True, slots=True)
class Read:
    """All that was read, before it is judged."""

    page: Page
    parts: Parts
    lead: Lead
    lead_extent: Extent
    items: tuple[ReadItem, ...]
    relation: str | None
    title: str | None
    released_on: date | None
    home: Home
    places: Places
    people: Matched
    placements: tuple[Placement, ...]
    unplaced: tuple[Placement, ...]


def find_all(read: Read) -> tuple[Finding, ...]:
    """Give the findings in the order of their lines, at most one of a code."""
    found = [
        *_placed(
            read, check_times(read.lead, read.released_on, read.home, read.places, title=read.title)
        ),
        *check_items(read.items, read.parts.lead_label, read.parts.rows),
        *check_people(read.people, _body(read.items), read.home, _held_on(read.lead)),
        *_check_page(read),
    ]
    first: dict[str, Finding] = {}
    for finding in found:
        first.setdefault(finding.code, finding)
    return tuple(sorted(first.values(), key=lambda one: (one.line or 0, one.code)))


def _placed(read: Read, doubts: list[Doubt]) -> Iterator[Finding]:
    """Give a doubt about the lead its line and its offsets in the cleaned text."""
    for doubt in doubts:
        start = _offset(read, doubt.start)
        end = _offset(read, max(doubt.end - 1, doubt.start))
        if start is None or end is None:
            yield Finding(doubt.code, doubt.message, read.parts.line)
            continue
        source = read.page.source_offset(start)
        yield Finding(
            doubt.code,
            doubt.message,
            read.page.line_number(start),
            source,
            read.page.source_offset(end) + 1,
        )


def _offset(read: Read, at: int) -> int | None:
    """From an offset in the rendered lead to one in the page's text."""
    rendered = 0
    before = None
    for start, end in read.lead_extent.spans:
        stripped = read.page.text[start:end].strip()
        if before is not None:
            gap = read.page.text.count("\n", before, start)
            rendered += 2 if gap > 1 else 1
        if at < rendered + len(stripped):
            inner = read.page.text[start:end].find(stripped)
            return start + inner + max(at - rendered, 0)
        rendered += len(stripped)
        before = end
    return None


def _body(items: tuple[ReadItem, ...]) -> list[tuple[str, int]]:
    return [(f"{item.heading or ''}\n{item.text}", item.line) for item in items]


def _held_on(lead: Lead) -> date | None:
    return next((sitting.held_on for sitting in lead.sittings if sitting.held_on), None)


def _check_page(read: Read) -> Iterator[Finding]:
    if not read.parts.introduction and not read.lead.sittings:
        yield Finding(
            "lead_missing", "No introduction was found: no line says who met and when.", 1
        )
    day = read.parts.released_day
    if day is not None and not day.is_possible:
        span = read.parts.released.spans[0]
        yield Finding(
            "date_malformed",
            "The date of release is a day that does not exist.",
            read.page.line_number(span[0]),
        )
    if read.unplaced:
        first = read.unplaced[0]
        yield Finding(
            "unplaced",
            "Some characters found no place; they are kept in the source.",
            read.page.source_line(first.start),
            first.start,
            first.end,
        )
    partner = partner_of(read.relation, read.home)
    if partner is not None and read.lead.text and not _names(read, partner):
        yield Finding(
            "partner_not_named",
            f"The page is about {partner}, which the text below never names.",
            read.parts.line,
        )


def _names(read: Read, partner: str) -> bool:
    """Whether the text names the partner, by the relation's word or another of its names."""
    rest = (
        read.page.text[read.parts.introduction.spans[0][0] :]
        if read.parts.introduction
        else (read.page.text)
    )
    words = [word for word in partner.replace("-", " ").split() if len(word) > 3] or [partner]
    if any(word.rstrip("s")[:5].casefold() in rest.casefold() for word in words):
        return True
    place = read.places.find(partner)
    return place is not None and any(name in rest for name in (place.name, *place.aliases))
