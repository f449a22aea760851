"""What a text that was read changes in a readout's form, in words for an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from meetings import intake


@dataclass(frozen=True)
class Change:
    """One place that a text changes: what happens, where, the words before and after."""

    what: str
    where: str
    was: str
    now: str
    jump: str = ""
    """The id of the field that now holds the words."""
    topics: str = ""
    """Of a row that goes."""


def rows_changed(
    old: Sequence[Any], rows: Sequence[Any], matched: intake.Rematch
) -> Iterator[Change]:
    """The rows that are not as they were, in the order of the text; then those that go."""
    pairs = {pair.new: pair for pair in matched.pairs}
    ids = ids_of(rows)
    for at, row in enumerate(rows):
        where, pair = f"Row {at + 1}", pairs.get(at)
        if pair is None:
            yield Change("New", where, "", row.in_words, ids[at])
            continue
        before = old[pair.old]
        words = before.in_words != row.in_words or before.depth != row.depth
        if words or before.kind != row.kind:
            yield Change("Changed", where, _deep(before), _deep(row), ids[at])
        if pair.moved:
            yield Change("Moved", where, f"Row {pair.old + 1}", row.in_words[:80], ids[at])
    for at in matched.gone:
        row = old[at]
        yield Change("Gone", f"Row {at + 1}", row.in_words, "", topics=row.topics)


def ids_of(rows: Sequence[Any]) -> list[str]:
    """Where each row's text will stand in the form: stored rows first, then new ones."""
    stored = [at for at, row in enumerate(rows) if row.posted.get("id", [""])[0]]
    fresh = [at for at in range(len(rows)) if at not in set(stored)]
    place = {at: index for index, at in enumerate([*stored, *fresh])}
    return [f"passages-{place[at]}" for at in range(len(rows))]


def place_of(finding: intake.Finding, reading: intake.Reading, ids: Sequence[str]) -> str:
    """The id of the part of the form that a finding is about: a row, or what stands above all."""
    if finding.line is None:
        return ""
    rows = [at for at, item in enumerate(reading.items) if item.line <= finding.line]
    if rows:
        return ids[rows[-1]] if rows[-1] < len(ids) else ""
    return "id_introduction" if reading.introduction else ""


def _deep(row: Any) -> str:
    return f"{'→ ' * row.depth}{row.in_words}"


def heads_changed(
    head: Any, new: intake.Reading, base: intake.Reading
) -> Iterator[tuple[str, Any, Any]]:
    """Name, words before and words after of the parts above the rows that the text changes.

    What the text leaves out of relation line, title and date stays; and so does what the reader
    does not tell apart in the text as it was.
    """
    day = new.released_on
    title = (new.title if new.title_is_printed else "") or ""
    pairs = [
        ("section_label", head.relation, base.relation or "", new.relation or ""),
        ("title", head.title, base.title or "", title),
        ("released_on", _iso(head.released_on), _iso(base.released_on), _iso(day)),
    ]
    for name, stands, before, now in pairs:
        if now and now not in (stands, before) and stands in ("", before):
            yield name, stands, now
    before, now = _introduction(base), _introduction(new)
    if now not in (before, head.introduction) and head.introduction in ("", before):
        yield "introduction", head.introduction, now
    captions = [[caption.text for caption in one.captions] for one in (base, new)]
    if list(head.captions) == captions[0] != captions[1] and len(captions[0]) == len(captions[1]):
        yield "captions", captions[0], captions[1]


def _introduction(reading: intake.Reading) -> str:
    return " ".join(filter(None, [reading.introduction, reading.closing]))


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def notes_on(new: intake.Reading, base: intake.Reading) -> Iterator[str]:
    """What the text says otherwise than before, and the form leaves as it is."""
    if [_when(one) for one in new.sittings] != [_when(one) for one in base.sittings]:
        yield "The text now gives another day, time or length: look at the sittings below."
    if [one.name for one in new.participants] != [one.name for one in base.participants]:
        yield "The text now names other participants: look at them below."
    if len(new.captions) != len(base.captions):
        yield "The text now has another number of captions: look at the photos below."


def _when(sitting: intake.ReadSitting) -> tuple[Any, ...]:
    return sitting.held_on, sitting.began_at, sitting.minutes, sitting.place
