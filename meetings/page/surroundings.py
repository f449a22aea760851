"""A public edition with all that its page shows beside the document, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from meetings.page.around import (
    Around,
    Neighbour,
    around,
    near_to,
    pages_of_people,
    people_in,
    topics_by_item,
    topics_of_items,
)
from meetings.page.frame import COLUMNS, Frame, live_at_address, public_edition
from meetings.page.gone import Removals, removals_in, seals_on
from meetings.page.history import Address, Edition, begun_editions, numbered
from meetings.page.names import Names, named, names_around
from meetings.page.passages import Topic
from meetings.page.related import earlier_ones, later_ones, related
from meetings.prepared import Joined, Prepared, Row


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A public edition, its meeting's others, the seals on it, and what a live one leads to."""

    frame: Frame
    this: Edition
    editions: list[Edition]
    removals: Removals
    names: Names
    topics: dict[str, list[Topic]]
    people: dict[str, str]
    around: Around
    related: list[Neighbour]


def live_page(day: date, slug: str, language: str, at: datetime) -> Surroundings | None:
    """The live edition at an address, if there is one at `at`, and what stands around it."""
    return _with_surroundings(_of_live(day=day, slug=slug, language=language, at=at), at)


def edition_page(readout: int, at: datetime) -> Surroundings | None:
    """An edition given by its key, if it is public at `at`, and what stands around it."""
    return _with_surroundings(_of_edition(readout=readout, at=at), at)


# Each question with those of its arguments that the edition's own row answers.
_QUESTIONS: dict[Prepared, dict[str, str]] = {
    begun_editions: {"meeting": "meeting_id"},
    seals_on: {"readout": "pk"},
    names_around: {"readout": "pk", "relation": "relation_id"},
    topics_of_items: {"readout": "pk"},
    people_in: {"readout": "pk"},
    near_to: {
        "key": "pk", "relation": "relation_id", "language": "language", "day": "released_on",
        "moment": "live_from", "occasion": "occasion_id",
    },
    earlier_ones: {"meeting": "meeting_id", "language": "language"},
    later_ones: {"meeting": "meeting_id"},
}  # fmt: skip
_of_live = Joined(live_at_address, COLUMNS, _QUESTIONS)
_of_edition = Joined(public_edition, COLUMNS, _QUESTIONS)


def _with_surroundings(
    found: tuple[Row, list[list[Row]]] | None, at: datetime
) -> Surroundings | None:
    if found is None:
        return None
    frame = Frame(*found[0])
    begun, seals, names, topics, people, near, earlier, later = found[1]
    editions = numbered(begun, Address(frame.address_on, frame.slug), at)
    this = next(edition for edition in editions if edition.key == frame.key)
    # Finding aids lead from what is live to what is live.
    is_live = this.is_live
    beside = around(frame, near) if is_live else Around()
    return Surroundings(
        frame,
        this,
        editions,
        removals_in(frame.key, seals),
        named(names),
        topics_by_item(topics) if is_live else {},
        pages_of_people(people) if is_live else {},
        beside,
        related([*earlier, *later], beside) if is_live else [],
    )
