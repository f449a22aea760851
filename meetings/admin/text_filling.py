"""What a text says fills the form where it is empty; what stands in a field is never overwritten.

Where the text says otherwise than a field that is filled, the field says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.http import QueryDict

from meetings import intake, reader
from meetings.admin.awaited import CAPTIONS, TITLES, Awaited
from meetings.admin.clocks import both_readings
from meetings.admin.clocks import in_words as day_in_words
from meetings.admin.conflict import as_posted, in_words, put_rows, take_rows
from meetings.admin.fields import plain_ends
from meetings.admin.text_changes import Change
from meetings.admin.text_view import DOCUMENTS, PHOTOS, Head
from meetings.models import DocumentUse, Participant, Readout, Sitting
from relations.identity import fold

TELLING = {
    "sittings": ("held_on", "local_clock", "home_clock_time", "zone", "place", "minutes", "form"),
    "participants": ("name", "offices", "held", "person"),
}
"""By kind of row, the fields of which one at least is filled in a row that is in use."""

SET = {"order", "kind"}
"""Fields that are filled in a row that nobody has touched."""

Row = dict[str, list[Any]]


@dataclass
class Texts:
    """A text that was read, beside the one that the form showed before it was changed."""

    new: intake.Reading
    base: intake.Reading
    is_first: bool
    """Whether the form showed no text, so that whatever is filled was filled by hand."""
    forms: dict[str, Any]
    """The forms of rows, by the prefix of their formset."""
    closed: dict[str, str]
    """What rows are called that stay as they are, by the prefix of their formset."""
    said: dict[str, str] = field(default_factory=dict)
    """By the name of a filled field, what the text says instead."""
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = reader.rows_of(self.new)
        self.before = reader.rows_of(self.base)


def fill(data: QueryDict, head: Head, texts: Texts) -> Iterator[Change]:
    """Put into the posted form what the text says beside its passages."""
    yield from _facts(data, head, texts)
    ways = {kind: partial(_rows, data, kind, texts) for kind in TELLING} | {
        PHOTOS: partial(_captions, data, head, texts),
        DOCUMENTS: partial(_documents, data, texts),
    }
    for kind, way in ways.items():
        if kind not in texts.closed:
            yield from way()
        else:
            texts.notes.append(
                f"You may not change its {texts.closed[kind]}: they stay as they are."
            )


# What stands above the rows


def _facts(data: QueryDict, head: Head, texts: Texts) -> Iterator[Change]:
    yield from _relation(data, texts)
    for name, stands, before, now in _heads(head, texts):
        if not now or now in (stands, before):
            continue
        if stands in ("", before):
            data[name] = now
            about: Any = Readout._meta.get_field(name)
            where = str(about.verbose_name).capitalize()
            yield Change("Changed", where, stands, now, f"id_{name}")
        elif texts.is_first:
            texts.said["relation" if name == "section_label" else name] = now


def _relation(data: QueryDict, texts: Texts) -> Iterator[Change]:
    found, printed = texts.rows.facts["relation"], texts.new.relation or ""
    if data.get("relation") or not printed:
        return
    if found is None:
        texts.notes.append(f"No relation is called “{printed}”: choose it.")
    elif found != texts.before.facts["relation"]:
        data["relation"] = str(found.pk)
        yield Change("Changed", "Relation", "", str(found), "id_relation")


def _heads(head: Head, texts: Texts) -> Iterator[tuple[str, str, str, str]]:
    """Name, what stands, what the earlier text said and what this one says.

    A title that the text does not print is proposed where there is none.
    """
    new, base, said = texts.new, texts.base, texts.rows.facts
    title = said["title"] if new.title_is_printed or not head.title else ""
    label = said["section_label"] or (str(said["relation"]) if head.relation else "")
    yield "section_label", head.relation, base.relation or "", label if new.relation else ""
    yield "title", head.title, base.title or "", title
    days = head.released_on, base.released_on, new.released_on
    yield "released_on", *(day.isoformat() if day else "" for day in days)  # type: ignore[misc]
    before = texts.before.facts["introduction"]
    yield "introduction", head.introduction, before, said["introduction"]


# Sittings and participants


def _rows(data: QueryDict, kind: str, texts: Texts) -> Iterator[Change]:
    said, before = (_said(texts.forms[kind], rows, kind) for rows in (texts.rows, texts.before))
    rows = take_rows(data, kind)
    standing = [row for row in rows if not row.get("DELETE") and _is_used(row, kind)]
    removed = [row for row in rows if row.get("DELETE") and row.get("id", [""])[0]]
    told: list[tuple[Row, str, str]] = []
    for index, form in enumerate(said):
        row = _row_of(form, index, standing, kind)
        earlier = as_posted(before[index], "id") if index < len(before) else {}
        if as_posted(form, "id") == earlier:
            continue
        if row is not None:
            told += [(row, *one) for one in _compare(row, form, earlier, texts)]
        elif texts.is_first or not standing:
            standing.append(_posted(form, len(standing) + 1))
            words = _in_words(form.instance)
            yield Change("New", kind[:-1].capitalize(), "", words, f"{kind}-group")
        else:
            texts.notes.append(f"The text now names other {kind}: look at them below.")
    stored = [row for row in standing if row.get("id", [""])[0]] + removed
    fresh = [row for row in standing if not row.get("id", [""])[0]]
    put_rows(data, kind, stored, fresh)
    places = {id(row): at for at, row in enumerate([*stored, *fresh])}
    texts.said |= {f"{kind}-{places[id(row)]}-{name}": words for row, name, words in told}


def _said(form: Any, rows: reader.Rows, kind: str) -> list[Any]:
    """The rows that a text makes, in forms that show them."""
    if kind == "sittings":
        return [form(instance=sitting) for sitting in rows.sittings]
    return [
        form(instance=person, initial={"held": [one.pk for one in held]})
        for person, held in rows.participants
    ]


def _posted(form: Any, place: int) -> Row:
    return as_posted(form, "id") | {"id": [""], "order": [str(place)]}


def _is_used(row: Row, kind: str) -> bool:
    return bool(row.get("id", [""])[0]) or any(_value(row, name) for name in TELLING[kind])


def _row_of(form: Any, index: int, standing: list[Row], kind: str) -> Row | None:
    """The row in use that this one is about: sittings by their order, people by their names."""
    if kind == "sittings":
        return standing[index] if index < len(standing) else None
    key = fold(form.instance.name)
    return next((row for row in standing if fold(_value(row, "name")) == key), None)


def _compare(row: Row, form: Any, earlier: Row, texts: Texts) -> Iterator[tuple[str, str]]:
    """Fill what is empty in a row; give name and words of what the text says otherwise."""
    for name, values in as_posted(form, "id").items():
        said = _value({name: values}, name)
        if name in ("id", "order") or not said or _value(earlier, name) == said:
            continue
        if not _value(row, name):
            row[name] = values
        elif _value(row, name) != said:
            plain = name.removesuffix("_day").removesuffix("_time")
            yield plain, in_words(form[plain], form[plain].value())


def _in_words(row: Sitting | Participant) -> str:
    if isinstance(row, Participant):
        return ", ".join([str(row), *row.office_list])
    if row.began_at is None:
        return day_in_words(row.held_on)
    return both_readings(row.began_at, [row.zone] if row.zone else [])


def _value(row: Row, name: str) -> str:
    return "\n".join(plain_ends(str(value)).strip() for value in row.get(name, []) if value)


# Photos and documents, whose files are still to come


def _captions(data: QueryDict, head: Head, texts: Texts) -> Iterator[Change]:
    new, base = ([one.text for one in each.captions] for each in (texts.new, texts.base))
    if not texts.is_first and len(new) == len(base):
        if list(head.captions) == base:
            yield from _reworded(data, base, new)
        return
    awaited = list((Counter(new) - Counter(base) - Counter(head.captions)).elements())
    yield from _await(data, CAPTIONS, awaited)


def _reworded(data: QueryDict, base: list[str], new: list[str]) -> Iterator[Change]:
    for index, (was, now) in enumerate(zip(base, new, strict=True)):
        name = f"{PHOTOS}-{index}-caption"
        if was != now:
            data[name] = now
            yield Change("Changed", f"Caption {index + 1}", was, now, f"id_{name}")


def _documents(data: QueryDict, texts: Texts) -> Iterator[Change]:
    new, base = ([one.title for one in each.documents] for each in (texts.new, texts.base))
    awaited = list((Counter(new) - Counter(base)).elements())
    yield from _await(data, TITLES, awaited)


def _await(data: QueryDict, kind: Awaited, words: list[str]) -> Iterator[Change]:
    """Give files that came without words theirs, and the other words a place that waits."""
    prefix, name, mark = kind
    rows = [
        row for row in take_rows(data, prefix) if any(map(partial(_value, row), row.keys() - SET))
    ]
    there = {_value(row, name) for row in rows}
    words = [one for one in words if one not in there]
    for row in rows:
        if words and not _value(row, name) and not row.get("DELETE"):
            row[name] = [words.pop(0)]
    places = range(len(rows) + 1, len(rows) + 1 + len(words))
    waiting: list[Row] = [
        {name: [one], "file-waits": [one], "order": [str(place)], "kind": [_kind(one)]}
        for place, one in zip(places, words, strict=True)
    ]
    stored = [row for row in rows if row.get("id", [""])[0]]
    put_rows(data, prefix, stored, [*(r for r in rows if r not in stored), *waiting])
    note = [data.get("internal_note", "").strip(), *(f"{mark}{one}" for one in words)]
    data["internal_note"] = "\n".join(line for line in note if line)
    where = f"{name.capitalize()}, its file to come"
    yield from (Change("New", where, "", one, f"{prefix}-group") for one in words)


def _kind(title: str) -> str:
    """The kind of document that a title names; a joint statement where it names none."""
    kinds = DocumentUse.Kind
    named = (kind for kind in kinds if kind.value in title.lower())
    return next(named, kinds.STATEMENT).value
