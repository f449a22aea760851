"""Taking a readout back as a whole, and giving it back."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from meetings import addresses, finding, log
from meetings.models import Entry, Meeting, Readout
from meetings.models.log import Reason
from meetings.querysets import ReadoutQuerySet
from meetings.release.act import Refused, act, require, require_own

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@act
def withdraw(*, meeting: Meeting, language: str, by: User, reason: str, note: str = "") -> None:
    """Withdraw all editions of a meeting in a language, released or to come, at once.

    `reason` is a value of `Reason` that the public is told; `note` stays in the log. An edition
    approved afterwards is not concerned. Raises Refused.
    """
    require(by, "withdraw_readout")
    if reason not in Reason.values:
        raise Refused("Choose the reason for which it is withdrawn.")
    editions = _editions(meeting, language).filter(withdrawn_at__isnull=True)
    last = editions.order_by("-live_from").first()
    if last is None:
        raise Refused("There is nothing released or approved to withdraw.")
    was_known = Meeting.objects.begun(timezone.now()).contains(meeting)
    now = timezone.now()
    editions.update(withdrawn_at=now, withdrawal_reason=reason)
    # What was to follow is set aside, and ends nothing.
    _editions(meeting, language).filter(live_from__lte=now, live_until__gt=now).update(
        live_until=None
    )
    _settle(meeting, was_known=was_known)
    _write(Entry.Act.WITHDRAW, last, by, f"{Reason(reason).label}. {note}".strip())


@act
def restore(*, meeting: Meeting, language: str, by: User, note: str = "") -> None:
    """Give back all withdrawn editions of a meeting in a language, unchanged. Raises Refused.

    One that nobody ever saw, and that another has followed since, stays withdrawn: it would take
    a number among those that the public knows.
    """
    require(by, "withdraw_readout")
    require_own(Meeting.objects.get(pk=meeting.pk))
    editions = _restorable(meeting, language)
    last = editions.order_by("-live_from").first()
    if last is None:
        raise Refused("There is nothing withdrawn to restore.")
    was_known = Meeting.objects.begun(timezone.now()).contains(meeting)
    _put_in_order(meeting, language, editions)
    editions.update(withdrawn_at=None, withdrawal_reason="")
    _settle(meeting, was_known=was_known)
    _write(Entry.Act.RESTORE, last, by, note)


def _editions(meeting: Meeting, language: str) -> ReadoutQuerySet:
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    return Readout.objects.approved_ones().filter(meeting=meeting, language=language)


def _restorable(meeting: Meeting, language: str) -> QuerySet[Readout]:
    """Withdrawn editions, without those set aside in whose place another was approved since."""
    since = Readout.objects.in_succession().filter(
        meeting=meeting, language=language, approved_at__gt=OuterRef("withdrawn_at")
    )
    superseded = Q(withdrawn_at__lte=F("live_from")) & Q(Exists(since))
    return _editions(meeting, language).filter(~superseded, withdrawn_at__isnull=False)


def _put_in_order(meeting: Meeting, language: str, back: QuerySet[Readout]) -> None:
    """Let each edition end when the next begins, with those that come back among them."""
    there = _editions(meeting, language)
    both = there.filter(Q(pk__in=there.in_succession()) | Q(pk__in=back))
    order = list(both.order_by("live_from"))
    for edition, after in zip_longest(order, order[1:]):
        edition.live_until = after.live_from if after else None
        edition.save(update_fields=["live_until"])


def _settle(meeting: Meeting, *, was_known: bool) -> None:
    meeting.refresh_from_db()
    if meeting.address_on is not None and not was_known:
        addresses.settle(meeting.address_on, newcomer=meeting)
    finding.settle([meeting])


def _write(as_act: Entry.Act, edition: Readout, by: User, reason: str) -> None:
    digest = edition.approved.sha256 if edition.approved else ""
    log.write(act=as_act, by=by, readout=edition, reason=reason, before=digest, after=digest)
