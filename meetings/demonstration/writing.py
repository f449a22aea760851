"""Writing the demonstration's readouts: a draft and all its rows, as an author enters them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from meetings import drafts, tagging
from meetings.demonstration.content import Facts, day_of, in_words
from meetings.demonstration.reference import Reference
from meetings.files.keep import keep_document, keep_photo
from meetings.files.paint import draw_meeting_picture
from meetings.files.paper import draw_pdf
from meetings.models import (
    AgendaItem,
    DocumentUse,
    MeetingForm,
    Participant,
    ParticipantAppointment,
    Passage,
    Photo,
    PhotoUse,
    Readout,
    ReadoutRelation,
    Sitting,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PICTURE_SIZE = (1440, 960)


@dataclass(slots=True)
class Desk:
    """Where a readout is written: what it may refer to, and the pictures drawn so far."""

    reference: Reference
    pictures: dict[str, Photo] = field(default_factory=dict)
    forms: dict[str, MeetingForm] = field(
        default_factory=lambda: {form.key: form for form in MeetingForm.objects.all()}
    )

    def picture(self, seed: str, by: User) -> Photo:
        """The picture of that name, drawn when first asked for."""
        if seed not in self.pictures:
            drawn = BytesIO(draw_meeting_picture(seed, PICTURE_SIZE))
            self.pictures[seed] = keep_photo(upload=drawn, by=by)
        return self.pictures[seed]


def write(facts: Facts, desk: Desk, by: User) -> Readout:
    """Write one readout as a draft and keep it."""
    held_on = _held_on(facts)
    occasion = desk.reference.occasions[facts["occasion"]] if "occasion" in facts else None
    readout = drafts.start(
        by=by,
        relation=desk.reference.relations[facts["relation"]],
        section_label=facts.get("section_label", ""),
        title=facts["title"],
        released_on=day_of(facts["released"]),
        occasion=occasion,
        introduction=in_words(facts["introduction"], held_on),
        internal_note=facts.get("internal_note", ""),
    )
    for slug in facts.get("also_under", []):
        ReadoutRelation.objects.create(readout=readout, relation=desk.reference.relations[slug])
    write_sittings(readout, facts, desk)
    write_participants(readout, facts, desk, held_on)
    write_passages(readout, facts["passages"], desk, by)
    write_files(readout, facts, desk, by)
    drafts.keep(readout=readout, by=by)
    return readout


def _held_on(facts: Facts) -> date:
    sittings = facts.get("sittings", [])
    return day_of(sittings[-1]["day"] if sittings else facts["released"])


def write_sittings(readout: Readout, facts: Facts, desk: Desk) -> None:
    """Write the sittings, with their instants in the zone of the place."""
    for position, row in enumerate(facts.get("sittings", [])):
        day = day_of(row["day"])
        Sitting.objects.create(
            readout=readout,
            position=position,
            held_on=day,
            began_at=_began_at(day, row),
            zone=row.get("zone", ""),
            precision=row.get("precision", ""),
            minutes=row.get("minutes"),
            minutes_precision=row.get("minutes_are", ""),
            place=row.get("place", ""),
            form=desk.forms[row["form"]],
            as_printed=row.get("printed", ""),
        )


def _began_at(day: date, row: Facts) -> datetime | None:
    if "at" not in row:
        return None
    return datetime.combine(day, time.fromisoformat(row["at"]), ZoneInfo(row["zone"]))


def write_participants(readout: Readout, facts: Facts, desk: Desk, day: date) -> None:
    """Write who sat at the table, in the offices that they held on `day`."""
    sides = ("home", "counterpart", "other")
    rows = [(side, row) for side in sides for row in facts.get(side, [])]
    for position, (side, row) in enumerate(rows):
        row = {"who": row} if isinstance(row, str) else row
        if "who" in row:
            _write_person(readout, position, side, row, desk.reference, day)
        else:
            _write_unnamed(readout, position, side, row, desk.reference)


def _write_person(
    readout: Readout, position: int, side: str, row: Facts, reference: Reference, day: date
) -> None:
    slug = row["who"]
    held = [one for one in reference.appointments[slug] if one.held_on(day)]
    printed = {**reference.printed[slug], **{key: row[key] for key in row if key != "who"}}
    participant = Participant.objects.create(
        readout=readout,
        position=position,
        side=side,
        offices="\n".join(one.post.title for one in held),
        party=held[0].post.party,
        person=reference.people[slug],
        **printed,
    )
    for appointment in held:
        ParticipantAppointment.objects.create(participant=participant, appointment=appointment)


def _write_unnamed(
    readout: Readout, position: int, side: str, row: Facts, reference: Reference
) -> None:
    Participant.objects.create(
        readout=readout,
        position=position,
        side=side,
        name=row.get("name", ""),
        short=row.get("short", ""),
        offices=row.get("offices", ""),
        party=reference.parties.get(row.get("party", "")),
        is_group=row.get("group", False),
        is_anonymous=row.get("anonymous", False),
    )


def write_passages(readout: Readout, rows: list[Facts], desk: Desk, by: User) -> None:
    """Write passages after those that are there, each with an agenda item and its topics."""
    first = readout.passages.count()
    for position, row in enumerate(rows, start=first):
        topics = [desk.reference.topics[name] for name in row.get("topics", [])]
        words = {key: row[key] for key in row if key != "topics"}
        item = AgendaItem.objects.create(meeting=readout.meeting)
        Passage.objects.create(readout=readout, item=item, position=position, **words)
        tagging.set_tags(item=item, tags=topics, by=by)


def write_files(readout: Readout, facts: Facts, desk: Desk, by: User) -> None:
    """Write the places of photos and documents."""
    for position, row in enumerate(facts.get("photos", [])):
        PhotoUse.objects.create(
            readout=readout,
            photo=desk.picture(row["picture"], by),
            position=position,
            alternative_text=row["alt"],
            caption=row["caption"],
            credit=row.get("credit", ""),
        )
    for position, row in enumerate(facts.get("documents", [])):
        drawn = BytesIO(draw_pdf(row["title"], row["paragraphs"]))
        DocumentUse.objects.create(
            readout=readout,
            document=keep_document(upload=drawn, by=by),
            position=position,
            title=row["title"],
            kind=row["kind"],
        )
