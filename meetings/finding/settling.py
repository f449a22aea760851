"""Putting a meeting's rows in place of those it had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from meetings.finding.counts import recount
from meetings.finding.rows import rows_of
from meetings.models import Attendance, Listing, Meeting, Mention
from meetings.search import index
from meetings.writing import insert_all

BATCH = 2_000


@transaction.atomic
def settle(meetings: Iterable[Meeting | int]) -> None:
    """Make the rows of these meetings anew from the record, and the counts with them.

    Called by every act that changes what is public, or when, or which topics an item carries.
    """
    keys = sorted({m if isinstance(m, int) else m.pk for m in meetings})
    for start in range(0, len(keys), BATCH):
        _settle(keys[start : start + BATCH])


def settle_all() -> None:
    """Make all rows of the site anew."""
    settle(Meeting.objects.values_list("pk", flat=True))


def _settle(meetings: Sequence[int]) -> None:
    # Read only what no other act is changing: else a withdrawn readout's rows would come back.
    list(Meeting.objects.select_for_update().filter(pk__in=meetings).order_by("pk"))
    rows = rows_of(meetings)
    gone = list(Mention.objects.filter(meeting__in=meetings))
    if gone or rows.mentions:
        recount(gone, rows.mentions, timezone.now())
    Mention.objects.filter(pk__in=[mention.pk for mention in gone]).delete()
    for model in (Listing, Attendance):
        model.objects.filter(meeting__in=meetings).delete()
    for made in rows:
        insert_all(made)
    index.replace(meetings)
