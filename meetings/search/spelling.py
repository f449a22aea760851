"""What was perhaps meant: the nearest words of a vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from meetings.search.query import Typed
from meetings.search.words import words_of
from relations.identity import fold

SHORTEST = 4
"""Signs of the shortest word that is taken for misspelt."""
NEAR = 0.75
MOST_WORDS = 4
"""So many words typed are compared."""


def nearest(typed: list[Typed], vocabulary: Iterable[str]) -> str:
    """Give what was typed with its unknown words put right; "" when there is nothing to put."""
    words = sorted({word.strip("“”\"'’().,;:") for word in vocabulary})
    known = {each for word in words for each in words_of(word)}
    put, compared = [], 0
    for part in typed:
        text = fold(part.text)
        if compared < MOST_WORDS and _is_unknown(part, text, known):
            compared += 1
            put.append(_put_right(part, text, words))
        else:
            put.append(str(part))
    return " ".join(put) if put != list(map(str, typed)) else ""


def _put_right(part: Typed, text: str, words: list[str]) -> str:
    near = _nearest(text, words)
    return str(part._replace(text=near)) if near else str(part)


def _is_unknown(part: Typed, text: str, known: set[str]) -> bool:
    words = words_of(text)
    return (
        not part.is_unwanted
        and len(words) == 1
        and len(text) >= SHORTEST
        and not known.issuperset(words)
    )


def _nearest(text: str, words: list[str]) -> str:
    """The nearest of the words; those of another length or without a shared pair are not tried."""
    pairs = _pairs(text)
    tried = [word for word in words if abs(len(word) - len(text)) <= 2 and pairs & _pairs(word)]
    return next(iter(get_close_matches(text, tried, n=1, cutoff=NEAR)), "")


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
