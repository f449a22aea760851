"""The rows of one kind in two documents: which came, went, moved or changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from meetings.comparison.fields import Fields, Names, Row, in_words
from meetings.comparison.words import Piece, word_pieces

Key = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Change:
    """A field whose words differ."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        """Its words: those that stayed, went and came."""
        return word_pieces(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Part:
    """A row of either document: its state is "added", "removed", "changed" or "same"."""

    name: str
    state: str
    moved: bool = False
    changes: list[Change] = field(default_factory=list)
    depth: int = 0
    words: str = ""
    """The whole of its text, of which its name may have no more than the beginning."""

    @property
    def is_same(self) -> bool:
        return self.state == "same" and not self.moved


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind, in the order of the second document; what went stands where it was."""

    kind: str
    kinds: str
    parts: list[Part]

    @property
    def is_same(self) -> bool:
        return all(part.is_same for part in self.parts)

    @property
    def summary(self) -> str:
        """What happened to these rows, in numbers: “2 passages changed, 1 moved”."""
        counts = Counter(part.state for part in self.parts if part.state != "same")
        counts["moved"] = sum(part.moved for part in self.parts)
        told = [(counts[state], state) for state in ("changed", "added", "removed", "moved")]
        words = [f"{count} {state}" for count, state in told if count]
        if not words:
            return ""
        first, _, rest = words[0].partition(" ")
        return ", ".join(
            [f"{first} {self.kind if first == '1' else self.kinds} {rest}", *words[1:]]
        )


def changes_of(first: Row, second: Row, fields: Fields, names: Names) -> list[Change]:
    pairs = [(label, value(first, names), value(second, names)) for label, value in fields]
    return [Change(*pair) for pair in pairs if pair[1] != pair[2]]


def _keyed(rows: Iterable[Row], key: Key | None) -> dict[tuple[str, int], Row]:
    """The rows by their key; where two have the same, the one before the other."""
    seen: Counter[str] = Counter()
    keyed = {}
    for row in rows:
        name = key(row) if key else ""
        keyed[name, seen[name]] = row
        seen[name] += 1
    return keyed


def group_of(
    kind: str,
    first: Row,
    second: Row,
    kinds: str,
    fields: Fields,
    names: Names,
    *,
    key: Key | None,
) -> Group:
    before, after = _keyed(first[kinds], key), _keyed(second[kinds], key)
    moved = _moved([one for one in before if one in after], list(after))
    parts: list[Part] = []
    for one in _merged(list(before), list(after)):
        old, new = before.get(one), after.get(one)
        row: Row = new or old or {}
        changes = changes_of(old or {}, row, fields, names) if old and new else []
        state = "added" if old is None else "removed" if new is None else "same"
        state = "changed" if changes else state
        depth, words = row.get("depth", 0), row.get("text", "")
        parts.append(Part(_name(row), state, one in moved, changes, depth, words))
    return Group(kind, kinds, parts)


def _name(row: Row) -> str:
    """A row in a few words."""
    heads = ("label", "heading", "name", "title", "caption", "alternative_text", "held_on")
    words = [str(row[head]) for head in heads if row.get(head)]
    if not row.get("heading") and row.get("text"):
        words.append(row["text"][:80])
    return " ".join(words[:2]) or in_words(row.get("offices"))


def _merged(before: list[Any], after: list[Any]) -> list[Any]:
    """The keys of both, in the order of the second; a key only in the first after the one it
    followed there."""
    order = list(after)
    previous = None
    for one in before:
        if one not in order:
            order.insert(order.index(previous) + 1 if previous is not None else 0, one)
        previous = one
    return order


def _moved(before: list[Any], after: list[Any]) -> set[Any]:
    """The fewest keys whose moving makes the first order the second."""
    place = {one: index for index, one in enumerate(before)}
    common = [one for one in after if one in place]
    # The longest run that kept its order stayed; patience sorting finds it.
    tails: list[int] = []
    lengths = []
    for one in common:
        length = bisect_left(tails, place[one])
        tails[length : length + 1] = [place[one]]
        lengths.append(length)
    stayed, wanted = set(), len(tails) - 1
    limit = len(place)
    for one, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted and place[one] < limit:
            stayed.add(one)
            wanted, limit = wanted - 1, place[one]
    return set(common) - stayed
