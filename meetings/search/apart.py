"""Readouts that have each of the words somewhere, where no piece of one has all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from meetings.search.engines import Keys, matching, question_of
from meetings.search.query import Phrase, Query, Term
from meetings.search.words import MARK


class Piece(NamedTuple):
    """A piece of an edition, with its words and those that stand over it."""

    pk: int
    meeting: int
    readout: int
    heading: str
    words: str
    context: str

    def has(self, term: Term, *, over: bool) -> bool:
        """Whether the term stands in its own words, or, if asked, in those `over` it."""
        return any(all(self._bears(phrase, over) for phrase in way) for way in term.alternatives)

    def _bears(self, phrase: Phrase, over: bool) -> bool:
        if stands(phrase, self.heading) or stands(phrase, self.words):
            return True
        return over and stands(_marked(phrase), self.context)


def stands(phrase: Phrase, words: str) -> bool:
    """Whether a phrase is among words of the index."""
    return f" {' '.join(phrase.words)}{'' if phrase.begins else ' '}" in f" {words} "


def apart(rows: QuerySet, query: Query, keys: Keys | None, most: int) -> list[int]:
    """The keys of the pieces to show of readouts that have all that is wanted, newest first.

    Of each readout its pieces with something of it in their own words, those with most first. The
    readouts are looked for by the newest `most` pieces with the rarest of the words, or under it.
    """
    found = [_meetings(rows, _anywhere(term), keys, most) for term in query.wanted]
    rarest = min(found, key=len)
    there = rows.filter(meeting__in=set(rarest)).order_by("-pk")
    if keys:
        there = there.filter(pk__gte=keys.first, pk__lt=keys.end)
    return list(_shown(map(Piece._make, there.values_list(*Piece._fields)), query))


def _anywhere(term: Term) -> Query:
    """The term in the words of a piece, or as it stands over them."""
    over = (tuple(map(_marked, way)) for way in term.alternatives)
    return Query((Term((*term.alternatives, *over)),))


def _marked(phrase: Phrase) -> Phrase:
    return phrase._replace(words=tuple(MARK + word for word in phrase.words))


def _meetings(rows: QuerySet, query: Query, keys: Keys | None, most: int) -> list[int]:
    """The meeting of each piece that answers the query."""
    found = matching(rows, question_of(query, connection), connection, keys)
    return [meeting for (meeting,) in found.values_list("meeting")[:most]]


def _shown(pieces: Iterable[Piece], query: Query) -> Iterator[int]:
    # Rows of two editions of one meeting may take turns.
    by_readout: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_readout.setdefault(piece.readout, []).append(piece)
    for of_readout in by_readout.values():
        if _answers(of_readout, query):
            told = {piece.pk: _wanted_of(piece, query) for piece in of_readout}
            yield from sorted((pk for pk in told if told[pk]), key=lambda pk: -told[pk])


def _answers(pieces: list[Piece], query: Query) -> bool:
    def known(term: Term) -> bool:
        return any(piece.has(term, over=True) for piece in pieces)

    return all(map(known, query.wanted)) and not any(map(known, query.unwanted))


def _wanted_of(piece: Piece, query: Query) -> int:
    return sum(piece.has(term, over=False) for term in query.wanted)
