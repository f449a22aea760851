"""What merging a meeting into another would do, and why it may not be done."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from meetings import intake
from meetings.models import Meeting, Passage, Readout, RecoveryCopy, Seal, TaggedItem
from meetings.models.desk import KEPT_FOR
from meetings.release.act import Refused
from meetings.tagging import MOST

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
    there = newest_of(into)
    for draft in drafts_of(meeting):
        if draft.language in there:
            made.versions.append((draft, there[draft.language]))
        else:
            made.moved.append(draft)
    made.items = _matched(newest_of(meeting), there)
    _plan_topics(made)
    return made


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
            f"merge {made.into} into it, or withdraw that readout first."
        )


def _require_nothing_left_behind(made: Plan) -> None:
    """Nothing that rests on the vanishing entry would be lost, or forgotten, without it."""
    if made.was_public and not Meeting.objects.begun(timezone.now()).contains(made.into):
        raise Refused(
            f"{made.meeting} has been public, and {made.into} has not: "
            f"merge {made.into} into it, or wait until {made.into} is public."
        )
    parts = Q(passage__readout__meeting=made.meeting)
    parts |= Q(participant__readout__meeting=made.meeting)
    if Seal.objects.filter(parts, lifted_at__isnull=True).exists():
        raise Refused(
            f"A part of {made.meeting} is sealed, and its words would stand open elsewhere: "
            f"merge {made.into} into it, or lift the seal first."
        )
    resting = Readout.objects.approved_ones().filter(translation_of__in=drafts_of(made.meeting))
    if translation := resting.first():
        raise Refused(
            f"“{translation}” is a translation of a draft that would go: "
            f"merge {made.into} into {made.meeting}."
        )


def _require_nothing_unsaved(made: Plan, by: User) -> None:
    since = timezone.now() - KEPT_FOR
    copies = RecoveryCopy.objects.filter(readout__meeting=made.meeting, saved_at__gte=since)
    if copy := copies.select_related("user").first():
        who = "You have" if copy.user == by else f"{copy.user} has"
        raise Refused(f"{who} typed something in it that is not saved yet: see to that first.")


def drafts_of(meeting: Meeting) -> list[Readout]:
    """Its drafts, each after what it is a translation of."""
    rows = Readout.objects.drafts().filter(meeting=meeting).select_related("translation_of")
    return sorted(rows, key=lambda row: (row.translation_of_id is not None, row.pk))


def newest_of(meeting: Meeting) -> dict[str, Readout]:
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
