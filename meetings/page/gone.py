"""What was taken out of public sight, and what is said in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.models import Participant, Seal
from meetings.models.log import Reason
from meetings.page.shown import Shown
from meetings.page.text import printed_day
from meetings.prepared import Row, prepared

if TYPE_CHECKING:
    from meetings.models import Readout


@dataclass(frozen=True, slots=True)
class Removal(Shown):
    """When something was taken out of sight, in the ministry's zone, and why, in words."""

    day: date
    reason: str

    @classmethod
    def at(cls, moment: datetime, reason: str) -> Removal:
        return cls(timezone.localtime(moment).date(), str(Reason(reason).label).lower())

    @property
    def day_printed(self) -> str:
        return printed_day(self.day)


@dataclass(frozen=True, slots=True)
class Removals:
    """The seals on an edition's parts: passages by item, people by place, files by token.

    `changed` is when a part was last sealed or shown again, if ever.
    """

    passages: dict[str, Removal] = field(default_factory=dict)
    participants: dict[int, Removal] = field(default_factory=dict)
    photos: dict[str, Removal] = field(default_factory=dict)
    documents: dict[str, Removal] = field(default_factory=dict)
    changed: datetime | None = None


def removals_of(readout: int) -> Removals:
    """The seals that lie on the parts of an edition, given by its key, now."""
    return removals_in(readout, seals_on(readout=readout))


def removals_in(readout: int, rows: Iterable[Row]) -> Removals:
    """The seals that `seals_on` found on the parts of an edition, given by its key."""
    known = list(rows)
    found = Removals(changed=max((lifted or sealed for *_, sealed, lifted in known), default=None))
    by_key: dict[int, Removal] = {}
    for item, participant, photo, document, reason, sealed, lifted in known:
        removal = Removal.at(sealed, reason)
        if lifted:
            continue
        if item:
            found.passages[item] = removal
        elif participant:
            by_key[participant] = removal
        elif photo:
            found.photos[photo] = removal
        else:
            found.documents[document] = removal
    if by_key:
        found.participants.update(_by_place(readout, by_key))
    return found


@prepared
def seals_on(readout: int) -> QuerySet[Any, Any]:
    """The seals on an edition's parts, those that were lifted too."""
    parts = Q(passage__readout=readout) | Q(participant__readout=readout)
    files = Q(photo__uses__readout=readout) | Q(document__uses__readout=readout)
    targets = ("passage__item__uid", "participant", "photo__token", "document__token")
    rows = Seal.objects.filter(parts | files).order_by()
    return rows.values_list(*targets, "reason", "sealed_at", "lifted_at")


def _by_place(readout: int, by_key: dict[int, Removal]) -> dict[int, Removal]:
    """A document knows its participants by their order alone."""
    keys = Participant.objects.filter(readout=readout).values_list("pk", flat=True)
    return {place: by_key[key] for place, key in enumerate(keys) if key in by_key}


def removal_of(readout: Readout) -> Removal:
    """Why a released edition is gone: withdrawn, or sealed."""
    if readout.withdrawn_at is not None:
        return Removal.at(readout.withdrawn_at, readout.withdrawal_reason)
    seal = Seal.objects.get(readout=readout, lifted_at__isnull=True)
    return Removal.at(seal.sealed_at, seal.reason)
