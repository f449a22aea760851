from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from meetings.finding.narrowing import (
    KINDS,
    Conditions,
    Spot,
    Unknown,
    spot_of,
    tally_of,
    words_on,
)
from meetings.finding.topic import FACETS, Facet, Topic, topic_at
from meetings.finding.words import groups_of
from meetings.models import Tag, TagAlias
from meetings.page.ways import way
from meetings.querysets import TagQuerySet
from meetings.views import markup
from meetings.views.common import Crumb, ListPage, Respelled, moved_to
from meetings.views.facets import chart_of, facet_lists, facets_of
from meetings.views.people import merged
from relations.identity import fold

TOPICS = "/topics/"
ITEMS_A_PAGE = 20
FACET_OF = {"region": Facet.OWN_RELATION.value}
"""The facet by which a condition is known, where they differ in name."""
FIGURES_AND_SIGNS = "0–9"


class Line(NamedTuple):
    """A line of the index: a topic, under its own name or an alias."""

    name: str
    topic: Tag

    @property
    def letter(self) -> str:
        """The letter it stands under, without accents; figures and signs stand together."""
        first = unicodedata.normalize("NFD", fold(self.name))[:1].upper()
        return first if first.isalpha() else FIGURES_AND_SIGNS

    @property
    def is_alias(self) -> bool:
        return self.name != self.topic.name


class Group(NamedTuple):
    """Lines of the index under one heading, which links can lead to."""

    anchor: str
    heading: str
    lines: list[Line]


class TopicList(ListPage):
    """All topics: A to Z, by use or by recency, each with the number of its agenda items."""

    template_name = "meetings/topics.html"
    section = TOPICS

    def content(self) -> dict[str, Any]:
        order = self.request.GET.getlist("order") or [""]
        if len(order) > 1 or order[0] not in ORDERS:
            raise Http404
        topics = Tag.objects.most_used(self.request.at).with_aliases()
        groups = ORDERS[order[0]](topics, self.request.at)
        return {"groups": groups, "order": order[0], "is_alphabetic": not order[0]}


def _a_to_z(topics: TagQuerySet, at: Any) -> list[Group]:
    known = list(topics)
    lines = [Line(topic.name, topic) for topic in known]
    lines += [Line(alias.name, topic) for topic in known for alias in topic.aliases.all()]
    lines.sort(key=lambda line: (line.letter, fold(line.name)))
    letters = groupby(lines, lambda line: line.letter)
    return [Group(f"letter-{letter}", letter, list(rows)) for letter, rows in letters]


def _by_use(topics: TagQuerySet, at: Any) -> list[Group]:
    return [Group("by-use", _("Most agenda items first"), _lines(topics))]


def _by_recency(topics: TagQuerySet, at: Any) -> list[Group]:
    """By the year of the newest agenda item, the newest first."""
    known = topics.with_newest(at).order_by("-newest", "name")
    years = groupby(known, lambda topic: topic.newest.year)
    return [Group(f"year-{year}", str(year), _lines(rows)) for year, rows in years]


def _lines(topics: Any) -> list[Line]:
    return [Line(topic.name, topic) for topic in topics]


ORDERS: dict[str, Callable[[TagQuerySet, Any], list[Group]]] = {
    "": _a_to_z,
    "use": _by_use,
    "recent": _by_recency,
}


def topic_once_at(slug: str, at: datetime) -> Tag:
    """Give the live topic that had this address, or that has an alias which reads like it.

    Raises Http404 when there is none.
    """
    live = Tag.objects.live(at)
    former = live.filter(former_addresses__slug=slug).first()
    if former is not None:
        return former
    aliases = TagAlias.objects.public().filter(tag__in=live).select_related("tag")
    named = (alias.tag for alias in aliases if Tag().slugify(alias.name) == slug.lower())
    if (tag := next(named, None)) is None:
        raise Http404
    return tag


FORMER: dict[str, Callable[[str, datetime], Any]] = {"topic": topic_once_at, "person": merged}
"""By kind of condition: what a former slug leads to."""


