"""By what a topic's items can be narrowed, with counts, and the chart of its years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.finding.narrowing import MOST_CONDITIONS, Conditions, Tally
from meetings.finding.topic import Facet, Topic, items_in
from meetings.page.ways import way
from meetings.views.markup import joined
from relations.identity import fold

SHOWN = 10
"""How many values of a facet a topic's page shows."""

Counted = tuple[str, str, int]
"""A value of a facet: its part of an address, its name, and its items."""


class Value(NamedTuple):
    """A value of a facet: where it leads, and the number of items it leaves, as printed.

    That is "" where not all are counted, and none of the newest has it.
    """

    name: str
    address: str
    items: str


class FacetValues(NamedTuple):
    """A facet with the values to show, and the address of all, if there are more."""

    kind: str
    heading: str | Promise
    values: list[Value]
    all_of_them: str
    number: int


def facets_of(
    topic: Topic, conditions: Conditions, tally: Tally, most: int | None = SHOWN
) -> list[FacetValues]:
    """Give the facets by which the items can be narrowed further.

    Of each the values of most items, `most` of them; or all, A to Z and the newest year first.
    """
    if len(conditions.asked) >= MOST_CONDITIONS or tally.items == 0:
        return []
    facets = []
    for kind, (heading, values_of) in _FACETS.items():
        counted = list(values_of(topic, tally)) if kind not in conditions.asked else []
        if conditions.relation and kind == "region":
            continue
        if counted:
            is_capped = tally.is_capped
            facets.append(
                _facet(topic, conditions, kind, heading, counted, most, is_capped=is_capped)
            )
    return facets


def _facet(
    topic: Topic,
    conditions: Conditions,
    kind: str,
    heading: str | Promise,
    counted: list[Counted],
    most: int | None,
    *,
    is_capped: bool,
) -> FacetValues:
    if kind == "year":
        counted.sort(key=lambda row: row[1], reverse=True)
    elif most is None:
        counted.sort(key=lambda row: fold(row[1]))
    else:
        counted.sort(key=lambda row: (-row[2], row[1]))
    page, asked = way("topic", topic.slug), conditions.asked
    before = urlencode(asked) + "&" * bool(asked)
    values = [
        Value(name, f"{page}?{before}{kind}={quote(slug)}", _printed(items, is_capped=is_capped))
        for slug, name, items in counted[:most]
    ]
    more = f"{page}?{urlencode({**asked, 'facet': kind})}" if len(counted) > len(values) else ""
    return FacetValues(kind, heading, values, more, len(counted))


def _printed(items: int, *, is_capped: bool) -> str:
    return f"({items:,}{'+' * is_capped})" if items else ""


def facet_lists(facets: Iterable[FacetValues]) -> SafeString:
    """Facets as lists of links, each with the agenda items that it leaves."""
    return joined(map(_facet_list, facets))


def _facet_list(facet: FacetValues) -> str:
    heading = escape(str(facet.heading))
    values = "".join(
        f'<li><a href="{escape(value.address)}" rel="nofollow">{escape(value.name)}</a> '
        f'<span class="count">{value.items}</span></li>\n'
        for value in facet.values
    )
    if facet.all_of_them:
        words = gettext("All %(number)s") % {"number": facet.number}
        values += (
            f'<li class="more"><a href="{escape(facet.all_of_them)}" rel="nofollow">'
            f'{escape(words)}<span class="visually-hidden">: {heading}</span></a></li>\n'
        )
    return f'<div class="facet">\n<h3>{heading}</h3>\n<ul role="list">\n{values}</ul></div>\n'


def _of_names(facet: str) -> Callable[[Topic, Tally], Iterator[Counted]]:
    def values(topic: Topic, tally: Tally) -> Iterator[Counted]:
        counts = tally.counts
        for *__, slug, name, word in topic.names.get(facet, {}).values():
            items = counts.get(word, 0)
            if items or (tally.is_capped and topic.counts[word]):
                yield slug, name, items

    return values


def _of_regions(topic: Topic, tally: Tally) -> Iterator[Counted]:
    for slug, region in topic.regions.items():
        items = items_in(region, tally.counts)
        if items or (tally.is_capped and items_in(region, topic.counts)):
            yield slug, region.name, items


def _of_years(topic: Topic, tally: Tally) -> Iterator[Counted]:
    for year in topic.years:
        items = tally.counts[f"{Facet.YEAR}:{year}"]
        if items or tally.is_capped:
            yield str(year), str(year), items


_FACETS: dict[str, tuple[Promise, Callable[[Topic, Tally], Iterable[Counted]]]] = {
    "relation": (_("Relation"), _of_names(Facet.RELATION)),
    "region": (_("Region"), _of_regions),
    "year": (_("Year"), _of_years),
    "person": (_("Person"), _of_names(Facet.PERSON)),
    "topic": (_("Together with another topic"), _of_names(Facet.TOPIC)),
}


class Chart(NamedTuple):
    """Agenda items by year: bars of a drawing, and rows of a table, both as they are printed.

    There are two elements a year; the template language would take longer for them than all else.
    """

    bars: SafeString
    rows: SafeString
    width: str
    height: str
    first: str
    last: str
    most: str


BAR, GAP, HEIGHT = 14, 4, 64


def chart_of(topic: Topic, conditions: Conditions, tally: Tally) -> Chart | None:
    """Give the items by year; nothing for one year, or where not all were counted."""
    if conditions.year or tally.is_capped:
        return None
    counts = {int(year): items for year, _, items in _of_years(topic, tally)}
    if len(counts) < 2:
        return None
    first, last, most = min(counts), max(counts), max(counts.values())
    years = range(first, last + 1)
    bars = "".join(
        _bar(place, year, counts[year], most) for place, year in enumerate(years) if year in counts
    )
    page = _page_of_years(topic, conditions)
    rows = "".join(_row(page, year, counts.get(year, 0)) for year in years)
    width = len(years) * (BAR + GAP) - GAP
    # Numbers of ours, and addresses that are escaped.
    drawn = mark_safe(bars), mark_safe(rows)  # noqa: S308
    return Chart(*drawn, str(width), str(HEIGHT), str(first), str(last), str(most))


def _bar(place: int, year: int, items: int, most: int) -> str:
    height = max(2, round(HEIGHT * items / most))
    return (
        f'<rect x="{place * (BAR + GAP)}" y="{HEIGHT - height}" width="{BAR}" height="{height}">'
        f"<title>{year}: {items}</title></rect>\n"
    )


def _page_of_years(topic: Topic, conditions: Conditions) -> str:
    """The address to which a year is added, as HTML; "" where nothing can be added."""
    if len(conditions.asked) >= MOST_CONDITIONS:
        return ""
    before = urlencode(conditions.asked) + "&" * bool(conditions.asked)
    return escape(f"{way('topic', topic.slug)}?{before}year=")


def _row(page: str, year: int, items: int) -> str:
    heading = f'<a href="{page}{year}" rel="nofollow">{year}</a>' if items and page else str(year)
    return f'<tr><th scope="row">{heading}</th><td>{items}</td></tr>\n'
