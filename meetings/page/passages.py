"""The passages of a document as the outline its page shows.

They are the most of a page, so their markup is written here and not by a template, which takes
ten times as long. Neighbouring points share a list; their labels are text, as on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from meetings.page.gone import Removal
from meetings.page.text import linked, paragraphs

# HTML knows six ranks of heading; the first is the title's.
FIRST_RANK, LAST_RANK = 2, 6
OPEN_POINTS, CLOSE_POINTS = '<ol class="points" role="list">\n', "</ol>\n"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a passage: its name and the address of its page."""

    name: str
    address: str


@dataclass(slots=True)
class _Open:
    """A passage that may still hold others: how it is closed, and the rank of headings in it."""

    depth: int
    rank: int
    end: str = ""
    has_points: bool = False

    @property
    def closing(self) -> str:
        return (CLOSE_POINTS if self.has_points else "") + self.end


@dataclass(frozen=True, slots=True)
class Outline:
    """The passages of a canonical document, each under the nearest earlier one of smaller depth.

    `removals` and `topics` are by the agenda item's uid. Of a sealed passage nothing is kept but
    its place; its topics would tell of its words. `edition` is where the links to passages lead,
    as seen from the page.
    """

    document: dict[str, Any]
    removals: dict[str, Removal]
    topics: dict[str, list[Topic]]
    edition: str = ""

    @property
    def html(self) -> SafeString:
        parts: list[str] = []
        levels = [_Open(-1, FIRST_RANK)]
        link = escape(_("Link to passage"))
        for row in self.document["passages"]:
            while levels[-1].depth >= row["depth"]:
                parts.append(levels.pop().closing)
            self._add(parts, levels, row, link)
        parts += [level.closing for level in reversed(levels)]
        return mark_safe("".join(parts))  # noqa: S308

    def _add(self, parts: list[str], levels: list[_Open], row: dict[str, Any], link: str) -> None:
        above, item = levels[-1], row["item"]
        removal = self.removals.get(item)
        heading = "" if removal else row["heading"]
        is_point = row["kind"] == "item" and bool(row["label"]) and not row["heading"]
        if is_point != above.has_points:
            parts.append(OPEN_POINTS if is_point else CLOSE_POINTS)
            above.has_points = is_point
        element = _element(is_point, heading, above.rank)
        classes = "passage" if row["kind"] == "item" else f"passage {row['kind']}"
        lang = "" if removal or row["language"] == self.document["language"] else row["language"]
        parts.append(f'<{element} class="{classes}" id="{item}"{_lang(lang)}>')
        parts.append(_removed(removal) if removal else self._words(row, above.rank, link))
        below = min(above.rank + 1, LAST_RANK) if heading else above.rank
        levels.append(_Open(row["depth"], below, f"</{element}>\n"))

    def _words(self, row: dict[str, Any], rank: int, link: str) -> str:
        """The label before the first word, the link to the passage after the last."""
        # What we add is English, and says so among words that are not.
        english = "" if row["language"] == "en" else _lang("en")
        label = escape(row["label"])
        anchor = (
            f' <a class="anchor" data-apparatus{english} href="{self.edition}#{row["item"]}"'
            f' aria-label="{f"{link} {label}".strip()}">#</a>'
        )
        number = f'<span class="num">{label}</span> ' if label else ""
        lines: list[str] = [*paragraphs(row["text"])]
        heading = ""
        if row["heading"]:
            words = number + linked(row["heading"]) + ("" if lines else anchor)
            heading = f'<h{rank} class="title{rank}">{words}</h{rank}>\n'
        elif number:
            lines = [number + (lines[0] if lines else ""), *lines[1:]]
        if lines:
            lines[-1] += anchor
        shown = "".join(f"<p>{line}</p>\n" for line in lines)
        return heading + shown + self._topics(row["item"], english)

    def _topics(self, item: str, english: str) -> str:
        topics = self.topics.get(item)
        if not topics:
            return ""
        links = " ".join(map(_topic_link, topics))
        return f'<p class="topics" data-apparatus{english}>{links}</p>\n'


def _element(is_point: bool, heading: str, rank: int) -> str:
    """The HTML element that holds a passage."""
    if is_point:
        return "li"
    return "section" if heading and rank == FIRST_RANK else "div"


def _lang(code: str) -> str:
    return f' lang="{escape(code)}"' if code else ""


def _removed(removal: Removal) -> str:
    return render_to_string("components/removed.html", {"removal": removal})


@lru_cache(maxsize=2_000)
def _topic_link(topic: Topic) -> str:
    return f'<a href="{escape(topic.address)}">{escape(topic.name)}</a>'
