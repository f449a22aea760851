"""What is found: topics, people and relations by name, then readouts by their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString

from meetings.finding.words import COLUMNS, Mentioned
from meetings.models import ReadoutRelation, SearchText, Tag, TaggedItem
from meetings.prepared import Prepared, Value
from meetings.querysets import live_seats
from meetings.search.apart import apart, stands
from meetings.search.engines import Keys, matching, question_of
from meetings.search.excerpts import excerpt, marked
from meetings.search.index import end_of, first_key_of
from meetings.search.names import Known, known_names, suggestion, terms_of
from meetings.search.query import Phrase, Query, Question, read, term_of
from relations.identity import fold
from relations.models import Person, Region, Relation, RelationParty

MOST_MATCHES = 1000
"""So many of the newest pieces found are ranked, counted and shown."""
A_PAGE = 10
"""Readouts on a page of results."""
MOST_PLACES = 3
"""Places shown of one readout."""

Part = SearchText.Part


@dataclass(frozen=True)
class Filters:
    """To what a search is narrowed."""

    relation: Relation | None = None
    region: Region | None = None
    year: int | None = None
    person: Person | None = None
    topic: Tag | None = None

    @property
    def keys(self) -> Keys | None:
        """The keys of rows of the year."""
        if self.year is None:
            return None
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        return Keys(first_key_of(first), end_of(last))

    @property
    def values(self) -> dict[str, int]:
        """What is asked for, as `_narrowed` takes it."""
        rows = {name: getattr(self, name) for name in ("relation", "region", "person", "topic")}
        return {name: row.pk for name, row in rows.items() if row is not None}


class Place(NamedTuple):
    """Where in a readout the words stand: an agenda item or the introduction, and its words."""

    anchor: str
    label: str
    heading: SafeString
    words: SafeString
    language: str


class Hit(NamedTuple):
    """A readout that was found, in the first of its pieces, with the places to show."""

    readout: Mentioned
    title: SafeString
    places: list[Place]
    further: int
    """How many more places of it were found than are shown."""


@dataclass
class Results:
    """All that a page of results shows."""

    question: Question
    known: Known = field(default_factory=Known)
    hits: list[Hit] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    """Names that were looked for besides what was typed."""
    count: int = 0
    readouts: int = 0
    is_capped: bool = False
    is_apart: bool = False
    """Whether no single piece has all that is wanted, and these readouts have it in several."""
    page: int = 1
    pages: int = 1
    suggestion: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed that can be looked for."""
        return not self.question.wanted


class _Match(NamedTuple):
    """A piece of an edition that answers the query."""

    pk: int
    meeting: int
    readout: int
    language: str
    part: str
    heading: str


