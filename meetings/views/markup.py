"""Rows of lists as markup: they are the most of a page, and a template takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.finding.listed import Discussed, Listed
from meetings.finding.words import Mentioned
from meetings.page.text import printed_day
from meetings.search.results import Hit, Place


def joined(parts: Iterable[str]) -> SafeString:
    """Markup of parts, in all of which what came from outside is escaped already."""
    return mark_safe("".join(parts))  # noqa: S308


def lang(code: str) -> str:
    """The attribute for words that are not in the pages' own language."""
    return "" if code == "en" else f' lang="{escape(code)}"'


def link(address: str, words: str, language: str = "en") -> str:
    """A link to a page in some language; the words are markup already."""
    foreign = "" if language == "en" else f' hreflang="{escape(language)}"'
    return f'<a href="{escape(address)}"{foreign}>{words}</a>'


def day(on: date) -> str:
    return f'<time datetime="{on.isoformat()}">{printed_day(on)}</time>'


def readout_rows(readouts: Iterable[Listed], *, dated: bool = True) -> SafeString:
    """Readouts as lines of a list, each with its day behind the title if they are `dated`."""
    return joined(_readout_row(readout, dated=dated) for readout in readouts)


def _readout_row(readout: Listed, *, dated: bool) -> str:
    language = readout.language
    foreign = "" if language == "en" else f' hreflang="{escape(language)}"{lang(language)}'
    behind = f' <span class="row-date">({day(readout.released_on)})</span>' if dated else ""
    address, title = escape(readout.get_absolute_url), escape(readout.title)
    return f'<li><a href="{address}"{foreign}>{title}</a>{behind}</li>\n'


def discussed_rows(topics: Iterable[Discussed], relation: str) -> SafeString:
    """Topics of a relation (its slug), each with the number of its agenda items there."""
    return joined(
        f'<li><a href="{escape(topic.get_absolute_url)}?relation={escape(relation)}">'
        f'{escape(topic.name)}</a> <span class="count">({topic.items})</span></li>\n'
        for topic in topics
    )


def mentions(groups: Iterable[Sequence[Mentioned]], at: datetime) -> SafeString:
    """Readouts on a topic's page: each title, date and relation, over its words on the topic."""
    place = escape(_("In its place in the readout"))
    return joined(_mention(words, at, place) for words in groups)


def _mention(words: Sequence[Mentioned], at: datetime, place: str) -> str:
    first = words[0]
    language, page = first.readout_language, first.page
    title = link(page, escape(first.title), language)
    items = "".join(_item(row, page, lang(language), place) for row in words)
    return (
        f'<article class="mention">\n<h3{lang(language)}>{title}</h3>\n'
        f'<p class="row-date">{day(first.released_on)} '
        f'<span class="of">{relation(first, at)}</span></p>\n'
        f'<ul class="words" role="list">\n{items}</ul>\n</article>\n'
    )


def relation(row: Mentioned, at: datetime) -> str:
    """A readout's relation, with a link to its page if the public finds that."""
    title = escape(row.relation_title)
    return link(row.relation_page, title) if row.knows_relation(at) else title


def _item(row: Mentioned, page: str, language: str, place: str) -> str:
    leads = link(f"{page}#{row.uid}", numbered(row.label, escape(row.heading), place))
    if not row.part:
        language = ""
    heading = f'<p class="words-heading"{language}>{leads}</p>\n'
    text = f"<div{lang(row.spoken)}>{row.paragraphs}</div>\n" if row.text else ""
    return f"<li>{heading + text if row.part else text + heading}</li>\n"


def numbered(label: str, heading: str, unnamed: str) -> str:
    """A label as printed and a heading, both of the words of a link; the heading is markup already.

    A link is not called by a number or a bullet alone: `unnamed` says where it leads.
    """
    number = f'<span class="num">{escape(label.strip())}</span>' if label else ""
    if heading:
        return f"{number} {heading}"
    if any(map(str.isalnum, label)):
        return f'{number} <span class="visually-hidden">{unnamed}</span>'
    return unnamed


def hits(found: Iterable[Hit], at: datetime) -> SafeString:
    """Readouts that were found: each title, date and relation, over where the words stand."""
    place = escape(_("In its place in the readout"))
    return joined(_hit(hit, at, place) for hit in found)


def _hit(hit: Hit, at: datetime, place: str) -> str:
    readout = hit.readout
    language, page = readout.readout_language, readout.page
    places = "".join(_place(one, page, place) for one in hit.places)
    further = ""
    if hit.further:
        words = ngettext(
            "%(n)s more place in this readout", "%(n)s more places in this readout", hit.further
        )
        further = f'<p class="row-date">{escape(words % {"n": hit.further})}</p>\n'
    return (
        f'<article class="hit">\n<h3{lang(language)}>{link(page, hit.title, language)}</h3>\n'
        f'<p class="row-date">{day(readout.released_on)} '
        f'<span class="of">{relation(readout, at)}</span></p>\n'
        f'<ul class="words" role="list">\n{places}</ul>\n{further}</article>\n'
    )


def _place(place: Place, page: str, unnamed: str) -> str:
    heading = ""
    if place.anchor:
        words = numbered(place.label, place.heading, unnamed)
        leads = link(f"{page}#{place.anchor}", words)
        heading = f'<p class="words-heading">{leads}</p>\n'
    text = f"<p>{place.words}</p>" if place.words else ""
    return f"<li{lang(place.language)}>{heading}{text}</li>\n"


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """What a visitor can choose among, each with its part of an address and its name."""
    return joined(
        f'<option value="{escape(value)}"{_selected(value, chosen)}>{escape(name)}</option>\n'
        for value, name in choices
    )


def years(known: Iterable[int], chosen: int | None) -> SafeString:
    """Years to choose among."""
    return joined(f"<option{_selected(year, chosen)}>{year}</option>\n" for year in known)


def _selected(value: object, chosen: object) -> str:
    return " selected" if value == chosen else ""
