"""From a pasted text to a `Reading`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.intake.cleaning import Cleaned, clean
from meetings.intake.dates import resolve
from meetings.intake.findings import Read, find_all
from meetings.intake.home import JAPAN, Home
from meetings.intake.known import KnownPeople, KnownPerson, match_people
from meetings.intake.lines import Extent, Page, narrow
from meetings.intake.page import caption_of, read_parts
from meetings.intake.participants import Person, find_people, short_form
from meetings.intake.parts import Parts
from meetings.intake.places import Places, shipped_places
from meetings.intake.reading import (
    Finding,
    ReadDocument,
    Reading,
    ReadItem,
    ReadParticipant,
)
from meetings.intake.refusal import refuse_if_too_long
from meetings.intake.rows import Row
from meetings.intake.sittings import Lead, read_lead
from meetings.intake.tags import Vocabulary
from meetings.intake.titles import partner_of, proposed_title

_LEAD_REACH = 8_000
_BODY_REACH = 60_000


@dataclass(frozen=True, slots=True)
class _Settings:
    home: Home
    places: Places
    people: KnownPeople
    vocabulary: Vocabulary | None
    released_on: date | None


def read(
    text: str,
    *,
    home: Home = JAPAN,
    places: Places | None = None,
    people: KnownPeople | Iterable[KnownPerson] = (),
    vocabulary: Vocabulary | None = None,
    released_on: date | None = None,
) -> Reading:
    """Read a pasted text into a structured record, without guessing and without loss.

    `people` are those the site knows, with the posts they held (index them once with
    `KnownPeople` to read several texts); `released_on` is the day of
    release where the text prints none. Raises `Refused` for more than 1 MB or 300 passages,
    and nothing else.
    """
    refuse_if_too_long(text)
    known = people if isinstance(people, KnownPeople) else KnownPeople(people)
    settings = _Settings(home, places or shipped_places(), known, vocabulary, released_on)
    cleaned_text, cleaned = clean(text)
    page = Page(cleaned_text)
    found = _find(page, read_parts(page), settings)
    return _reading(found, find_all(found), cleaned)


def _find(page: Page, parts: Parts, settings: _Settings) -> Read:
    """Take everything out of the page's parts."""
    released_on = _released_on(parts) or settings.released_on
    items = tuple(_item(page, row, settings.vocabulary) for row in parts.rows)
    lead, extent = _lead(page, parts, settings, released_on)
    relation = page.render(parts.relation) or None
    people = find_people(
        lead.printed,
        home=settings.home,
        places=settings.places,
        partner=partner_of(relation, settings.home),
    )
    line = page.line_number(extent.spans[0][0]) if extent else 1
    participants = _participants(people, _body(items), line)
    _enter(page, parts)
    placements, unplaced = page.ledger.balance(page.cleaned)
    return Read(
        page=page,
        parts=parts,
        lead=lead,
        lead_extent=extent,
        items=items,
        relation=relation,
        title=page.render(parts.title) or None,
        released_on=released_on,
        home=settings.home,
        places=settings.places,
        people=match_people(participants, settings.people, _held_on(lead)),
        placements=placements,
        unplaced=unplaced,
    )


def _reading(found: Read, findings: tuple[Finding, ...], cleaned: tuple[Cleaned, ...]) -> Reading:
    page, parts = found.page, found.parts
    captions = tuple(caption_of(page, each) for each in parts.captions)
    proposed = proposed_title(found.lead, captions, found.relation, found.home)
    return Reading(
        relation=found.relation,
        title=found.title or proposed,
        title_is_printed=found.title is not None,
        released_on=_released_on(parts),
        released_printed=page.render(parts.released) or None,
        captions=captions,
        introduction=page.render(parts.introduction) or None,
        closing=page.render(parts.closing) or None,
        sittings=found.lead.sittings,
        participants=found.people.participants,
        items=found.items,
        documents=_documents(page),
        left_out=_left_out(page, parts),
        cleaned=cleaned,
        findings=findings,
        cleaned_text=page.cleaned,
        placements=found.placements,
        unplaced=found.unplaced,
    )


