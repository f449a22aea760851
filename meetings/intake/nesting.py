"""How deep a label stands: the order in which styles of labels first nest."""

from dataclasses import dataclass

from meetings.intake.labels import LOOSE, Label
from meetings.intake.rows import Row

MAX_DEPTH = 3


@dataclass(slots=True)
class _Level:
    style: str
    number: int
    row: Row


class Nesting:
    """The levels that are open, and the last number of each style."""

    def __init__(self, lead_label: Label | None = None) -> None:
        self._levels: list[_Level] = []
        self._last: dict[str, int] = {}
        if lead_label is not None:
            lead = Row("introduction", 0)
            self._levels.append(_Level(lead_label.style, lead_label.number, lead))

    @property
    def is_numbered(self) -> bool:
        """Whether rows with plain figures are open."""
        return any(level.style[0] in "n⒈" for level in self._levels)

    def open_heading(self, row: Row) -> None:
        """Begin anew under a heading that has no label."""
        self._levels = [_Level("heading", 0, row)]

    def is_next(self, label: Label) -> bool:
        """Whether a label counts on from the last of its style."""
        return self._last.get(label.style) == label.number - 1

    def is_plausible(self, label: Label) -> bool:
        """Whether a sign that might begin a sentence is first or next in order."""
        last = self._last.get(label.style)
        if last is None and label.style in LOOSE:
            loose = LOOSE[label.style]
            last = next(
                (
                    level.number
                    for level in reversed(self._levels)
                    if LOOSE.get(level.style) == loose
                ),
                None,
            )
        if label.number == 1 or (last is not None and label.number in (last, last + 1)):
            return True
        return last is None and label.number == 2 and label.style in ("n", "n.n")

    def enter(self, row: Row, label: Label) -> None:
        """Depth is the order in which styles of labels first nest."""
        level = self._level_of(row, label)
        if level is None:
            self._levels.append(_Level(label.style, label.number, row))
        else:
            del self._levels[level + 1 :]
            self._levels[level] = _Level(label.style, label.number, row)
        self._last[label.style] = label.number
        row.level = len(self._levels) - 1
        row.depth = min(row.level, MAX_DEPTH)

    def _level_of(self, row: Row, label: Label) -> int | None:
        """Which open level a label continues; None when it opens a deeper one."""
        same = [at for at, level in enumerate(self._levels) if level.style == label.style]
        if not same:
            same = [at for at, level in enumerate(self._levels) if self._is_slip(level, label)]
        if not same:
            return self._beside_heading(label)
        if len(same) == 1 and self._nests_under_like(same[0], label):
            return None
        return same[-1] if len(same) == 1 else self._nearest(same, label)

    def _beside_heading(self, label: Label) -> int | None:
        """A first heading that lost its number stands beside "2", not above it."""
        if not self._levels or label.is_bullet or label.number < 2:
            return None
        return 0 if self._levels[0].style == "heading" and label.style[0] == "n" else None

    def _is_slip(self, level: _Level, label: Label) -> bool:
        alike = LOOSE.get(level.style) is not None and LOOSE.get(level.style) == LOOSE.get(
            label.style
        )
        return alike and label.number == level.number + 1

    def _nests_under_like(self, at: int, label: Label) -> bool:
        """ "2. Heading" with nothing under it, then "1.": the list is the heading's."""
        level = self._levels[at]
        if at != len(self._levels) - 1 or label.number != 1 or label.is_bullet:
            return False
        return len(level.row.body) == 1 and level.row.looks_headed

    def _nearest(self, same: list[int], label: Label) -> int:
        """Of several open levels with one mark, the one whose count goes on."""
        fitting = [at for at in same if self._levels[at].number == label.number - 1]
        if len(fitting) > 1:
            return fitting[-1]
        return fitting[0] if fitting else same[-1]
