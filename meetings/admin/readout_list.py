"""The list of readouts: columns, filters, search, and acts on several at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from meetings import release
from meetings.admin.readout_filters import (
    STATES,
    DeskFilter,
    LanguageFilter,
    RelationFilter,
    StateFilter,
    YearFilter,
)
from meetings.models import Passage, PhotoUse, Readout
from meetings.models.log import Reason


class ReasonForm(ActionForm):
    """The chosen act, with the reason that a withdrawal gives."""

    reason = forms.ChoiceField(
        required=False,
        label="Reason (to withdraw): ",
        choices=[("", "–"), *Reason.choices],
    )


class ReadoutList(admin.ModelAdmin):
    """The list's columns, filters and acts."""

    list_display = (
        "day",
        "headline",
        "under",
        "shown_state",
        "language",
        "items",
        "topics",
        "altless",
        "changed",
    )
    list_display_links = ("day", "headline")
    list_filter = (DeskFilter, StateFilter, RelationFilter, LanguageFilter, YearFilter)
    list_select_related = ("relation", "changed_by", "meeting")
    list_per_page = 50
    date_hierarchy = "released_on"
    ordering = ("-released_on", "-pk")
    search_fields = ("title", "introduction")
    search_help_text = "Words of titles, introductions, passages, people and topics."
    action_form = ReasonForm
    actions = ("send_for_review", "approve_now", "withdraw_all")

    def with_columns(self, queryset: QuerySet) -> QuerySet:
        """Give readouts with the figures that the list shows."""
        passages = Passage.objects.filter(readout=OuterRef("pk"))
        without = PhotoUse.objects.filter(readout=OuterRef("pk"), alternative_text="")
        return queryset.annotate(
            passage_count=_count(passages),
            topic_count=_count(passages, Count("item__tags", distinct=True)),
            altless_count=_count(without),
        )

    @admin.display(description="date", ordering="released_on")
    def day(self, readout: Any) -> str:
        return readout.released_on.isoformat() if readout.released_on else "No date"

    @admin.display(description="relation", ordering="relation__title")
    def under(self, readout: Any) -> str:
        return readout.relation.short_name if readout.relation else ""

    @admin.display(description="title", ordering="title")
    def headline(self, readout: Any) -> str:
        return readout.title or "Untitled"

    @admin.display(description="state")
    def shown_state(self, readout: Any) -> str:
        state = dict(STATES)[readout.state(timezone.now())]
        return f"{state}, to countersign" if readout.awaits_countersignature else state

    @admin.display(description="items")
    def items(self, readout: Any) -> int:
        return readout.passage_count or 0

    @admin.display(description="topics")
    def topics(self, readout: Any) -> str:
        return str(readout.topic_count or "none")

    @admin.display(description="no alt")
    def altless(self, readout: Any) -> str:
        return str(readout.altless_count or "")

    @admin.display(description="last change", ordering="changed_at")
    def changed(self, readout: Any) -> str:
        """When and by whom, with the version that the list shows: signing is done to no other."""
        moment = timezone.localtime(readout.changed_at)
        return format_html(
            '{}, {}<input type="hidden" name="version-{}" value="{}">',
            f"{moment:%Y-%m-%d %H:%M}", readout.changed_by, readout.pk, readout.version,
        )  # fmt: skip

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Give readouts that hold every word somewhere in title, text, people or topics."""
        for word in search_term.replace("\0", "").split()[:8]:
            passages = Passage.objects.filter(readout=OuterRef("pk"))
            in_passage = passages.filter(
                Q(heading__icontains=word)
                | Q(text__icontains=word)
                | Q(item__tags__name__icontains=word)
                | Q(item__tags__aliases__name__icontains=word)
            )
            people = Readout.objects.filter(pk=OuterRef("pk")).filter(
                Q(participants__name__icontains=word)
                | Q(participants__person__name__icontains=word)
            )
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(introduction__icontains=word)
                | Exists(in_passage)
                | Exists(people)
            )
        return queryset, False

    def get_actions(self, request: HttpRequest) -> Any:
        """Give the acts; drafts are discarded one by one."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("meetings.submit_readout")

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("meetings.approve_readout")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("meetings.withdraw_readout")

    @admin.action(description="Send for review", permissions=["submit"])
    def send_for_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._each(request, queryset, "Sent for review", lambda r, by: release.submit(
            readout=r, by=by, version=_listed(request, r)))  # fmt: skip

    @admin.action(description="Approve: release now", permissions=["approve"])
    def approve_now(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._each(request, queryset, "Released", lambda r, by: release.approve(
            readout=r, by=by, version=_listed(request, r)))  # fmt: skip

    @admin.action(description="Withdraw (choose the reason)", permissions=["withdraw"])
    def withdraw_all(self, request: HttpRequest, queryset: QuerySet) -> None:
        reason = request.POST.get("reason", "")
        self._each(request, queryset, "Withdrawn", lambda r, by: release.withdraw(
            meeting=r.meeting, language=r.language, by=by, reason=reason))  # fmt: skip

    def _each(self, request: HttpRequest, readouts: QuerySet, done: str, act: Any) -> None:
        """Do the act on each by itself: one that is refused keeps no other back."""
        for readout in readouts:
            try:
                act(readout, request.user)
            except release.Refused as refusal:
                messages.error(request, f"“{readout}”: {refusal}")
            else:
                messages.success(request, f"“{readout}”: {done}.")


def _listed(request: HttpRequest, readout: Readout) -> int:
    """The version that the list showed. Raises Refused for a readout that it did not show."""
    version = request.POST.get(f"version-{readout.pk}", "")
    if not version.isdecimal():
        raise release.Refused("This page of the list did not show it: choose it where it stands.")
    return int(version[:9])


def _count(rows: QuerySet, what: Count | None = None) -> Subquery:
    """The figure of a readout's rows: how many they are, or what is counted on them."""
    counted = rows.order_by().values("readout").annotate(n=what or Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())
