"""Going back to an earlier version: its words become the draft, and nothing is undone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from meetings import drafts, log
from meetings.drafts import last_digest, snapshot_of
from meetings.models import (
    AgendaItem,
    Document,
    DocumentUse,
    Entry,
    MeetingForm,
    Occasion,
    Participant,
    ParticipantAppointment,
    Passage,
    Photo,
    PhotoUse,
    Readout,
    ReadoutRelation,
    Sitting,
    Snapshot,
)
from meetings.record import CanonicalDocument
from meetings.release.act import Refused, act, locked, require
from meetings.release.merging import items_of_merged
from relations.models import Appointment, Party, Person, Relation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ROWS = ("listings", "sittings", "participants", "passages", "photo_uses", "document_uses")


@act
def start_from(*, snapshot: Snapshot, by: User, version: int | None = None) -> Readout:
    """Make the words of a snapshot those of the draft, under the same agenda items.

    Where there is no draft of its meeting and language, the next edition is opened. What the
    draft held is in its own snapshots. `version` is the draft's as the person saw it, None when
    there was none. Raises Refused.
    """
    require(by, "change_readout")
    source = locked(snapshot.readout)
    draft = _draft_beside(source)
    before = last_digest(draft) if draft else last_digest(source)
    as_act = Entry.Act.SAVE if draft else Entry.Act.CORRECT
    if draft is None:
        draft = _opened(source, by)
    else:
        _claim(draft, by, version)
    _fill(draft, snapshot)
    after = snapshot_of(draft, by=by).sha256
    log.write(
        act=as_act,
        by=by,
        readout=draft,
        reason=f"Started from version {snapshot.version} of {snapshot.made_at:%d %B %Y}.",
        before=before,
        after=after,
        details={"from": snapshot.sha256},
    )
    return draft


def _draft_beside(source: Readout) -> Readout | None:
    same = {"meeting": source.meeting_id, "language": source.language}
    return Readout.objects.drafts().filter(**same).first()


def _claim(draft: Readout, by: User, version: int | None) -> None:
    if version is None:
        raise Refused(f"A draft is there by now, by {draft.created_by}: look at it first.")
    try:
        drafts.claim(readout=draft, by=by, version=version)
    except drafts.Stale as stale:
        raise Refused(str(stale)) from stale


def _opened(source: Readout, by: User) -> Readout:
    """The next edition, without any words yet."""
    editions = Readout.objects.approved_ones().filter(
        meeting=source.meeting_id, language=source.language
    )
    return Readout.objects.create(
        meeting=source.meeting,
        language=source.language,
        status=source.status,
        translation_of=source.translation_of,
        follows=editions.order_by("-live_from").first(),
        internal_note=source.internal_note,
        created_by=by,
        changed_by=by,
    )


def _fill(draft: Readout, snapshot: Snapshot) -> None:
    document = snapshot.document
    relation = Relation.objects.filter(uid=document["relation"]).first()
    is_its_title = relation is not None and document["section_label"] == str(relation)
    draft.relation = relation
    draft.section_label = "" if is_its_title else document["section_label"]
    draft.title, draft.introduction = document["title"], document["introduction"]
    day = document["released_on"]
    draft.released_on = date.fromisoformat(day) if day else None
    draft.occasion = Occasion.objects.filter(uid=document["occasion"]).first()
    draft.source = document["source"]
    if snapshot.readout_id == draft.pk:
        # An edition's note says what that edition changed: another begins without one.
        draft.correction_note = document["correction_note"]
    draft.save()
    for name in ROWS:
        getattr(draft, name).all().delete()
    _relations(draft, document)
    _sittings(draft, document)
    _participants(draft, document)
    _passages(draft, document)
    _files(draft, document)


def _relations(draft: Readout, document: CanonicalDocument) -> None:
    for relation in Relation.objects.filter(uid__in=document["also_under"]):
        ReadoutRelation.objects.create(readout=draft, relation=relation)


def _sittings(draft: Readout, document: CanonicalDocument) -> None:
    forms = {form.key: form for form in MeetingForm.objects.all()}
    for position, row in enumerate(document["sittings"]):
        Sitting.objects.create(
            readout=draft,
            position=position,
            held_on=date.fromisoformat(row["held_on"]),
            began_at=datetime.fromisoformat(row["began_at"]) if row["began_at"] else None,
            zone=row["zone"] or "",
            precision=row["precision"] or "",
            minutes=row["minutes"],
            minutes_precision=row["minutes_precision"] or "",
            place=row["place"],
            form=forms.get(row["form"]),
            as_printed=row["as_printed"],
        )


def _participants(draft: Readout, document: CanonicalDocument) -> None:
    rows = document["participants"]
    parties = _by_uid(Party, [row["party"] for row in rows])
    people = _by_uid(Person, [row["person"] for row in rows])
    days = [date.fromisoformat(row["held_on"]) for row in document["sittings"]]
    for position, row in enumerate(rows):
        person = people.get(row["person"])
        participant = Participant.objects.create(
            readout=draft,
            position=position,
            side=row["side"],
            honorific=row["honorific"],
            name=row["name"],
            short=row["short"],
            offices="\n".join(row["offices"]),
            party=parties.get(row["party"]),
            role=row["role"],
            is_group=row["group"],
            is_anonymous=row["anonymous"],
            person=person,
        )
        for appointment in _held(person, row["posts"], days):
            ParticipantAppointment.objects.create(participant=participant, appointment=appointment)


def _held(person: Person | None, posts: list[str], days: list[date]) -> list[Appointment]:
    """A person's appointments to these posts: of each, the one that holds on a day of the meeting
    before the others."""
    if person is None or not posts:
        return []
    known = Appointment.objects.filter(person=person, post__uid__in=posts).select_related("post")
    chosen: dict[int, Appointment] = {}
    for one in sorted(known, key=lambda a: any(a.held_on(day) for day in days)):
        chosen[one.post_id] = one
    return list(chosen.values())


def _passages(draft: Readout, document: CanonicalDocument) -> None:
    rows = document["passages"]
    # A version may come from a meeting that was merged into this one.
    became = items_of_merged(draft.meeting)
    uids = [became.get(row["item"], row["item"]) for row in rows]
    known = _by_uid(AgendaItem, uids)
    for position, (row, uid) in enumerate(zip(rows, uids, strict=True)):
        item = known.get(uid)
        if item is not None and item.meeting_id != draft.meeting_id:
            item = AgendaItem.objects.create(meeting=draft.meeting)
        Passage.objects.create(
            readout=draft,
            item=item or AgendaItem.objects.create(meeting=draft.meeting, uid=uid),
            position=position,
            language="" if row["language"] == draft.language else row["language"],
            **{name: row[name] for name in ("depth", "kind", "label", "heading", "text")},
        )


def _files(draft: Readout, document: CanonicalDocument) -> None:
    photos = {one.token: one for one in _known(Photo, document["photos"], "photo")}
    for position, row in enumerate(document["photos"]):
        words = {name: row[name] for name in ("alternative_text", "caption", "credit")}
        PhotoUse.objects.create(
            readout=draft, position=position, photo=photos[row["photo"]], **words
        )
    files = {one.token: one for one in _known(Document, document["documents"], "document")}
    for position, row in enumerate(document["documents"]):
        DocumentUse.objects.create(
            readout=draft,
            position=position,
            document=files[row["document"]],
            title=row["title"],
            kind=row["kind"],
            language="" if row["language"] == draft.language else row["language"],
        )


def _by_uid(model: Any, uids: list[str | None], **facts: Any) -> dict[str, Any]:
    return {row.uid: row for row in model.objects.filter(uid__in=filter(None, uids), **facts)}


def _known(model: Any, rows: list[dict[str, Any]], key: str) -> list[Any]:
    found = list(model.objects.filter(token__in=[row[key] for row in rows]))
    if len(found) < len({row[key] for row in rows}):
        raise Refused("A file of that version has been erased since.")
    return found
