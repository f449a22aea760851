"""The rows by which the public finds words: made from the record, replaced a meeting at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db import connection
from django.db.models import Q

from meetings.models import Meeting, Passage, Readout, Seal, SearchText
from meetings.search.engines import index_is_whole
from meetings.search.words import MARK, words_of
from meetings.writing import insert_all

FIRST_DAY = date(1600, 1, 1).toordinal()
DAY_BIT, MEETING_BIT = 43, 16
"""Of a row's key: its day from bit 43 on, its meeting from bit 16 on, its number among those."""
LAST_DAY = (1 << (63 - DAY_BIT)) - 1

BATCH = 500
COLUMNS = [field.attname for field in SearchText._meta.concrete_fields]


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


def replace(meetings: Sequence[int]) -> None:
    """Put these meetings' rows (by primary key), read from the record, in place of the stored.

    Called inside the transaction of whatever changed the record.
    """
    rows = rows_for(meetings)
    SearchText.objects.filter(meeting__in=meetings).delete()
    insert_all(rows)


def replace_all() -> None:
    """Make the rows of the whole site anew."""
    for meetings in _batches(Meeting.objects.order_by("pk").values_list("pk", flat=True)):
        replace(meetings)


def rows_for(meetings: Sequence[int]) -> list[SearchText]:
    """The unsaved rows of these meetings (by primary key), from the record alone."""
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
    of_edition: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages.order_by("position", "pk"):
        of_edition[passage.readout_id].append(passage)
    return rows_from(editions.order_by("pk"), of_edition)


def rows_from(
    editions: Iterable[Readout], passages: Mapping[int, Sequence[Passage]]
) -> list[SearchText]:
    """The unsaved rows of all editions of some meetings, in the order of their keys.

    `passages` are theirs, in order, by the edition's key; whatever is withdrawn or sealed is left
    out by the caller.
    """
    rows: list[SearchText] = []
    numbers: dict[int, int] = defaultdict(int)
    for edition in editions:
        for row in _rows_of(edition, passages.get(edition.pk, ())):
            number = numbers[edition.meeting_id]
            row.pk = key_of(row.released_on, edition.meeting_id, number)
            numbers[edition.meeting_id] = number + 1
            rows.append(row)
    return rows


def _rows_of(edition: Readout, passages: Sequence[Passage]) -> Iterator[SearchText]:
    """An edition's rows, last passage first: of equal ones, the greater key comes first."""
    label = _over(edition.section_label)
    above = [*_over(edition.title), *label]
    for passage in reversed(passages):
        words = {"heading": passage.heading, "words": passage.text}
        row = _row(edition, SearchText.Part.PASSAGE, context=above, **words)
        row.passage, row.item_id = passage, passage.item_id
        yield row
    if edition.introduction.strip():
        words = {"words": edition.introduction}
        yield _row(edition, SearchText.Part.INTRODUCTION, context=above, **words)
    yield _row(edition, SearchText.Part.TITLE, context=label, heading=edition.title)


def _over(text: str) -> list[str]:
    """A text's words, marked as those that stand over others."""
    return [MARK + word for word in words_of(text)]


def _row(
    edition: Readout, part: SearchText.Part, context: list[str], heading: str = "", words: str = ""
) -> SearchText:
    if edition.relation_id is None or edition.released_on is None or edition.live_from is None:
        raise ValueError("An approved edition has its relation, its date and its time of release.")
    return SearchText(
        meeting_id=edition.meeting_id,
        readout=edition,
        relation_id=edition.relation_id,
        part=part,
        language=edition.language,
        released_on=edition.released_on,
        live_from=edition.live_from,
        live_until=edition.live_until,
        heading=" ".join(words_of(heading)),
        words=" ".join(words_of(words)),
        context=" ".join(context),
    )


def breaches() -> Iterator[str]:
    """A sentence for each meeting whose rows are not those that the record makes."""
    for meetings in _batches(Meeting.objects.order_by("pk").values_list("pk", flat=True)):
        stored = SearchText.objects.filter(meeting__in=meetings).values_list(*COLUMNS)
        there = _by_meeting(stored.iterator())
        due = _by_meeting(
            tuple(getattr(row, column) for column in COLUMNS) for row in rows_for(meetings)
        )
        for meeting in meetings:
            if there[meeting] != due[meeting]:
                yield f"The search index of meeting {meeting} differs from the record."
    if not index_is_whole(connection):
        yield "The full-text index differs from the rows it is made of."


def _by_meeting(rows: Iterable[tuple]) -> dict[int, set[tuple]]:
    place = COLUMNS.index("meeting_id")
    found: dict[int, set[tuple]] = defaultdict(set)
    for row in rows:
        found[row[place]].add(row)
    return found


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    known = list(keys)
    for start in range(0, len(known), BATCH):
        yield known[start : start + BATCH]
