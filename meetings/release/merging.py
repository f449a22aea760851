"""A meeting that was entered twice: one entry is folded into the other, and nothing is lost.

What was approved never changes and stays where it is. The drafts of the entry that vanishes go on
under the one that is kept; where a readout in their language stands there already, they become
versions of it. Agenda items are matched by their words, and the topics of both united.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from meetings import drafts, finding, intake, log
from meetings.models import (
    AgendaItem,
    Entry,
    FormerAddress,
    Meeting,
    Passage,
    Readout,
    RecoveryCopy,
    Seal,
    TaggedItem,
)
from meetings.models.desk import KEPT_FOR
from meetings.release.act import Refused, act
from meetings.release.editions import ROWS, copy_participant, copy_row
from meetings.tagging import MOST
from meetings.writing import insert_all

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass
class Plan:
    """What a merge does: drafts that go on, drafts that become versions, items that are one."""

    meeting: Meeting
    into: Meeting
    moved: list[Readout] = field(default_factory=list)
    versions: list[tuple[Readout, Readout]] = field(default_factory=list)
    """A draft, and the readout of which its words become versions."""
    items: dict[int, int] = field(default_factory=dict)
    """By the key of an item that vanishes, the one that it is."""
    attached: list[tuple[int, TaggedItem]] = field(default_factory=list)
    """By the key of a kept item, a topic that it gets from its like."""
    left: list[str] = field(default_factory=list)
    """Topics of items that stand in no readout any more, and those for which there is no room."""
    was_public: bool = False

    @property
    def topics(self) -> list[str]:
        """Topics that the kept items get."""
        return [row.tag.name for _, row in self.attached]

    @property
    def digest(self) -> str:
        """What tells it from the plan of any other moment."""
        moved = [(draft.pk, draft.version) for draft in self.moved]
        versions = [(draft.pk, draft.version, readout.pk) for draft, readout in self.versions]
        both = (self.meeting.pk, self.into.pk)
        said = (both, moved, versions, self.items, self.topics, self.left, self.was_public)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def plan(*, meeting: Meeting, into: Meeting, by: User) -> Plan:
    """What merging `meeting` into `into` would do. Raises Refused where it may not be done."""
    made = Plan(meeting, into)
    made.was_public = Meeting.objects.begun(timezone.now()).contains(meeting)
    _require(by, made)
    _require_nothing_standing(made)
    _require_nothing_left_behind(made)
    _require_nothing_unsaved(made, by)
    there = _newest(into)
    for draft in _drafts(meeting):
        if draft.language in there:
            made.versions.append((draft, there[draft.language]))
        else:
            made.moved.append(draft)
    made.items = _matched(_newest(meeting), there)
    _plan_topics(made)
    return made


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
    for draft in reversed(_drafts(done.meeting)):
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


# What may be merged


def _require(by: User, made: Plan) -> None:
    rights = ["meetings.change_readout", "meetings.delete_readout"]
    rights += ["meetings.withdraw_readout"] if made.was_public else []
    if not (by.is_active and by.has_perms(rights)):
        raise Refused(f"{by} may not merge these meetings.")
    if made.meeting == made.into:
        raise Refused("A meeting cannot be merged into itself: choose another.")
    for one in (made.meeting, made.into):
        if one.merged_into is not None:
            raise Refused(f"{one} has been merged into {one.merged_into} already.")


def _require_nothing_standing(made: Plan) -> None:
    """Nothing that is public or approved is folded: an edition never changes its meeting."""
    standing = Readout.objects.approved_ones().filter(withdrawn_at__isnull=True)
    here, there = (
        set(standing.filter(meeting=one).values_list("language", flat=True))
        for one in (made.meeting, made.into)
    )
    if both := sorted(here & there):
        raise Refused(
            f"Both have an approved readout in one language ({', '.join(both)}): "
            "withdraw one of the two, or revoke its approval, first."
        )
    if here:
        raise Refused(
            f"{made.meeting} has an approved readout ({', '.join(sorted(here))}): "
            "merge the other one into it, or withdraw that readout first."
        )


def _require_nothing_left_behind(made: Plan) -> None:
    """Nothing that rests on the vanishing entry would be lost, or forgotten, without it."""
    if made.was_public and not Meeting.objects.begun(timezone.now()).contains(made.into):
        raise Refused(
            f"{made.meeting} has been public, and {made.into} has not: merge the other one into it."
        )
    parts = Q(passage__readout__meeting=made.meeting)
    parts |= Q(participant__readout__meeting=made.meeting)
    if Seal.objects.filter(parts, lifted_at__isnull=True).exists():
        raise Refused(
            f"A part of {made.meeting} is sealed, and its words would stand open elsewhere: "
            "merge the other one into it."
        )
    resting = Readout.objects.approved_ones().filter(translation_of__in=_drafts(made.meeting))
    if translation := resting.first():
        raise Refused(
            f"“{translation}” is a translation of a draft that would go: merge the other one into "
            f"{made.meeting}."
        )


def _require_nothing_unsaved(made: Plan, by: User) -> None:
    since = timezone.now() - KEPT_FOR
    copies = RecoveryCopy.objects.filter(readout__meeting=made.meeting, saved_at__gte=since)
    if copy := copies.select_related("user").first():
        who = "You have" if copy.user == by else f"{copy.user} has"
        raise Refused(f"{who} typed something in it that is not saved yet: see to that first.")


def _drafts(meeting: Meeting) -> list[Readout]:
    """Its drafts, each after what it is a translation of."""
    rows = Readout.objects.drafts().filter(meeting=meeting).select_related("translation_of")
    return sorted(rows, key=lambda row: (row.translation_of_id is not None, row.pk))


def _newest(meeting: Meeting) -> dict[str, Readout]:
    """By language its draft, or else its newest edition that stands, or that was withdrawn."""
    rows = Readout.objects.filter(meeting=meeting)

    def rank(row: Readout) -> tuple[bool, bool, int]:
        return not row.is_approved, row.withdrawn_at is None, row.pk

    return {row.language: row for row in sorted(rows, key=rank)}


# Which agenda items are one


def _matched(here: dict[str, Readout], there: dict[str, Readout]) -> dict[int, int]:
    """Items by the words of a language that both have; else by outlines that are the same."""
    found: dict[int, int] = {}
    for language in sorted(here.keys() & there.keys()):
        old, new = list(there[language].passages.all()), list(here[language].passages.all())
        pairs = [(new[pair.new], old[pair.old]) for pair in intake.rematch(old, new).pairs]
        _add_pairs(found, pairs)
    if not found and here and there and not here.keys() & there.keys():
        mine, kept = (list(next(iter(rows.values())).passages.all()) for rows in (here, there))
        if [(row.depth, row.label) for row in mine] == [(row.depth, row.label) for row in kept]:
            _add_pairs(found, list(zip(mine, kept, strict=True)))
    return found


def _add_pairs(found: dict[int, int], pairs: list[tuple[Passage, Passage]]) -> None:
    for gone, kept in pairs:
        if gone.item_id not in found and kept.item_id not in found.values():
            found[gone.item_id] = kept.item_id


def _plan_topics(made: Plan) -> None:
    """Topics that matched items get, and those of items that stand nowhere afterwards."""
    going = {row.item_id for draft in made.moved for row in draft.passages.all()}
    there: dict[int, set[int]] = defaultdict(set)
    known = TaggedItem.objects.filter(content_object__in=made.items.values())
    for item, tag in known.values_list("content_object", "tag"):
        there[item].add(tag)
    tagged = TaggedItem.objects.filter(content_object__meeting=made.meeting)
    for row in tagged.select_related("tag", "attached_by").order_by("pk"):
        kept = made.items.get(row.content_object_id)
        if kept is None:
            made.left += [] if row.content_object_id in going else [row.tag.name]
        elif row.tag_id not in there[kept]:
            if len(there[kept]) < MOST:
                there[kept].add(row.tag_id)
                made.attached.append((kept, row))
            else:
                made.left.append(row.tag.name)


# Doing it


def _move(draft: Readout, done: Plan, by: User) -> Readout:
    """The draft anew under the kept meeting, with its rows, versions and source texts."""
    names = (
        "language", "status", "relation", "section_label", "title", "released_on", "occasion",
        "introduction", "source", "internal_note", "created_by", "version",
    )  # fmt: skip
    of = draft.translation_of
    original = _newest(done.into).get(of.language) if of else None
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
