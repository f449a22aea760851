"""Approval, and what can still be done while the release is to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from meetings import addresses, finding, log
from meetings.drafts import last_digest, snapshot_of
from meetings.models import AsPrinted, Entry, Meeting, Readout, Seal
from meetings.models.log import Reason
from meetings.release.act import Refused, act, locked, require, require_draft, require_version
from meetings.release.omissions import omissions
from meetings.release.seals import follow

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@act
def approve(
    *, readout: Readout, by: User, at: datetime | None = None, version: int | None = None
) -> Readout:
    """Approve a submitted draft for release now, or at the instant `at`.

    `version` is the version that the approver read. The draft becomes an edition: its document
    is stored and hashed, and its rows are closed. Raises Refused.
    """
    require(by, "approve_readout")
    draft = locked(readout)
    require_draft(draft)
    require_version(draft, version)
    if sentence := hindrance(draft, by):
        raise Refused(sentence)
    return _release(draft, by=by, at=at, as_act=Entry.Act.APPROVE)


@act
def release_at_night(
    *,
    readout: Readout,
    by: User,
    reason: str,
    at: datetime | None = None,
    version: int | None = None,
) -> Readout:
    """Release a draft alone, with a reason; it waits until a second person countersigns.

    Raises Refused.
    """
    require(by, "release_alone")
    draft = locked(readout)
    require_draft(draft)
    require_version(draft, version)
    if not reason.strip():
        raise Refused("Say why it is released by one person alone.")
    draft.night_reason = reason.strip()
    draft.submitted_at, draft.submitted_by = timezone.now(), by
    return _release(draft, by=by, at=at, as_act=Entry.Act.NIGHT)


@act
def countersign(*, readout: Readout, by: User) -> Readout:
    """Sign, as a second person, what night duty released alone. Raises Refused."""
    require(by, "approve_readout")
    edition = locked(readout)
    if not edition.awaits_countersignature:
        raise Refused("This readout does not wait for a countersignature.")
    if edition.approved_by_id == by.pk:
        raise Refused("You released it alone; a second person countersigns.")
    edition.countersigned_at, edition.countersigned_by = timezone.now(), by
    edition.save(update_fields=["countersigned_at", "countersigned_by"])
    _write(Entry.Act.COUNTERSIGN, edition, by)
    return edition


@act
def reschedule(*, readout: Readout, by: User, at: datetime) -> Readout:
    """Move a release that is still to come to another instant to come. Raises Refused."""
    require(by, "approve_readout")
    edition = locked(readout)
    was = _require_to_come(edition)
    if edition.withdrawn_at is not None:
        raise Refused("It has been withdrawn: restore it first.")
    at = _whole(at)
    _require_future(at)
    if edition.live_until is not None and at >= edition.live_until:
        raise Refused("The edition after this one begins by then: reschedule that one first.")
    before = _edition_before(edition)
    _require_order(before, at)
    _require_listed(edition, at)
    _move(edition, before, at)
    if edition.meeting.address_on:
        addresses.settle(edition.meeting.address_on)
    finding.settle([edition.meeting])
    details = {"from": was.isoformat(), "to": at.isoformat()}
    _write(Entry.Act.RESCHEDULE, edition, by, details=details)
    return edition


@act
def revoke(*, readout: Readout, by: User, reason: str = "") -> Readout:
    """Take back an approval whose release is still to come, so that it does not appear.

    It is a draft again, or set aside where the next edition has been opened: that draft then
    takes its place. Gives the draft to go on with. Raises Refused.
    """
    require(by, "approve_readout")
    edition = locked(readout)
    was = _require_to_come(edition)
    same = {"meeting": edition.meeting, "language": edition.language}
    opened = Readout.objects.drafts().filter(**same).first()
    digest = edition.approved.sha256 if edition.approved else ""
    _close_gap(edition, _make_draft if opened is None else _set_aside)
    if edition.meeting.address_on:
        addresses.settle(edition.meeting.address_on)
    addresses.release(edition.meeting)
    finding.settle([edition.meeting])
    log.write(
        act=Entry.Act.REVOKE,
        by=by,
        readout=edition,
        reason=reason,
        before=digest,
        details={"from": was.isoformat()},
    )
    return opened or edition


def hindrance(draft: Readout, by: User) -> str:
    """Why the two who would sign a draft are not the two it needs; empty when they are."""
    if draft.submitted_by_id is None:
        return "This draft has not been sent for review yet."
    if draft.submitted_by_id == by.pk:
        return "You sent it for review yourself; a second person approves it."
    if draft.changed_by_id not in {draft.submitted_by_id, by.pk}:
        return (
            f"{draft.changed_by} changed it after {draft.submitted_by} sent it for review: one "
            "of the two who sign must have changed it last. Let it be sent for review again."
        )
    return ""


def _release(draft: Readout, *, by: User, at: datetime | None, as_act: Entry.Act) -> Readout:
    """Freeze a draft and fix its release; the edition before it ends when it begins."""
    now = timezone.now()
    live_from = _whole(at) if at is not None else now
    if at is not None:
        _require_future(live_from)
    lacking = omissions(draft)
    if lacking:
        raise Refused(" ".join(omission.sentence for omission in lacking))
    _require_listed(draft, live_from)
    before = _edition_before(draft)
    _require_order(before, live_from)
    digest = last_digest(draft)
    was_known = Meeting.objects.begun(now).contains(draft.meeting)
    _freeze(draft, by, now, live_from, before)
    seals = follow(draft)
    if draft.released_on is not None:
        addresses.ask(
            meeting=draft.meeting, day=draft.released_on, title=draft.title, was_known=was_known
        )
    finding.settle([draft.meeting])
    after = draft.approved.sha256 if draft.approved else ""
    details: dict[str, Any] = {"live_from": live_from.isoformat()}
    if seals:
        details["seals"] = [seal.pk for seal in seals]
    if printed := [_as_printed(one) for one in draft.as_printed.select_related("by")]:
        details["as_printed"] = printed
    reason = draft.night_reason
    log.write(
        act=as_act, by=by, readout=draft, reason=reason, before=digest, after=after, details=details
    )
    return draft


def _as_printed(said: AsPrinted) -> dict[str, str]:
    return {"code": said.code, "sentence": said.sentence, "by": str(said.by)}


def _freeze(
    draft: Readout, by: User, now: datetime, live_from: datetime, before: Readout | None
) -> None:
    draft.section_label = draft.section_label or str(draft.relation)
    draft.save(update_fields=["section_label"])
    draft.approved = snapshot_of(draft, by=by)
    draft.approved_at, draft.approved_by, draft.live_from = now, by, live_from
    if before is not None:
        before.live_until = live_from
        before.save(update_fields=["live_until"])
    draft.save(
        update_fields=[
            "approved", "approved_at", "approved_by", "live_from",
            "night_reason", "submitted_at", "submitted_by",
        ]
    )  # fmt: skip


def _close_gap(edition: Readout, take_out: Callable[[Readout], None]) -> None:
    """Take an edition out of the succession: the one before it goes on until the one after."""
    before = None if edition.is_set_aside else _edition_before(edition)
    until = edition.live_until
    take_out(edition)
    if before is not None:
        before.live_until = until
        before.save(update_fields=["live_until"])


def _set_aside(edition: Readout) -> None:
    if edition.withdrawn_at is not None:
        raise Refused("It has been withdrawn already, and will not appear.")
    edition.withdrawn_at, edition.withdrawal_reason = timezone.now(), Reason.ERROR
    edition.save(update_fields=["withdrawn_at", "withdrawal_reason"])


def _make_draft(edition: Readout) -> None:
    if _was_sealed(edition):
        raise Refused("A part of it has been sealed: open a correction first, and then hold it.")
    edition.approved = edition.approved_at = edition.approved_by = None
    edition.live_from = edition.live_until = edition.withdrawn_at = None
    edition.submitted_at = edition.submitted_by = None
    edition.countersigned_at = edition.countersigned_by = None
    edition.night_reason = edition.withdrawal_reason = ""
    edition.save()


def _edition_before(edition: Readout) -> Readout | None:
    """The edition that this one follows: of a draft the newest of its language."""
    others = Readout.objects.in_succession().filter(
        meeting=edition.meeting_id, language=edition.language
    )
    if edition.live_from is not None:
        others = others.filter(live_from__lt=edition.live_from)
    return others.exclude(pk=edition.pk).order_by("-live_from").first()


def _require_order(before: Readout | None, live_from: datetime) -> None:
    if before is None or before.live_from is None or before.live_from < live_from:
        return
    raise Refused(
        "An earlier edition is still to be released, and not before this one: "
        "reschedule it or revoke its approval first."
    )


def _was_sealed(edition: Readout) -> bool:
    """A seal, lifted or not, rests on what it lay on: such rows cannot be written again."""
    parts = Q(readout=edition) | Q(passage__readout=edition) | Q(participant__readout=edition)
    return Seal.objects.filter(parts).exists()


def _require_listed(draft: Readout, live_from: datetime) -> None:
    relation = draft.relation
    if relation is None or relation.listed_from is None or relation.listed_from > live_from:
        raise Refused("Its relation is listed only after this release.")


def _require_future(at: datetime) -> None:
    if at <= timezone.now():
        raise Refused("That moment has passed.")


def _require_to_come(edition: Readout) -> datetime:
    if edition.live_from is None:
        raise Refused("This readout has not been approved.")
    if edition.live_from <= timezone.now():
        raise Refused("This edition has been released; it can be corrected or withdrawn.")
    return edition.live_from


def _move(edition: Readout, before: Readout | None, at: datetime) -> None:
    """In the order in which the two editions never overlap."""
    later = edition.live_from is not None and at > edition.live_from
    edition.live_from = at
    if before is not None:
        before.live_until = at
    for row in (edition, before) if later else (before, edition):
        if row is not None:
            row.save(update_fields=["live_from", "live_until"])


def _whole(at: datetime) -> datetime:
    """A time of release is given to the second."""
    return at.replace(microsecond=0)


def _write(
    as_act: Entry.Act, edition: Readout, by: User, details: dict[str, str] | None = None
) -> None:
    digest = edition.approved.sha256 if edition.approved else ""
    log.write(act=as_act, by=by, readout=edition, before=digest, after=digest, details=details)
