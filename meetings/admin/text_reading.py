"""A changed text of a readout is read, matched, and put into the rows of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from meetings import intake, reader
from meetings.admin.conflict import put_rows
from meetings.admin.text_changes import (
    Change,
    heads_changed,
    ids_of,
    notes_on,
    place_of,
    rows_changed,
)
from meetings.admin.text_view import (
    PHOTOS,
    ROWS,
    SOURCE,
    TEXT,
    WORDS,
    Head,
    Line,
    line,
    posted_head,
    taken,
    written,
)


@dataclass
class Found:
    """What a text that was read would change, and what to tell about the reading."""

    changes: list[Change]
    notes: list[str]
    findings: list[tuple[str, str]]
    """What is doubtful in the text: a sentence, and the id of the field it is about."""
    left_out: tuple[str, ...]
    unplaced: int
    summary: str


def take_in(data: QueryDict) -> Found:
    """Read the changed text and put what it says into the posted rows.

    Rows that go on keep their keys, and so their agenda items; those that go are marked as
    removed. Raises meetings.intake.Refused, and then changes nothing.
    """
    head, copy = posted_head(data), data.copy()
    old, _ = taken(copy)
    desk = reader.Reader()
    new = desk.read(str(data[TEXT]), released_on=head.released_on)
    base = desk.read(written(head, old), released_on=head.released_on)
    old, removed = taken(data)
    matched = intake.rematch(old, new.items)
    rows = _continued(old, new, base, matched)
    changes = [*_take_head(data, head, new, base), *rows_changed(old, rows, matched)]
    _put(data, rows, [old[at] for at in matched.gone], removed)
    data[SOURCE] = data.pop(TEXT)[0]
    return Found(
        changes=changes,
        notes=list(notes_on(new, base)),
        findings=[(one.message, place_of(one, new, ids_of(rows))) for one in new.findings],
        left_out=new.left_out,
        unplaced=sum(part.end - part.start for part in new.unplaced),
        summary=_summary(changes),
    )


def _continued(
    old: list[Line], new: intake.Reading, base: intake.Reading, matched: intake.Rematch
) -> list[Line]:
    """The rows that the text makes, each with what stands of the row it goes on from.

    Where the text is as it was, the row stays as it is: what an editor set by hand, the text
    cannot say.
    """
    before = dict(enumerate(base.items)) if len(base.items) == len(old) else {}
    rows = []
    for at, item in enumerate(new.items):
        source = matched.old_of(at)
        if source is None:
            rows.append(line({name: [_of(item, name)] for name in WORDS}))
            continue
        kept, was = old[source], before.get(source)
        said = {
            name: getattr(kept, name)
            if was is not None and _of(was, name) == _of(item, name)
            else _of(item, name)
            for name in WORDS
        }
        rows.append(line(kept.posted | {name: [value] for name, value in said.items()}))
    return rows


def _of(item: Any, name: str) -> Any:
    value = getattr(item, name)
    return min(value, 3) if name == "depth" else value or ""


def _put(
    data: QueryDict, rows: list[Line], gone: list[Line], removed: list[dict[str, list[Any]]]
) -> None:
    for place, row in enumerate(rows, 1):
        row.posted["order"] = [str(place)]
        row.posted.update({name: [str(getattr(row, name))] for name in WORDS})
    dropped = [row.posted | {"DELETE": ["on"]} for row in gone]
    every = [*(row.posted for row in rows), *dropped, *removed]
    stored = [row for row in every if row.get("id", [""])[0]]
    fresh = [row for row in every if not row.get("id", [""])[0] and not row.get("DELETE")]
    put_rows(data, ROWS, stored, fresh)


def _take_head(
    data: QueryDict, head: Head, new: intake.Reading, base: intake.Reading
) -> Iterator[Change]:
    """Put the parts above the rows into the form, where the text says them otherwise."""
    for name, was, now in heads_changed(head, new, base):
        if name == "captions":
            yield from _take_captions(data, was, now)
            continue
        data[name] = now
        yield Change("Changed", name.replace("_", " ").capitalize(), was, now, f"id_{name}")


def _take_captions(data: QueryDict, was: list[str], now: list[str]) -> Iterator[Change]:
    for index, (one, other) in enumerate(zip(was, now, strict=True)):
        name = f"{PHOTOS}-{index}-caption"
        if one != other:
            data[name] = other
            yield Change("Changed", f"Caption {index + 1}", one, other, f"id_{name}")


def _summary(changes: list[Change]) -> str:
    counts = [(what, sum(change.what == what for change in changes)) for what in
              ("Changed", "Moved", "New", "Gone")]  # fmt: skip
    said = [f"{count} {what.lower()}" for what, count in counts if count]
    return " · ".join(said) or "nothing changed"
