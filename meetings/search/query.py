"""What a visitor typed, as words, phrases and exclusions; no text is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from meetings.search.words import is_unspaced, words_of

MOST_SIGNS = 400
MOST_TERMS = 16
"""How much of what was typed is searched for: more is cut off, and the visitor told."""

QUOTES = re.compile("[“”„‟«»＂]")
UNWRITTEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
TYPED = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')

COMMON = frozenset(
    "a about an and are as at be by did do does for from has have how in is it its of on or that "
    "the their there this to was were what when where which who why will with".split()
)
"""Words that say little alone: looked for in phrases, and when nothing else was typed."""


class Phrase(NamedTuple):
    """Words that stand together in this order; `begins` finds words that begin with the last."""

    words: tuple[str, ...]
    begins: bool = False


Alternative = tuple[Phrase, ...]
"""Phrases of which a text must have all."""


class Term(NamedTuple):
    """Something to be found, in one of several ways."""

    alternatives: tuple[Alternative, ...]


class Typed(NamedTuple):
    """A part of what was typed: a word, or a phrase in quotation marks."""

    text: str
    is_quoted: bool = False
    is_unwanted: bool = False

    def __str__(self) -> str:
        """As it is typed."""
        words = f'"{self.text}"' if self.is_quoted else self.text
        return f"-{words}" if self.is_unwanted else words

    @property
    def phrase(self) -> Phrase:
        return phrase_of(self.text)

    @property
    def is_common(self) -> bool:
        return not self.is_quoted and self.text.casefold() in COMMON


@dataclass(frozen=True)
class Query:
    """What is wanted and what is not, ready to be put to a database."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    @property
    def phrases(self) -> list[Phrase]:
        """All that may have been found, for marking it."""
        terms = [alternative for term in self.wanted for alternative in term.alternatives]
        return list(dict.fromkeys(phrase for alternative in terms for phrase in alternative))


class Question(NamedTuple):
    """What was typed, part by part; `is_cut` when that is not all of it."""

    typed: list[Typed]
    is_cut: bool

    @property
    def wanted(self) -> list[Typed]:
        return [part for part in self.typed if not part.is_unwanted]

    @property
    def unwanted(self) -> list[Typed]:
        return [part for part in self.typed if part.is_unwanted]


def read(text: str) -> Question:
    """Read what a visitor typed: words, "phrases", and either with a minus sign before it."""
    written = UNWRITTEN.sub(" ", text[:MOST_SIGNS])
    parts = list(_parts(QUOTES.sub('"', written)))
    return Question(parts[:MOST_TERMS], len(text.rstrip()) > MOST_SIGNS or len(parts) > MOST_TERMS)


def _parts(text: str) -> Iterator[Typed]:
    known: set[Typed] = set()
    for match in TYPED.finditer(text):
        quoted = match["quoted"]
        found = (match["plain"] or "") if quoted is None else quoted
        part = Typed(found.strip(), quoted is not None, bool(match["minus"]))
        if part.phrase.words and part not in known:
            known.add(part)
            yield part


def term_of(names: Iterable[str], also: Iterable[Alternative] = ()) -> Term:
    """Something known by any of these names, each taken as a phrase."""
    phrases = [(phrase_of(name),) for name in names]
    known = [alternative for alternative in phrases if alternative[0].words]
    return Term(tuple(dict.fromkeys([*also, *known])))


def phrase_of(text: str) -> Phrase:
    """The words of a text as a phrase.

    The sign that ends a run of unspaced script stands in the index alone only where the run ends
    in the text: behind its pair it is left out, and where it is all, it finds what begins with it.
    """
    words = words_of(text)
    if len(words) > 1 and is_unspaced(words[-1]) and words[-2][1:] == words[-1]:
        words.pop()
    last = words[-1] if words else ""
    return Phrase(tuple(words), len(last) == 1 and is_unspaced(last))
