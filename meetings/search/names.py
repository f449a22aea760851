"""The names by which topics, people, relations and parties are known, as far as they are public.

A name that is typed stands for all names of what it names: "ROK" finds "Republic of Korea". What
is not public lends no name, is not found and is not suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from meetings.search.query import Alternative, Phrase, Term, Typed, term_of
from meetings.search.spelling import nearest
from meetings.search.vocabulary import Found, Owner, names_like, names_of, pages_of, public_names
from meetings.search.words import is_unspaced, without_accents, words_of
from relations.identity import fold

LONGEST_NAME = 6
"""Words of the longest name that is looked for unquoted."""
MOST_NAMES = 12
"""So many names of a thing are looked for."""
MOST_FOUND = 6
"""So many things of a kind are shown first."""


@dataclass
class Known:
    """What public names have to do with the words typed."""

    topics: list[Found] = field(default_factory=list)
    people: list[Found] = field(default_factory=list)
    relations: list[Found] = field(default_factory=list)
    names: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """By the words of a name that was typed: all names of what it names."""


def known_names(typed: list[Typed], at: datetime) -> Known:
    """Find what the words typed name, among what is public at `at`."""
    spans = [text for _, _, text in _spans(typed)]
    rows = _like(typed, spans)
    keys = {tuple(words_of(text)) for text in spans}
    exact = {owner for owner, name in rows if tuple(words_of(name)) in keys}
    told = {owner for owner, name in rows if _tells(name, typed)}
    if not exact and not told:
        return Known()
    public = pages_of(exact | told, at)
    known = Known(names=_by_key({owner for owner in exact if owner in public}, keys))
    for kind, pages in (("topic", known.topics), ("person", known.people)):
        pages += _first(found for owner in public if owner[0] == kind for found in public[owner])
    theirs = (owner for owner in public if owner[0] in ("relation", "party"))
    known.relations += _first(found for owner in theirs for found in public[owner])
    return known


def terms_of(typed: list[Typed], known: Known) -> list[Term]:
    """What is to be found: the words typed, the longest names among them with all they go by."""
    terms: list[Term] = []
    common: list[Term] = []
    place = 0
    names_at: dict[int, tuple[int, str]] = {}
    for start, end, text in _spans(typed):
        if tuple(words_of(text)) in known.names and end > names_at.get(start, (0, ""))[0]:
            names_at[start] = (end, text)
    while place < len(typed):
        end, text = names_at.get(place, (place + 1, typed[place].text))
        names = known.names.get(tuple(words_of(text)), [])
        term = term_of([text, *names], _each_word(typed[place:end]))
        (common if typed[place].is_common and not names else terms).append(term)
        place = end
    return terms or common


def suggestion(typed: list[Typed], at: datetime) -> str:
    """What was perhaps meant, from public names alone; "" when nothing comes near.

    `typed` is all of it: phrases and what is to be left out stay as they are.
    """
    vocabulary = {word for name in public_names(at) for word in fold(name).split()}
    return nearest(typed, vocabulary)


def _each_word(typed: list[Typed]) -> Iterator[Alternative]:
    """Several words that are a name are looked for one by one as well."""
    telling = tuple(part.phrase for part in typed if not part.is_common)
    if len(typed) > 1 and telling:
        yield telling


def _spans(typed: list[Typed]) -> Iterator[tuple[int, int, str]]:
    """Neighbouring words that may be a name: where they begin and end, and their text."""
    for start, first in enumerate(typed):
        yield start, start + 1, first.text
        for end in range(start + 2, min(len(typed), start + LONGEST_NAME) + 1):
            if any(part.is_quoted for part in typed[start:end]):
                break
            yield start, end, " ".join(part.text for part in typed[start:end])


# What names tell


def _tells(name: str, typed: list[Typed]) -> bool:
    """Whether a name bears every word typed, or words that begin with it."""
    wanted = [part.phrase for part in typed if not part.is_common]
    words = words_of(name)
    return bool(wanted) and all(_bears(words, phrase) for phrase in wanted)


def _bears(words: list[str], phrase: Phrase) -> bool:
    return all(
        any(word == each or (len(each) > 2 and word.startswith(each)) for word in words)
        if not phrase.begins
        else any(word.startswith(each) for word in words)
        for each in phrase.words
    )


def _first(found: Iterable[Found]) -> list[Found]:
    once = dict.fromkeys(found)
    return sorted(once, key=lambda each: (len(each.name), each))[:MOST_FOUND]


# How names are looked for


def _like(typed: list[Typed], spans: list[str]) -> list[tuple[Owner, str]]:
    """Names, public or not, that may be one of the spans or bear all words typed."""
    parts = [_stem_of(part.text) for part in typed if not part.is_common]
    spellings = {form for text in spans for form in _forms(text)}
    return names_like(spellings, parts if all(parts) else [])


def _forms(text: str) -> set[str]:
    """Spellings under which a name may stand in the database."""
    folded = without_accents(fold(text))
    bare = folded.replace(".", "")
    dotted = "".join(f"{sign}." for sign in bare) if bare.isalpha() and len(bare) < 6 else bare
    return {folded, fold(text), text.lower(), bare, dotted, dotted.rstrip(".")}


def _stem_of(text: str) -> str:
    """What every form of a word begins with; "" where that would say nothing."""
    folded, words = without_accents(fold(text)), words_of(text)
    stem = folded
    if len(words) == 1 and not is_unspaced(words[0]):
        differ = (place for place, sign in enumerate(words[0]) if folded[place : place + 1] != sign)
        stem = folded[: next(differ, len(words[0]))]
        stem = stem[:-1] if len(stem) > 4 else stem
    return stem if len(stem) > 1 or is_unspaced(stem) else ""


def _by_key(owners: set[Owner], keys: set[tuple[str, ...]]) -> dict[tuple[str, ...], list[str]]:
    """All names of the owners, by each of the keys that is a name of theirs."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for names in names_of(owners).values() if owners else ():
        for key in {tuple(words_of(name)) for name in names} & keys:
            found[key] += names
    return {key: list(dict.fromkeys(names))[:MOST_NAMES] for key, names in found.items()}