def _released_on(parts: Parts) -> date | None:
    return resolve(parts.released_day, released_on=None) if parts.released_day else None


def _item(page: Page, row: Row, vocabulary: Vocabulary | None) -> ReadItem:
    heading, text = page.render(row.heading), page.render(row.text)
    tags = vocabulary.suggest(f"{heading}\n{text}") if vocabulary is not None else ()
    return ReadItem(
        kind=row.kind,
        depth=row.depth,
        label=page.render(row.label_extent) or None,
        heading=heading or None,
        text=text,
        tags=tags,
        line=row.line,
    )


def _lead(
    page: Page, parts: Parts, settings: _Settings, released_on: date | None
) -> tuple[Lead, Extent]:
    """The introduction, or the first row where the introduction is under a heading."""
    extent = parts.introduction
    if not extent and parts.rows and parts.rows[0].heading:
        extent = parts.rows[0].text
    printed = page.render(extent)
    reach = _one_line(printed[:_LEAD_REACH])
    lead = read_lead(
        reach, narrow(reach), home=settings.home, places=settings.places, released_on=released_on
    )
    return lead, extent


def _one_line(text: str) -> str:
    """Line ends as spaces, so that a broken line hides nothing; offsets stay the same."""
    return text.replace("\n", " ")


def _held_on(lead: Lead) -> date | None:
    return next((sitting.held_on for sitting in lead.sittings if sitting.held_on), None)


def _body(items: Iterable[ReadItem]) -> str:
    return "\n".join(f"{item.heading or ''}\n{item.text}" for item in items)[:_BODY_REACH]


def _participants(people: list[Person], body: str, line: int) -> tuple[ReadParticipant, ...]:
    return tuple(
        ReadParticipant(
            side=person.side,
            honorific=person.honorific,
            name=person.name,
            short=short_form(person, body),
            offices=person.offices,
            party=person.party,
            group=person.group,
            visit=person.visit,
            person=None,
            posts=(),
            line=line,
        )
        for person in people
    )


def _enter(page: Page, parts: Parts) -> None:
    """Enter every part in the ledger."""
    page.place(parts.relation, "relation")
    page.place(parts.title, "title")
    page.place(parts.released, "released_on")
    for at, caption in enumerate(parts.captions):
        page.place(caption, f"caption {at}")
    page.place(parts.introduction, "introduction")
    page.place(parts.closing, "closing")
    for at, row in enumerate(parts.rows):
        page.place(row.label_extent, f"item {at} label")
        page.place(row.heading, f"item {at} heading")
        page.place(row.text, f"item {at} text")
    for extent in parts.left_out:
        page.place(extent, "left out")
    for start, end in page.debris:
        page.ledger.enter(start, end, "left out")


def _left_out(page: Page, parts: Parts) -> tuple[str, ...]:
    lines = [(page.source_offset(each.spans[0][0]), page.render(each)) for each in parts.left_out]
    debris = [(start, page.cleaned[start:end].strip()) for start, end in page.debris]
    return tuple(text for _, text in sorted([*lines, *debris]))


def _documents(page: Page) -> tuple[ReadDocument, ...]:
    """The words before "(PDF)" on the same line, back to the sentence or quotation they begin."""
    documents = []
    for start, end in page.debris:
        if "PDF" not in page.cleaned[start:end].upper():
            continue
        before = page.cleaned[max(0, start - 160) : start]
        words = before.rsplit("\n", 1)[-1].rsplit(". ", 1)[-1].rsplit("(", 1)[-1]
        title = words.strip(" \t>•-“”\"'、。")
        if title:
            documents.append(ReadDocument(title, page.source_line(start)))
    return tuple(documents)
