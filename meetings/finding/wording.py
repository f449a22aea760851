"""How one text's words differ from another's, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from meetings.finding.words import Mentioned

SAME, ONLY_BEFORE, ONLY_HERE = "same", "before", "here"

# A word, a sign, or one sign of a script that puts no spaces; with the space that follows.
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"([{UNSPACED}]|[^\W{UNSPACED}]+(?:[-'’.][^\W{UNSPACED}]+)*|[^\w\s]|_)(\s*)")


class Piece(NamedTuple):
    """Neighbouring words that both texts have, or one alone."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """An item's words, marked where they differ from those of the item before it."""

    words: Mentioned
    pieces: list[Piece]
    is_compared: bool

    @property
    def is_same(self) -> bool:
        return self.is_compared and all(piece.kind == SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two items side by side, each marked where its words are not those of the other."""

    first: Step
    second: Step


def in_sequence(words: Iterable[Mentioned], before: Mentioned | None) -> Iterator[Step]:
    """Compare each item with the last before it in its language; `before` precedes them all."""
    last = {before.spoken: before} if before else {}
    for row in words:
        earlier = last.get(row.spoken)
        yield Step(row, differences(earlier.text if earlier else row.text, row.text), bool(earlier))
        last[row.spoken] = row


def compared(first: Mentioned, second: Mentioned) -> Compared:
    """Compare two items with each other; in two languages they are only put side by side."""
    comparable = first.spoken == second.spoken
    pieces = differences(first.text, second.text) if comparable else []
    return Compared(
        Step(first, _without(pieces, ONLY_HERE) or [Piece(SAME, first.text)], comparable),
        Step(second, _without(pieces, ONLY_BEFORE) or [Piece(SAME, second.text)], comparable),
    )


def differences(before: str, here: str) -> list[Piece]:
    """The words of both texts in one sequence, each in the text or texts that have it."""
    old, new = TOKEN.findall(before), TOKEN.findall(here)
    matcher = SequenceMatcher(None, _words(old), _words(new), autojunk=False)
    pieces: list[Piece] = []
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = _text(old[old_start:old_end]), _text(new[new_start:new_end])
        if _words(old[old_start:old_end]) == _words(new[new_start:new_end]):
            pieces.append(Piece(SAME, come))
            continue
        pieces += [
            Piece(kind, text) for kind, text in ((ONLY_BEFORE, gone), (ONLY_HERE, come)) if text
        ]
    return pieces


def _words(tokens: Iterable[tuple[str, str]]) -> list[str]:
    return [word for word, _ in tokens]


def _text(tokens: Iterable[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in tokens)


def _without(pieces: Iterable[Piece], kind: str) -> list[Piece]:
    return [piece for piece in pieces if piece.kind != kind]