class TopicPage(ListPage):
    """A page about one topic that the public finds; a former address leads to it."""

    section = TOPICS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.topic is None:
            slug = topic_once_at(self.kwargs["slug"], self.request.at).slug
            match = request.resolver_match
            name = match.view_name if match else "meetings:topic"
            return moved_to(request, reverse(name, kwargs={**kwargs, "slug": slug}))
        try:
            return super().get(request, *args, **kwargs)
        except Respelled as respelled:
            return respelled.answer(request)

    @cached_property
    def topic(self) -> Topic | None:
        return topic_at(self.kwargs["slug"], self.request.at, self.facets())

    def facets(self) -> Collection[str]:
        """Give the facets by which the page needs the topic's counts and names."""
        return FACETS

    def known_topic(self) -> Topic:
        if self.topic is None:
            raise Http404
        return self.topic

    def conditions(self, *kinds: str) -> Conditions:
        """Give the conditions in the address, of these kinds.

        Raises Http404 for unknown ones, and Respelled for those known by another slug now.
        """
        asked = {kind: value for kind in kinds if (value := self.one(kind))}
        try:
            return Conditions.read(self.known_topic(), asked)
        except Unknown as error:
            if (present := self._present(asked)) == asked:
                raise Http404 from error
        with suppress(Unknown):
            Conditions.read(self.known_topic(), present)
            raise Respelled({kind: slug for kind, slug in present.items() if slug != asked[kind]})
        raise Http404

    def _present(self, asked: dict[str, str]) -> dict[str, str]:
        """What is asked for, with former slugs put right."""
        present = dict(asked)
        for kind in FORMER.keys() & asked.keys():
            with suppress(Http404):
                present[kind] = FORMER[kind](asked[kind], self.request.at).slug
        return present

    def one(self, name: str) -> str:
        """Give the one value that the address gives something, or "". Raises Http404 for two."""
        values = self.request.GET.getlist(name)
        if len(values) > 1:
            raise Http404
        return values[0] if values else ""

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [Crumb(_("Topics"), way("topics"))]


class TopicDetail(TopicPage):
    """A topic: every agenda item that carries it, newest first, and by what it can be narrowed."""

    template_name = "meetings/topic.html"

    def get_template_names(self) -> list[str]:
        return ["meetings/topic_facet.html" if self.one("facet") else self.template_name]

    def content(self) -> dict[str, Any]:
        topic, conditions = self.known_topic(), self.conditions(*KINDS)
        shared = {
            "topic": topic,
            "address": way("topic", topic.slug),
            "conditions": conditions,
            "chosen": chosen(topic, conditions),
            "is_narrowed": bool(conditions.asked),
        }
        if facet := self.one("facet"):
            return shared | self.one_facet(topic, conditions, facet)
        return shared | self.items(topic, conditions)

    def one_facet(self, topic: Topic, conditions: Conditions, kind: str) -> dict[str, Any]:
        """Give all that one facet holds. Raises Http404 for what is none, or chosen already."""
        tally = tally_of(topic, conditions, self.request.at)
        facets = {facet.kind: facet for facet in facets_of(topic, conditions, tally, most=None)}
        if kind not in facets:
            raise Http404
        return {"facet": facets[kind], "tally": tally}

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        way_here = super().trail(content)
        if "facet" in content:
            way_here.append(Crumb(content["topic"].name, content["address"]))
        return way_here

    def facets(self) -> Collection[str]:
        """Give those of the conditions alone behind the first page, which shows no others."""
        if not self.request.GET.get("after"):
            return FACETS
        return {FACET_OF.get(kind, kind) for kind in KINDS if kind in self.request.GET}

    def items(self, topic: Topic, conditions: Conditions) -> dict[str, Any]:
        at, after = self.request.at, self.after(topic, conditions)
        rows = words_on(topic, conditions, at, most=ITEMS_A_PAGE + 1, after=after)
        shown = rows[:ITEMS_A_PAGE]
        further = {**conditions.asked, "after": shown[-1].uid} if shown else {}
        content = {
            "items": markup.mentions(groups_of(shown), at),
            "further": "?" + urlencode(further) if len(rows) > ITEMS_A_PAGE else "",
            "is_first": after is None,
            "count": conditions.items_of(topic),
            "wording": self.wording(topic, conditions),
        }
        return content if after else content | self.counts(topic, conditions)

    def counts(self, topic: Topic, conditions: Conditions) -> dict[str, Any]:
        """Give what only the first page shows: facets and the chart."""
        tally = tally_of(topic, conditions, self.request.at)
        return {
            "tally": tally,
            "count": tally.items,
            "facets": facet_lists(facets_of(topic, conditions, tally)),
            "chart": chart_of(topic, conditions, tally),
        }

    def after(self, topic: Topic, conditions: Conditions) -> Spot | None:
        """Give where the item in the address stands. Raises Http404 when it is not among these."""
        uid = self.one("after")
        if not uid:
            return None
        spot = spot_of(topic, conditions, self.request.at, uid)
        if spot is None:
            raise Http404
        return spot

    @staticmethod
    def wording(topic: Topic, conditions: Conditions) -> str:
        """Give the address of how the words on it changed, where one relation is chosen."""
        if not (settings.READOUT_WORDING and conditions.relation):
            return ""
        return reverse("meetings:wording", args=[topic.slug, conditions.relation.slug])


class Chosen(NamedTuple):
    """A condition that was chosen, and the address of the page without it."""

    name: str
    without: str


def chosen(topic: Topic, conditions: Conditions) -> list[Chosen]:
    """Give the conditions by name, each with the address that leaves it out."""
    page = way("topic", topic.slug)
    rows = []
    for kind in conditions.asked:
        row = getattr(conditions, kind)
        others = {k: v for k, v in conditions.asked.items() if k != kind}
        without = page + ("?" + urlencode(others) if others else "")
        rows.append(Chosen(str(row) if isinstance(row, int) else row.name, without))
    return rows
