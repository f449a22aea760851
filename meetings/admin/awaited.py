"""Places for photos and documents that a text names and whose files are still to come.

The words wait in the internal note, a line for each place, so that a draft can be saved before
its files are there. A place that is reworded, filled or removed takes its line with it.
"""

from __future__ import annotations

from typing import NamedTuple

from django.http import QueryDict

from meetings import reader
from meetings.admin.fields import plain_ends
from meetings.models import Readout

WAITS = "-file-waits"
"""Behind the name of a row: the words under which its file was awaited when it was shown."""


class Awaited(NamedTuple):
    """Files of one kind: their rows, the field with their words, and the mark in the note."""

    prefix: str
    words: str
    mark: str


CAPTIONS = Awaited("photo_uses", "caption", reader.CAPTION)
TITLES = Awaited("document_uses", "title", reader.DOCUMENT)


def awaited(readout: Readout, mark: str) -> list[str]:
    """The words after `mark` in the note."""
    words = (_words(line, mark) for line in _lines(readout.internal_note))
    return [one for one in words if one is not None]


def settle(data: QueryDict) -> None:
    """Let the note follow the places that were posted: reworded, filled or removed."""
    rows = [name.removesuffix(WAITS) for name in data if name.endswith(WAITS)]
    for kind in (CAPTIONS, TITLES):
        for row in rows:
            if row.startswith(kind.prefix):
                _settle(data, row, kind)


def _settle(data: QueryDict, row: str, kind: Awaited) -> None:
    """Let the line of one place be what the place is now; none where nothing waits any more."""
    if data.get(f"{row}-DELETE"):
        data[f"{row}-{kind.words}"] = ""
    is_filled = data.get(f"{row}-file-token")
    now = "" if is_filled else data.get(f"{row}-{kind.words}", "").strip()
    was, note = data.get(row + WAITS, ""), data.get("internal_note", "")
    data["internal_note"] = _following(note, kind.mark, was, now)
    data[row + WAITS] = now


def _following(note: str, mark: str, was: str, now: str) -> str:
    """The note after the words of a place have changed."""
    if now == was:
        return note
    lines, line = _lines(note), f"{mark}{now}"
    at = next((at for at, one in enumerate(lines) if _words(one, mark) == was), None)
    if at is not None:
        lines[at : at + 1] = [line] if now else []
    elif now and line not in lines:
        lines.append(line)
    return "\n".join(lines).strip()


def _words(line: str, mark: str) -> str | None:
    return line.removeprefix(mark).strip() if line.startswith(mark) else None


def _lines(note: str) -> list[str]:
    return plain_ends(note).split("\n")
