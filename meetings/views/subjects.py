"""What a list's address names, for those who ask it in another form than its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from config.middleware import TimedRequest
from meetings.feeds import PublicList, TopicItems
from meetings.finding.narrowing import KINDS
from meetings.models import Occasion
from meetings.querysets import public_people
from meetings.views.common import Respelled, moved_to
from meetings.views.people import merged
from meetings.views.topics import TopicDetail, topic_once_at
from relations.models import Region, Relation


class Moved(Exception):
    """What is asked for stands at another slug now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


class SubjectView(View):
    """A form of a list other than its page, under the same conditions."""

    request: TimedRequest

    def get(self, request: TimedRequest, **parts: Any) -> HttpResponseBase:
        try:
            return self.answer()
        except Moved as moved:
            match = request.resolver_match
            assert match is not None  # noqa: S101 (a view is reached through an address)
            address = reverse(match.view_name, kwargs={**match.kwargs, "slug": moved.slug})
            return moved_to(request, address)
        except Respelled as respelled:
            return respelled.answer(request)

    def answer(self) -> HttpResponse:
        """Give the answer. Raises Http404, or Moved when the slug is a former one."""
        raise NotImplementedError

    # What the address names

    def relation(self) -> Relation:
        return get_object_or_404(Relation.objects.listed(self.request.at), slug=self.slug)

    def region(self) -> Region:
        return get_object_or_404(Region.objects.with_relations(self.request.at), slug=self.slug)

    def occasion(self) -> Occasion:
        return get_object_or_404(Occasion.objects.public(self.request.at), slug=self.slug)

    def person(self) -> PublicList:
        """Give the meetings of the person named, in the year asked for if one is."""
        at = self.request.at
        person = public_people(at).filter(slug=self.slug).first()
        if person is None:
            raise Moved(merged(self.slug, at).slug)
        attended = PublicList.of_person(person, at)
        year = self.year(attended.listings.in_year)
        return PublicList.of_person(person, at, year) if year else attended

    def topic(self) -> TopicItems:
        """Give the agenda items of the topic named, narrowed as the address asks."""
        page = self._page(TopicDetail)
        if page.topic is None:
            raise Moved(topic_once_at(self.slug, self.request.at).slug)
        return TopicItems(page.topic, page.conditions(*KINDS), self.request.at)

    def year(self, of_year: Callable[[int], QuerySet[Any]]) -> int | None:
        """Give the year asked for with `?year=`. Raises Http404 when nothing is known of it."""
        asked = self.one("year")
        if not asked:
            return None
        is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
        # The first and the last begin or end, in some zone, where no database has a moment.
        if not is_year or not MINYEAR < int(asked) < MAXYEAR or not of_year(int(asked)).exists():
            raise Http404
        return int(asked)

    @property
    def slug(self) -> str:
        return self.kwargs["slug"]

    def one(self, name: str) -> str:
        """Give the one value of a filter, "" for none. Raises Http404 for several."""
        asked = self.request.GET.getlist(name)
        if len(asked) > 1:
            raise Http404
        return asked[0] if asked else ""

    def _page(self, page: type[Any]) -> Any:
        """Give the page's own view, which knows where its subject has moved to."""
        view = page()
        view.setup(self.request, **self.kwargs)
        return view
