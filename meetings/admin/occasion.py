from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.models import Occasion, OccasionName
from meetings.querysets import public_people
from relations.admin import doors
from relations.admin.base import NameRows, ReferenceAdmin
from relations.models import Person

doors.ask_by(Occasion, Occasion.objects.public)
doors.ask_by(Person, public_people)


class OccasionNameRows(NameRows):
    model = OccasionName


@admin.register(Occasion)
class OccasionAdmin(ReferenceAdmin):
    fields = ["name", "slug", "place", "starts_on", "ends_on", "description"]
    list_display = ["name", "place", "starts_on", "ends_on", "editions"]
    list_filter = ["starts_on"]
    search_fields = ["name", "place", "names__text"]
    search_help_text = "A name in any language or spelling, or a place."
    folded_fields = ("folded",)
    slug_from = "name"
    inlines = [OccasionNameRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(edition_count=Count("readouts"))

    @admin.display(description="editions of readouts", ordering="edition_count")
    def editions(self, occasion: Any) -> int:
        return occasion.edition_count
