"""The whole text of a readout as a view of its form: filled from the rows, read back into them.

The text is never stored as a second truth. A text that was changed is read and matched against
the rows of the form, which then show what it would change; the next press of a button saves them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format

from meetings import intake, reader
from meetings.admin.conflict import take_rows
from meetings.admin.fields import plain_ends
from meetings.intake.refusal import MAX_MARKUP_BYTES
from meetings.models import Readout
from relations.models import Relation

TEXT, WAS, CHOICE = "whole_text", "whole_text_was", "text_choice"
SOURCE, SOURCE_NAME = "text_source", "text_source_name"
FILE, MARKUP, READ = "text_file", "text_markup", "_read"
NOTHING = "Paste a text first, or choose a file that holds one."
UNCHANGED = "The text says what the form says: nothing would change."
BOTH = (
    "You changed both the text and the rows. Nothing has been saved yet: choose at the text which "
    "of the two is to stand."
)
TO_BE_SEEN = (
    "The text has been read into the form below, and nothing has been saved yet: look at it, and "
    "press a button."
)
TOO_LONG = (
    "All that stands in this form is longer than 1 MB, and nothing has been saved yet: shorten it, "
    "or make two readouts of it."
)
WORDS = ("label", "heading", "text", "depth", "kind")
ROWS, PHOTOS, DOCUMENTS = "passages", "photo_uses", "document_uses"


@dataclass(frozen=True)
class Line:
    """A passage as it stands in the form: its words, and all that is posted of it."""

    label: str
    heading: str
    text: str
    depth: int = 0
    kind: str = "item"
    posted: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def topics(self) -> str:
        return self.posted.get("topics", [""])[0]

    @property
    def in_words(self) -> str:
        return " ".join(filter(None, [self.label, self.heading, self.text]))


@dataclass(frozen=True)
class Head:
    """What stands above the rows."""

    relation: str = ""
    title: str = ""
    released_on: date | None = None
    introduction: str = ""
    captions: tuple[str, ...] = ()


# Writing


def written(head: Head, rows: Sequence[Line]) -> str:
    """The text of the whole readout; nothing where nothing is said."""
    text = intake.write(
        [row for row in rows if row.in_words],
        relation=head.relation or None,
        title=head.title or None,
        released=date_format(head.released_on, "F j, Y") if head.released_on else None,
        captions=[caption for caption in head.captions if caption],
        introduction=head.introduction or None,
    )
    return text if text.strip() else ""


def mark(text: str) -> str:
    """A digest by which two texts are told apart; white space at the ends of lines is none."""
    lines = [line.strip() for line in plain_ends(text).strip().split("\n")]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Rows:
    """The text of what a form or a stored readout says, and the id of each row in it."""

    text: str
    ids: list[str]


def rows_in(form: forms.ModelForm, formsets: Sequence[Any]) -> Rows:
    """The text of a form that is shown, bound or not."""
    head, rows = _in_form(form, {formset.prefix: formset for formset in formsets})
    return Rows(written(head, rows), [row.posted["row"][0] for row in rows if row.in_words])


def of_record(readout: Readout) -> Rows:
    """The text of a readout as it is stored."""
    rows = [
        Line(row.label, row.heading, row.text, row.depth, row.kind)
        for row in readout.passages.all()
    ]
    captions = tuple(use.caption for use in readout.photo_uses.all())
    title = readout.relation.title if readout.relation else ""
    head = Head(
        readout.section_label or title,
        readout.title,
        readout.released_on,
        readout.introduction,
        captions,
    )
    return Rows(written(head, rows), [f"passages-{at}" for at in range(len(rows))])


def shown(rows: Rows, data: QueryDict | None) -> dict[str, str]:
    """The text as the form shows it, as typed if it was changed, and the mark of its rows."""
    if data is not None and is_changed(data):
        return {"text": str(data[TEXT]), "was": str(data[WAS])}
    return {"text": rows.text, "was": mark(rows.text)}


def _in_form(form: Any, formsets: dict[str, Any]) -> tuple[Head, list[Line]]:
    """Head and rows from a form that is shown, bound or not."""
    rows = [
        line({name: [row[name].value()] for name in (*WORDS, "order")} | {"row": [row.prefix]})
        for row in formsets[ROWS].forms
        if not (row.is_bound and "DELETE" in row.fields and row["DELETE"].value())
    ]
    photos = [row["caption"].value() or "" for row in formsets[PHOTOS].forms]
    relation = form.instance.relation
    head = Head(
        str(form["section_label"].value() or (relation.title if relation else "")),
        form["title"].value() or "",
        _day(form["released_on"].value()),
        form["introduction"].value() or "",
        tuple(photos),
    )
    return head, _ordered(rows)


def line(posted: dict[str, list[Any]]) -> Line:
    """A passage from the names and values that are posted of it."""
    label, heading, text = (
        plain_ends(str(posted.get(name, [""])[0] or "")).strip() for name in WORDS[:3]
    )
    depth = str(posted.get("depth", ["0"])[0] or 0)
    kind = str(posted.get("kind", ["item"])[0] or "item")
    return Line(label, heading, text, int(depth) if depth.isdecimal() else 0, kind, posted)


def _ordered(rows: list[Line]) -> list[Line]:
    def place(row: Line) -> float:
        try:
            return float(row.posted.get("order", [""])[0])
        except (TypeError, ValueError):
            return float("inf")

    return sorted(rows, key=place)


def _day(value: Any) -> date | None:
    if isinstance(value, date) or not value:
        return value or None
    try:
        return forms.DateField().clean(value)
    except forms.ValidationError:
        return None


# What was posted


def is_changed(data: QueryDict) -> bool:
    """Whether the text was changed since it was filled from the rows."""
    return TEXT in data and mark(str(data[TEXT])) != data.get(WAS)


def is_too_long(data: QueryDict) -> bool:
    """Whether the words of the form, beside the text, are more than a text may have."""
    words = (
        value
        for name, values in data.lists()
        if name not in (TEXT, SOURCE) and not name.startswith(("_", "initial-"))
        for value in values
    )
    return sum(len(word.encode("utf-8", "replace")) for word in words) > intake.MAX_BYTES


def rows_are_changed(data: QueryDict) -> bool:
    """Whether the words of the rows were changed since the text was filled from them."""
    copy = data.copy()
    rows, _ = taken(copy)
    if was_empty(data):
        return bool(rows)
    return mark(written(posted_head(data), rows)) != data.get(WAS)


def mark_anew(data: QueryDict) -> None:
    """Let the rows as they were posted be those from which the text was filled."""
    rows, _ = taken(data.copy())
    data[WAS] = mark(written(posted_head(data), rows))


def was_empty(data: QueryDict) -> bool:
    """Whether the box was shown empty, so that its text is the first of this form."""
    return data.get(WAS) == mark("")


def receive(request: HttpRequest) -> None:
    """Put the text of a file, or of what was copied with its lists, into the box.

    Raises meetings.intake.Refused with a sentence.
    """
    data: Any = request.POST
    files: Any = request.FILES
    file, markup = files.pop(FILE, [None])[0], data.pop(MARKUP, [""])[-1]
    if file is not None:
        if file.size > MAX_MARKUP_BYTES:
            raise intake.Refused("This file is larger than 8 MB: paste its text instead.")
        data[TEXT] = reader.text_of(file.read(), file.name)
        data[SOURCE_NAME] = file.name
    elif markup and is_changed(data):
        data[TEXT] = intake.read_html(markup)


def taken(data: QueryDict) -> tuple[list[Line], list[dict[str, list[Any]]]]:
    """Take the passages out of what was posted: those that stand in order, and the removed."""
    rows = take_rows(data, ROWS)
    removed = [row for row in rows if row.get("DELETE")]
    standing = [line(row) for row in rows if not row.get("DELETE")]
    return _ordered([row for row in standing if row.in_words or row.posted.get("id", [""])[0]]), (
        removed
    )


def posted_head(data: QueryDict) -> Head:
    """What stands above the rows, as it was posted."""
    key, count = data.get("relation", ""), data.get(f"{PHOTOS}-TOTAL_FORMS", "")
    known = key.isdecimal() and len(key) < 19
    relation = Relation.objects.filter(pk=int(key)).first() if known else None
    photos = range(int(count) if count.isdecimal() and len(count) < 5 else 0)
    label, title, introduction = (
        plain_ends(data.get(name, "")).strip()
        for name in ("section_label", "title", "introduction")
    )
    return Head(
        label or (relation.title if relation else ""),
        title,
        _day(data.get("released_on", "")),
        introduction,
        tuple(data.get(f"{PHOTOS}-{index}-caption", "").strip() for index in photos),
    )
