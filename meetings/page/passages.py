"""The passages of a document as the tree its page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from meetings.page.gone import Removal
from meetings.page.text import linked, paragraphs

# HTML knows six ranks of heading; the first is the title's.
FIRST_RANK, LAST_RANK = 2, 6

_ANCHOR = ' <a class="anchor" data-apparatus{} href="{}#{}" aria-label="{}">#</a>'
SECTION, POINT, OTHER = "section", "li", "div"


@lru_cache(maxsize=2_000)
def _link(topic: Topic) -> str:
    return f'<a href="{escape(topic.address)}">{escape(topic.name)}</a>'


class Shown:
    """Something a template reads: it asks for an item before an attribute, and gets it at once."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a passage: its name and the address of its page."""

    name: str
    address: str


@dataclass(slots=True)
class ShownPassage(Shown):
    """A passage with those under it, or what is said in its place."""

    uid: str
    kind: str
    is_point: bool
    language: str
    removal: Removal | None
    rank: int = 0
    heading: SafeString | None = None
    paragraphs: list[SafeString] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    is_foreign: bool = False
    groups: list[Group] = field(default_factory=list)

    @property
    def element(self) -> str:
        """The HTML element that holds it."""
        if self.is_point:
            return POINT
        return SECTION if self.heading and self.rank == FIRST_RANK else OTHER

    @property
    def topic_links(self) -> SafeString:
        return mark_safe(" ".join(map(_link, self.topics)))  # noqa: S308

    @property
    def classes(self) -> str:
        return "passage" if self.is_point else f"passage {self.kind}"


@dataclass(slots=True)
class Group(Shown):
    """Passages that follow one another: points of one list, or blocks of their own."""

    is_list: bool
    passages: list[ShownPassage]


def groups_of(
    document: dict[str, Any],
    removals: dict[str, Removal],
    topics: dict[str, list[Topic]],
    edition: str = "",
) -> list[Group]:
    """The passages of a canonical document, each under the nearest earlier one of smaller depth.

    `removals` and `topics` are by the agenda item's uid. Of a sealed passage nothing is kept but
    its place; its topics would tell of its words. `edition` is where the links to passages lead,
    as seen from the page.
    """
    groups: list[Group] = []
    # From the outermost to the innermost passage that may still hold others: depth, rank, groups.
    open_ones: list[tuple[int, int, list[Group]]] = [(-1, FIRST_RANK, groups)]
    for row in document["passages"]:
        while open_ones[-1][0] >= row["depth"]:
            open_ones.pop()
        _, rank, into = open_ones[-1]
        removal = removals.get(row["item"])
        passage = _shown(row, rank, document["language"], removal, edition)
        if passage.removal is None:
            passage.topics = topics.get(row["item"], [])
        _add(into, passage)
        below = rank + 1 if passage.heading else rank
        open_ones.append((row["depth"], min(below, LAST_RANK), passage.groups))
    return groups


def _shown(
    row: dict[str, Any], rank: int, language: str, removal: Removal | None, edition: str
) -> ShownPassage:
    is_point = row["kind"] == "item" and bool(row["label"]) and not row["heading"]
    if removal:
        return ShownPassage(row["item"], row["kind"], is_point, "", removal)
    own = "" if row["language"] == language else row["language"]
    passage = ShownPassage(row["item"], row["kind"], is_point, own, None, rank)
    # What we add is English, and says so among words that are not.
    passage.is_foreign = row["language"] != "en"
    _set_words(passage, row, edition)
    return passage


def _set_words(passage: ShownPassage, row: dict[str, Any], edition: str) -> None:
    """The label before the first word, the link to the passage after the last."""
    label = f'<span class="num">{escape(row["label"])}</span> ' if row["label"] else ""
    lines: list[str] = [*paragraphs(row["text"])]
    name = escape(f"{_('Link to passage')} {row['label']}".strip())
    anchor = _ANCHOR.format(' lang="en"' if passage.is_foreign else "", edition, row["item"], name)
    if row["heading"]:
        heading = label + linked(row["heading"])
        passage.heading = mark_safe(heading if lines else heading + anchor)  # noqa: S308
    elif label:
        lines = [label + lines[0], *lines[1:]] if lines else [label]
    if lines:
        lines[-1] += anchor
    passage.paragraphs = [mark_safe(line) for line in lines]  # noqa: S308


def _add(groups: list[Group], passage: ShownPassage) -> None:
    if passage.is_point and groups and groups[-1].is_list:
        groups[-1].passages.append(passage)
    else:
        groups.append(Group(passage.is_point, [passage]))
