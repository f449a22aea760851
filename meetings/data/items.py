"""Rows of lists as data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import rfc3339_date

from meetings.feeds.identity import edition_id, item_id, meeting_id
from meetings.models import Mention, Readout
from meetings.page import page_address
from relations.models import Relation

Absolute = Callable[[str], str]
Data = dict[str, Any]


def listing_data(readout: Readout, at: datetime, absolute: Absolute) -> Data:
    """A meeting in a list, by the readout that stands for it."""
    meeting = readout.meeting
    return {
        "id": meeting_id(meeting.number),
        "number": meeting.number,
        "address": absolute(page_address(meeting, readout.language)),
        "title": readout.title,
        "language": readout.language,
        "date": _day(readout),
        "relation": relation_data(readout.relation, at, absolute),
        "live_from": _moment(readout),
    }


def mention_data(mention: Mention, at: datetime, absolute: Absolute) -> Data:
    """An agenda item under a topic, in the words that stand for it."""
    readout, passage = mention.readout, mention.passage
    page = page_address(readout.meeting, readout.language)
    return {
        "id": item_id(mention.item.uid),
        "item": mention.item.uid,
        "address": absolute(f"{page}#{mention.item.anchor}"),
        "label": passage.label,
        "heading": passage.heading,
        "text": passage.text,
        "language": passage.language or readout.language,
        "readout": listing_data(readout, at, absolute),
    }


def correction_data(readout: Readout, absolute: Absolute) -> Data:
    """A public edition that replaced an earlier one; it comes with its number."""
    meeting, language = readout.meeting, readout.language
    number: int = readout.number  # type: ignore[attr-defined]  # annotated
    return {
        "id": edition_id(meeting.number, language, number),
        "number": meeting.number,
        "address": absolute(page_address(meeting, language, number)),
        "title": readout.title,
        "language": language,
        "date": _day(readout),
        "edition": number,
        "live_from": _moment(readout),
        "correction_note": readout.correction_note,
    }


def relation_data(relation: Relation | None, at: datetime, absolute: Absolute) -> Data | None:
    """A relation that the public finds at `at`; None for another."""
    if relation is None or relation.listed_from is None or relation.listed_from > at:
        return None
    return {
        "id": relation.uid,
        "title": relation.title,
        "address": absolute(relation.get_absolute_url()),
    }


def _day(readout: Readout) -> str | None:
    return readout.released_on.isoformat() if readout.released_on else None


def _moment(readout: Readout) -> str | None:
    return rfc3339_date(readout.live_from) if readout.live_from else None
