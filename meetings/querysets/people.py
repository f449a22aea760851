"""Who is at the table, and so public."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from meetings.querysets.door import not_replaced, released, unsealed

if TYPE_CHECKING:
    from meetings.models import Participant
    from relations.models import Person


def live_seats(at: datetime) -> QuerySet[Participant]:
    """Places at the table, not sealed, that some live readout shows."""
    from meetings.models import Participant

    return Participant.objects.filter(
        released(at, "readout__"),
        not_replaced(at, "readout__"),
        unsealed("readout", "readout"),
        unsealed("participant"),
    )


def public_people(at: datetime) -> QuerySet[Person]:
    """People whom some live readout names at the table, in a place that is not sealed."""
    from relations.models import Person

    # Two questions: for one with "or" in it, no database uses its indexes.
    own = Exists(live_seats(at).filter(person=OuterRef("pk")))
    merged = Exists(live_seats(at).filter(person__merged_into=OuterRef("pk")))
    return Person.objects.known().filter(own | merged)
