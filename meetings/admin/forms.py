from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.models import MeetingForm
from relations.admin.base import ReferenceAdmin
from relations.admin.forms import ReferenceForm


class FormOfMeetingForm(ReferenceForm):
    """A form of meeting, whose key never changes."""

    class Meta:
        help_texts = {
            "key": "Its permanent key in stored documents. Fixed once saved; the name may change."
        }


@admin.register(MeetingForm)
class MeetingFormAdmin(ReferenceAdmin):
    form = FormOfMeetingForm
    fields = ["name", "key"]
    list_display = ["name", "key", "sittings"]
    search_fields = ["name", "key"]
    slug_from = "name"
    slug_field = "key"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(sitting_count=Count("sitting"))

    @admin.display(ordering="sitting_count")
    def sittings(self, form: Any) -> int:
        return form.sitting_count
