"""How alike two rows are by their words in order."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_WORD = re.compile(r"[^\W\u3040-\u30ff\u4e00-\u9fff]+|[\u3040-\u30ff\u4e00-\u9fff]")
_SAME_HEADING = 0.3


class Row(Protocol):
    """What a row needs to be matched."""

    @property
    def label(self) -> str | None:
        """The label as printed."""

    @property
    def heading(self) -> str | None:
        """The heading, if any."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def depth(self) -> int:
        """0 to 3."""

    @property
    def kind(self) -> str:
        """Item, preamble, note, reference or attendance."""


@dataclass(frozen=True, slots=True)
class Words:
    """A row's words: in order, counted, and each with its places as bits."""

    words: tuple[str, ...]
    counts: dict[str, int]
    places: dict[str, int]
    heading: str


def words_of(row: Row) -> Words:
    """The words of a row's heading and text; a Japanese sign counts as a word."""
    heading = (row.heading or "").casefold()
    words = tuple(_WORD.findall(f"{heading} {row.text.casefold()}"))
    places: dict[str, int] = {}
    for at, word in enumerate(words):
        places[word] = places.get(word, 0) | 1 << at
    return Words(words, dict(Counter(words)), places, heading)


def at_most(old: Words, new: Words) -> float | None:
    """How alike two rows can be, by the words they share in any order; None for not at all."""
    if not old.words and not new.words:
        return 0.1
    common = _common(old.counts, new.counts)
    if not old.words or common < (len(old.words) + 1) // 2:
        return None
    bonus = _SAME_HEADING if old.heading and old.heading == new.heading else 0.0
    return 2 * common / (len(old.words) + len(new.words)) + bonus


def likeness(old: Words, new: Words) -> float | None:
    """How alike two rows are, 0 to 1 and a bonus; None when the old one does not survive."""
    most = at_most(old, new)
    if most is None or not old.words:
        return most
    common = _in_order(old.places, len(old.words), new.words)
    if common < (len(old.words) + 1) // 2:
        return None
    bonus = _SAME_HEADING if old.heading and old.heading == new.heading else 0.0
    return 2 * common / (len(old.words) + len(new.words)) + bonus


def _common(old: dict[str, int], new: dict[str, int]) -> int:
    """How many words two rows share in any order: no fewer than in order."""
    if len(new) < len(old):
        old, new = new, old
    return sum(min(count, new[word]) for word, count in old.items() if word in new)


def _in_order(places: dict[str, int], length: int, new: Sequence[str]) -> int:
    """The longest common subsequence of words.

    difflib finds matching blocks, not the longest subsequence, and would let go of rows that
    survive; this is the bit-parallel method (Hyyrö, "Bit-parallel LCS-length computation", 2004).
    """
    full = (1 << length) - 1
    state = full
    for word in new:
        hits = state & places.get(word, 0)
        if hits:
            state = ((state + hits) | (state - hits)) & full
    return length - state.bit_count()
