"""What the public finds loaded readouts by, made of what was told while it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from meetings.bulk.told import Told
from meetings.finding import shared
from meetings.finding.counts import Recounting
from meetings.finding.rows import rows_from
from meetings.finding.settling import write
from meetings.finding.source import Edition, Place, Source
from meetings.models import SearchText, Tag
from meetings.search import index
from meetings.writing import insert


class Keys(NamedTuple):
    """The primary keys that a told readout has got, and those of its items' rows in order."""

    meeting: int
    readout: int
    items: Sequence[int]
    passages: Sequence[int]


class Finding:
    """Makes it for one batch of new meetings after the other, within one transaction.

    The counts of all topics are held meanwhile: other acts that change what is public wait.
    """

    def __init__(self) -> None:
        self._counts = Recounting(Tag.objects.values_list("pk", flat=True))
        self._is_first = True

    def add(self, batch: Sequence[Told], keys: Sequence[Keys]) -> None:
        """Make what these approved readouts are found by."""
        told = list(zip(batch, keys, strict=True))
        rows = rows_from(_source(told))
        self._counts.replace([], rows.mentions)
        write(rows)
        self._look_at_tables()
        shared.renew([], rows.mentions, timezone.now())
        insert(SearchText, index.Piece._fields, _pieces(told), meanwhile=True)

    def store(self) -> None:
        """Store the counts, when all is there."""
        self._counts.store()

    def _look_at_tables(self) -> None:
        """Else the database plans for good as if its tables were as small as before the first."""
        if self._is_first:
            self._is_first = False
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")


def _source(told: Sequence[tuple[Told, Keys]]) -> Source:
    source = Source()
    for row, key in told:
        source.editions[key.meeting].append(
            Edition(
                key.meeting, key.readout, row.language, row.relation.pk, row.released_on,
                row.live_from,
            )
        )  # fmt: skip
        rows = zip(row.items, key.items, key.passages, strict=True)
        for position, (item, item_key, passage) in enumerate(rows):
            if item.tags:
                source.tags[item_key] = list(item.tags)
                source.places[key.readout].append(Place(item_key, passage, position))
        for seat in row.seats:
            if seat.person:
                person = seat.person.merged_into_id or seat.person.pk
                source.seat(key.readout, person, seat.office_list)
    return source


def _pieces(told: Sequence[tuple[Told, Keys]]) -> Iterator[index.Piece]:
    editions = (
        index.Edition(
            key.readout, key.meeting, row.relation.pk, row.language, row.released_on,
            row.live_from, None, row.section_label, row.title, row.introduction,
        )
        for row, key in told
    )  # fmt: skip
    words = {
        key.readout: [
            index.Words(passage, item_key, item.heading, item.text)
            for item, item_key, passage in zip(row.items, key.items, key.passages, strict=True)
        ]
        for row, key in told
    }
    names = {
        key.readout: [seat.name for seat in row.seats if not seat.is_anonymous] for row, key in told
    }
    return index.pieces_from(editions, words, names)
