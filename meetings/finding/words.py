"""The words of agenda items, and the readouts in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from meetings.page.history import Address
from meetings.page.text import paragraphs, printed_day
from meetings.page.ways import way
from meetings.querysets.finding import MentionQuerySet


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An agenda item's words on a topic, and the readout in which they stand."""

    uid: str
    label: str
    heading: str
    text: str
    language: str
    readout: int
    title: str
    readout_language: str
    released_on: date
    address_on: date
    slug: str
    relation_title: str
    relation_slug: str
    relation_listed_from: datetime | None

    @property
    def page(self) -> str:
        """The address of the readout."""
        return Address(self.address_on, self.slug).page(self.readout_language)

    @property
    def address(self) -> str:
        """The address of the item in it."""
        return f"{self.page}#{self.uid}"

    @property
    def spoken(self) -> str:
        """The language of the text."""
        return self.language or self.readout_language

    @property
    def part(self) -> str:
        """What the item is called in the readout; "" if nothing."""
        return self.label or self.heading

    @property
    def paragraphs(self) -> str:
        """The text as HTML."""
        return "".join(f"<p>{part}</p>" for part in paragraphs(self.text))

    @property
    def printed_day(self) -> str:
        return printed_day(self.released_on)

    @property
    def relation_page(self) -> str:
        return way("relation", self.relation_slug)

    def knows_relation(self, at: datetime) -> bool:
        """Whether the public finds the readout's relation at `at`."""
        return self.relation_listed_from is not None and self.relation_listed_from <= at


COLUMNS = (
    "item__uid",
    "passage__label",
    "passage__heading",
    "passage__text",
    "passage__language",
    "readout",
    "readout__title",
    "readout__language",
    "released_on",
    "meeting__address_on",
    "meeting__slug",
    "readout__relation__title",
    "readout__relation__slug",
    "readout__relation__listed_from",
)
"""The fields of `Mentioned`, from a mention."""


def words_of(mentions: MentionQuerySet, most: int) -> list[Mentioned]:
    """The words of the first `most` mentions, in their order."""
    return [Mentioned(*row) for row in mentions.values_list(*COLUMNS)[:most]]


def groups_of(words: Iterable[Mentioned]) -> list[list[Mentioned]]:
    """The words that stand together in one readout, in their order."""
    groups: list[list[Mentioned]] = []
    for row in words:
        if groups and groups[-1][0].readout == row.readout:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
