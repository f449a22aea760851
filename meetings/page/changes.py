"""What changed between two public editions, in words that both of their pages show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from meetings.comparison import Comparison, Part, compare
from meetings.data.readout import public_document
from meetings.page.frame import Frame
from meetings.page.history import Edition
from meetings.page.text import printed_day
from meetings.record import CanonicalDocument

Row = dict[str, Any]
Key = Callable[[Row], str]

# What a document knows of a row and its page does not say.
UNSEEN: dict[str, Row] = {
    "sittings": {"as_printed": ""},
    "participants": {
        "person": None, "party": None, "posts": [], "side": "", "short": "", "group": False,
    },
    "passages": {"depth": 0},
    "documents": {"kind": ""},
}  # fmt: skip
UNSEEN_FACTS: Row = {"relation": None, "also_under": [], "occasion": None}


def _who(row: Row) -> str:
    return str(row["person"] or row["name"] or row["offices"])


KEYS: dict[str, Key] = {
    "participants": _who,
    "passages": lambda row: str(row["item"]),
    "photos": lambda row: str(row["photo"]),
    "documents": lambda row: str(row["document"]),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs; `is_partial` when something was removed from either and so is left out."""

    comparison: Comparison
    is_partial: bool


def changes_between(first: Frame, second: Frame, editions: list[Edition], at: datetime) -> Changes:
    """What the second of two public editions has otherwise than the first.

    `editions` are all of the meeting that were released by `at`. What is sealed in either is
    compared in neither: its words would show as the other's alone.
    """
    shown = [public_document(frame, editions, at) for frame in (first, second)]
    whole = [frame.document for frame in (first, second)]
    sealed = {kind: _sealed(kind, whole, shown) for kind in KEYS}
    one, other = (
        _as_seen(document, stored, sealed) for document, stored in zip(shown, whole, strict=True)
    )
    comparison = compare(one, other)
    groups = [
        replace(group, parts=[_named(group.kind, part) for part in group.parts if not part.is_same])
        for group in comparison.groups
    ]
    return Changes(replace(comparison, groups=groups), any(sealed.values()))


def _named(kind: str, part: Part) -> Part:
    """A part by its label and heading alone where its words follow; a sitting by its day."""
    if kind == "sitting":
        return replace(part, name=printed_day(date.fromisoformat(part.name)))
    return replace(part, name=part.name.removesuffix(part.words[:80]).strip())


def _sealed(kind: str, whole: list[CanonicalDocument], shown: list[CanonicalDocument]) -> set[str]:
    return {
        KEYS[kind](stored)
        for document, public in zip(whole, shown, strict=True)
        for stored, row in zip(document[kind], public[kind], strict=True)
        if "removed" in row
    }


def _as_seen(
    shown: CanonicalDocument, whole: CanonicalDocument, sealed: dict[str, set[str]]
) -> CanonicalDocument:
    """A public document without what is sealed, and without what its page does not say."""
    kept = {
        kind: [
            row
            for row, stored in zip(shown[kind], whole[kind], strict=True)
            if key(stored) not in sealed[kind]
        ]
        for kind, key in KEYS.items()
    }
    document = {**shown, **UNSEEN_FACTS, **kept}
    rows = {kind: [{**row, **unseen} for row in document[kind]] for kind, unseen in UNSEEN.items()}
    return {**document, **rows}
