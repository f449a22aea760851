"""The feeds of every list, under its page's address: `feed.atom` and `feed.json`."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from meetings.feeds import Feed, PublicList, corrections_feed, list_feed, topic_feed
from meetings.feeds.atom import ATOM, atom_of
from meetings.feeds.jsonfeed import JSON_FEED, json_feed_of
from meetings.models import Readout
from meetings.views.subjects import SubjectView

Writer = Callable[[Feed, Callable[[str], str]], str]

FORMS: dict[str, tuple[Writer, str]] = {
    "atom": (atom_of, ATOM),
    "json": (json_feed_of, JSON_FEED),
}


class FeedView(SubjectView):
    """A list's newest entries, in the form that its address ends in."""

    def answer(self) -> HttpResponse:
        write, content_type = FORMS[self.kwargs["form"]]
        content = write(self.feed(), self.request.build_absolute_uri)
        return HttpResponse(content, content_type=content_type)

    def feed(self) -> Feed:
        """Give the feed. Raises Http404, or Moved when the slug is a former one."""
        raise NotImplementedError


class ReadoutsFeed(FeedView):
    """Press releases."""

    def feed(self) -> Feed:
        return list_feed(PublicList.press_releases(self.request.at))


class RelationFeed(FeedView):
    """What is released under a relation."""

    def feed(self) -> Feed:
        return list_feed(PublicList.of_relation(self.relation(), self.request.at))


class RegionFeed(FeedView):
    """What is released under the relations of a region."""

    def feed(self) -> Feed:
        return list_feed(PublicList.of_region(self.region(), self.request.at))


class OccasionFeed(FeedView):
    """What belongs to a visit or conference."""

    def feed(self) -> Feed:
        return list_feed(PublicList.of_occasion(self.occasion(), self.request.at))


class PersonFeed(FeedView):
    """The meetings that a person attended."""

    def feed(self) -> Feed:
        return list_feed(self.person())


class TopicFeed(FeedView):
    """The agenda items on a topic."""

    def feed(self) -> Feed:
        return topic_feed(self.topic())


class CorrectionsFeed(FeedView):
    """What was changed after its release."""

    def feed(self) -> Feed:
        at = self.request.at
        corrections = Readout.objects.corrections(at)
        year = self.year(lambda asked: corrections.filter(live_from__year=asked))
        return corrections_feed(at, year)
