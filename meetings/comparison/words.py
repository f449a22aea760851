"""The words of two texts: which stayed, which went, which came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words; of scripts that put no spaces between them, single signs.
_TOKEN = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^.。\n]*[.。\n]?\s*", re.DOTALL)
MOST_TOKENS = 3_000
"""Beyond this a text is compared by sentences: the time grows with the square."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they stayed ("same"), went ("gone") or came ("come")."""

    kind: str
    words: str


def word_pieces(before: str, after: str) -> list[Piece]:
    """The words of two texts, each once if it stayed; a phrase that was put otherwise is one."""
    one, other = _tokens(before), _tokens(after)
    pieces: list[Piece] = []
    gone = come = ""
    for code, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        same = "".join(one[i:j]) if code == "equal" else ""
        if same and not (same.isspace() and (gone or come)):
            pieces += [*_replaced(gone, come), Piece("same", same)]
            gone = come = ""
        else:
            gone, come = gone + "".join(one[i:j]), come + "".join(other[k:m])
    return [*pieces, *_replaced(gone, come)]


def _replaced(gone: str, come: str) -> list[Piece]:
    """Words that went and came, and the space after them if both had it."""
    space = ""
    if gone and come and gone[-1].isspace() and gone[-1] == come[-1]:
        gone, come, space = gone[:-1], come[:-1], gone[-1]
    pieces = [Piece("gone", gone), Piece("come", come), Piece("same", space)]
    return [piece for piece in pieces if piece.words]


def _tokens(text: str) -> list[str]:
    words = _TOKEN.findall(text)
    if len(words) <= MOST_TOKENS:
        return words
    return [sentence for sentence in _SENTENCE.findall(text) if sentence]
