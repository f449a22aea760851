"""From a reading to a draft: rows are made, nothing is released, nothing is made twice."""

from __future__ import annotations

import hashlib
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


class AlreadyRead(Exception):
    """This very text has been made into a readout before."""

    def __init__(self, readout: Readout) -> None:
        super().__init__(f"This text has been read before: “{readout}”.")
        self.readout = readout


@transaction.atomic
def draft_from(
    reading: intake.Reading, *, text: str, by: User, name: str = "", again: bool = False
) -> Readout:
    """A draft with the rows of a reading; the text it came from is kept beside it.

    Topics are suggested by the reading and attached by a person, so the draft carries none.

    Raises AlreadyRead when a readout was made from this very text before, unless a person has
    said that it is to be read `again`.
    """
    before = SourceText.objects.filter(sha256=_digest(text)).select_related("readout").first()
    if before is not None and not again:
        raise AlreadyRead(before.readout)
    relation = relation_of(reading)
    draft = drafts.start(by=by, relation=relation, **_facts(reading, relation))
    _sittings(draft, reading)
    _participants(draft, reading, relation)
    _passages(draft, reading)
    keep_source(draft, text, by=by, name=name)
    drafts.keep(readout=draft, by=by)
    return draft


def keep_source(readout: Readout, text: str, *, by: User, name: str = "") -> SourceText:
    """Keep the text that a readout's rows were read from, as it came."""
    return SourceText.objects.create(
        readout=readout,
        text=_storable(text),
        sha256=_digest(text),
        name=name[:200],
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
        "internal_note": _captions(reading),
    }


def _captions(reading: intake.Reading) -> str:
    """Captions wait in the internal note until their photos are there.

    So does a title or relation line that is longer than its field.
    """
    lines = [f"Caption as printed: {caption.text}" for caption in reading.captions]
    if len(reading.title or "") > 300:
        lines.append(f"Title as printed: {reading.title}")
    if len(reading.relation or "") > 200:
        lines.append(f"Relation line as printed: {reading.relation}")
    return "\n".join(lines)


def _sittings(draft: Readout, reading: intake.Reading) -> None:
    forms = {fold(form.name): form for form in MeetingForm.objects.all()}
    dated = [(each, each.held_on) for each in reading.sittings if each.held_on]
    for position, (sitting, held_on) in enumerate(dated):
        began = sitting.began_at
        precision = sitting.times[0].precision if began and sitting.times else ""
        Sitting.objects.create(
            readout=draft,
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


def _participants(draft: Readout, reading: intake.Reading, relation: Relation | None) -> None:
    sides = _sides(relation)
    people: dict[object, Person] = {**Person.objects.in_bulk(_keys(reading, "person"))}
    posts: dict[object, Appointment] = {**Appointment.objects.in_bulk(_keys(reading, "posts"))}
    for position, person in enumerate(reading.participants):
        row = Participant.objects.create(
            readout=draft,
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
        ParticipantAppointment.objects.bulk_create(
            ParticipantAppointment(participant=row, appointment=posts[key])
            for key in person.posts
            if key in posts
        )


def _keys(reading: intake.Reading, name: str) -> list[Any]:
    """The keys that the reading gives of what the site knows."""
    values = [getattr(person, name) for person in reading.participants]
    flat = [key for value in values for key in (value if isinstance(value, tuple) else [value])]
    return [key for key in flat if key is not None]


def _sides(relation: Relation | None) -> dict[str, Party | None]:
    """The party of each side, where there is one only."""
    ours = Party.objects.filter(folded=fold(settings.MINISTRY.home_party)).first()
    parties = [member.party for member in relation.memberships.all()] if relation else []
    others = [party for party in parties if party != ours]
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
            **_words_of(row),
        )


def _words_of(row: intake.ReadItem) -> dict[str, str]:
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