def search(text: str, *, at: datetime, filters: Filters | None = None, page: int = 1) -> Results:
    """Find what is public at `at` by the words of `text`, `page` counted from 1.

    Ranks by where the words stand (title, heading, text), then newest first; of the newest 1,000
    pieces alone, by nothing that the rest of the archive has a part in. A meeting is found once,
    in the first of the site's languages in which it has the words. Where no piece has all of
    them, readouts are found that have each somewhere.
    """
    filters = filters or Filters()
    question = read(text)
    results = Results(question, page=page)
    if results.is_empty:
        return results
    results.known = known_names(question.wanted, at)
    wanted = terms_of(question.wanted, results.known)
    query = Query(tuple(wanted), tuple(term_of([part.text]) for part in question.unwanted))
    results.also = _also(results)
    matches = list(_matches(query, at, filters))
    if not matches and len(wanted) > 1:
        matches = _apart(query, at, filters)
        results.is_apart = bool(matches)
    results.is_capped = len(matches) > MOST_MATCHES
    groups = _ranked(matches[:MOST_MATCHES], query)
    results.count = sum(len(_places(group)) for group in groups)
    results.readouts = len(groups)
    results.pages = max(1, -(-len(groups) // A_PAGE))
    results.hits = _hits(groups[(page - 1) * A_PAGE : page * A_PAGE], query.phrases)
    if not groups:
        results.suggestion = suggestion(question.typed, at)
    return results


def _also(results: Results) -> list[str]:
    typed = {fold(part.text) for part in results.question.wanted}
    typed.add(fold(" ".join(part.text for part in results.question.wanted)))
    names = (name for its_names in results.known.names.values() for name in its_names)
    return [name for name in dict.fromkeys(names) if fold(name) not in typed]


def _matches(query: Query, at: datetime, filters: Filters) -> Iterable[_Match]:
    values: dict[str, Value] = {
        "at": at,
        "question": question_of(query, connection),
        **filters.values,
    }
    if keys := filters.keys:
        values |= keys._asdict()
    kinds = tuple((name, type(value)) for name, value in values.items())
    return (_Match(*row) for row in _matching(kinds)(**values))


@lru_cache(maxsize=32)
def _matching(kinds: tuple[tuple[str, type], ...]) -> Prepared:
    """The newest pieces that answer a question, narrowed by values of these kinds."""

    def ask(at: datetime, question: str, **by: int) -> QuerySet[Any, Any]:
        keys = Keys(by.pop("first"), by.pop("end")) if "first" in by else None
        rows = _narrowed(at, **by)
        if "topic" in by:
            rows = rows.filter(Exists(_tagged(by["topic"])))
        found = matching(rows, question, connection, keys)
        return found.values_list(*_Match._fields)[: MOST_MATCHES + 1]

    ask.__annotations__ = dict(kinds)
    return Prepared(ask, keeps_plan=False)


def _apart(query: Query, at: datetime, filters: Filters) -> list[_Match]:
    """Pieces of readouts that have the words apart from one another."""
    rows = _narrowed(at, **filters.values)
    if filters.topic:
        there = SearchText.objects.live(at).filter(Exists(_tagged(filters.topic.pk)))
        rows = rows.filter(Exists(there.filter(readout=OuterRef("readout"))))
    keys = apart(rows, query, filters.keys, MOST_MATCHES)[: MOST_MATCHES + 1]
    found = SearchText.objects.filter(pk__in=keys).order_by().values_list(*_Match._fields)
    by_key = {row[0]: _Match(*row) for row in found}
    return [by_key[key] for key in keys]


def _tagged(topic: int) -> QuerySet[Any]:
    return TaggedItem.objects.filter(content_object=OuterRef("item"), tag=topic)


def _narrowed(at: datetime, **by: int) -> QuerySet[SearchText]:
    """What is live of the readouts to which a search is narrowed, whatever its own topics are.

    By the keys of a `relation`, a `region` and a `person`.
    """
    rows = SearchText.objects.live(at)
    if relation := by.get("relation"):
        listed = ReadoutRelation.objects.filter(readout=OuterRef("readout"))
        further = Exists(listed.filter(relation=relation))
        rows = rows.filter(Q(relation=relation) | Q(further))
    if region := by.get("region"):
        members = RelationParty.objects.filter(party__region=region)
        rows = rows.filter(relation__in=members.values("relation"))
    if person := by.get("person"):
        theirs = Q(person=person) | Q(person__merged_into=person)
        rows = rows.filter(Exists(live_seats(at).filter(theirs, readout=OuterRef("readout"))))
    return rows


def _ranked(matches: list[_Match], query: Query) -> list[list[_Match]]:
    """The matches by meeting, those of one language each, best first."""
    by_meeting: dict[int, dict[str, list[_Match]]] = {}
    for match in matches:
        by_meeting.setdefault(match.meeting, {}).setdefault(match.language, []).append(match)
    groups = [found[min(found, key=_place)] for found in by_meeting.values()]
    # Sorting leaves those of one rank in their order: newest first.
    return sorted(groups, key=lambda group: min([_rank(match, query) for match in group]))


def _place(language: str) -> tuple[int, str]:
    order = settings.READOUT_LANGUAGES
    return (order.index(language) if language in order else len(order), language)


def _rank(match: _Match, query: Query) -> int:
    if not match.heading or not _tells(match.heading, query):
        return 2
    return 0 if match.part == Part.TITLE else 1


def _tells(heading: str, query: Query) -> bool:
    """Whether a heading bears all that is wanted."""
    return all(
        any(all(stands(phrase, heading) for phrase in each) for each in term.alternatives)
        for term in query.wanted
    )


# What is shown


class _Piece(NamedTuple):
    """A piece that was found, in its words as they are printed."""

    words: Mentioned
    introduction: str

    def place(self, phrases: list[Phrase]) -> Place:
        """Where it is; of a readout found by its title alone, how that begins."""
        words = self.words
        if not words.uid:
            shown = excerpt(self.introduction, phrases)
            return Place("", "", SafeString(), shown, words.readout_language)
        heading, shown = marked(words.heading, phrases), excerpt(words.text, phrases)
        return Place(words.uid, words.label.strip(), heading, shown, words.spoken)


def _hits(groups: list[list[_Match]], phrases: list[Phrase]) -> list[Hit]:
    """The readouts to show, each with its first places."""
    shown = [_places(group)[:MOST_PLACES] for group in groups]
    pieces = _pieces([match.pk for matches in shown for match in matches])
    return [
        _hit(group, [pieces[match.pk] for match in matches], phrases)
        for group, matches in zip(groups, shown, strict=True)
    ]


def _places(group: list[_Match]) -> list[_Match]:
    """What counts of a readout: where its words stand, or, found by its head alone, that."""
    return [match for match in group if match.part != Part.TITLE] or group[:1]


def _hit(group: list[_Match], pieces: list[_Piece], phrases: list[Phrase]) -> Hit:
    readout = pieces[0].words
    places = [piece.place(phrases) for piece in pieces]
    further = len(_places(group)) - len(places)
    return Hit(readout, marked(readout.title, phrases), places, further)


def _pieces(keys: list[int]) -> dict[int, _Piece]:
    if not keys:
        return {}
    rows = _asked_by(len(keys))(**{f"key{place}": key for place, key in enumerate(keys)})
    return {pk: _Piece(Mentioned(*words), text) for pk, text, *words in rows}


@lru_cache(maxsize=MOST_PLACES * A_PAGE)
def _asked_by(number: int) -> Prepared:
    """So many pieces, as they are printed, by their keys."""

    def ask(**keys: int) -> QuerySet[Any, Any]:
        rows = SearchText.objects.filter(pk__in=list(keys.values())).order_by()
        return rows.values_list("pk", "readout__introduction", *COLUMNS)

    ask.__annotations__ = {f"key{place}": int for place in range(number)}
    return Prepared(ask)
