"""The text of a readout at its form: read into it when it comes, and shown as a view of it."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from meetings import intake
from meetings.admin import alternative, awaited, checks, merging, text_reading, text_view
from meetings.admin.conflict import as_posted, put_rows, take_rows
from meetings.admin.desk import desk_of
from meetings.models import Participant, Readout, Sitting

FILLED = (Sitting, Participant)
PREFIXES = (
    "sittings", "participants", "passages", "photo_uses", "document_uses", "listings",
)  # fmt: skip


class ReadoutText(admin.ModelAdmin):
    """How a text comes into the form of a readout."""

    def leave_closed(self, request: HttpRequest, readout: Readout | None) -> None:
        """Put the rows that the person may not change into what was posted, as they are stored."""
        for inline in self.get_inline_instances(request, readout) if readout else []:
            if inline.has_change_permission(request, readout):
                continue
            formset: Any = inline.get_formset(request, readout)
            rows = formset(instance=readout, queryset=inline.get_queryset(request))
            stored = [as_posted(form, formset.model._meta.pk.name) for form in rows.initial_forms]
            data: Any = request.POST
            take_rows(data, rows.prefix)
            put_rows(data, rows.prefix, stored, [])

    def read_text(self, request: HttpRequest, readout: Readout | None) -> None:
        """Read a changed text into the form, to be looked at before it is saved."""
        data: Any = request.POST
        desk, choice = desk_of(request), data.get(text_view.CHOICE)
        try:
            text_view.receive(request)
            if not text_view.is_changed(data):
                desk.refusal = _nothing_to_read(data)
            elif choice == "rows":
                del data[text_view.TEXT]
            elif choice != "text" and text_view.rows_are_changed(data):
                desk.is_choice, desk.refusal = True, text_view.BOTH
            else:
                closed = self._closed(request, readout)
                desk.found = text_reading.take_in(data, self._row_forms(request, readout), closed)
                desk.refusal = text_view.TO_BE_SEEN
        except intake.Refused as refusal:
            desk.refusal = str(refusal)
        if text_view.is_too_long(data):
            desk.refusal = text_view.TOO_LONG
        awaited.settle(data)

    def _closed(self, request: HttpRequest, readout: Readout | None) -> dict[str, str]:
        """What the rows are called that this person may not rewrite, by their prefix."""
        rows: list[Any] = self.get_inline_instances(request, readout)
        return {
            one.get_formset(request, readout).get_default_prefix(): str(one.verbose_name_plural)
            for one in rows
            if not one.may_be_rewritten(request, readout)
        }

    def _row_forms(self, request: HttpRequest, readout: Readout | None) -> dict[str, Any]:
        """The forms of the rows that a text fills field by field, by their prefix."""
        sets = (
            inline.get_formset(request, readout)
            for inline in self.get_inline_instances(request, readout)
            if inline.model in FILLED
        )
        return {formset.get_default_prefix(): formset.form for formset in sets}

    def complete(self, request: HttpRequest) -> None:
        """Let a text that comes alone, from the first page, bring an empty form with it."""
        data: Any = request.POST
        if text_view.READ not in data or "language" in data:
            return
        empty = Readout()
        data.update({"language": empty.language, "status": empty.status})
        for prefix in PREFIXES:
            data.update({f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"})


def _nothing_to_read(data: Any) -> str:
    """What to answer where a text was to be read and none has changed."""
    if text_view.READ not in data:
        return ""
    return text_view.UNCHANGED if data.get(text_view.TEXT, "").strip() else text_view.NOTHING


def text_in(
    request: HttpRequest, context: dict[str, Any], readout: Readout | None
) -> dict[str, Any]:
    """The text view of a form and the checks: what a changed text would change, the choice."""
    desk = desk_of(request)
    form = context["adminform"].form
    formsets = [shown.formset for shown in context["inline_admin_formsets"]]
    data: Any = request.POST if request.method == "POST" else None
    rows = text_view.rows_in(form, formsets)
    alternative.propose({each.prefix: each for each in formsets})
    told: dict[str, Any] = {
        "text_view": text_view.shown(rows, data),
        "text_source": data.get(text_view.SOURCE, "") if data else "",
        "text_source_name": data.get(text_view.SOURCE_NAME, "") if data else "",
        "found": desk.found,
        "is_choice": desk.is_choice,
    }
    if desk.found:
        _say_at_fields([form, *(row for rows in formsets for row in rows.forms)], desk.found.said)
    if readout is None:
        return told
    return told | {
        "form_marks": data.get(merging.MARKS, "")
        if data
        else json.dumps(merging.marks_of(form, formsets)),
        "checks": checks.checks_of(readout, context["lacking"], rows),
    }


def _say_at_fields(forms: list[Any], said: dict[str, str]) -> None:
    """Let each field that the text contradicts say so; what stands in it was kept."""
    for form in forms:
        for name in form.fields:
            if words := said.get(form.add_prefix(name)):
                form.add_error(name, f"The text says “{words}”. What stands here was kept.")
