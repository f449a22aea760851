"""A readout's stored document as data, with nothing in it that its page does not show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.feedgenerator import rfc3339_date

from meetings.feeds.identity import edition_id, meeting_id
from meetings.page import Address, Edition, Frame, editions_of
from meetings.page.around import topics_of
from meetings.page.gone import Removal, Removals, removals_of
from meetings.record import CanonicalDocument
from relations.models import Relation

Absolute = Callable[[str], str]
Data = dict[str, Any]

UNNAMED = ("honorific", "name", "short")


def readout_data(frame: Frame, at: datetime, absolute: Absolute) -> Data:
    """A public edition: its document, and what surrounds it at `at`."""
    address = Address(frame.address_on, frame.slug)
    editions = editions_of(frame.meeting, address, at)
    this = next(edition for edition in editions if edition.key == frame.key)
    topics = topics_of(frame.key) if this.is_live else {}
    document = public_document(frame, editions, at)
    shown = {row["item"] for row in document["passages"] if "removed" not in row}
    return {
        "id": edition_id(frame.number, frame.language, this.number),
        "meeting": {
            "id": meeting_id(frame.number),
            "number": frame.number,
            "short_address": absolute(reverse("meetings:short", args=[frame.number])),
        },
        **edition_data(this, absolute),
        "languages": [
            {"language": other.language, "address": absolute(address.page(other.language))}
            for other in editions
            if other.is_live and other.language != frame.language
        ],
        "relation": _relation(frame, at, absolute),
        "topics": {
            item: [{"name": topic.name, "address": absolute(topic.address)} for topic in of_item]
            for item, of_item in topics.items()
            if item in shown
        },
        "document": document,
    }


def editions_data(editions: list[Edition], absolute: Absolute) -> list[Data]:
    """The public ones of these editions, each with its address and its note."""
    return [
        {**edition_data(edition, absolute), "correction_note": edition.correction_note}
        for edition in editions
        if edition.is_public
    ]


def edition_data(edition: Edition, absolute: Absolute) -> Data:
    """Which edition it is, where it stands, and from when until when it was the present one."""
    page = edition.meeting.page(edition.language)
    return {
        "address": absolute(page if edition.is_live else edition.address),
        "edition_address": absolute(edition.address),
        "language": edition.language,
        "edition": edition.number,
        "is_present": edition.is_live,
        "live_from": rfc3339_date(edition.live_from),
        "live_until": rfc3339_date(edition.live_until) if edition.live_until else None,
    }


def public_document(frame: Frame, editions: list[Edition], at: datetime) -> CanonicalDocument:
    """The stored document as the page shows it: without what is sealed or not public by itself."""
    document, removals = frame.document, removals_of(frame.key)
    named = [document["relation"], *document["also_under"]]
    listed = set(Relation.objects.listed(at).filter(uid__in=named).values_list("uid", flat=True))
    languages = {edition.language for edition in editions if edition.is_public}
    original = document["translation_of"]
    return {
        **document,
        "relation": document["relation"] if document["relation"] in listed else None,
        "also_under": [uid for uid in document["also_under"] if uid in listed],
        "translation_of": original if original in languages else None,
        **_parts(document, removals),
    }


def _parts(document: CanonicalDocument, removals: Removals) -> Data:
    return {
        "participants": [
            _removed(removal) if (removal := removals.participants.get(place)) else _seat(row)
            for place, row in enumerate(document["participants"])
        ],
        "passages": [
            {**_place(row), **_removed(removal)}
            if (removal := removals.passages.get(row["item"]))
            else row
            for row in document["passages"]
        ],
        "photos": _files(document["photos"], "photo", removals.photos),
        "documents": _files(document["documents"], "document", removals.documents),
    }


def _seat(row: Data) -> Data:
    """A participant; one who is anonymous by decision has an office and no name."""
    return {**row, **dict.fromkeys(UNNAMED, "")} if row["anonymous"] else row


def _place(row: Data) -> Data:
    return {name: row[name] for name in ("item", "depth", "kind")}


def _files(uses: list[Data], name: str, removals: dict[str, Removal]) -> list[Data]:
    return [_removed(removal) if (removal := removals.get(use[name])) else use for use in uses]


def _removed(removal: Removal) -> Data:
    return {"removed": removal_data(removal)}


def removal_data(removal: Removal) -> Data:
    """The day on which something was taken out of sight, and the reason in words."""
    return {"on": removal.day.isoformat(), "reason": removal.reason}


def _relation(frame: Frame, at: datetime, absolute: Absolute) -> Data | None:
    if frame.relation_listed_from is None or frame.relation_listed_from > at:
        return None
    address = reverse("meetings:relation", args=[frame.relation_slug])
    return {"title": frame.relation_title, "address": absolute(address)}
