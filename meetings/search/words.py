"""A text's words as the index knows them, and where in the text they stand.

Width, case, accents, the dots of "U.S." and English endings make no difference. Japanese and
Chinese, which put no spaces, are known by pairs of neighbouring signs; the last sign of a run
stands alone as well, so that every sign begins a token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from snowballstemmer import stemmer

from relations.identity import fold

UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\uff66-\uff9f\U00020000-\U0003ffff"
)
SIGN = rf"[^\W_{UNSPACED}]"
LETTER = rf"[^\W\d_{UNSPACED}]"
WORD = re.compile(
    rf"(?<!{SIGN})(?:{LETTER}\.)+(?:{LETTER}(?!{SIGN}))?"
    rf"|[{UNSPACED}]+"
    rf"|{SIGN}+(?:['’]{SIGN}+)*"
)
RUN = re.compile(rf"[{UNSPACED}]+")
PART = re.compile(rf"{SIGN}+")

VOICING = re.compile("[\u3099\u309a]")
"""Marks of kana, where they stand after a sign that does not take them."""

LONGEST_TOKEN = 64
"""Signs after which two words are one: PostgreSQL refuses words of 2 KB."""

MARK = "é"
"""Stands in the index before a word that is not a piece's own: it stands over it on the page.

A Latin letter with an accent: both databases take it for a letter, and no word keeps one, so that
nobody can type it.
"""


class Token(NamedTuple):
    """A word as the index knows it, and the place in the text that it stands for."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text in their order."""
    for match in WORD.finditer(text):
        found = match.group()
        if RUN.match(found):
            yield from _pairs(found, match.start())
        else:
            for word in _words(found):
                yield Token(word, match.start(), match.end())


def words_of(text: str) -> list[str]:
    """The words of a text as the index knows them, in their order."""
    # No word reaches over a space, and texts repeat themselves: a tenth of the time.
    pieces = text.split()
    if max(map(len, pieces), default=0) > LONGEST_TOKEN:
        return [word for piece in pieces for word in _words_in(piece)]
    return list(chain.from_iterable(map(_piece, pieces)))


def _words_in(piece: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens_of(piece))


_piece = lru_cache(maxsize=32_768)(_words_in)


def is_unspaced(word: str) -> bool:
    """Whether a token comes from a script that puts no spaces."""
    return RUN.match(word) is not None


def _pairs(run: str, start: int) -> Iterator[Token]:
    folded = VOICING.sub("", fold(run))
    # Half-width kana become fewer signs: then each pair stands for the whole run.
    aligned = len(folded) == len(run)
    for place in range(len(folded)):
        pair = folded[place : place + 2]
        if aligned:
            yield Token(pair, start + place, start + place + len(pair))
        else:
            yield Token(pair, start, start + len(run))


@lru_cache(maxsize=32_768)
def _words(found: str) -> tuple[str, ...]:
    plain = without_accents(fold(found)).replace("’", "'").replace(".", "")
    parts = _without_odd_numbers(plain.removesuffix("'s"))
    return tuple(_stem(part)[:LONGEST_TOKEN] for part in PART.findall(parts))


def _without_odd_numbers(text: str) -> str:
    """The text without signs such as "❶", which are no figures, nor letters to PostgreSQL."""
    if text.isascii():
        return text
    return "".join(" " if unicodedata.category(sign) == "No" else sign for sign in text)


def without_accents(text: str) -> str:
    """The text with its Latin letters plain; those of other scripts keep their marks."""
    if text.isascii():
        return text
    signs = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(_unaccented(signs)))


def _unaccented(signs: str) -> Iterator[str]:
    """Latin letters lose their accents; in other scripts a mark makes another letter."""
    is_latin = False
    for sign in signs:
        if not unicodedata.combining(sign):
            is_latin = unicodedata.name(sign, "").startswith("LATIN")
            yield sign
        elif not is_latin:
            yield sign


def _stem(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    # A stemmer keeps the word it works on, so that threads cannot share one.
    return str(stemmer("english").stemWord(word))
