"""Rows while they are being read."""

from dataclasses import dataclass, field

from meetings.intake.labels import Label, read_label
from meetings.intake.lines import Extent, Line
from meetings.intake.paragraphs import is_heading


@dataclass(slots=True)
class Row:
    """A row while it is being read."""

    kind: str
    line: int
    label: Label | None = None
    label_extent: Extent = field(default_factory=lambda: Extent(()))
    heading: Extent = field(default_factory=lambda: Extent(()))
    body: list[Line] = field(default_factory=list)
    depth: int = 0
    level: int = 0
    is_bare_heading: bool = False

    @property
    def text(self) -> Extent:
        """The stretches of the row's text."""
        return Extent(tuple((line.start, line.end) for line in self.body))

    @property
    def looks_headed(self) -> bool:
        """Whether the row's first line could be its heading."""
        if not self.body or self.kind != "item":
            return False
        return may_head(self.body[0], self.body[1] if len(self.body) > 1 else None)


def may_head(line: Line, following: Line | None) -> bool:
    """Whether a line could head the one that follows it."""
    at_once = following is not None and not following.after_blank
    if at_once and following is not None and read_label(following.text) is not None:
        at_once = False
    text = following.text if following is not None else ""
    return is_heading(line.text, text_follows_at_once=at_once, following=text)
