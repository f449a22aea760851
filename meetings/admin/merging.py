"""Two saves that met: what only one of the two changed is joined, field by field and row by row.

The form carries a mark of each field and each row as it was shown. Against these marks it is
plain what the person changed, and what the colleague did; only what both changed is a clash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from meetings.admin.conflict import as_posted, put_rows, take_rows, values_of
from meetings.admin.fields import plain_ends
from meetings.admin.rows import RowFormSet
from meetings.admin.topics import names_in
from relations.identity import fold

MARKS = "form_marks"
APART = frozenset({"id", "order", "readout", "DELETE", "topics"})
"""Parts of a row that its mark leaves out: its keys and place; topics are joined by themselves."""

Row = dict[str, list[Any]]
Marks = dict[str, str]


def marks_of(form: Any, formsets: Iterable[RowFormSet]) -> Marks:
    """The marks of a form that shows what is stored: of each field, and of each stored row."""
    marks = {bound.name: _mark(dict(values_of(bound))) for bound in form}
    for formset in formsets:
        for row in formset.initial_forms:
            posted = as_posted(row, _key(formset))
            marks[f"{formset.prefix}:{row.instance.pk}"] = _mark(_told(posted))
    return marks


def _key(formset: Any) -> str:
    return formset.model._meta.pk.name


def _told(row: Row) -> Row:
    return {
        name: values
        for name, values in row.items()
        if name not in APART and not name.startswith("initial-") and not name.endswith("-upload")
    }


def _mark(fields: Row) -> str:
    plain = sorted(
        (name, sorted(plain_ends(str(value)).strip() for value in values if value))
        for name, values in fields.items()
    )
    told = json.dumps([pair for pair in plain if any(pair[1])])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def join(data: QueryDict, form: Any, formsets: Iterable[RowFormSet]) -> bool:
    """Put what the colleague changed into what was posted; give whether nothing clashes.

    `form` and `formsets` show what is stored now, and are unbound. Without marks nothing is
    joined.
    """
    was = _posted_marks(data)
    if was is None:
        return False
    formsets = list(formsets)
    now = marks_of(form, formsets)
    fine = _join_facts(data, form, was, now)
    for formset in formsets:
        fine = _Rows(data, formset, was, now).join() and fine
    return fine


def _posted_marks(data: QueryDict) -> Marks | None:
    try:
        marks = json.loads(data.get(MARKS, ""))
    except ValueError:
        return None
    return marks if isinstance(marks, dict) else None


def _join_facts(data: QueryDict, form: Any, was: Marks, now: Marks) -> bool:
    fine = True
    for bound in form:
        theirs = dict(values_of(bound))
        mine = _mark({name: data.getlist(name) for name in theirs} or {bound.name: []})
        if mine == was.get(bound.name):
            for name, values in theirs.items():
                data.setlist(name, values)
        elif now[bound.name] not in (mine, was.get(bound.name)):
            fine = False
    return fine


@dataclass
class _Rows:
    """The rows of one kind, as posted and as they are now."""

    data: QueryDict
    formset: Any
    was: Marks
    now: Marks

    def join(self) -> bool:
        self.key = _key(self.formset)
        posted = take_rows(self.data, self.formset.prefix)
        there = {str(form.instance.pk): form for form in self.formset.initial_forms}
        fine, rows = True, []
        for row in posted:
            kept, clash = self._settle(row, there)
            fine = fine and not clash
            if kept is not None:
                rows.append(kept)
        fine = self._in_order(posted, rows, list(there)) and fine
        seen = {self._id(row) for row in rows}
        rows += [as_posted(form, self.key) for pk, form in there.items() if self._came(pk, seen)]
        self._number(posted, rows, list(there))
        stored = [row for row in rows if self._id(row)]
        if not self.moved_by_me:
            # As the form would show them now: else their numbers alone would make a new version.
            places = {pk: place for place, pk in enumerate(there)}
            stored.sort(key=lambda row: places.get(self._id(row), len(places)))
        put_rows(self.data, self.formset.prefix, stored, [r for r in rows if not self._id(r)])
        return fine

    def _id(self, row: Row) -> str:
        return str(row.get(self.key, [""])[0] or "")

    def _name(self, pk: str) -> str:
        return f"{self.formset.prefix}:{pk}"

    def _came(self, pk: str, seen: set[str]) -> bool:
        return pk not in seen and self._name(pk) not in self.was

    def _settle(self, row: Row, there: dict[str, Any]) -> tuple[Row | None, bool]:
        """The row as it goes on, None if it does not; and whether both changed it."""
        pk = self._id(row)
        base = self.was.get(self._name(pk))
        if not pk or base is None:
            return row, False
        mine = base if not row.get("DELETE") and _mark(_told(row)) == base else "changed"
        if pk not in there:
            gone = (mine == base and not _tags(row)) or bool(row.get("DELETE"))
            return (None, False) if gone else (row, True)
        if self.now[self._name(pk)] == base:
            return row, bool(row.get("DELETE")) and self._was_tagged(row, there[pk])
        if mine != base:
            return row, _mark(_told(row)) != self.now[self._name(pk)] or bool(row.get("DELETE"))
        theirs = as_posted(there[pk], self.key)
        own = {name: values for name, values in row.items() if name.endswith("topics")}
        return theirs | own, False

    def _was_tagged(self, row: Row, form: Any) -> bool:
        """Whether the colleague attached or detached topics of a row that this person removes."""
        return _names(as_posted(form, self.key), "topics") != _names(row, "initial-topics")

    # The order of the rows

    def _base(self, posted: list[Row]) -> list[str]:
        """Rows in the order in which they were shown: stored rows are posted in that order."""
        return [pk for row in posted if (pk := self._id(row))]

    def _mine(self, rows: list[Row]) -> list[Row]:
        def place(row: Row) -> float:
            try:
                return float(row.get("order", [""])[0])
            except (TypeError, ValueError):
                return float("inf")

        return sorted(rows, key=place)

    def _has_moved(self, before: list[str], after: list[str]) -> bool:
        common = set(before) & set(after)
        return [pk for pk in before if pk in common] != [pk for pk in after if pk in common]

    def _in_order(self, posted: list[Row], rows: list[Row], theirs: list[str]) -> bool:
        """Whether at most one of the two moved rows."""
        base = self._base(posted)
        mine = [self._id(row) for row in self._mine(posted) if self._id(row)]
        self.moved_by_me = self._has_moved(base, mine)
        return not (self.moved_by_me and self._has_moved(base, theirs))

    def _number(self, posted: list[Row], rows: list[Row], theirs: list[str]) -> None:
        """Number the rows in the order of the one who moved them; others follow their neighbour."""
        if not self.formset.ordered:
            return
        by_id = {self._id(row): row for row in rows if self._id(row)}
        stored = [by_id[pk] for pk in theirs if pk in by_id]
        mine = [self._row_of(row, by_id) for row in self._mine(posted)]
        own = [row for row in mine if row is not None and any(row is one for one in rows)]
        lead, other = (own, stored) if self.moved_by_me else (stored, own)
        place = within = 0
        for row in _woven(lead, other):
            # Rows that are stored keep whole numbers: one that comes between changes none of them.
            place, within = (place + 1, 0) if self._id(row) else (place, within + 1)
            row["order"] = [f"{place}.{within:03}" if within else str(place)]

    def _row_of(self, row: Row, by_id: dict[str, Row]) -> Row | None:
        return by_id.get(self._id(row)) if self._id(row) else row


def _tags(row: Row) -> bool:
    """Whether the person attached or detached topics of the row."""
    return _names(row, "topics") != _names(row, "initial-topics")


def _names(row: Row, name: str) -> set[str]:
    return {fold(one) for one in names_in(row.get(name, [""])[0])}


def _woven(lead: list[Row], other: list[Row]) -> list[Row]:
    """The rows of both in the order of the first; each further one after its neighbour."""
    woven = list(lead)
    before: Row | None = None
    for row in other:
        if not any(row is one for one in woven):
            at = next((i for i, one in enumerate(woven, 1) if one is before), 0)
            woven.insert(at, row)
        before = row
    return woven
