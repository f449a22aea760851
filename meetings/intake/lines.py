"""A cleaned text as lines that know where they stand, and a ledger of where each part went."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NARROW = {**_FULL_WIDTH, 0x3000: 0x20, 0x2019: 0x27, 0x2010: 0x2D, 0x2011: 0x2D}
# Icons and file marks that come along when a page is copied; never the ministry's words.
_DEBRIS = re.compile(
    r"[ \t]?\((?:PDF|pdf)(?: ?[:,] ?\d[\d.,]* ?[KM]B)?\)(?: ?Open a New Window)?"
    r"|[ \t]?Open a New Window"
)
_PASSES = 6


def narrow(text: str) -> str:
    """Give a shadow of the text with full-width signs narrowed; every offset stays the same."""
    return text.translate(_NARROW)


class Line(NamedTuple):
    """A line that holds something: `start` and `end` leave out the space around it."""

    number: int
    start: int
    end: int
    text: str
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a stretch of the cleaned text went: "title", "item 3 label", "spacing" …"""

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Extent:
    """One stretch of text after another that together make a field."""

    spans: tuple[tuple[int, int], ...]

    def __add__(self, other: "Extent") -> "Extent":
        return Extent(self.spans + other.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)


class Page:
    """The text without link debris, its lines, and the ledger of its parts."""

    def __init__(self, cleaned: str) -> None:
        self.cleaned = cleaned
        self.text, self._kept, self.debris = _without_debris(cleaned)
        self._starts = [start for start, _ in self._kept]
        self._offsets = _running(self._kept)
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", cleaned))]
        self.narrow = narrow(self.text)
        self.lines = self._split()
        self.ledger = Ledger()

    def _split(self) -> list[Line]:
        lines, offset, blank = [], 0, False
        for number, raw in enumerate(self.text.split("\n"), 1):
            stripped = raw.strip()
            if stripped:
                start = offset + len(raw) - len(raw.lstrip())
                at = self.line_number(start) if self.debris else number
                lines.append(Line(at, start, start + len(stripped), stripped, blank))
            blank = not stripped
            offset += len(raw) + 1
        return lines

    def source_offset(self, offset: int) -> int:
        """Where an offset of `text` stands in the cleaned text."""
        if not self._kept:
            return offset
        index = max(bisect_right(self._offsets, offset) - 1, 0)
        return self._kept[index][0] + offset - self._offsets[index]

    def line_number(self, offset: int) -> int:
        """The line, from 1, on which an offset of `text` stands."""
        return self.source_line(self.source_offset(offset))

    def source_line(self, offset: int) -> int:
        """The line, from 1, on which an offset of the cleaned text stands."""
        return bisect_right(self._line_starts, offset)

    def render(self, extent: Extent) -> str:
        """The words of an extent: a blank line for a blank line, no other space around lines."""
        parts: list[str] = []
        before = None
        for start, end in extent.spans:
            if before is not None:
                gap = self.text.count("\n", before, start)
                parts.append("\n\n" if gap > 1 else "\n" if gap else " ")
            parts.append(self.text[start:end].strip())
            before = end
        return "".join(parts)

    def place(self, extent: Extent, name: str) -> None:
        """Enter an extent in the ledger, in offsets of the cleaned text."""
        for start, end in self._merged(extent):
            for piece in _mapped(self._kept, self._offsets, start, end):
                self.ledger.enter(*piece, name)

    def _merged(self, extent: Extent) -> list[tuple[int, int]]:
        """The stretches of an extent, those with nothing but space between them as one."""
        merged: list[tuple[int, int]] = []
        for start, end in extent.spans:
            if merged and self.text[merged[-1][1] : start].isspace():
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        return merged


@dataclass(slots=True)
class Ledger:
    """What was entered, and the proof that it adds up to the whole text."""

    entries: list[Placement] = field(default_factory=list)

    def enter(self, start: int, end: int, place: str) -> None:
        """Note that text[start:end] went to `place`."""
        if start < end:
            self.entries.append(Placement(start, end, place))

    def balance(self, text: str) -> tuple[tuple[Placement, ...], tuple[Placement, ...]]:
        """Give all placements in order, spacing included, and those that do not add up.

        The first tuple covers the text without gap or overlap when the second is empty.
        """
        whole: list[Placement] = []
        wrong: list[Placement] = []
        at = 0
        for entry in sorted(self.entries, key=lambda one: (one.start, one.end)):
            if entry.start < at:
                wrong.append(entry)
            if at < entry.start:
                _fill(text, at, entry.start, whole, wrong)
            whole.append(entry)
            at = max(at, entry.end)
        if at < len(text):
            _fill(text, at, len(text), whole, wrong)
        return tuple(whole), tuple(wrong)


def _fill(text: str, start: int, end: int, whole: list[Placement], wrong: list[Placement]) -> None:
    blank = not text[start:end].strip()
    entry = Placement(start, end, "spacing" if blank else "unplaced")
    whole.append(entry)
    if not blank:
        wrong.append(entry)


def _without_debris(
    text: str,
) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Take link debris out; give the rest, the stretches kept and the stretches left out."""
    kept, debris = [(0, len(text))], []
    rest = text
    for _ in range(_PASSES):
        found = [match.span() for match in _DEBRIS.finditer(rest)]
        if not found:
            break
        offsets = _running(kept)
        gone = [piece for span in found for piece in _mapped(kept, offsets, *span)]
        debris.extend(gone)
        kept = _subtract(kept, gone)
        rest = "".join(text[start:end] for start, end in kept)
    return rest, kept, sorted(debris)


def _running(kept: list[tuple[int, int]]) -> list[int]:
    offsets, total = [], 0
    for start, end in kept:
        offsets.append(total)
        total += end - start
    return offsets


def _mapped(
    kept: list[tuple[int, int]], offsets: list[int], start: int, end: int
) -> list[tuple[int, int]]:
    """The stretches of the original that an interval of the kept text stands for."""
    index = max(bisect_right(offsets, start) - 1, 0)
    pieces = []
    while start < end:
        kept_start, kept_end = kept[index]
        at = kept_start + start - offsets[index]
        length = min(end - start, kept_end - at)
        pieces.append((at, at + length))
        start += length
        index += 1
    return pieces


def _subtract(kept: list[tuple[int, int]], gone: list[tuple[int, int]]) -> list[tuple[int, int]]:
    rest, holes = [], iter(sorted(gone))
    hole = next(holes, None)
    for start, end in kept:
        while hole is not None and hole[0] < end:
            if start < hole[0]:
                rest.append((start, hole[0]))
            start = hole[1]
            hole = next(holes, None)
        if start < end:
            rest.append((start, end))
    return rest
