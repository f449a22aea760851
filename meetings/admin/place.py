from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.admin.log import OnlyRead
from meetings.models import Place, SourceText
from relations.admin.base import ReferenceAdmin
from relations.admin.forms import ReferenceForm


class PlaceForm(ReferenceForm):
    """A city under a name that no other place bears, with the zone of its clocks."""


@admin.register(Place)
class PlaceAdmin(ReferenceAdmin):
    form = PlaceForm
    fields = ["name", "zone", "country", "also_called"]
    list_display = ["name", "zone", "country"]
    list_filter = ["country"]
    search_fields = ["name", "also_called", "zone"]
    search_help_text = "A name, another name, a zone."


@admin.register(SourceText)
class SourceTextAdmin(OnlyRead):
    """The texts from which readouts were read, exactly as they came."""

    fields = ["readout", "name", "received_at", "received_by", "sha256", "text"]
    list_display = ["received_at", "readout", "name", "received_by"]
    date_hierarchy = "received_at"
    search_fields = ["readout__title", "name", "sha256__startswith"]
    search_help_text = "A title, a file's name, a hash."
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("readout", "received_by").defer("text")
