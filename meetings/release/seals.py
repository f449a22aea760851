"""Taking words or pictures out of public sight at once, over an edition that stays unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings import finding, log
from meetings.models import (
    Document,
    Entry,
    Meeting,
    Participant,
    Passage,
    Photo,
    Readout,
    Seal,
)
from meetings.models.log import Reason
from meetings.release.act import Refused, act, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Target = Readout | Passage | Participant | Photo | Document
FIELDS: dict[type, str] = {
    Readout: "readout",
    Passage: "passage",
    Participant: "participant",
    Photo: "photo",
    Document: "document",
}


@act
def seal(*, target: Target, by: User, reason: str) -> list[Seal]:
    """Seal an edition, a passage, a participant, a photo or a document, alone and at once.

    A passage is sealed with its agenda item in every approved edition and language of the
    meeting, a participant likewise as the person: what is taken out of one stands in no other,
    in whatever words. Raises Refused.
    """
    require(by, "seal_readout")
    if reason not in Reason.values:
        raise Refused("Choose the reason for which it is sealed.")
    _lock(target)
    now = timezone.now()
    if isinstance(target, Readout) and target.live_from and target.live_from > now:
        raise Refused("It has not been released: revoke its approval, or withdraw it.")
    field = FIELDS[type(target)]
    parts = _like(target).exclude(seals__in=Seal.objects.filter(lifted_at__isnull=True))
    seals = [
        Seal.objects.create(**{field: part}, reason=reason, sealed_at=now, sealed_by=by)
        for part in parts
    ]
    if not seals:
        raise Refused("It is sealed already, or has not been approved.")
    _settle(target)
    _write(Entry.Act.SEAL, target, by, Reason(reason).label, [s.pk for s in seals])
    return seals


@act
def lift(*, seal: Seal, by: User) -> list[Seal]:
    """Lift a seal, and those laid on the same words in other editions with it. Raises Refused.

    Other words stay sealed, so that what was corrected can be shown without what it corrects.
    """
    require(by, "seal_readout")
    field = FIELDS[type(seal.target)]
    parts = _same_words(seal.target)
    open_seals = Seal.objects.select_for_update().filter(
        lifted_at__isnull=True, **{f"{field}__in": parts}
    )
    seals = list(open_seals)
    if not seals:
        raise Refused("This seal has been lifted already.")
    for one in seals:
        one.lifted_at, one.lifted_by = timezone.now(), by
        one.save(update_fields=["lifted_at", "lifted_by"])
    _settle(seal.target)
    _write(Entry.Act.LIFT, seal.target, by, "", [s.pk for s in seals])
    return seals


def follow(edition: Readout) -> list[Seal]:
    """Lay the seals on parts of its meeting's other editions on the like parts of this one."""
    parts = Q(passage__readout__meeting=edition.meeting_id)
    parts |= Q(participant__readout__meeting=edition.meeting_id)
    now, laid = timezone.now(), []
    for one in Seal.objects.filter(parts, lifted_at__isnull=True).order_by("pk"):
        field = FIELDS[type(one.target)]
        like = _like(one.target).filter(readout=edition)
        for part in like.exclude(seals__in=Seal.objects.filter(lifted_at__isnull=True)):
            sealed = {field: part, "reason": one.reason, "sealed_by": one.sealed_by}
            laid.append(Seal.objects.create(**sealed, sealed_at=now))
    return laid


def _lock(target: Target) -> None:
    if (readout := _readout_of(target)) is not None:
        Meeting.objects.select_for_update().get(pk=readout.meeting_id)


def _settle(target: Target) -> None:
    if (readout := _readout_of(target)) is not None:
        finding.settle([readout.meeting_id])


def _readout_of(target: Target) -> Readout | None:
    return target if isinstance(target, Readout) else getattr(target, "readout", None)


def _like(target: Target) -> QuerySet[Any]:
    """The target, with its like in the other approved editions of its meeting."""
    if isinstance(target, Readout):
        return Readout.objects.approved_ones().filter(pk=target.pk)
    if isinstance(target, Photo | Document):
        return type(target).objects.filter(pk=target.pk)
    editions = Readout.objects.approved_ones().filter(meeting=target.readout.meeting_id)
    if isinstance(target, Passage):
        return Passage.objects.filter(readout__in=editions, item=target.item_id)
    same = Q(name=target.name, offices=target.offices)
    if target.person is not None:
        person = target.person.merged_into_id or target.person_id
        same |= Q(person=person) | Q(person__merged_into=person)
    return Participant.objects.filter(same, readout__in=editions)


def _same_words(target: Target) -> QuerySet[Any]:
    """The target, with its like in the same words."""
    if isinstance(target, Passage):
        return _like(target).filter(heading=target.heading, text=target.text)
    if isinstance(target, Participant):
        return _like(target).filter(name=target.name, offices=target.offices)
    return _like(target)


def _write(as_act: Entry.Act, target: Target, by: User, reason: str, seals: list[int]) -> None:
    readout = _readout_of(target)
    kind = type(target)._meta.verbose_name
    # The words themselves stay out of the log: it is read by more people than the seal allows.
    about = log.in_words(readout) if readout is not None else str(target)
    subject = about if readout in (None, target) else f"{kind} of {about}"
    details = {FIELDS[type(target)]: target.pk, "seals": seals}
    log.write(act=as_act, by=by, readout=readout, subject=subject, reason=reason, details=details)
