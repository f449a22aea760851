"""Entering what is told as readouts, and approving them: each table's rows at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from django.db import connection

from meetings.addresses import slug_of
from meetings.bulk.found import Keys
from meetings.bulk.told import Told
from meetings.models import (
    AgendaItem,
    Entry,
    FormerAddress,
    Meeting,
    Participant,
    Passage,
    Readout,
    Sitting,
    Snapshot,
    TaggedItem,
)
from meetings.record import Record
from meetings.writing import batches, insert, new_keys

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AT_ONCE = 250
"""So many approvals are written by one statement: SQLite takes 32,766 values in one."""


@dataclass(frozen=True)
class Signatures:
    """Who writes and who approves what is loaded: two different people."""

    author: User
    approver: User
    reason: str
    at: datetime


def enter(batch: Sequence[Told], records: list[Record], by: Signatures) -> list[Keys]:
    """Write what is told, with its documents, as approved editions; give the keys that they got."""
    meetings = _insert_meetings(batch)
    readouts = new_keys(Readout, len(batch))
    _insert_readouts(batch, meetings, readouts, by)
    _insert_sittings_and_seats(batch, readouts)
    keys = list(_new_keys(batch, meetings, readouts))
    _insert_items(batch, keys, by)
    _approve(batch, readouts, _insert_snapshots(records, readouts, by), by)
    _log(batch, meetings, readouts, records, by)
    return keys


def _new_keys(
    batch: Sequence[Told], meetings: Sequence[int], readouts: Sequence[int]
) -> Iterator[Keys]:
    number = sum(len(row.items) for row in batch)
    items, passages = iter(new_keys(AgendaItem, number)), iter(new_keys(Passage, number))
    for row, meeting, readout in zip(batch, meetings, readouts, strict=True):
        size = len(row.items)
        yield Keys(meeting, readout, list(islice(items, size)), list(islice(passages, size)))


def _insert_meetings(batch: Sequence[Told]) -> list[int]:
    keys = new_keys(Meeting, len(batch))
    names = ("id", "number", "address_on", "slug", "wanted_slug")
    rows = zip(keys, batch, _slugs(batch), strict=True)
    insert(
        Meeting,
        names,
        ((key, row.meeting.number, row.released_on, *slugs) for key, row, slugs in rows),
    )
    return keys


def _slugs(batch: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """The address that each gets, the first of its day that is free, and the one it wanted."""
    days = {row.released_on for row in batch}
    taken = {
        pair
        for model in (Meeting, FormerAddress)
        for pair in model.objects.filter(address_on__in=days).values_list("address_on", "slug")
    }
    # Many meetings have one title, which says who met.
    wanted_by = lru_cache(maxsize=1_000)(slug_of)
    for row in batch:
        wanted = wanted_by(row.title)
        free = (slug for n in count(1) if (slug := f"{wanted}-{n}" if n > 1 else wanted))
        slug = next(slug for slug in free if (row.released_on, slug) not in taken)
        taken.add((row.released_on, slug))
        yield slug, wanted


def _insert_readouts(
    batch: Sequence[Told], meetings: list[int], readouts: list[int], by: Signatures
) -> None:
    given: dict[str, Any] = {
        "status": Readout.Status.ORIGINAL.value,
        "correction_note": "",
        "source": "",
        "internal_note": "",
        "created_at": by.at,
        "created_by": by.author.pk,
        "version": 1,
        "changed_at": by.at,
        "changed_by": by.author.pk,
        "night_reason": "",
        "withdrawal_reason": "",
    }
    names = ["id", "meeting", "language", "relation", "section_label", "title", "released_on"]
    rows = (
        (
            key,
            meeting,
            row.language,
            row.relation.pk,
            row.section_label,
            row.title,
            row.released_on,
            row.introduction,
            *given.values(),
        )
        for key, meeting, row in zip(readouts, meetings, batch, strict=True)
    )
    insert(Readout, [*names, "introduction", *given], rows)


def _insert_sittings_and_seats(batch: Sequence[Told], readouts: list[int]) -> None:
    pairs = list(zip(readouts, batch, strict=True))
    insert(
        Sitting,
        ("readout", "position", "held_on", "place", "form", "zone", "precision",
         "minutes_precision", "as_printed"),
        (
            (key, 0, row.held_on, row.place, row.form.pk if row.form else None, "", "", "", "")
            for key, row in pairs
        ),
    )  # fmt: skip
    insert(
        Participant,
        ("readout", "position", "side", "honorific", "name", "short", "offices", "party", "role",
         "is_group", "is_anonymous", "person"),
        (
            (
                key, place, str(seat.side), seat.honorific, seat.name, seat.short, seat.offices,
                seat.party.pk if seat.party else None, seat.role, seat.is_group,
                seat.is_anonymous, seat.person.pk if seat.person else None,
            )
            for key, row in pairs
            for place, seat in enumerate(row.seats)
        ),
    )  # fmt: skip


def _insert_items(batch: Sequence[Told], keys: Sequence[Keys], by: Signatures) -> None:
    rows = [
        (key, place, item, item_key, passage)
        for row, key in zip(batch, keys, strict=True)
        for place, (item, item_key, passage) in enumerate(
            zip(row.items, key.items, key.passages, strict=True)
        )
    ]
    insert(
        AgendaItem,
        ("id", "uid", "meeting"),
        ((item_key, item.item.uid, key.meeting) for key, _, item, item_key, _ in rows),
    )
    insert(
        Passage,
        ("id", "readout", "item", "position", "depth", "kind", "label", "heading", "text",
         "language"),
        (
            (passage, key.readout, item_key, place, item.depth, str(item.kind), item.label,
             item.heading, item.text, item.language)
            for key, place, item, item_key, passage in rows
        ),
    )  # fmt: skip
    insert(
        TaggedItem,
        ("content_object", "tag", "attached_at", "attached_by"),
        (
            (item_key, tag, by.at, by.author.pk)
            for _, _, item, item_key, _ in rows
            for tag in item.tags
        ),
    )


def _insert_snapshots(records: list[Record], readouts: list[int], by: Signatures) -> list[int]:
    keys = new_keys(Snapshot, len(records))
    insert(
        Snapshot,
        ("id", "readout", "version", "made_at", "made_by", "schema", "content", "sha256"),
        (
            (key, readout, 1, by.at, by.approver.pk, record.schema, record.content, record.sha256)
            for key, readout, record in zip(keys, readouts, records, strict=True)
        ),
    )
    return keys


def _approve(
    batch: Sequence[Told], readouts: list[int], snapshots: list[int], by: Signatures
) -> None:
    """Make the drafts editions: each with its document and its time of release."""
    table = Readout._meta.db_table
    moment = connection.ops.adapt_datetimefield_value
    now = moment(by.at)
    begun = [moment(row.live_from) for row in batch]
    with connection.cursor() as cursor:
        for given, values in _columns(readouts, snapshots, begun):
            sql = (
                f"UPDATE {table} SET approved_id = given.column2, live_from = given.column3, "  # noqa: S608
                "submitted_at = %s, submitted_by_id = %s, approved_at = %s, approved_by_id = %s "
                f"FROM {given} WHERE {table}.id = given.column1"
            )
            cursor.execute(sql, [now, by.author.pk, now, by.approver.pk, *values])


def _columns(*columns: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Columns of numbers, numbers and moments as a table `given`, and the values it takes.

    PostgreSQL takes each as one value; SQLite takes so many rows at a time.
    """
    if connection.vendor == "postgresql":
        arrays = "unnest(%s::bigint[], %s::bigint[], %s::timestamptz[])"
        yield f"{arrays} given(column1, column2, column3)", list(columns)
        return
    for some in batches(zip(*columns, strict=True), AT_ONCE):
        places = ", ".join(["(%s, %s, %s)"] * len(some))
        yield f"(VALUES {places}) given", [value for row in some for value in row]


def _log(
    batch: Sequence[Told],
    meetings: list[int],
    readouts: list[int],
    records: list[Record],
    by: Signatures,
) -> None:
    """One entry for each approval, as for any other: the log tells of each by its hash."""
    names = ("at", "by", "act", "meeting", "readout", "subject", "reason", "before", "after")
    rows = zip(meetings, readouts, batch, records, strict=True)
    insert(
        Entry,
        (*names, "details"),
        (
            (
                by.at,
                by.approver.pk,
                Entry.Act.APPROVE.value,
                meeting,
                readout,
                _in_words(row),
                by.reason,
                "",
                record.sha256,
                {"live_from": row.live_from.isoformat()},
            )
            for meeting, readout, row, record in rows
        ),
    )


def _in_words(row: Told) -> str:
    """A readout as the log names it."""
    number = row.meeting.number
    return f"{row.title} ({row.released_on}) [{row.language}, meeting {number}]"[:400]
