"""Rows back to text: what `read` reads as the same rows again."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from meetings.intake.labels import read_label
from meetings.intake.paragraphs import ends_paragraph, is_heading


class Row(Protocol):
    """What a row needs to be written."""

    @property
    def label(self) -> str | None:
        """The label as printed."""

    @property
    def heading(self) -> str | None:
        """The heading, if any."""

    @property
    def text(self) -> str:
        """The words; a blank line begins a new paragraph."""


def write(
    rows: Iterable[Row],
    *,
    relation: str | None = None,
    title: str | None = None,
    released: str | None = None,
    captions: Sequence[str] = (),
    introduction: str | None = None,
    closing: str | None = None,
) -> str:
    """Write rows, and what stands above them, as the text an editor edits."""
    lead = " ".join(part for part in (introduction, closing) if part)
    head = [block for block in (relation, title, released, *captions, lead) if block]
    return "\n\n".join([*head, _write_rows(rows)]).strip("\n") + "\n"


def _write_rows(rows: Iterable[Row]) -> str:
    parts: list[str] = []
    before: Row | None = None
    for row in rows:
        if before is not None:
            parts.append("\n" if _stays_close(before, row) else "\n\n")
        parts.append(write_row(row))
        before = row
    return "".join(parts)


def _stays_close(before: Row, row: Row) -> bool:
    """A short paragraph ("Ports:") that a blank line would make the heading of the next."""
    line = before.text or ""
    if before.label or before.heading or row.label or not _may_head(line):
        return False
    following = (row.heading or row.text or "").split("\n", 1)[0]
    return ends_paragraph(line) and not is_heading(
        line, text_follows_at_once=True, following=following
    )


def write_row(row: Row) -> str:
    """Write one row: its label, then heading and text."""
    words = _gap(row).join(part for part in (row.heading, row.text) if part)
    if not row.label:
        return words
    if not words:
        return row.label
    first = f"{row.label} {words}"
    label = read_label(first.split("\n", 1)[0])
    fits = label is not None and first[: label.end].strip() == row.label
    return first if fits else f"{row.label}\n{words}"


def _gap(row: Row) -> str:
    """Text that might be taken for another heading stays close to its own."""
    following = (row.text or "").split("\n", 1)[0]
    if not row.heading or (row.label and not _may_head(following)):
        return "\n\n"
    close = is_heading(row.heading, text_follows_at_once=True, following=following)
    return "\n" if close else "\n\n"


def _may_head(line: str) -> bool:
    return bool(line) and is_heading(line, text_follows_at_once=False)
