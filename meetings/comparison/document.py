"""Everything that differs between two canonical documents."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.comparison.fields import (
    DOCUMENT,
    FACTS,
    PARTICIPANT,
    PASSAGE,
    PHOTO,
    SITTING,
    Names,
    Row,
)
from meetings.comparison.rows import Change, Group, Key, changes_of, group_of
from meetings.record import CanonicalDocument

FILES = {"photo", "document"}
"""Kinds of rows that stand beside the words."""
OF_THE_EDITION = {"correction note", "source"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two documents."""

    facts: list[Change]
    groups: list[Group]

    @property
    def is_same(self) -> bool:
        return not self.facts and all(group.is_same for group in self.groups)

    @property
    def has_same_words(self) -> bool:
        """Whether nothing but photos and documents, and what is said of the edition, differs."""
        facts = {change.label for change in self.facts}
        wordy = [group for group in self.groups if group.kind not in FILES]
        return facts <= OF_THE_EDITION and all(group.is_same for group in wordy)

    @property
    def summary(self) -> list[str]:
        """What changed, a line a kind."""
        facts = [change.label for change in self.facts]
        lines = [f"Changed: {', '.join(facts)}"] if facts else []
        return [*lines, *(group.summary for group in self.groups if group.summary)]


def compare(
    first: CanonicalDocument, second: CanonicalDocument, names: Names | None = None
) -> Comparison:
    """What the second document has otherwise than the first.

    `names` gives words for the permanent identities that the documents refer to.
    """
    known = names or {}
    groups = [
        group_of("sitting", first, second, "sittings", SITTING, known, key=None),
        group_of("participant", first, second, "participants", PARTICIPANT, known, key=_who),
        group_of("passage", first, second, "passages", PASSAGE, known, key=_of("item")),
        group_of("photo", first, second, "photos", PHOTO, known, key=_of("photo")),
        group_of("document", first, second, "documents", DOCUMENT, known, key=_of("document")),
    ]
    return Comparison(changes_of(first, second, FACTS, known), groups)


def _of(name: str) -> Key:
    def key(row: Row) -> str:
        return str(row[name])

    return key


def _who(row: Row) -> str:
    return str(row["person"] or row["name"] or row["offices"])
