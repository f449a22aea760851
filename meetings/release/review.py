"""Sending a draft for review, and giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from meetings import log
from meetings.drafts import last_digest
from meetings.models import Entry, Readout
from meetings.release.act import Refused, act, locked, require, require_draft, require_version

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@act
def submit(*, readout: Readout, by: User, version: int | None = None) -> Readout:
    """Send a draft for review under one's own signature; gives the readout as it now is.

    Sending it again puts the newer signature in place of the older. Raises Refused.
    """
    require(by, "submit_readout")
    draft = locked(readout)
    require_draft(draft)
    require_version(draft, version)
    draft.submitted_at, draft.submitted_by = timezone.now(), by
    draft.save(update_fields=["submitted_at", "submitted_by"])
    digest = last_digest(draft)
    log.write(act=Entry.Act.SUBMIT, by=by, readout=draft, before=digest, after=digest)
    return draft


@act
def return_to_author(*, readout: Readout, by: User, comment: str) -> Readout:
    """Give a submitted draft back with a comment that says what is wanted. Raises Refused."""
    require(by, "approve_readout")
    draft = locked(readout)
    require_draft(draft)
    if draft.submitted_at is None:
        raise Refused("This draft has not been sent for review.")
    if not comment.strip():
        raise Refused("Say what should be changed before it is returned.")
    draft.submitted_at = draft.submitted_by = None
    draft.save(update_fields=["submitted_at", "submitted_by"])
    digest = last_digest(draft)
    log.write(
        act=Entry.Act.RETURN, by=by, readout=draft, reason=comment, before=digest, after=digest
    )
    return draft
