"""Opening the next edition, or one in another language, from an edition that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from meetings import log
from meetings.drafts import last_digest, snapshot_of
from meetings.models import Entry, Participant, Readout
from meetings.release.act import Refused, act, locked, require
from meetings.release.naming import name_people

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ROWS = ("listings", "sittings", "passages", "photo_uses", "document_uses")


@act
def correct(*, readout: Readout, by: User) -> Readout:
    """A new draft edition with every word and row of this one, under the same agenda items.

    The edition stays as it is until the draft is approved. Of an edition that another has
    followed since, no correction is opened: it would undo that one. Raises Refused.
    """
    require(by, "change_readout")
    edition = locked(readout)
    if edition.approved_at is None:
        raise Refused("This is a draft; change it as it stands.")
    if newer := newer_than(edition):
        raise Refused(
            f"A newer edition was approved {newer.approved_at:%d %B %Y}: correct that one, or "
            "start a draft from this version under “Compare”."
        )
    draft = _copy(edition, by=by, language=edition.language, follows=edition)
    _write(Entry.Act.CORRECT, edition, draft, by)
    return draft


def newer_than(edition: Readout) -> Readout | None:
    """The newest edition in its language that was approved after this one and not set aside."""
    others = Readout.objects.in_succession().filter(
        meeting=edition.meeting_id, language=edition.language
    )
    newer = others.filter(approved_at__gt=edition.approved_at).exclude(pk=edition.pk)
    return newer.order_by("-approved_at").first()


@act
def translate(*, readout: Readout, by: User, language: str, status: str) -> Readout:
    """A draft in another language that holds the same agenda items, to be written over.

    People and their offices are named as that language has them, where that is known.
    `status` is `Readout.Status.OFFICIAL` or `PROVISIONAL`. Raises Refused.
    """
    require(by, "change_readout")
    source = locked(readout)
    if language == source.language:
        raise Refused("That is the language it is in.")
    if status not in (Readout.Status.OFFICIAL, Readout.Status.PROVISIONAL):
        raise Refused("A translation is official or provisional.")
    draft = _copy(
        source, by=by, language=language, status=status, translation_of=source, section_label=""
    )
    _write(Entry.Act.TRANSLATE, source, draft, by)
    return draft


def _copy(edition: Readout, *, by: User, **changes: Any) -> Readout:
    language = changes["language"]
    drafts = Readout.objects.drafts().filter(meeting=edition.meeting, language=language)
    if there := drafts.first():
        raise Refused(f"A draft in this language is there already, by {there.created_by}.")
    facts = {
        name: getattr(edition, name)
        for name in (
            "meeting", "status", "translation_of", "relation", "section_label", "title",
            "released_on", "occasion", "introduction", "source", "internal_note",
        )
    }  # fmt: skip
    draft = Readout.objects.create(**{**facts, **changes}, created_by=by, changed_by=by)
    for name in ROWS:
        for row in getattr(edition, name).all():
            copy_row(row, readout=draft)
    for participant in edition.participants.prefetch_related("held_appointments"):
        copy_participant(participant, readout=draft)
    if language != edition.language:
        name_people(draft)
    snapshot_of(draft, by=by)
    return draft


def copy_participant(participant: Participant, **changes: Any) -> models.Model:
    """A participant once more, with the appointments in which they sat."""
    held = list(participant.held_appointments.all())
    copied = copy_row(participant, **changes)
    for appointment in held:
        copy_row(appointment, participant=copied)
    return copied


def copy_row(row: models.Model, **changes: Any) -> models.Model:
    """A row once more, with some fields changed."""
    kept = [
        field.attname
        for field in row._meta.concrete_fields
        if not field.primary_key and changes.keys().isdisjoint({field.name, field.attname})
    ]
    facts = {name: getattr(row, name) for name in kept}
    return type(row)._default_manager.create(**facts, **changes)


def _write(as_act: Entry.Act, edition: Readout, draft: Readout, by: User) -> None:
    digest = edition.approved.sha256 if edition.approved else ""
    log.write(act=as_act, by=by, readout=draft, before=digest, after=last_digest(draft))
