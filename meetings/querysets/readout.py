"""Questions about readouts: which are public, which of them, and what is loaded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from meetings.querysets.door import not_replaced, released, unsealed


class ReadoutQuerySet(models.QuerySet[Any]):
    # What is public

    def begun(self, at: datetime) -> Self:
        """Editions that were released by `at`, and seen for a moment at least.

        An edition withdrawn before its release never was.
        """
        seen = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=models.F("live_from"))
        return self.filter(seen, live_from__lte=at)

    def public(self, at: datetime) -> Self:
        """Editions that have been released and stand at an address of their own."""
        return self.filter(released(at), unsealed("readout"))

    def live(self, at: datetime) -> Self:
        """The one edition of each meeting and language that its page shows at `at`."""
        return self.public(at).filter(not_replaced(at))

    def in_succession(self) -> Self:
        """Approved editions that the public has seen or is to see, each ending as the next begins.

        Those withdrawn before their release were set aside: nobody ever saw them.
        """
        approved = self.filter(approved_at__isnull=False)
        return approved.exclude(withdrawn_at__lte=models.F("live_from"))

    def gone(self, at: datetime) -> Self:
        """Released editions that were taken back: withdrawn or sealed."""
        return self.begun(at).filter(Q(withdrawn_at__isnull=False) | ~unsealed("readout"))

    # Which of them

    def at_address(self, day: date, slug: str) -> Self:
        return self.filter(meeting__address_on=day, meeting__slug=slug)

    def once_at_address(self, day: date, slug: str) -> Self:
        """Readouts of a meeting that has left this address for another."""
        return self.filter(
            meeting__former_addresses__address_on=day, meeting__former_addresses__slug=slug
        )

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def listed_once(self) -> Self:
        """Of each meeting among these one readout: in the site's first language, or else another.

        For lists, which show a meeting once in however many languages it is public.
        """
        first = settings.READOUT_LANGUAGES[0]
        others = self.filter(meeting=OuterRef("meeting"))
        in_first = others.filter(language=first)
        earlier = others.filter(pk__lt=OuterRef("pk"))
        return self.filter(Q(language=first) | ~Exists(in_first) & ~Exists(earlier))

    def of(self, relation: Any) -> Self:
        """Readouts under a relation, as their own or as a further one."""
        from meetings.models import ReadoutRelation

        listed = ReadoutRelation.objects.filter(readout=OuterRef("pk"), relation=relation)
        return self.filter(Q(relation=relation) | Exists(listed))

    def in_region(self, region: Any) -> Self:
        return self.filter(Exists(self._party_in(region)))

    @staticmethod
    def _party_in(region: Any) -> QuerySet[Any]:
        from relations.models import RelationParty

        return RelationParty.objects.filter(relation=OuterRef("relation"), party__region=region)

    def of_occasion(self, occasion: Any) -> Self:
        return self.filter(occasion=occasion)

    def attended_by(self, person: Any) -> Self:
        """Readouts that name this person at the table, in a place that is not sealed."""
        from meetings.models import Participant

        seats = Participant.objects.filter(
            Q(person=person) | Q(person__merged_into=person),
            unsealed("participant"),
            readout=OuterRef("pk"),
        )
        return self.filter(Exists(seats))

    def in_month(self, year: int, month: int) -> Self:
        return self.filter(released_on__year=year, released_on__month=month)

    def in_year(self, year: int) -> Self:
        return self.filter(released_on__year=year)

    def corrections(self, at: datetime) -> Self:
        """Public editions that replaced an earlier public one, newest first."""
        from meetings.models import Readout

        before = Readout.objects.public(at).filter(
            meeting=OuterRef("meeting"),
            language=OuterRef("language"),
            live_from__lt=OuterRef("live_from"),
        )
        # Few meetings have an edition that another replaced, or is to: by them they are found.
        replaced = Readout.objects.filter(live_until__isnull=False).order_by().values("meeting")
        corrections = self.public(at).filter(Exists(before), meeting__in=replaced)
        return corrections.order_by("-live_from", "-pk")

    def with_edition_before(self, at: datetime) -> Self:
        """With `before`: the document of the public edition that each replaced, as bytes."""
        from meetings.models import Readout

        earlier = Readout.objects.public(at).filter(
            meeting=OuterRef("meeting"),
            language=OuterRef("language"),
            live_from__lt=OuterRef("live_from"),
        )
        newest = earlier.order_by("-live_from").values("approved__content")[:1]
        return self.select_related("approved").annotate(before=Subquery(newest))

    def with_edition_number(self, at: datetime) -> Self:
        """With `number`: which of the editions that the public has known it is, from 1."""
        from meetings.models import Readout

        known = Readout.objects.begun(at).filter(
            meeting=OuterRef("meeting"),
            language=OuterRef("language"),
            live_from__lte=OuterRef("live_from"),
        )
        counted = known.order_by().values("meeting").annotate(n=Count("pk")).values("n")
        return self.annotate(number=Subquery(counted))

    def beside(
        self, *, key: int, relation: int, language: str, day: date, moment: datetime
    ) -> Self:
        """Of these, the nearest before and after a readout in its relation and language.

        The readout is given by its key, its relation's key, its release date and its `live_from`.
        """
        there = self.filter(relation=relation, language=language)
        earlier = Q(released_on__lt=day) | Q(live_from__lt=moment)
        earlier |= Q(live_from=moment, pk__lt=key)
        later = Q(released_on__gt=day) | Q(live_from__gt=moment)
        later |= Q(live_from=moment, pk__gt=key)
        before = there.filter(earlier, released_on__lte=day).newest_first()
        after = there.filter(later, released_on__gte=day).newest_first().reverse()
        nearest = Q(pk=Subquery(before.values("pk")[:1])) | Q(pk=Subquery(after.values("pk")[:1]))
        return self.model._default_manager.filter(nearest).order_by()

    # For the desk

    def drafts(self) -> Self:
        return self.filter(approved_at__isnull=True)

    def approved_ones(self) -> Self:
        return self.filter(approved_at__isnull=False)

    def waiting(self) -> Self:
        """Drafts that were sent for review."""
        return self.drafts().filter(submitted_at__isnull=False)

    def to_countersign(self) -> Self:
        return self.filter(approved_at__isnull=False, countersigned_at__isnull=True).exclude(
            night_reason=""
        )

    # What is loaded

    def newest_first(self) -> Self:
        return self.order_by("-released_on", "-live_from", "-pk")

    def for_list(self) -> Self:
        """With all that a row of a list shows, and without the long texts."""
        return self.select_related("meeting", "relation").defer("introduction", "internal_note")

    def for_page(self) -> Self:
        """With all that a readout's page shows of its own row: the approved document."""
        return self.select_related("approved", "meeting", "relation", "occasion")

    def with_rows(self) -> Self:
        """With every row that belongs to it, for building its document."""
        from meetings.models import Participant, Passage, PhotoUse

        people = Participant.objects.select_related("person", "party")
        own = self.select_related("meeting", "relation", "occasion", "translation_of")
        return own.prefetch_related(
            "listings__relation",
            "sittings__form",
            Prefetch(
                "participants",
                people.prefetch_related("held_appointments__appointment__post"),
            ),
            Prefetch("passages", Passage.objects.select_related("item")),
            Prefetch("photo_uses", PhotoUse.objects.select_related("photo")),
            "document_uses__document",
        )
