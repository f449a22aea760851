"""Putting a meeting's rows in place of those it had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from meetings.finding import shared
from meetings.finding.counts import count_anew, recount
from meetings.finding.rows import Rows, rows_of
from meetings.models import Attendance, JointMention, Listing, Meeting, Mention, Tag
from meetings.search import index
from meetings.writing import insert

BATCH = 2_000


@transaction.atomic
def settle(meetings: Iterable[Meeting | int]) -> None:
    """Make the rows of these meetings anew from the record, and the counts with them.

    Called by every act that changes what is public, or when, or which topics an item carries.
    """
    keys = sorted({m if isinstance(m, int) else m.pk for m in meetings})
    for start in range(0, len(keys), BATCH):
        _settle(keys[start : start + BATCH])


@transaction.atomic
def settle_all() -> None:
    """Make all rows of the site anew, and count all topics, whatever is stored."""
    settle(Meeting.objects.values_list("pk", flat=True))
    for tag in Tag.objects.order_by("pk").values_list("pk", flat=True):
        count_anew(tag)
    shared.choose_where_none(timezone.now())


def _settle(meetings: Sequence[int]) -> None:
    # Read only what no other act is changing: else a withdrawn readout's rows would come back.
    list(Meeting.objects.select_for_update().filter(pk__in=meetings).order_by("pk"))
    rows, now = rows_of(meetings), timezone.now()
    gone = list(Mention.objects.filter(meeting__in=meetings))
    recount(gone, rows.mentions)
    Mention.objects.filter(pk__in=[mention.pk for mention in gone]).delete()
    for model in (Listing, JointMention, Attendance):
        model.objects.filter(meeting__in=meetings).delete()
    write(rows)
    shared.renew(gone, rows.mentions, now)
    index.replace(meetings)


def write(rows: Rows) -> None:
    """Store rows of meetings that have none."""
    kinds: list[tuple[type[Model], Sequence[Any]]] = [
        (Listing, rows.listings),
        (Mention, rows.mentions),
        (JointMention, rows.joint_mentions),
        (Attendance, rows.attendances),
    ]
    for model, made in kinds:
        if made:
            insert(model, made[0]._fields, made)
