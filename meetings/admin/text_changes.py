"""What a text that was read changes in a readout's form, in words for an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from meetings import intake
from meetings.comparison import Piece, word_pieces

ABOUT_CLOCKS = frozenset({"place_unstated", "clocks_disagree"})
"""Findings that are settled at the sittings."""


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
    is_row: bool = False
    """Whether it is about a passage."""

    @property
    def pieces(self) -> list[Piece]:
        """The words of both, where they are the same place's: which stayed, went and came."""
        return word_pieces(self.was, self.now) if self.what == "Changed" and self.was else []


def rows_changed(
    old: Sequence[Any], rows: Sequence[Any], matched: intake.Rematch, standing: int
) -> Iterator[Change]:
    """The rows that are not as they were, in the order of the text; then those that go.

    Old rows from the number `standing` on had gone already: they are told of if they come back, or
    if topics go with them.
    """
    pairs = {pair.new: pair for pair in matched.pairs}
    ids = ids_of(rows)
    for at, row in enumerate(rows):
        where, pair = f"Row {at + 1}", pairs.get(at)
        if pair is None:
            yield Change("New", where, "", row.in_words, ids[at], is_row=True)
            continue
        before = old[pair.old]
        if pair.old >= standing:
            yield Change("Back", where, "", row.in_words, ids[at], is_row=True)
            continue
        words = before.in_words != row.in_words or before.depth != row.depth
        if words or before.kind != row.kind:
            yield Change("Changed", where, _deep(before), _deep(row), ids[at])
        if pair.moved:
            yield Change("Moved", where, f"Row {pair.old + 1}", row.in_words[:80], ids[at])
    for at in matched.gone:
        row, has_stood = old[at], at < standing
        if has_stood or row.topics:
            where = f"Row {at + 1}" if has_stood else "Taken out before"
            yield Change("Gone", where, row.in_words, "", topics=row.topics)


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
    if finding.code in ABOUT_CLOCKS:
        return "sittings-group"
    rows = [at for at, item in enumerate(reading.items) if item.line <= finding.line]
    if rows:
        return ids[rows[-1]] if rows[-1] < len(ids) else ""
    return "id_introduction" if reading.introduction else ""


def _deep(row: Any) -> str:
    return f"{'→ ' * row.depth}{row.in_words}"
