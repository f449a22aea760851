"""All that a public page asks beside its document, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from meetings.page.around import (
    Around,
    around,
    asked_around,
    pages_of_people,
    people_in,
    topics_by_item,
    topics_of_items,
)
from meetings.page.frame import Frame
from meetings.page.gone import Removals, removals_in, seals_on
from meetings.page.history import Address, Edition, begun_editions, numbered
from meetings.page.names import Names, named, names_around
from meetings.page.passages import Topic
from meetings.prepared import together


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The editions of an edition's meeting, the seals on it, and what a live one leads to."""

    this: Edition
    editions: list[Edition]
    removals: Removals
    names: Names
    topics: dict[str, list[Topic]]
    people: dict[str, str]
    around: Around


def surroundings_of(frame: Frame, at: datetime) -> Surroundings:
    """What stands around an edition at `at`."""
    key = frame.key
    begun, seals, names, topics, people, near = together(
        begun_editions.of(meeting=frame.meeting, at=at),
        seals_on.of(readout=key),
        names_around.of(readout=key, relation=frame.relation or 0),
        topics_of_items.of(readout=key),
        people_in.of(readout=key, at=at),
        asked_around(frame, at),
    )
    editions = numbered(begun, Address(frame.address_on, frame.slug), at)
    this = next(edition for edition in editions if edition.key == key)
    # Finding aids lead from what is live to what is live.
    is_live = this.is_live
    return Surroundings(
        this,
        editions,
        removals_in(key, seals),
        named(names),
        topics_by_item(topics) if is_live else {},
        pages_of_people(people) if is_live else {},
        around(frame, near) if is_live else Around(),
    )
