"""From a reading to a draft: rows are made, nothing is released, nothing is made twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from meetings import drafts, intake
from meetings.models import (
    AgendaItem,
    MeetingForm,
    Participant,
    ParticipantAppointment,
    Passage,
    Readout,
    Sitting,
    SourceText,
)
from meetings.reader.reading import relation_of
from relations.identity import fold
from relations.models import Appointment, Party, Person, Relation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CAPTION, DOCUMENT = "Caption as printed: ", "Document as printed: "
"""Lines of the internal note in which a photo or document is awaited."""


class AlreadyRead(Exception):
    """This very text has been made into a readout before."""

    def __init__(self, readout: Readout) -> None:
        super().__init__(f"This text has been read before: “{readout}”.")
        self.readout = readout


@dataclass(frozen=True)
class Rows:
    """What a reading says as facts and rows of a readout; nothing of it is stored.

    `facts` are fields of the readout by name; a participant comes with the appointments in which
    they sat.
    """

    facts: dict[str, Any]
    sittings: list[Sitting]
    participants: list[tuple[Participant, list[Appointment]]]


def rows_of(reading: intake.Reading) -> Rows:
    """The facts and rows that a reading makes, beside its passages."""
    relation = relation_of(reading)
    return Rows(
        {"relation": relation, **_facts(reading, relation)},
        _sittings(reading),
        _participants(reading, relation),
    )


@transaction.atomic
def draft_from(
    reading: intake.Reading, *, text: str, by: User, name: str = "", again: bool = False
) -> Readout:
    """A draft with the rows of a reading; the text it came from is kept beside it.

    Topics are suggested by the reading and attached by a person, so the draft carries none.

    Raises AlreadyRead when a readout was made from this very text before, unless a person has
    said that it is to be read `again`.
    """
    before = made_from(text)
    if before is not None and not again:
        raise AlreadyRead(before)
    rows = rows_of(reading)
    draft = drafts.start(by=by, **rows.facts)
    _store(draft, rows)
    _passages(draft, reading)
    keep_source(draft, text, by=by, name=name)
    drafts.keep(readout=draft, by=by)
    return draft


def made_from(text: str) -> Readout | None:
    """The readout that was made from this very text before, if any was."""
    source = SourceText.objects.filter(sha256=_digest(text)).select_related("readout").first()
    return source.readout if source else None


def _store(draft: Readout, rows: Rows) -> None:
    for sitting in rows.sittings:
        sitting.readout = draft
        sitting.save()
    for participant, held in rows.participants:
        participant.readout = draft
        participant.save()
        ParticipantAppointment.objects.bulk_create(
            ParticipantAppointment(participant=participant, appointment=one) for one in held
        )


def keep_source(readout: Readout, text: str, *, by: User, name: str = "") -> SourceText:
    """Keep the text that a readout's rows were read from, as it came."""
    return SourceText.objects.create(
        readout=readout,
        text=_storable(text),
        sha256=_digest(text),
        name=_storable(name)[:200],
        received_by=by,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _facts(reading: intake.Reading, relation: Relation | None) -> dict[str, Any]:
    printed = reading.relation or ""
    is_title = relation is not None and relation.title == printed
    return {
        "section_label": "" if is_title else printed[:200],
        "title": (reading.title or "")[:300],
        "released_on": reading.released_on,
        "introduction": " ".join(filter(None, [reading.introduction, reading.closing])),
        "internal_note": _waiting(reading),
    }


def _waiting(reading: intake.Reading) -> str:
    """Captions and documents wait in the internal note until their files are there.

    So does a title or relation line that is longer than its field.
    """
    lines = [f"{CAPTION}{caption.text}" for caption in reading.captions]
    lines += [f"{DOCUMENT}{document.title}" for document in reading.documents]
    if len(reading.title or "") > 300:
        lines.append(f"Title as printed: {reading.title}")
    if len(reading.relation or "") > 200:
        lines.append(f"Relation line as printed: {reading.relation}")
    return "\n".join(lines)


def _sittings(reading: intake.Reading) -> list[Sitting]:
    forms = {fold(form.name): form for form in MeetingForm.objects.all()}
    dated = [(each, each.held_on) for each in reading.sittings if each.held_on]
    return [_sitting(each, day, place, forms) for place, (each, day) in enumerate(dated)]


def _sitting(
    sitting: intake.ReadSitting, held_on: date, position: int, forms: dict[str, MeetingForm]
) -> Sitting:
    began = sitting.began_at
    precision = sitting.times[0].precision if began and sitting.times else ""
    return Sitting(
        position=position,
        held_on=held_on,
        began_at=began,
        zone=sitting.zone or "",
        precision=precision or ("exact" if began else ""),
        minutes=sitting.minutes,
        minutes_precision=(sitting.minutes_precision or "exact") if sitting.minutes else "",
        place=(sitting.place or "")[:160],
        form=forms.get(fold(sitting.form or "")),
        as_printed=(sitting.times_printed or "")[:300],
    )


def _participants(
    reading: intake.Reading, relation: Relation | None
) -> list[tuple[Participant, list[Appointment]]]:
    sides = _sides(relation)
    people: dict[object, Person] = {**Person.objects.in_bulk(_keys(reading, "person"))}
    posts: dict[object, Appointment] = {**Appointment.objects.in_bulk(_keys(reading, "posts"))}
    rows = []
    for position, person in enumerate(reading.participants):
        row = Participant(
            position=position,
            side=person.side,
            honorific=(person.honorific or "")[:80],
            name=person.name[:300],
            short=(person.short or "")[:160],
            offices="\n".join(person.offices),
            is_group=person.group,
            party=sides.get(person.side),
            person=people.get(person.person),
        )
        rows.append((row, [posts[key] for key in person.posts if key in posts]))
    return rows


def _keys(reading: intake.Reading, name: str) -> list[Any]:
    """The keys that the reading gives of what the site knows."""
    values = [getattr(person, name) for person in reading.participants]
    flat = [key for value in values for key in (value if isinstance(value, tuple) else [value])]
    return [key for key in flat if key is not None]


def _sides(relation: Relation | None) -> dict[str, Party | None]:
    """The party of each side, where there is one only."""
    ours = Party.objects.filter(folded=fold(settings.MINISTRY.home_party)).first()
    members = relation.memberships.select_related("party") if relation else []
    others = [member.party for member in members if member.party != ours]
    return {"home": ours, "counterpart": others[0] if len(others) == 1 else None}


def _passages(draft: Readout, reading: intake.Reading) -> None:
    for position, row in enumerate(reading.items):
        item = AgendaItem.objects.create(meeting=draft.meeting)
        Passage.objects.create(
            readout=draft,
            item=item,
            position=position,
            depth=min(row.depth, 3),
            kind=row.kind,
            **words_of(row),
        )


def words_of(row: intake.ReadItem) -> dict[str, str]:
    """Label, heading and text; a label or heading too long for its field begins the text."""
    words = {"label": row.label or "", "heading": row.heading or "", "text": row.text}
    for name, most in (("heading", 400), ("label", 30)):
        if len(words[name]) > most:
            words["text"] = f"{words[name]}\n\n{words['text']}".strip()
            words[name] = ""
    return words


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL and no half of a sign; the digest is of the text as it came."""
    return text.replace("\0", "\N{SYMBOL FOR NULL}").encode("utf-8", "replace").decode()
