"""What a page needs of an edition's row, and of those it belongs to, beside the document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from meetings.models import Readout
from meetings.prepared import prepared


@dataclass(frozen=True, slots=True)
class Frame:
    """An edition, where it stands, and the bytes of its approved document."""

    key: int
    language: str
    released_on: date
    live_from: datetime
    content: bytes
    meeting: int
    number: str
    address_on: date
    slug: str
    relation: int
    relation_title: str
    relation_slug: str
    relation_listed_from: datetime | None
    occasion: int | None
    occasion_name: str | None
    occasion_slug: str | None

    @property
    def document(self) -> dict[str, Any]:
        """The canonical document as plain data."""
        return json.loads(bytes(self.content))


COLUMNS = (
    "pk",
    "language",
    "released_on",
    "live_from",
    "approved__content",
    "meeting_id",
    "meeting__number",
    "meeting__address_on",
    "meeting__slug",
    "relation_id",
    "relation__title",
    "relation__slug",
    "relation__listed_from",
    "occasion_id",
    "occasion__name",
    "occasion__slug",
)


def frame_of(readouts: QuerySet[Any, Any]) -> Frame | None:
    """The frame of the first of these readouts."""
    row = readouts.for_page().values_list(*COLUMNS).first()  # type: ignore[attr-defined]
    return Frame(*row) if row else None


def live_frame(day: date, slug: str, language: str, at: datetime) -> Frame | None:
    """The frame of the live edition at an address, if there is one at `at`."""
    rows = live_at_address(day=day, slug=slug, language=language, at=at)
    return Frame(*rows[0]) if rows else None


@prepared
def public_edition(readout: int, at: datetime) -> QuerySet[Any, Any]:
    public = Readout.objects.public(at).filter(pk=readout)
    return public.for_page().order_by().values_list(*COLUMNS)


@prepared
def live_at_address(day: date, slug: str, language: str, at: datetime) -> QuerySet[Any, Any]:
    live = Readout.objects.live(at).in_language(language).at_address(day, slug)
    return live.for_page().order_by().values_list(*COLUMNS)
