"""The stored versions of a meeting's readouts, and what their documents refer to."""

from __future__ import annotations

from typing import Any

from meetings.admin.clocks import at_home
from meetings.models import Occasion, Readout, Snapshot
from meetings.record import CanonicalDocument
from relations.models import Party, Person, Post, Relation

MOST = 300


def versions_of(readout: Readout) -> list[Snapshot]:
    """Every version of the meeting's readouts, newest first, without its words."""
    snapshots = Snapshot.objects.filter(readout__meeting=readout.meeting_id)
    snapshots = snapshots.select_related("made_by", "readout", "approves").defer("content")
    return list(snapshots.order_by("-pk")[:MOST])


def in_words(snapshot: Snapshot) -> str:
    """A version as it is chosen: language, number, when, by whom, and whether it was approved."""
    approves = getattr(snapshot, "approves", None)
    mark = ", approved" if approves is not None else ""
    made = f"{at_home(snapshot.made_at)}, {snapshot.made_by}"
    return f"{snapshot.readout.language}, version {snapshot.version}{mark}: {made}"


def names_of(*documents: CanonicalDocument) -> dict[str, str]:
    """The present names of all that these documents refer to by permanent identity."""
    wanted: dict[Any, set[str | None]] = {
        Relation: {document["relation"] for document in documents},
        Occasion: {document["occasion"] for document in documents},
        Party: set(),
        Person: set(),
        Post: set(),
    }
    for document in documents:
        wanted[Relation].update(document["also_under"])
        for row in document["participants"]:
            wanted[Party].add(row["party"])
            wanted[Person].add(row["person"])
            wanted[Post].update(row["posts"])
    names: dict[str, str] = {}
    for model, uids in wanted.items():
        rows = model.objects.filter(uid__in=uids - {None})
        rows = rows.select_related("party") if model is Post else rows
        names |= {row.uid: str(row) for row in rows}
    return names
