"""Questions about topics."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from meetings.models import Tag
    from meetings.querysets.finding import MentionQuerySet


class TagAliasQuerySet(models.QuerySet[Any]):
    def public(self) -> Self:
        """Aliases that the public is told of wherever it finds the topic."""
        return self.filter(is_public=True)


class TagQuerySet(models.QuerySet[Any]):
    def live(self, at: datetime) -> Self:
        """Topics that some public agenda item carries at `at`."""
        return self.filter(Exists(_mentions().live(at)))

    def ever_public(self, at: datetime) -> Self:
        """Topics that some released edition has shown, even if it shows no more."""
        from meetings.models import Passage, Readout

        begun = Readout.objects.begun(at)
        seen = Passage.objects.filter(item__tagged__tag=OuterRef("pk"), readout__in=begun)
        return self.filter(Exists(seen))

    def with_aliases(self) -> Self:
        """With the aliases that the public is told of as their `aliases`."""
        from meetings.models import TagAlias

        return self.prefetch_related(Prefetch("aliases", TagAlias.objects.public()))

    def with_counts(self, at: datetime) -> Self:
        """With `item_count`: how many public agenda items carry each, counted once each."""
        from meetings.models import TopicCount

        stored = TopicCount.objects.filter(tag=OuterRef("pk"), facet="all", key=0)
        return self._counting(_number(stored.values("items")), at, _mentions())

    def of_relation(self, relation: int, at: datetime) -> Self:
        """Those that were taken up with a relation, with `item_count`: how often; most first.

        The relation is given by its primary key.
        """
        from meetings.models import Mention

        theirs = Mention.objects.filter(tag=OuterRef("pk")).of(relation)
        counted = self.filter(counts__facet="relation", counts__key=relation)
        counted = counted._counting(F("counts__items"), at, theirs)
        return counted.filter(item_count__gt=0).order_by("-item_count", "name")

    def _counting(self, stored: Combinable, at: datetime, mentions: MentionQuerySet) -> Self:
        """With a stored count, and what has begun or ended since, if it no longer holds."""
        since = OuterRef("counted__at")
        begun, ended = mentions.begun_between(since, at), mentions.ended_between(since, at)
        holds = Q(counted__holds_until__isnull=True) | Q(counted__holds_until__gt=at)
        since_then = Case(When(holds, then=0), default=_counted(begun) - _counted(ended))
        return self.annotate(item_count=stored + since_then)

    def with_newest(self, at: datetime) -> Self:
        """With `newest`: the day of the newest agenda item that carries each."""
        days = _mentions().live(at).newest_first().values("released_on")
        return self.annotate(newest=Subquery(days[:1]))

    def most_used(self, at: datetime) -> Self:
        """With their counts, the topic of most public agenda items first."""
        return self.with_counts(at).filter(item_count__gt=0).order_by("-item_count", "name")

    def of_items(self, items: list[Any]) -> dict[Any, list[Tag]]:
        """The topics of several agenda items, by the item's key, each list in order."""
        from meetings.models import TaggedItem

        rows = TaggedItem.objects.filter(content_object__in=items).select_related("tag")
        topics: dict[Any, list[Tag]] = {}
        for row in rows.order_by("tag__name"):
            topics.setdefault(row.content_object_id, []).append(row.tag)
        return topics


def _mentions() -> MentionQuerySet:
    from meetings.models import Mention

    return Mention.objects.once().filter(tag=OuterRef("pk"))


def _counted(mentions: MentionQuerySet) -> Coalesce:
    return _number(mentions.order_by().values("tag").annotate(n=Count("pk")).values("n"))


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows), 0)
