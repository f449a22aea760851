"""The admin's first page: what waits for this person, and a box to start from a text."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from meetings.admin.clocks import at_home
from meetings.admin.text_view import mark
from meetings.models import Entry, Readout

SOON = timedelta(hours=24)
LATELY = timedelta(hours=48)
MOST = 25
"""Rows of each list; the list of readouts shows the rest."""


def facts(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows, in seven questions however much there is."""
    user: Any = request.user
    if not user.has_perm("meetings.view_readout"):
        return {}
    at = timezone.now()
    may_approve = user.has_perm("meetings.approve_readout")
    own = Q(created_by=user) | Q(changed_by=user)
    drafts = Readout.objects.drafts().filter(submitted_at__isnull=True)
    waiting = Readout.objects.waiting().exclude(submitted_by=user).order_by("submitted_at")
    unsigned = Readout.objects.to_countersign().exclude(approved_by=user)
    return {
        "no_text": mark(""),
        "late": _rows(_late(at)),
        "coming": [(row, at_home(row.live_from)) for row in _rows(_coming(at)) if row.live_from],
        "released": [
            (row, at_home(row.live_from)) for row in _rows(_released(at)) if row.live_from
        ],
        "waiting": _rows(waiting) if may_approve else [],
        "unsigned": _rows(unsigned.order_by("live_from")) if may_approve else [],
        "drafts": _with_comments(_rows(drafts.filter(own).order_by("-changed_at"))),
        "may_decide": may_approve,
        "may_stop": any(user.has_perm(f"meetings.{right}") for right in STOPPING),
    }


STOPPING = ("approve_readout", "withdraw_readout", "seal_readout")


def _rows(readouts: QuerySet[Readout]) -> list[Readout]:
    people = ("submitted_by", "changed_by", "approved_by")
    return list(readouts.select_related(*people).defer("introduction", "internal_note")[:MOST])


def _late(at: datetime) -> QuerySet[Readout]:
    """Sent for review, to be released today or before, and not approved."""
    today = timezone.localdate(at)
    return Readout.objects.waiting().filter(released_on__lte=today).order_by("released_on")


def _coming(at: datetime) -> QuerySet[Readout]:
    approved = Readout.objects.approved_ones().filter(withdrawn_at__isnull=True)
    return approved.filter(live_from__gt=at, live_from__lte=at + SOON).order_by("live_from")


def _released(at: datetime) -> QuerySet[Readout]:
    """What went out lately: where a mistake is found, it is corrected from here."""
    return Readout.objects.live(at).filter(live_from__gte=at - LATELY).order_by("-live_from")


def _with_comments(readouts: list[Readout]) -> list[tuple[Readout, Entry | None]]:
    """Each draft with the comment with which it was returned, if that is the last word on it."""
    acts = [Entry.Act.RETURN, Entry.Act.SUBMIT]
    entries = Entry.objects.filter(readout__in=readouts, act__in=acts).select_related("by")
    last = {entry.readout_id: entry for entry in entries.order_by("pk")}
    returned = {key: entry for key, entry in last.items() if entry.act == Entry.Act.RETURN}
    return [(readout, returned.get(readout.pk)) for readout in readouts]
