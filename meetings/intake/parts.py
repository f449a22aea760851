"""The parts of a page, as stretches of its text."""

from dataclasses import dataclass, field

from meetings.intake.dates import Day
from meetings.intake.lines import Extent, Line
from meetings.intake.rows import Row


@dataclass(slots=True)
class Parts:
    """What a page is made of; each stretch of text is in one of these."""

    relation: Extent = field(default_factory=lambda: Extent(()))
    title: Extent = field(default_factory=lambda: Extent(()))
    released: Extent = field(default_factory=lambda: Extent(()))
    released_day: Day | None = None
    captions: list[Extent] = field(default_factory=list)
    introduction: Extent = field(default_factory=lambda: Extent(()))
    closing: Extent = field(default_factory=lambda: Extent(()))
    rows: list[Row] = field(default_factory=list)
    left_out: list[Extent] = field(default_factory=list)
    lead_label: int | None = None
    line: int = 1


def whole(line: Line) -> Extent:
    """A line as the only stretch of an extent."""
    return Extent(((line.start, line.end),))
