from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db.models import Prefetch, QuerySet, TextField
from django.http import HttpRequest
from django.utils import timezone

from relations.admin.base import NameRows, ReferenceAdmin, Rows
from relations.admin.forms import LabelledRows, ReferenceForm
from relations.models import (
    Relation,
    RelationFact,
    RelationLink,
    RelationName,
    RelationParty,
)

LAST = 9_999


class PlaceForm(ReferenceForm):
    """A row with a place among its like; a new one stands last unless it is told otherwise."""

    position = forms.IntegerField(
        label="place",
        min_value=0,
        max_value=LAST,
        required=False,
        help_text="Empty: the last. The others make room.",
        widget=forms.NumberInput(attrs={"class": "vIntegerField"}),
    )

    def clean_position(self) -> int:
        place = self.cleaned_data["position"]
        return LAST if place is None else place

    @property
    def moved(self) -> int:
        """Whether it was moved up (-1), down or to the end (1), or not at all (0)."""
        place, before = self.instance.position, self.initial.get("position")
        if place == LAST:
            return 1
        if "position" not in self.changed_data:
            return 0
        return 1 if before is not None and place > before else -1


class LinkForm(PlaceForm):
    """A link; an address without its scheme gets the safe one."""

    url = forms.URLField(
        label="address", max_length=500, assume_scheme="https", widget=AdminURLFieldWidget
    )


class PlacedFormSet(LabelledRows):
    """Rows numbered from one in the order of their places, without gaps."""

    def save(self, commit: bool = True) -> list[Any]:
        rows = super().save(commit)
        if commit and self.has_changed():
            self._renumber({form.instance.pk: getattr(form, "moved", 0) for form in self.forms})
        return rows

    def _renumber(self, moved: dict[int, int]) -> None:
        there = self.get_queryset().model._default_manager.filter(**{self.fk.name: self.instance})
        in_order = sorted(there, key=lambda row: (row.position, moved.get(row.pk, 0), row.pk))
        for number, row in enumerate(in_order, 1):
            if row.position != number:
                row.position = number
                row.save(update_fields=["position"])


class PlacedRows(Rows):
    """Rows whose order is seen."""

    form = PlaceForm
    formset = PlacedFormSet


class PartyRows(PlacedRows):
    model = RelationParty
    fields = ["position", "party"]
    autocomplete_fields = ["party"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("party")


class FactRows(PlacedRows):
    model = RelationFact
    formfield_overrides = {TextField: {"widget": forms.Textarea({"rows": 2, "cols": 40})}}
    fields = ["position", "label", "value", "as_of", "source"]


class LinkRows(PlacedRows):
    model = RelationLink
    form = LinkForm
    fields = ["position", "heading", "text", "url"]


class RelationNameRows(NameRows):
    model = RelationName


@admin.register(Relation)
class RelationAdmin(ReferenceAdmin):
    fields = ["title", "short_title", "slug", "listed_from"]
    list_display = ["title", "short_title", "with_parties", "listed_from", "listed"]
    list_filter = [("memberships__party__region", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "short_title", "names__text", "parties__name", "parties__short"]
    search_help_text = "A title in any language or spelling, or a party."
    folded_fields = ("folded", "parties__folded")
    slug_from = "title"
    inlines = [PartyRows, FactRows, LinkRows, RelationNameRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        members = RelationParty.objects.select_related("party")
        return super().get_queryset(request).prefetch_related(Prefetch("memberships", members))

    @admin.display(description="parties")
    def with_parties(self, relation: Relation) -> str:
        return ", ".join(row.party.short_name for row in relation.memberships.all())

    @admin.display(boolean=True, description="public")
    def listed(self, relation: Relation) -> bool:
        return relation.listed_from is not None and relation.listed_from <= timezone.now()
