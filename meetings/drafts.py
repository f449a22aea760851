"""Working on a draft: start it, claim it for a save, keep what was saved, discard it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from meetings import log
from meetings.models import Entry, Meeting, Readout, Snapshot
from meetings.record import record_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Stale(Exception):
    """Someone else saved the draft since it was opened, or it is a draft no more."""


@transaction.atomic
def start(*, by: User, **facts: Any) -> Readout:
    """A new meeting with a draft about it; `facts` are fields of the readout.

    The author fills in its rows and then calls `keep`.
    """
    meeting = Meeting.objects.create()
    return Readout.objects.create(meeting=meeting, created_by=by, changed_by=by, **facts)


def hold(readout: Readout) -> None:
    """Keep a draft from being changed, approved or discarded until the transaction ends."""
    Meeting.objects.select_for_update().filter(pk=readout.meeting_id).first()
    Readout.objects.select_for_update().filter(pk=readout.pk).first()


def claim(*, readout: Readout, by: User, version: int) -> None:
    """Take a draft for a save that began from `version`; call it inside the save's transaction.

    Raises `Stale` when a newer version is there, or when the draft has been approved meanwhile;
    then nothing has changed. On success the readout carries the new version's number.
    """
    Meeting.objects.select_for_update().get(pk=readout.meeting_id)
    now = timezone.now()
    claimed = (
        Readout.objects.drafts()
        .filter(pk=readout.pk, version=version)
        .update(version=F("version") + 1, changed_by=by, changed_at=now)
    )
    if not claimed:
        raise Stale("Someone else has saved this readout since you opened it.")
    readout.version, readout.changed_by, readout.changed_at = version + 1, by, now


@transaction.atomic
def keep(*, readout: Readout, by: User) -> Snapshot:
    """Keep the draft's whole document as it stands after a deliberate save, and log the save."""
    before = last_digest(readout)
    snapshot = snapshot_of(readout, by=by)
    log.write(act=Entry.Act.SAVE, by=by, readout=readout, before=before, after=snapshot.sha256)
    return snapshot


def snapshot_of(readout: Readout, *, by: User) -> Snapshot:
    """Store the document of an edition as its rows have it now."""
    whole = Readout.objects.with_rows().get(pk=readout.pk)
    record = record_of(whole)
    return Snapshot.objects.create(
        readout=readout,
        version=whole.version,
        made_by=by,
        schema=record.schema,
        content=record.content,
        sha256=record.sha256,
    )


def last_digest(readout: Readout) -> str:
    """The digest of the newest snapshot, or nothing."""
    digests = readout.snapshots.order_by("-pk").values_list("sha256", flat=True)
    return digests.first() or ""


@transaction.atomic
def discard(*, readout: Readout, by: User) -> None:
    """Delete a draft with its rows, and its meeting when nothing else is known of it.

    Raises django.db.IntegrityError for an approved edition: the database keeps those, and what
    a translation rests on.
    """
    hold(readout)
    meeting = readout.meeting
    log.write(act=Entry.Act.DISCARD, by=by, readout=readout, before=last_digest(readout))
    readout.delete()
    if meeting.readouts.exists() or meeting.merged.exists():
        meeting.items.filter(passages__isnull=True).delete()
    else:
        meeting.delete()
