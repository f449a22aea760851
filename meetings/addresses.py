"""The addresses of meetings: a day and a slug, fixed when the public first sees them.

Two meetings may want one address. Who is public first gets it, whoever was approved first: were
it the other way round, a "-2" would tell of a meeting that nobody may know of yet. So the
addresses of meetings still to come are settled anew at each approval, rescheduling, revocation
and withdrawal, in the order of their release; those that were public stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.text import slugify

from meetings import log
from meetings.models import Entry, FormerAddress, Meeting, Readout

if TYPE_CHECKING:
    from django.contrib.auth.models import User


LONGEST_SLUG = 100


class AddressTaken(ValueError):
    """Another meeting has, or had, this address."""


def slug_of(title: str) -> str:
    """The slug that a title asks for, of whole words; "meeting" when it has no Latin letter."""
    slug = slugify(title)
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug.strip("-") or "meeting"


@transaction.atomic
def ask(*, meeting: Meeting, day: date, title: str, was_known: bool = False) -> None:
    """Let a meeting ask for an address by its first edition, and settle that day's addresses.

    `was_known` says that the public knew of it before: then its address stays as it is.
    """
    if was_known:
        return
    left = meeting.address_on
    if left is None or meeting.readouts.in_succession().count() == 1:
        # The words of an edition that was set aside stand in no address.
        meeting.wanted_slug = slug_of(title)
        meeting.address_on = day
        meeting.slug = f"{meeting.wanted_slug}-{meeting.number}"
        meeting.save(update_fields=["address_on", "slug", "wanted_slug"])
    if left is not None and left != meeting.address_on:
        settle(left)
    settle(meeting.address_on or day, newcomer=meeting)
    meeting.refresh_from_db()


@transaction.atomic
def settle(day: date, newcomer: Meeting | None = None) -> None:
    """Give the meetings of a day that are still to come their slugs, in order of release.

    A newcomer that is released at this moment has no address yet that the public knows.
    """
    now = timezone.now()
    there = Meeting.objects.select_for_update().filter(address_on=day)
    begun = set(there.begun(now).values_list("pk", flat=True)) - {newcomer and newcomer.pk}
    taken = {m.slug for m in there if m.pk in begun} | _former(day)
    coming = [m for m in _in_order_of_release(there) if m.pk not in begun]
    chosen = {}
    for meeting in coming:
        chosen[meeting.pk] = _first_free(meeting.wanted_slug or "meeting", taken)
        taken.add(chosen[meeting.pk])
    _store([m for m in coming if m.slug != chosen[m.pk]], chosen)


@transaction.atomic
def release(meeting: Meeting) -> None:
    """Take the address from a meeting of which no edition is approved any more."""
    if meeting.address_on is None or meeting.readouts.approved_ones().exists():
        return
    day = meeting.address_on
    meeting.address_on = meeting.slug = meeting.wanted_slug = None
    meeting.save(update_fields=["address_on", "slug", "wanted_slug"])
    settle(day)


@transaction.atomic
def move(*, meeting: Meeting, by: User, day: date, slug: str) -> None:
    """Give a public meeting another address; the old one leads to it from now on.

    Raises AddressTaken when another meeting has or had it.
    """
    others = Q(address_on=day, slug=slug) | Q(
        former_addresses__address_on=day, former_addresses__slug=slug
    )
    if Meeting.objects.filter(others).exclude(pk=meeting.pk).exists():
        raise AddressTaken("Another meeting has this address, or had it once.")
    old = f"{meeting.address_on}/{meeting.slug}"
    FormerAddress.objects.filter(meeting=meeting, address_on=day, slug=slug).delete()
    if meeting.address_on is not None and Meeting.objects.begun(timezone.now()).contains(meeting):
        FormerAddress.objects.create(
            meeting=meeting, address_on=meeting.address_on, slug=meeting.slug or ""
        )
    meeting.address_on, meeting.slug, meeting.wanted_slug = day, slug, slug
    meeting.save(update_fields=["address_on", "slug", "wanted_slug"])
    log.write(
        act=Entry.Act.MOVE,
        by=by,
        meeting=meeting,
        subject=f"{meeting}: {old} to {day}/{slug}",
    )


def _former(day: date) -> set[str]:
    return set(FormerAddress.objects.filter(address_on=day).values_list("slug", flat=True))


def _in_order_of_release(meetings: Iterable[Meeting]) -> list[Meeting]:
    """By the first edition that will be seen; what was withdrawn before its release comes last."""
    rows = Readout.objects.filter(meeting__in=[m.pk for m in meetings], live_from__isnull=False)
    first: dict[int, datetime] = dict(
        rows.filter(withdrawn_at__isnull=True)
        .order_by()
        .values_list("meeting")
        .annotate(first=Min("live_from"))
    )
    known = sorted((m for m in meetings if m.pk in first), key=lambda m: (first[m.pk], m.pk))
    return known + [m for m in meetings if m.pk not in first]


def _first_free(wanted: str, taken: set[str | None]) -> str:
    if wanted not in taken:
        return wanted
    return next(slug for n in count(2) if (slug := f"{wanted}-{n}") not in taken)


def _store(meetings: list[Meeting], chosen: dict[int, str]) -> None:
    """In two steps, since two meetings may be changing places."""
    for meeting in meetings:
        Meeting.objects.filter(pk=meeting.pk).update(slug=f"{meeting.wanted_slug}-{meeting.number}")
    for meeting in meetings:
        Meeting.objects.filter(pk=meeting.pk).update(slug=chosen[meeting.pk])
