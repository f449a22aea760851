"""A meeting that was entered twice: one entry is folded into the other, and nothing is lost.

What was approved never changes and stays where it is. The drafts of the entry that vanishes go on
under the one that is kept; where a readout in their language stands there already, they become
versions of it. Agenda items are matched by their words, and the topics of both united.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from meetings import drafts, finding, log
from meetings.models import AgendaItem, Entry, FormerAddress, Meeting, Readout, TaggedItem
from meetings.release.act import Refused, act
from meetings.release.editions import ROWS, copy_participant, copy_row
from meetings.release.merge_plan import Plan, drafts_of, newest_of, plan
from meetings.writing import insert_all

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@act
def merge(*, meeting: Meeting, into: Meeting, by: User, seen: str | None = None) -> Plan:
    """Fold a meeting that was entered twice into the entry that is kept; gives what was done.

    An address that the public knew leads to the kept meeting from now on. `seen` is the digest of
    the plan that the person agreed to; None asks for no such proof. Raises Refused.
    """
    both = Meeting.objects.select_for_update().filter(pk__in=[meeting.pk, into.pk])
    locked = {one.pk: one for one in both.order_by("pk")}
    done = plan(meeting=locked[meeting.pk], into=locked[into.pk], by=by)
    if seen is not None and seen != done.digest:
        raise Refused("Something was changed since you looked: read anew what will be done.")
    details = _told(done)
    became = {draft.pk: _move(draft, done, by).pk for draft in done.moved}
    became |= {draft.pk: readout.pk for draft, readout in done.versions}
    for draft, readout in done.versions:
        _keep_versions(draft, readout)
        if not readout.is_approved:
            drafts.snapshot_of(readout, by=by)
    _unite_topics(done)
    for draft in reversed(drafts_of(done.meeting)):
        draft.delete()
    details["items_became"] = _uids(done.items)
    done.meeting.items.filter(passages__isnull=True).delete()
    _lead_on(done)
    finding.settle([done.meeting, done.into])
    details["became"] = {str(draft): readout for draft, readout in became.items()}
    subject = f"{done.meeting} into {done.into}"
    log.write(act=Entry.Act.MERGE, by=by, meeting=done.into, subject=subject, details=details)
    return done


def merged_into(draft: int) -> Entry | None:
    """The log's entry of the merge in which a draft (by its key) went, if it did."""
    merges = Entry.objects.filter(act=Entry.Act.MERGE, details__became__has_key=str(draft))
    return merges.select_related("by", "meeting").first()


def items_of_merged(meeting: Meeting) -> dict[str, str]:
    """By the uid of an item of an entry that was merged into a meeting, that of its like there."""
    merges = Entry.objects.filter(act=Entry.Act.MERGE, details__has_key="items_became")
    known = merges.filter(Q(meeting=meeting) | Q(meeting__merged_into=meeting))
    became: dict[str, str] = {}
    for details in known.order_by("-pk").values_list("details", flat=True):
        # An entry may have been kept first, and merged into another later.
        became |= {gone: became.get(kept, kept) for gone, kept in details["items_became"].items()}
    return became


# Doing it


def _move(draft: Readout, done: Plan, by: User) -> Readout:
    """The draft anew under the kept meeting, with its rows, versions and source texts."""
    names = (
        "language", "status", "relation", "section_label", "title", "released_on", "occasion",
        "introduction", "source", "internal_note", "created_by", "version",
    )  # fmt: skip
    of = draft.translation_of
    original = newest_of(done.into).get(of.language) if of else None
    facts = {name: getattr(draft, name) for name in names}
    moved = Readout.objects.create(
        meeting=done.into, changed_by=by, translation_of=original, **facts
    )
    for name in ROWS:
        for row in getattr(draft, name).all():
            changes = {"item_id": _kept_item(row, done)} if name == "passages" else {}
            copy_row(row, readout=moved, **changes)
    for participant in draft.participants.prefetch_related("held_appointments"):
        copy_participant(participant, readout=moved)
    _keep_versions(draft, moved)
    _rewrite(list(draft.as_printed.all()), moved)
    drafts.snapshot_of(moved, by=by)
    return moved


def _kept_item(row: Any, done: Plan) -> int:
    """The key of the item under the kept meeting.

    One that has no like there is made once, with its topics.
    """
    if row.item_id not in done.items:
        made = done.items[row.item_id] = AgendaItem.objects.create(meeting=done.into).pk
        own = TaggedItem.objects.filter(content_object=row.item_id)
        done.attached += [(made, one) for one in own.select_related("tag").order_by("pk")]
    return done.items[row.item_id]


def _keep_versions(draft: Readout, readout: Readout) -> None:
    """Every version of a draft, and every text it came from, as they were, beside another's."""
    _rewrite(list(draft.snapshots.order_by("pk")), readout)
    _rewrite(list(draft.source_texts.order_by("pk")), readout)


def _rewrite(rows: list[Any], readout: Readout) -> None:
    """Rows once more, with who made them and when, under another readout."""
    for row in rows:
        row.pk, row.readout = None, readout
        if hasattr(row, "content"):
            row.content = bytes(row.content)
    insert_all(rows)


def _unite_topics(done: Plan) -> None:
    for item, row in done.attached:
        TaggedItem.objects.create(content_object_id=item, tag=row.tag, attached_by=row.attached_by)


def _uids(items: dict[int, int]) -> dict[str, str]:
    """By the uid of an item that vanishes, that of the one that it is."""
    uids = dict(
        AgendaItem.objects.filter(pk__in={*items, *items.values()}).values_list("pk", "uid")
    )
    return {uids[gone]: uids[kept] for gone, kept in items.items()}


def _lead_on(done: Plan) -> None:
    """Let the vanished entry, and every address of it that was public, lead to the kept one."""
    meeting, into = done.meeting, done.into
    meeting.merged_into = into
    Meeting.objects.filter(merged_into=meeting).update(merged_into=into)
    FormerAddress.objects.filter(meeting=meeting).update(meeting=into)
    if done.was_public and meeting.address_on is not None:
        FormerAddress.objects.create(
            meeting=into, address_on=meeting.address_on, slug=meeting.slug or ""
        )
        meeting.slug = f"{(meeting.slug or '')[:120]}-{meeting.number}"
    meeting.save(update_fields=["merged_into", "slug"])


def _told(done: Plan) -> dict[str, Any]:
    """What the log keeps of it."""
    return {
        "meeting": done.meeting.number,
        "into": done.into.number,
        "moved": [log.in_words(draft) for draft in done.moved],
        "versions": [log.in_words(draft) for draft, _ in done.versions],
        "topics": done.topics,
        "topics_left": done.left,
    }
