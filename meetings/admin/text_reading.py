"""A changed text of a readout is read, matched, and put into the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from meetings import intake, reader
from meetings.admin.conflict import put_rows
from meetings.admin.text_changes import Change, ids_of, place_of, rows_changed
from meetings.admin.text_filling import Texts, fill
from meetings.admin.text_view import (
    ROWS,
    SOURCE,
    TEXT,
    WORDS,
    Line,
    line,
    posted_head,
    taken,
    was_empty,
    written,
)
from meetings.intake.cleaning import summary
from meetings.models import Readout

NOT_YOURS = (
    "You may not change, add and remove passages, so that no text can be read into them. Nothing "
    "has been saved: take the text out again to save what else you changed."
)


@dataclass(frozen=True)
class Understood:
    """A row of the outline as it was understood, and the topics suggested for it."""

    indent: str
    label: str
    heading: str
    text: str
    topics: tuple[str, ...]
    jump: str


@dataclass
class Found:
    """What a text that was read would change, and what to tell about the reading."""

    changes: list[Change]
    notes: list[str]
    said: dict[str, str]
    """By the name of a filled field, what the text says instead."""
    findings: list[tuple[str, str]]
    """What is doubtful in the text: a sentence, and the id of the field it is about."""
    left_out: tuple[str, ...]
    cleaned: list[str]
    placed: int
    unplaced: int
    """Characters of the text, white space apart."""
    summary: str
    outline: list[Understood]
    before: Readout | None
    """The readout that was made from this very text before."""


def take_in(data: QueryDict, forms: dict[str, Any], closed: dict[str, str]) -> Found:
    """Read the changed text and put what it says into the posted form.

    Rows that go on keep their keys, and so their agenda items; those that go are marked as
    removed, and come back with the next text that has their words. What is filled beside the rows
    stays. `forms` are the forms of rows by prefix; `closed` are the rows that this person may not
    rewrite, by prefix too, with what they are called. Raises meetings.intake.Refused, and then
    changes nothing.
    """
    if ROWS in closed:
        raise intake.Refused(NOT_YOURS)
    head, copy, is_first = posted_head(data), data.copy(), was_empty(data)
    text = str(data[TEXT])
    standing, _ = taken(copy)
    desk = reader.Reader()
    new = desk.read(text, released_on=head.released_on, with_topics=False)
    shown = "" if is_first else written(head, standing)
    base = desk.read(shown, released_on=head.released_on, with_topics=False)
    standing, removed = taken(data)
    old = [*standing, *_stored(removed)]
    matched = intake.rematch(old, new.items)
    before = base.items if len(base.items) == len(standing) else ()
    rows = _continued(old, new, before, matched)
    texts = Texts(new, base, is_first, forms, closed)
    changes = [*fill(data, head, texts), *rows_changed(old, rows, matched, len(standing))]
    _put(data, rows, [old[at] for at in matched.gone])
    data[SOURCE] = data.pop(TEXT)[0]
    ids = ids_of(rows)
    return Found(
        changes=changes,
        notes=texts.notes,
        said=texts.said,
        findings=[(one.message, place_of(one, new, ids)) for one in new.findings],
        left_out=new.left_out,
        cleaned=summary(new.cleaned),
        placed=_characters([one for one in new.placements if one.place != "left out"], new),
        unplaced=_characters(new.unplaced, new),
        summary=_counted(new, texts) if is_first else _summary(changes),
        outline=_outline(new, ids, desk, texts) if is_first else [],
        before=reader.made_from(text) if is_first else None,
    )


def _stored(removed: list[dict[str, list[Any]]]) -> Iterator[Line]:
    """Removed rows that are stored: each with its agenda item."""
    for row in removed:
        if row.get("id", [""])[0]:
            yield line({name: values for name, values in row.items() if name != "DELETE"})


def _characters(stretches: Sequence[Any], reading: intake.Reading) -> int:
    parts = (reading.cleaned_text[one.start : one.end] for one in stretches)
    return sum(not sign.isspace() for part in parts for sign in part)


def _outline(
    reading: intake.Reading, ids: list[str], desk: reader.Reader, texts: Texts
) -> list[Understood]:
    relation = texts.rows.facts["relation"]
    topics = desk.suggestions(reading, relation)
    return [
        Understood("\u2003" * min(item.depth, 3), item.label or "", item.heading or "",
                   item.text, topics[at], ids[at])
        for at, item in enumerate(reading.items)
    ]  # fmt: skip


def _continued(
    old: list[Line], new: intake.Reading, before: Sequence[Any], matched: intake.Rematch
) -> list[Line]:
    """The rows that the text makes, each with what stands of the row it goes on from.

    Where the text is as it was `before`, the row stays as it is: what an editor set by hand, the
    text cannot say.
    """
    rows = []
    for at, item in enumerate(new.items):
        source = matched.old_of(at)
        if source is None:
            rows.append(line({name: [_of(item, name)] for name in WORDS}))
            continue
        kept, was = old[source], before[source] if source < len(before) else None
        said = {
            name: getattr(kept, name)
            if was is not None and _of(was, name) == _of(item, name)
            else _of(item, name)
            for name in WORDS
        }
        rows.append(line(kept.posted | {name: [value] for name, value in said.items()}))
    return rows


def _of(item: Any, name: str) -> Any:
    if name == "depth":
        return min(item.depth, 3)
    return item.kind if name == "kind" else reader.words_of(item)[name]


def _put(data: QueryDict, rows: list[Line], gone: list[Line]) -> None:
    for place, row in enumerate(rows, 1):
        row.posted["order"] = [str(place)]
        row.posted.update({name: [str(getattr(row, name))] for name in WORDS})
    dropped = [row.posted | {"DELETE": ["on"]} for row in gone]
    every = [*(row.posted for row in rows), *dropped]
    stored = [row for row in every if row.get("id", [""])[0]]
    fresh = [row for row in every if not row.get("id", [""])[0] and not row.get("DELETE")]
    put_rows(data, ROWS, stored, fresh)


def _summary(changes: list[Change]) -> str:
    counts = [(what, sum(change.what == what for change in changes)) for what in
              ("Changed", "Moved", "New", "Back", "Gone")]  # fmt: skip
    said = [f"{count} {what.lower()}" for what, count in counts if count]
    return " · ".join(said) or "nothing changed"


def _counted(reading: intake.Reading, texts: Texts) -> str:
    """What was read, by number."""
    counts = [
        (len(texts.rows.sittings), "sitting"),
        (len(texts.rows.participants), "participant"),
        (len(reading.items), "passage"),
        (len(reading.captions), "photo"),
        (len(reading.documents), "document"),
    ]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return ", ".join(said) or "an introduction only"
