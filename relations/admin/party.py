from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from relations.admin.base import NameRows, ReferenceAdmin, Rows
from relations.models import Party, PartyIdentifier, PartyName, Region, RegionName


class RegionNameRows(NameRows):
    model = RegionName


class IdentifierRows(Rows):
    model = PartyIdentifier


class PartyNameRows(NameRows):
    model = PartyName


@admin.register(Region)
class RegionAdmin(ReferenceAdmin):
    fields = ["name", "slug", "position"]
    list_display = ["name", "slug", "position", "parties"]
    search_fields = ["name", "names__text"]
    folded_fields = ("folded",)
    slug_from = "name"
    inlines = [RegionNameRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(party_count=Count("parties"))

    @admin.display(ordering="party_count")
    def parties(self, region: Any) -> int:
        return region.party_count


@admin.register(Party)
class PartyAdmin(ReferenceAdmin):
    fields = ["name", "short", "kind", "region", "iso_code", "predecessor"]
    list_display = ["name", "short", "iso_code", "kind", "in_region", "after"]
    list_filter = ["kind", "region"]
    search_fields = ["name", "short", "iso_code", "names__text", "identifiers__value"]
    search_help_text = "A name in any language or spelling, an ISO code, another identifier."
    folded_fields = ("folded",)
    autocomplete_fields = ["region", "predecessor"]
    inlines = [IdentifierRows, PartyNameRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("region", "predecessor")

    @admin.display(description="region", ordering="region")
    def in_region(self, party: Party) -> str:
        return str(party.region or "")

    @admin.display(description="predecessor", ordering="predecessor")
    def after(self, party: Party) -> str:
        return str(party.predecessor or "")
