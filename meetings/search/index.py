"""The rows by which the public finds words: made from the record, replaced a meeting at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import count
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from meetings.models import Meeting, Participant, Passage, Readout, Seal, SearchText
from meetings.page.text import printed_day
from meetings.search.engines import index_is_whole
from meetings.search.words import MARK, words_of
from meetings.writing import insert

FIRST_DAY = date(1600, 1, 1).toordinal()
DAY_BIT, MEETING_BIT = 43, 16
"""Of a row's key: its day from bit 43 on, its meeting from bit 16 on, its number among those."""
LAST_DAY = (1 << (63 - DAY_BIT)) - 1

BATCH = 500
Part = SearchText.Part


class Edition(NamedTuple):
    """An edition as far as its words are found."""

    pk: int
    meeting_id: int
    relation_id: int
    language: str
    released_on: date
    live_from: datetime
    live_until: datetime | None
    section_label: str
    title: str
    introduction: str


class Words(NamedTuple):
    """A passage as far as its words are found."""

    pk: int
    item_id: int
    heading: str
    text: str


class Piece(NamedTuple):
    """A `SearchText` that is not stored yet; its fields are the columns."""

    id: int
    meeting_id: int
    readout_id: int
    relation_id: int
    item_id: int | None
    passage_id: int | None
    part: str
    language: str
    released_on: date
    live_from: datetime
    live_until: datetime | None
    heading: str
    context: str
    words: str


def key_of(day: date, meeting: int, number: int) -> int:
    """A key that orders rows by day, then meeting, and tells nothing else.

    Holds meetings to 134 million and rows of one meeting to 65,536; raises ValueError beyond.
    """
    if meeting >> (DAY_BIT - MEETING_BIT) or number >> MEETING_BIT:
        raise ValueError(f"Row {number} of meeting {meeting} has no place in the index.")
    return first_key_of(day) + (meeting << MEETING_BIT) + number


def first_key_of(day: date) -> int:
    """The least key that a row of this day can have."""
    return min(max(day.toordinal() - FIRST_DAY, 0), LAST_DAY) << DAY_BIT


def end_of(day: date) -> int:
    """The key after the greatest that a row of this day can have."""
    return min(first_key_of(day) + (1 << DAY_BIT), (1 << 63) - 1)


def replace(meetings: Sequence[int]) -> None:
    """Put these meetings' rows (by primary key), read from the record, in place of the stored.

    Called inside the transaction of whatever changed the record.
    """
    pieces = list(pieces_for(meetings))
    SearchText.objects.filter(meeting__in=meetings).delete()
    insert(SearchText, Piece._fields, pieces)


def pieces_for(meetings: Sequence[int]) -> Iterator[Piece]:
    """The rows of these meetings (by primary key), from the record alone."""
    sealed = Seal.objects.filter(lifted_at__isnull=True)
    editions = Readout.objects.approved_ones().filter(
        ~Q(pk__in=sealed.filter(readout__isnull=False).values("readout")),
        meeting__in=meetings,
        withdrawn_at=None,
    )
    passages = Passage.objects.filter(
        ~Q(pk__in=sealed.filter(passage__isnull=False).values("passage")),
        readout__in=editions.values("pk"),
    )
    of_edition: dict[int, list[Words]] = defaultdict(list)
    columns = ("readout", "pk", "item_id", "heading", "text")
    for readout, *words in passages.order_by("position", "pk").values_list(*columns):
        of_edition[readout].append(Words(*words))
    seats = Participant.objects.filter(
        ~Q(pk__in=sealed.filter(participant__isnull=False).values("participant")),
        readout__in=editions.values("pk"),
        is_anonymous=False,
    )
    names: dict[int, list[str]] = defaultdict(list)
    for readout, name in seats.order_by("position", "pk").values_list("readout", "name"):
        names[readout].append(name)
    known = editions.order_by("pk").values_list(*Edition._fields)
    return pieces_from((Edition(*row) for row in known), of_edition, names)


def pieces_from(
    editions: Iterable[Edition],
    passages: Mapping[int, Sequence[Words]],
    names: Mapping[int, Sequence[str]],
) -> Iterator[Piece]:
    """The rows of all editions of some meetings, in the order of their keys.

    `passages` are theirs, and `names` those printed of who was at the table, in order, by the
    edition's key; whatever is withdrawn, sealed or anonymous is left out by the caller.
    """
    numbers: dict[int, int] = defaultdict(int)
    for edition in editions:
        number = numbers[edition.meeting_id]
        own = passages.get(edition.pk, ()), names.get(edition.pk, ())
        made = list(_pieces_of(edition, *own, number))
        numbers[edition.meeting_id] = number + len(made)
        yield from made


def _pieces_of(
    edition: Edition, passages: Sequence[Words], names: Sequence[str], first: int
) -> Iterator[Piece]:
    """An edition's pieces, last passage first: of equal ones, the greater key comes first.

    `first` is the number of the first among those of the meeting. The names and the day stand
    with the title alone: over each passage, names would outweigh all else that stands there.
    """
    label, year = _over(edition.section_label), _over(str(edition.released_on.year))
    above = " ".join(filter(None, [_over(edition.title), label, year]))
    begin = (edition.meeting_id, edition.pk, edition.relation_id)
    public = (edition.language, edition.released_on, edition.live_from, edition.live_until)
    keys = map(partial(key_of, edition.released_on, edition.meeting_id), count(first))
    for passage in reversed(passages):
        own = (passage.item_id, passage.pk, Part.PASSAGE.value)
        words = (_indexed(passage.heading), above, _indexed(passage.text))
        yield Piece._make((next(keys), *begin, *own, *public, *words))
    if edition.introduction.strip():
        part = (None, None, Part.INTRODUCTION.value)
        words = ("", above, _indexed(edition.introduction))
        yield Piece._make((next(keys), *begin, *part, *public, *words))
    part = (None, None, Part.TITLE.value)
    words = (_indexed(edition.title), label, _head(edition, names))
    yield Piece._make((next(keys), *begin, *part, *public, *words))


def _indexed(text: str) -> str:
    return " ".join(words_of(text))


def _head(edition: Edition, names: Sequence[str]) -> str:
    """The words of who was at the table, and of the day."""
    day = printed_day(edition.released_on, "ja" if edition.language == "ja" else "en")
    return " ".join(map(_again, [day, *names]))


_again = lru_cache(maxsize=4_000)(_indexed)
"""Words of what is printed in many readouts."""


@lru_cache(maxsize=1_000)
def _over(text: str) -> str:
    """A text's words, marked as those that stand over others."""
    return " ".join(MARK + word for word in words_of(text))


def breaches() -> Iterator[str]:
    """A sentence for each meeting whose rows are not those that the record makes."""
    for meetings in _batches(Meeting.objects.order_by("pk").values_list("pk", flat=True)):
        stored = SearchText.objects.filter(meeting__in=meetings).values_list(*Piece._fields)
        there, due = _by_meeting(stored.iterator()), _by_meeting(pieces_for(meetings))
        for meeting in meetings:
            if there[meeting] != due[meeting]:
                yield f"The search index of meeting {meeting} differs from the record."
    if not index_is_whole(connection):
        yield "The full-text index differs from the rows it is made of."


def _by_meeting(rows: Iterable[tuple]) -> dict[int, set[tuple]]:
    place = Piece._fields.index("meeting_id")
    found: dict[int, set[tuple]] = defaultdict(set)
    for row in rows:
        found[row[place]].add(tuple(row))
    return found


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    known = list(keys)
    for start in range(0, len(known), BATCH):
        yield known[start : start + BATCH]
