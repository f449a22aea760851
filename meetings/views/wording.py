from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.finding.narrowing import Conditions, Unknown
from meetings.finding.topic import Named
from meetings.finding.wording import Compared, compared, in_sequence
from meetings.finding.words import Mentioned, words_of
from meetings.querysets.finding import MentionQuerySet
from meetings.views.common import Crumb
from meetings.views.topics import TopicPage

ITEMS_A_PAGE = 20
MOST_CHOICES = 200
"""So many of the newest items can be chosen to stand side by side."""


class Wording(TopicPage):
    """How the words on a topic, within a relation, differ from one meeting to the next."""

    template_name = "meetings/wording.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.READOUT_WORDING:
            raise Http404
        return super().get(request, *args, **kwargs)

    def content(self) -> dict[str, Any]:
        topic, relation = self.known_topic(), self.relation()
        conditions = Conditions(relation=relation)
        mentions = conditions.mentions(topic, self.request.at)
        first, second = self.one("first"), self.one("second")
        is_pair = bool(first or second)
        return {
            "topic": topic,
            "relation": relation,
            "address": reverse("meetings:wording", args=[topic.slug, relation.slug]),
            "topic_address": reverse("meetings:topic", args=[topic.slug]),
            "count": conditions.items_of(topic),
            "pair": self.pair(mentions, first, second) if is_pair else None,
            "choices": (choices := choices_of(mentions)),
            # Before anything is chosen: the newest beside the one before it.
            "proposed": [uid for uid, _ in choices[1::-1]],
            **({} if is_pair else self.sequence(mentions)),
        }

    def relation(self) -> Named:
        """Give the relation in the address. Raises Http404 when it is none of the topic's."""
        try:
            asked = {"relation": self.kwargs["relation"]}
            relation = Conditions.read(self.known_topic(), asked).relation
        except Unknown as error:
            raise Http404 from error
        if relation is None:
            raise Http404
        return relation

    def sequence(self, mentions: MentionQuerySet) -> dict[str, Any]:
        """Give the items of a page, oldest first, each compared with the one before it."""
        before: list[Mentioned] = []
        if after := self.one("after"):
            last = self.after(mentions, after)
            before, mentions = words_of(mentions.filter(pk=last.pk), 1), mentions.later_than(last)
        rows = words_of(mentions.oldest_first(), ITEMS_A_PAGE + 1)
        shown = rows[:ITEMS_A_PAGE]
        return {
            "is_first": not before,
            "steps": list(in_sequence(shown, before[0] if before else None)),
            "further": f"?after={shown[-1].uid}" if len(rows) > ITEMS_A_PAGE else "",
        }

    def pair(self, mentions: MentionQuerySet, first: str, second: str) -> Compared:
        """Give two items beside each other. Raises Http404 unless both are among these."""
        found = {
            row.uid: row for row in words_of(mentions.filter(item__uid__in=[first, second]), 2)
        }
        if first not in found or second not in found:
            raise Http404
        return compared(found[first], found[second])

    @staticmethod
    def after(mentions: MentionQuerySet, uid: str) -> Any:
        last = mentions.filter(item__uid=uid).only("released_on", "meeting", "position").first()
        if last is None:
            raise Http404
        return last

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [*super().trail(content), Crumb(content["topic"].name, content["topic_address"])]


def choices_of(mentions: MentionQuerySet) -> list[tuple[str, str]]:
    """Give the newest items as one chooses them: each with its uid, and its day and title."""
    columns = ("item__uid", "released_on", "readout__title")
    rows = mentions.newest_first().values_list(*columns)[:MOST_CHOICES]
    return [(uid, f"{day:%Y-%m-%d} {title}") for uid, day, title in rows]
