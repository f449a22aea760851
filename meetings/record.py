"""The canonical document: an edition as one plain nested structure, and its bytes.

These bytes are what is stored and hashed at approval, kept at each deliberate save, compared,
and rendered for the public. They hold what is printed, and permanent identities (`uid`) of what
is referred to: names that live elsewhere may change without touching them.

A new field comes with a new schema number and a new builder beside the old ones, so that every
stored document can be built from its rows again, byte for byte, by the schema it was stored in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from meetings.models import Participant, Passage, Readout, Sitting

CanonicalDocument = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """An edition's canonical document as bytes."""

    schema: int
    content: bytes
    sha256: str


def record_of(readout: Readout, schema: int | None = None) -> Record:
    """The canonical record of an edition, read from its rows.

    `readout` had best come from `Readout.objects.with_rows()`; `schema` is the number of the
    document's schema, the newest unless said otherwise. Raises KeyError for an unknown schema.
    """
    number = NEWEST if schema is None else schema
    content = canonical_bytes({"schema": number, **SCHEMAS[number](readout)})
    return Record(number, content, sha256_of(content))


def document_of(readout: Readout) -> CanonicalDocument:
    """The canonical document of an edition as plain data, as the page will show it."""
    return json.loads(record_of(readout).content)


def canonical_bytes(document: CanonicalDocument) -> bytes:
    """The one way a document is written: JSON, sorted keys, no spaces, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sha256_of(content: bytes) -> str:
    """The digest of a document's bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _schema_1(readout: Readout) -> CanonicalDocument:
    return {
        "meeting": readout.meeting.number,
        "language": readout.language,
        "status": readout.status,
        "translation_of": readout.translation_of.language if readout.translation_of else None,
        "relation": readout.relation.uid if readout.relation else None,
        "section_label": readout.section_label or str(readout.relation or ""),
        "also_under": sorted(listing.relation.uid for listing in readout.listings.all()),
        "title": readout.title,
        "released_on": readout.released_on.isoformat() if readout.released_on else None,
        "occasion": readout.occasion.uid if readout.occasion else None,
        "introduction": readout.introduction,
        "correction_note": readout.correction_note,
        "source": readout.source,
        "sittings": [_sitting(row) for row in readout.sittings.all()],
        "participants": [_participant(row) for row in readout.participants.all()],
        "passages": [_passage(row) for row in readout.passages.all()],
        "photos": [
            {
                "photo": use.photo.token,
                "sha256": use.photo.sha256,
                "width": use.photo.width,
                "height": use.photo.height,
                "alternative_text": use.alternative_text,
                "caption": use.caption,
                "credit": use.credit,
            }
            for use in readout.photo_uses.all()
        ],
        "documents": [
            {
                "document": use.document.token,
                "sha256": use.document.sha256,
                "bytes": use.document.size,
                "title": use.title,
                "kind": use.kind,
                "language": use.language or readout.language,
            }
            for use in readout.document_uses.all()
        ],
    }


def _sitting(row: Sitting) -> CanonicalDocument:
    return {
        "held_on": row.held_on.isoformat(),
        "began_at": _instant(row.began_at),
        "zone": row.zone or None,
        "precision": row.precision or None,
        "minutes": row.minutes,
        "minutes_precision": row.minutes_precision or None,
        "place": row.place,
        "form": row.form.key if row.form else None,
        "as_printed": row.as_printed,
    }


def _participant(row: Participant) -> CanonicalDocument:
    return {
        "side": row.side,
        "honorific": row.honorific,
        "name": row.name,
        "short": row.short,
        "offices": row.office_list,
        "party": row.party.uid if row.party else None,
        "role": row.role,
        "group": row.is_group,
        "anonymous": row.is_anonymous,
        "person": row.person.uid if row.person else None,
        "posts": sorted(held.appointment.post.uid for held in row.held_appointments.all()),
    }


def _passage(row: Passage) -> CanonicalDocument:
    return {
        "item": row.item.uid,
        "depth": row.depth,
        "kind": row.kind,
        "label": row.label,
        "heading": row.heading,
        "text": row.text,
        "language": row.language or row.readout.language,
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


SCHEMAS: dict[int, Callable[[Readout], CanonicalDocument]] = {1: _schema_1}
NEWEST = max(SCHEMAS)
