"""Readouts on the same topics as one, earlier and later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from meetings.models import SharedTopics
from meetings.page.around import Around, Neighbour
from meetings.page.history import Address
from meetings.prepared import Row, prepared

MOST_RELATED = 3


@prepared
def earlier_ones(at: datetime, meeting: int, language: str) -> QuerySet[Any, Any]:
    """Those that a meeting's live editions lead to."""
    rows = SharedTopics.objects.live(at).filter(meeting=meeting).leading_to_live(at, language)
    return _shown(rows, "earlier__readouts", "earlier")


@prepared
def later_ones(at: datetime, meeting: int) -> QuerySet[Any, Any]:
    """Live editions that lead to a meeting."""
    return _shown(SharedTopics.objects.live(at).filter(earlier=meeting), "readout", "meeting")


def _shown(rows: QuerySet[Any], readout: str, meeting: str) -> QuerySet[Any, Any]:
    facts = (f"{readout}__{name}" for name in ("released_on", "title", "language"))
    return rows.values_list("weight", *facts, f"{meeting}__address_on", f"{meeting}__slug")


def related(rows: Iterable[Row], near: Around) -> list[Neighbour]:
    """Of those found, the few that share most, the newest of equal ones first.

    Without those that are shown as near already.
    """
    shown = {one.address for one in (near.previous, near.next, *near.of_occasion) if one}
    found: dict[str, Neighbour] = {}
    for _, day, title, language, *place in sorted(map(tuple, rows), reverse=True):
        other = Neighbour.at(Address(*place), title, day, language)
        if other.address not in shown:
            found.setdefault(other.address, other)
        if len(found) == MOST_RELATED:
            break
    return list(found.values())
