"""The desk of a readout: one form for all of it, with the acts of release as buttons."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import Q
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.admin import (
    acts,
    company,
    conflict,
    readout_views,
    recovery,
)
from meetings.admin.choices import KeySelect
from meetings.admin.clocks import zone_names
from meetings.admin.desk import desk_of
from meetings.admin.inlines import ALL, is_plain, text_box
from meetings.admin.readout_form import ReadoutForm, language_choices
from meetings.admin.readout_list import ReadoutList
from meetings.admin.readout_save import ReadoutSaving
from meetings.admin.readout_text import text_in
from meetings.models import Entry, Readout

MODULES = ("outline", "clocks", "photos", "tokens", "keep", "preview", "company", "keys", "text")
MEETING = ("relation", "occasion", "released_on")
NAMES = ("title", "section_label")
WORDING = (None, {"fields": ["introduction"]})
NOTES = (
    "Internal note and source",
    {"classes": ["collapse"], "fields": ["internal_note", "source"]},
)


@admin.register(Readout)
class ReadoutAdmin(ReadoutSaving, ReadoutList):
    """Readouts: entering, reading, and every act of their release."""

    form = ReadoutForm
    inlines: ClassVar[Any] = ALL
    autocomplete_fields = ["relation", "occasion"]
    formfield_overrides = text_box(4)
    change_form_template = "admin/meetings/readout/change_form.html"
    delete_confirmation_template = "admin/meetings/readout/delete_confirmation.html"
    object_history_template = "admin/meetings/readout/object_history.html"
    save_on_top = False

    class Media:
        css = {"all": ["admin-own/desk.css"]}
        js = [
            "admin-own/desk.js",
            *(Script(f"admin-own/{name}.js", type="module") for name in MODULES),
        ]

    # What the form holds

    def get_fieldsets(self, request: HttpRequest, obj: Readout | None = None) -> Any:
        if obj is None:
            told = ["language", "status"]
            return [(None, {"fields": [MEETING, (*NAMES, *told)]}), WORDING, NOTES]
        told = ["written_in", "status", *(["translation_of"] if obj.translation_of_id else [])]
        first = (None, {"fields": [MEETING, (*NAMES, *told)]})
        note = ("Correction", {"fields": ["correction_note"]})
        corrected = [note] if obj.follows_id or obj.correction_note else []
        return [first, *corrected, WORDING, NOTES]

    def get_readonly_fields(self, request: HttpRequest, obj: Readout | None = None) -> Any:
        return () if obj is None else ("written_in", "translation_of")

    @admin.display(description="language")
    def written_in(self, readout: Readout) -> str:
        """The language by its name."""
        return dict(language_choices()).get(readout.language, readout.language)

    def get_form(
        self, request: HttpRequest, obj: Readout | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = desk_of(request).refusal
        return form

    def get_autocomplete_fields(self, request: HttpRequest) -> Any:
        return () if is_plain(request) else super().get_autocomplete_fields(request)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KeySelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Readout]:
        return self.with_columns(super().get_queryset(request))

    # Who may do what

    def has_change_permission(self, request: HttpRequest, obj: Readout | None = None) -> bool:
        """Give whether the person may change it: nobody changes an approved edition."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_approved or desk_of(request).gone_on)

    def has_delete_permission(self, request: HttpRequest, obj: Readout | None = None) -> bool:
        """Give whether the person may discard it: an approved edition is kept."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not obj.is_approved)

    # What is shown

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Readout | None = None,
    ) -> HttpResponse:
        desk = desk_of(request)
        at = timezone.now()
        context |= {
            "offers": acts.offers(request.user, obj, at, desk.act_form),
            "refusal": desk.refusal,
            "base_version": obj.version if obj else None,
            "form_key": recovery.key_for(request),
            "now": at,
            "live_address": readout_views.live_address(obj),
            "keys_off": company.keys_are_off(request),
            "zone_options": zone_options() if self._is_open(request, obj) else "",
        }
        if obj is not None:
            context |= readout_views.facts_of(request, obj, at)
        if request.method != "POST":
            context["recovery_copies"] = recovery.copies_of(request, obj)
        if self._is_open(request, obj):
            context |= text_in(request, context, obj)
        compares = request.method == "POST" and "compare" in request.GET
        if desk.stale or desk.gone_on or compares:
            context["differences"] = _differences(context, desk.conflict)
            context["colleague"] = obj.changed_by if obj else ""
        if desk.refusal and _is_all(context["errors"], desk.refusal):
            # The sentence stands over the form by itself: there is no field to correct.
            context["errors"] = []
        if desk.gone_on:
            context |= {"show_save": False, "show_save_and_continue": False, "offers": []}
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _is_open(self, request: HttpRequest, obj: Readout | None) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def get_view_on_site_url(self, obj: Readout | None = None) -> str | None:
        """The public page, when the public has it."""
        if obj is None or not Readout.objects.live(timezone.now()).filter(pk=obj.pk).exists():
            return None
        return super().get_view_on_site_url(obj)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"keys_off": company.keys_are_off(request)})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        readout = self.get_object(request, unquote(object_id))
        key = readout.meeting_id if readout else 0
        about = Q(meeting=key) | Q(meeting__merged_into=key)
        entries = Entry.objects.filter(about).select_related("by", "readout")[:500]
        return super().history_view(request, object_id, {"entries": entries})

    def get_urls(self) -> list[URLPattern]:
        return [*readout_views.urls_of(self), *super().get_urls()]


@cache
def zone_options() -> SafeString:
    """Every zone, to be offered where one is typed."""
    return format_html_join("", '<option value="{}"></option>', ((one,) for one in zone_names()))


def _is_all(errors: list[Any], sentence: str) -> bool:
    return [text for texts in errors for text in texts] in ([sentence], [])


def _differences(context: dict[str, Any], rebased: Any) -> list[conflict.Difference]:
    formsets = [shown.formset for shown in context["inline_admin_formsets"]]
    return conflict.differences(context["adminform"].form, formsets, rebased or conflict.Rebased())
