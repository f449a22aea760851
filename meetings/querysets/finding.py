"""Questions about what the public finds: lists and topics, at one instant.

Its rows are made by `meetings.finding` from what the door lets through; here the clock decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from meetings.querysets.door import not_replaced, released, unsealed


class FindableQuerySet(models.QuerySet[Any]):
    def live(self, at: datetime) -> Self:
        """What the public finds at `at`."""
        # Nearly all have begun. Said plainly, a database takes it for a way to the rows, by the
        # index of what begins, and sorts all those of a common topic for each page.
        begun = LessThanOrEqual(Coalesce("live_from", Value(at)), at)
        return self.filter(_not_ended(at), begun)

    def begun_between(self, since: Any, at: datetime) -> Self:
        """What is live at `at` and was not yet at `since`: a moment, or a column that holds one."""
        return self.filter(_not_ended(at), live_from__gt=since, live_from__lte=at)

    def ended_between(self, since: Any, at: datetime) -> Self:
        """What was live at `since` and is no more at `at`."""
        return self.filter(live_from__lte=since, live_until__gt=since, live_until__lte=at)

    def once(self) -> Self:
        """Each under its own relation only, for lists that are not about a relation."""
        return self.filter(further=False)

    def of(self, relation: Any) -> Self:
        return self.filter(relation=relation)

    def in_region(self, region: Any) -> Self:
        """Under a relation with a party of this region; each once."""
        from relations.models import RelationParty

        members = RelationParty.objects.filter(party__region=region).values("relation")
        return self.once().filter(relation__in=members)

    def in_year(self, year: int) -> Self:
        return self.filter(released_on__range=(date(year, 1, 1), date(year, 12, 31)))

    def since(self, day: date) -> Self:
        return self.filter(released_on__gte=day)

    def newest_first(self) -> Self:
        # By the key: "-meeting" would go by the order that meetings have of their own.
        return self.order_by("-released_on", "-meeting_id")


def _not_ended(at: datetime) -> Q:
    return Q(live_until__isnull=True) | Q(live_until__gt=at)


class ListingQuerySet(FindableQuerySet):
    def for_list(self) -> Self:
        """With all that a row of a list shows, and without the long texts."""
        return self.select_related("readout__meeting", "readout__relation").defer(
            "readout__introduction", "readout__internal_note"
        )


class AttendanceQuerySet(FindableQuerySet):
    """Attendances stand under a readout's own relation alone."""


class MentionQuerySet(FindableQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-released_on", "-meeting_id", "position")

    def oldest_first(self) -> Self:
        return self.order_by("released_on", "meeting_id", "position")

    def after(self, mention: Any) -> Self:
        """Those that follow another when the newest come first."""
        return self.filter(
            Q(released_on__lt=mention.released_on) | self._same_day_after(mention, "lt"),
            released_on__lte=mention.released_on,
        )

    def later_than(self, mention: Any) -> Self:
        """Those that follow another when the oldest come first."""
        return self.filter(
            Q(released_on__gt=mention.released_on) | self._same_day_after(mention, "gt"),
            released_on__gte=mention.released_on,
        )

    @staticmethod
    def _same_day_after(mention: Any, side: str) -> Q:
        same_day = Q(released_on=mention.released_on)
        same_meeting = Q(meeting=mention.meeting_id, position__gt=mention.position)
        return same_day & (Q(**{f"meeting__{side}": mention.meeting_id}) | same_meeting)

    def counted_by(self, *words: str) -> Self:
        """Those that count for one of these, each as it stands in `facets`: " person:5 "."""
        any_of = Q()
        for word in words:
            any_of |= Q(GreaterThan(StrIndex("facets", Value(word)), 0))
        return self.filter(any_of) if words else self.none()

    def of_relations(self, relations: Iterable[int]) -> Self:
        """Under one of these relations as their own."""
        return self.once().filter(relation__in=sorted(relations))

    def for_list(self) -> Self:
        own = self.select_related("item", "passage", "readout__meeting", "readout__relation")
        return own.defer("readout__introduction", "readout__internal_note", "facets")


class SharedTopicsQuerySet(models.QuerySet[Any]):
    def live(self, at: datetime) -> Self:
        """Chosen by an edition that is live at `at`."""
        return self._live("readout", at)

    def leading_to_live(self, at: datetime, language: str) -> Self:
        """Those whose earlier meeting has a live readout in a language, as `earlier__readouts`."""
        return self._live("earlier__readouts", at, earlier__readouts__language=language)

    def _live(self, readout: str, at: datetime, **facts: Any) -> Self:
        prefix = f"{readout}__"
        is_live = released(at, prefix) & not_replaced(at, prefix)
        return self.filter(is_live, unsealed("readout", readout), **facts)
