"""The questions we ask about parties, relations and people."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

if TYPE_CHECKING:
    from relations.models import Appointment


class RegionQuerySet(models.QuerySet[Any]):
    def with_relations(self, at: datetime) -> Self:
        """Regions of which some party has a relation listed at `at`."""
        from relations.models import RelationParty

        listed = RelationParty.objects.filter(
            party__region=OuterRef("pk"), relation__listed_from__lte=at
        )
        return self.filter(Exists(listed))


class PartyQuerySet(models.QuerySet[Any]):
    def in_region(self, slug: str) -> Self:
        return self.filter(region__slug=slug)


class RelationQuerySet(models.QuerySet[Any]):
    def listed(self, at: datetime) -> Self:
        """Relations that the public finds at the instant `at`."""
        return self.filter(listed_from__lte=at)

    def in_region(self, slug: str) -> Self:
        return self.filter(parties__region__slug=slug).distinct()

    def with_region(self) -> Self:
        from relations.models import RelationParty

        memberships = RelationParty.objects.select_related("party__region")
        return self.prefetch_related(Prefetch("memberships", memberships))

    def for_page(self) -> Self:
        """With all that a relation's page shows of it; its region as `region_name` and `_slug`.

        That is the region of its first party that has one: where the page goes back to.
        """
        from relations.models import RelationParty

        members = RelationParty.objects.filter(
            relation=OuterRef("pk"), party__region__isnull=False
        ).order_by("position", "pk")
        return self.prefetch_related("facts", "links").annotate(
            region_name=Subquery(members.values("party__region__name")[:1]),
            region_slug=Subquery(members.values("party__region__slug")[:1]),
        )


class PersonQuerySet(models.QuerySet[Any]):
    def known(self) -> Self:
        """People, each once: without those merged into another."""
        return self.filter(merged_into__isnull=True)


class AppointmentQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Appointments that held on `day`, as far as is known."""
        started = Q(started_on__isnull=True) | Q(started_on__lte=day)
        return self.filter(started, Q(ended_on__isnull=True) | Q(ended_on__gte=day))

    def overlapping(self, appointment: Appointment) -> Self:
        """Others in the same post whose known days overlap; a shared day of handover is free.

        An unknown start claims no day before the known end; an open end claims all that follow.
        """
        start = appointment.started_on or appointment.ended_on
        if start is None:
            return self.none()
        others = self.filter(post=appointment.post_id).exclude(pk=appointment.pk)
        ends_later = Q(ended_on__isnull=True, started_on__isnull=False) | Q(ended_on__gt=start)
        others = others.filter(ends_later)
        if appointment.ended_on is None:
            return others
        begins = Q(started_on__lt=appointment.ended_on)
        return others.filter(begins | Q(started_on__isnull=True, ended_on__lt=appointment.ended_on))

    def refuse_second_holder(self, appointment: Appointment) -> None:
        """Raise ValidationError when a one-holder post would have two holders."""
        other = self.overlapping(appointment).select_related("person").first()
        if other is not None:
            raise ValidationError(
                f"{other.person} holds this post from {other.period}: "
                "end that appointment first, or say that several hold the post."
            )
