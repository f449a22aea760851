"""Writing into the append-only log: one line an act, in the act's own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from meetings.models import Entry, Meeting, Readout

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def write(
    *,
    act: Entry.Act,
    by: User,
    readout: Readout | None = None,
    meeting: Meeting | None = None,
    subject: str = "",
    reason: str = "",
    before: str = "",
    after: str = "",
    details: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Add one entry; `before` and `after` are digests of the document, if the act has any.

    The subject is the readout in words unless said otherwise: it is read when the row may be gone.
    """
    about = readout.meeting if readout is not None else meeting
    return Entry.objects.create(
        at=at or timezone.now(),
        by=by,
        act=act,
        readout=readout,
        meeting=about,
        subject=(subject or in_words(readout))[:400],
        reason=reason,
        before=before,
        after=after,
        details=details or {},
    )


def in_words(readout: Readout | None) -> str:
    """A readout as the log names it: title, day, language and meeting number."""
    return f"{readout} [{readout.language}, meeting {readout.meeting.number}]" if readout else ""
