"""The filters of the list of readouts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from meetings.admin.readout_form import language_choices
from meetings.models import PhotoUse, Readout, ReadoutRelation, TaggedItem
from relations.models import Relation

STATES = [
    ("draft", "Draft"),
    ("in review", "In review"),
    ("scheduled", "Scheduled"),
    ("live", "Live"),
    ("past", "Replaced by a later edition"),
    ("withdrawn", "Withdrawn"),
]


def in_state(state: str, at: Any) -> Q:
    """Readouts whose derived state at `at` is this one (see `Readout.state`)."""
    withdrawn = Q(withdrawn_at__isnull=False, withdrawn_at__lte=at)
    ended = Q(live_until__isnull=False, live_until__lte=at)
    conditions = {
        "draft": Q(live_from__isnull=True, submitted_at__isnull=True),
        "in review": Q(live_from__isnull=True, submitted_at__isnull=False),
        "scheduled": Q(live_from__gt=at),
        "live": Q(live_from__lte=at) & ~ended,
        "past": Q(live_from__lte=at) & ended,
    }
    return withdrawn if state == "withdrawn" else conditions[state] & ~withdrawn


class StateFilter(admin.SimpleListFilter):
    """By state, derived from the acts."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return STATES

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in dict(STATES):
            return queryset
        return queryset.filter(in_state(self.value() or "", timezone.now()))


class DeskFilter(admin.SimpleListFilter):
    """What asks for something to be done."""

    title = "what is to be done"
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("waiting", "Waiting for me"),
            ("mine", "My drafts"),
            ("countersign", "Night releases to countersign"),
            ("topicless", "Without topics"),
            ("altless", "Photos without alternative text"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        conditions = {
            "waiting": waiting_for(request.user),
            "mine": Q(approved_at__isnull=True, created_by=request.user)
            | Q(approved_at__isnull=True, changed_by=request.user),
            "countersign": Q(pk__in=Readout.objects.to_countersign().values("pk")),
            "topicless": ~Exists(
                TaggedItem.objects.filter(content_object__passages__readout=OuterRef("pk"))
            ),
            "altless": Exists(PhotoUse.objects.filter(readout=OuterRef("pk"), alternative_text="")),
        }
        condition = conditions.get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)


def waiting_for(user: Any) -> Q:
    """What this person could move on: own drafts, drafts to decide, releases to countersign."""
    own = Q(approved_at__isnull=True, submitted_at__isnull=True, created_by=user)
    if not user.has_perm("meetings.approve_readout"):
        return own
    review = Q(approved_at__isnull=True, submitted_at__isnull=False) & ~Q(submitted_by=user)
    night = Q(approved_at__isnull=False, countersigned_at__isnull=True) & ~Q(night_reason="")
    return own | review | (night & ~Q(approved_by=user))


class RelationFilter(admin.SimpleListFilter):
    """By relation, whose title is typed and completed from a list."""

    title = "relation"
    parameter_name = "relation"
    template = "admin/meetings/readout/relation_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.others = [
            (name, value)
            for name, values in request.GET.lists()
            if name not in (self.parameter_name, "p")
            for value in values
        ]
        return [(title, title) for title in Relation.objects.values_list("title", flat=True)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        asked = (self.value() or "").strip()
        if not asked:
            return queryset
        named = Relation.objects.filter(Q(title__icontains=asked) | Q(short_title__icontains=asked))
        listed = Q(pk__in=ReadoutRelation.objects.filter(relation__in=named).values("readout"))
        return queryset.filter(Q(relation__in=named) | listed)


class LanguageFilter(admin.SimpleListFilter):
    """By language."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return language_choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(language=self.value()) if self.value() else queryset


class YearFilter(admin.SimpleListFilter):
    """By the year of the release date."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = Readout.objects.order_by().dates("released_on", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        year = self.value() or ""
        if not (year.isdecimal() and len(year) == 4 and year != "0000"):
            return queryset
        return queryset.filter(released_on__year=int(year))
