"""What the two databases spell differently: the full-text index, and a question to it.

Both keep the words of a piece, and those that stand over it with a mark before each. A piece that
is found has all that is wanted among the two, and something of it in its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from meetings.search.query import Phrase, Query, Term
from meetings.search.words import MARK

TABLE = "meetings_searchtext"
FTS = "meetings_searchtext_fts"


class Keys(NamedTuple):
    """Rows with keys from `first` to before `end`."""

    first: int
    end: int


def question_of(query: Query, connection: BaseDatabaseWrapper) -> str:
    """The query as the database's full-text search is asked it."""
    return (TSQUERY if connection.vendor == "postgresql" else FTS5).question(query)


def matching(
    rows: QuerySet, question: str, connection: BaseDatabaseWrapper, within: Keys | None = None
) -> QuerySet:
    """Those of the rows that answer a question, newest first; reads no more than it gives."""
    if connection.vendor == "postgresql":
        found = rows.extra(  # noqa: S610  # our own words; the visitor's are a parameter
            where=[f"{TABLE}.vector @@ to_tsquery('simple', %s)"], params=[question]
        )
        if within:
            found = found.filter(pk__gte=within.first, pk__lt=within.end)
        return found.order_by("-pk")
    params: list[str | int]
    where, params = [f"{FTS} MATCH %s", f"{FTS}.rowid = {TABLE}.id"], [question]
    if within:
        where.append(f"{FTS}.rowid >= %s AND {FTS}.rowid < %s")
        params += within
    # The order of the full-text table's own keys: it is read backwards, and only so far.
    return rows.extra(tables=[FTS], where=where, params=params, order_by=[f"-{FTS}.rowid"])  # noqa: S610


def index_is_whole(connection: BaseDatabaseWrapper) -> bool:
    """Whether the full-text index holds what the rows say; PostgreSQL makes it of them itself."""
    if connection.vendor == "postgresql":
        return True
    check = f"INSERT INTO {FTS}({FTS}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(check)
    except DatabaseError:
        return False
    return True


class Syntax(NamedTuple):
    """How a database joins words into phrases, and phrases into a question."""

    both: str
    either: str
    without: str
    phrase: Callable[[Phrase], str]

    def question(self, query: Query) -> str:
        wanted = [self._any(self._own(term) for term in query.wanted)]
        if len(query.wanted) > 1:
            wanted += [self._anywhere(term) for term in query.wanted]
        unwanted = "".join(self.without + self._anywhere(term) for term in query.unwanted)
        return self._all(wanted) + unwanted

    def _own(self, term: Term) -> str:
        """In the words of a piece."""
        return self._any(self._all(map(self.phrase, way)) for way in term.alternatives)

    def _anywhere(self, term: Term) -> str:
        """In the words of a piece, or in those over it."""
        return self._any(self._all(map(self._either, way)) for way in term.alternatives)

    def _either(self, phrase: Phrase) -> str:
        over = phrase._replace(words=tuple(MARK + word for word in phrase.words))
        return self._any([self.phrase(phrase), self.phrase(over)])

    def _all(self, parts: Iterable[str]) -> str:
        return f"({self.both.join(parts)})"

    def _any(self, parts: Iterable[str]) -> str:
        return f"({self.either.join(parts)})"


def _ts_phrase(phrase: Phrase) -> str:
    words = " <-> ".join(f"'{word}'" for word in phrase.words)
    return f"({words}{':*' if phrase.begins else ''})"


def _fts_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.begins else "")


TSQUERY = Syntax(" & ", " | ", " & !", _ts_phrase)
FTS5 = Syntax(" AND ", " OR ", " NOT ", _fts_phrase)
