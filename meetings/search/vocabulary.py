"""Every name there is, and which of what they name is public."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast

from meetings.models import Tag, TagAlias, TagName
from meetings.page.ways import way
from meetings.prepared import Prepared, planning_cursor
from meetings.querysets import public_people
from relations.models import (
    Party,
    PartyName,
    Person,
    PersonName,
    Relation,
    RelationName,
    RelationParty,
)

Owner = tuple[str, int]
"""What a name belongs to: its kind and its key."""

Name = tuple[Owner, str]


class Found(NamedTuple):
    """Something with a page of its own that bears the words typed: shown before all texts."""

    name: str
    address: str


class Source(NamedTuple):
    """Where names stand: a model's fields, and the way from a row to what it names.

    `told` is the field that says whether the public is told of a row, if not of all.
    """

    model: type[Model]
    owner: str
    fields: tuple[str, ...]
    told: str = ""


_FORMS = ("text", "short")
KINDS: dict[str, tuple[Source, ...]] = {
    "topic": (
        Source(Tag, "id", ("name",)),
        Source(TagAlias, "tag", ("name",), "is_public"),
        Source(TagName, "tag", _FORMS),
    ),
    "person": (Source(Person, "id", ("name", "sort_name")), Source(PersonName, "person", _FORMS)),
    "relation": (
        Source(Relation, "id", ("title", "short_title")),
        Source(RelationName, "relation", _FORMS),
    ),
    "party": (Source(Party, "id", ("name", "short")), Source(PartyName, "party", _FORMS)),
}


FOLDED_HERE = "\u00c0-\u1fff\uff01-\uffef"
"""Letters with accents or case that no database folds as we do: beyond ASCII, not Japanese."""


def names_like(spellings: Collection[str], holding: Sequence[str]) -> list[Name]:
    """Names, public or not: those spelled like one of these, and those that hold all of `holding`.

    Both are given in small letters without accents; an empty `holding` asks for none. Names with
    letters that only we fold are given as well, like or not: whoever asks looks at each name.
    """
    condition = f"LOWER(name) IN ({', '.join(['%s'] * len(spellings))})"
    if holding:
        condition += " OR " + " AND ".join([r"LOWER(name) LIKE %s ESCAPE '\'"] * len(holding))
    condition += f" OR {_HAS_FOREIGN[connection.vendor]}"
    return _names_where(condition, [*sorted(spellings), *map(_holding, holding)])


# Lengths first: they differ for few names, and are sooner compared.
_HAS_FOREIGN = {
    "postgresql": f"octet_length(name) <> length(name) AND name ~ '[{FOLDED_HERE}]'",
    "sqlite": f"name GLOB '*[{FOLDED_HERE}]*'",
}


def names_of(owners: Iterable[Owner]) -> dict[Owner, list[str]]:
    """All names of each of the owners, in order."""
    known = sorted(owners)
    condition = " OR ".join(["kind = %s AND owner = %s"] * len(known)) or "1 = 0"
    names: dict[Owner, list[str]] = defaultdict(list)
    params: list[str | int] = [part for owner in known for part in owner]
    for its_owner, name in sorted(_names_where(condition, params)):
        names[its_owner].append(name)
    return names


def public_names(at: datetime) -> list[str]:
    """The names of all that is public at `at`, in order."""
    public = {kind: set(_owners(kind, at)) for kind in KINDS}
    return sorted(name for (kind, pk), name in _names_where("1 = 1", []) if pk in public[kind])


def pages_of(owners: Iterable[Owner], at: datetime) -> dict[Owner, list[Found]]:
    """Those of the owners that are public at `at`, each with the pages to show for it."""
    known = sorted(owners)
    kinds = tuple(kind for kind, _ in known)
    keys = {f"key{place}": pk for place, (_, pk) in enumerate(known)}
    pages: dict[Owner, list[Found]] = defaultdict(list)
    for kind, pk, slug, name in _pages_of(kinds)(at=at, **keys) if known else ():
        pages[kind, pk].append(Found(name, way("relation" if kind == "party" else kind, slug)))
    return pages


@lru_cache(maxsize=200)
def _pages_of(kinds: tuple[str, ...]) -> Prepared:
    """The pages of owners of these kinds, which stand together, by their keys."""

    def ask(at: datetime, **keys: int) -> QuerySet[Any, Any]:
        owners = groupby(zip(kinds, keys.values(), strict=True), itemgetter(0))
        branches = [_pages(kind, [pk for _, pk in own], at) for kind, own in owners]
        return branches[0].union(*branches[1:], all=True)

    names = (f"key{place}" for place in range(len(kinds)))
    ask.__annotations__ = {"at": datetime, **dict.fromkeys(names, int)}
    return Prepared(ask)


# What is public


def _members(at: datetime) -> QuerySet:
    return RelationParty.objects.filter(relation__in=Relation.objects.listed(at))


# A party has no page: it is known by the relations with it.
_PUBLIC: dict[str, tuple[Callable[[datetime], QuerySet], str, str, str]] = {
    "topic": (lambda at: Tag.objects.live(at), "id", "slug", "name"),
    "person": (public_people, "id", "slug", "name"),
    "relation": (lambda at: Relation.objects.listed(at), "id", "slug", "title"),
    "party": (_members, "party_id", "relation__slug", "relation__title"),
}


def _owners(kind: str, at: datetime) -> QuerySet:
    rows, owner, _, _ = _PUBLIC[kind]
    return rows(at).order_by().values_list(owner, flat=True)


def _pages(kind: str, keys: list[int], at: datetime) -> QuerySet:
    rows, owner, slug, name = _PUBLIC[kind]
    columns = (Value(kind, CharField()), F(owner), F(slug), Cast(F(name), CharField()))
    return rows(at).filter(**{f"{owner}__in": keys}).order_by().values_list(*columns)


# All names


def _names_where(condition: str, params: Sequence[str | int]) -> list[Name]:
    query = f"SELECT kind, owner, name FROM ({_EVERY_NAME}) names "  # noqa: S608  # our own words
    with planning_cursor() as cursor:
        cursor.execute(query + f"WHERE name <> '' AND ({condition})", params)
        return [((kind, owner), name) for kind, owner, name in cursor.fetchall()]


def _every_name() -> str:
    """A query that gives all names: what kind of thing each names, which of them, and the name."""
    return " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, {_column(source, source.owner)} AS owner, "  # noqa: S608
        f"{_column(source, name)} AS name FROM {source.model._meta.db_table}"
        + (f" WHERE {_column(source, source.told)}" if source.told else "")
        for kind, sources in KINDS.items()
        for source in sources
        for name in source.fields
    )


def _column(source: Source, name: str) -> str:
    return str(source.model._meta.get_field(name).column)  # type: ignore[union-attr]


def _holding(text: str) -> str:
    """A pattern of names that hold the text, whatever signs it is made of."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


_EVERY_NAME = _every_name()
