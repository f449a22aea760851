"""A save that met an act of someone else: joined with it, or shown beside it; nothing is lost."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from meetings.admin import conflict, merging, recovery, text_view
from meetings.admin.desk import desk_of
from meetings.admin.files import keep_uploads
from meetings.admin.readout_text import ReadoutText
from meetings.models import Readout
from meetings.release.merging import merged_into

JOINED = "saved this readout while you were writing: both your changes are joined in it."
IN_THE_FORM = (
    "has saved this readout since. What was changed there stands in the form together with what "
    "you had typed."
)


class ReadoutClash(ReadoutText):
    """How a form meets what a colleague did meanwhile."""

    # A recovery copy

    def _recover(
        self, request: HttpRequest, object_id: str | None, readout: Readout | None
    ) -> HttpResponse:
        """Show the person's recovery copy in the form; nothing is written."""
        copy = recovery.asked_for(request, readout) if readout or not object_id else None
        if copy is None:
            return super().changeform_view(request, object_id)
        keep_uploads(request)  # reads the request, which would later undo the next line
        request.POST = recovery.as_post(copy)  # type: ignore[assignment]
        request.method = "POST"
        self.leave_closed(request, readout)
        if readout is not None and readout.is_approved:
            return self._too_late(request, readout)
        if readout is not None and not self._is_current(request, readout):
            return self._on_stale(request, readout)
        self._tell_of_joining(request, IN_THE_FORM)
        desk_of(
            request
        ).refusal = "This is what you typed and had not saved. It is not saved yet: press a button."
        return super().changeform_view(request, object_id)

    # A newer version

    def _is_current(self, request: HttpRequest, now: Readout) -> bool:
        """Whether the form is of the version that is stored, or could be joined with it."""
        return request.POST.get("base_version") == str(now.version) or self._join(request, now)

    def _tell_of_joining(self, request: HttpRequest, said: str) -> None:
        if colleague := desk_of(request).joined_with:
            self.message_user(request, f"{colleague} {said}", messages.INFO)

    def _join(self, request: HttpRequest, now: Readout) -> bool:
        """Join what a colleague saved with what was typed; whether nothing clashes."""
        data: Any = request.POST
        if text_view.is_changed(data):
            return False
        form = self.get_form(request, now, change=True)(instance=now)
        rows, is_untouched = self._shown(request, now), not text_view.rows_are_changed(data)
        if not merging.join(data, form, rows):
            return False
        data[merging.MARKS] = json.dumps(merging.marks_of(form, rows))
        data["base_version"] = str(now.version)
        data.pop(text_view.TEXT, None)
        if is_untouched:
            text_view.mark_anew(data)
        desk_of(request).joined_with = str(now.changed_by)
        return True

    def _on_stale(self, request: HttpRequest, now: Readout) -> HttpResponse:
        """Show the typed text beside the newer one; nothing has been written."""
        desk = desk_of(request)
        desk.stale = True
        desk.refusal = (
            f"{now.changed_by} saved this readout while you were writing. Nothing of yours has "
            "been saved yet. Compare the two below: saving again puts what stands in the form in "
            "the place of what is stored."
        )
        if desk.joined_with:
            desk.refusal = (
                f"{now.changed_by} saved this readout meanwhile, and nothing has been done. Read "
                "it as it stands in the form now, and press again."
            )
        self._rebase(request, now)
        return self._answer(request, str(now.pk), 409)

    def _shown(self, request: HttpRequest, now: Readout) -> list[Any]:
        """The rows as they are stored now, in forms that are not bound."""
        return [
            formset(instance=now, queryset=inline.get_queryset(request))
            for formset, inline in self.get_formsets_with_inlines(request, now)
        ]

    def _rebase(self, request: HttpRequest, now: Readout) -> None:
        data: Any = request.POST
        rows = self._shown(request, now)
        form = self.get_form(request, now, change=True)(instance=now)
        data[merging.MARKS] = json.dumps(merging.marks_of(form, rows))
        desk_of(request).conflict = conflict.rebase(data, rows)
        data["base_version"] = str(now.version)

    def _answer(self, request: HttpRequest, key: str | None, status: int, url: str = "") -> Any:
        response = super().changeform_view(request, key, url)
        response.status_code = status
        return response

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Give what a formset is made from; all share what was posted, and none changes it."""
        rows = {"instance": obj, "prefix": prefix, "queryset": inline.get_queryset(request)}
        posted = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
        return rows | posted

    # A draft that is there no more, or is one no more

    def _after_discarding(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Offer what was typed for a new readout, where the old one is there no more.

        Where its meeting was merged into another, lead to what it is now.
        """
        if not self.has_add_permission(request) or "base_version" not in request.POST:
            return super().changeform_view(request, object_id)
        keep_uploads(request)
        desk_of(request).refusal = self._led_on(request, object_id) or (
            "This draft has been discarded meanwhile. What you typed stands below; saving it "
            "makes a new readout of it."
        )
        conflict.start_anew(request.POST)
        return self._answer(request, None, 409, reverse("admin:meetings_readout_add"))

    def _led_on(self, request: HttpRequest, object_id: str) -> str:
        merged = merged_into(int(object_id)) if object_id.isdecimal() else None
        if merged is None:
            return ""
        now = reverse("admin:meetings_readout_change", args=[merged.details["became"][object_id]])
        link = format_html('<a href="{}">{}</a>', now, merged.subject)
        said = format_html("Its meeting was entered twice: {} merged {}.", merged.by, link)
        self.message_user(request, said, messages.WARNING)
        return (
            "This draft goes on in the entry that was kept. What you typed stands below and is not "
            "saved: copy what you need into that entry. Saving here would make a third one."
        )

    def _too_late(self, request: HttpRequest, readout: Readout) -> HttpResponse:
        desk = desk_of(request)
        desk.gone_on = True
        keep_uploads(request)
        desk.refusal = (
            f"{readout.approved_by} has approved this edition meanwhile, and it never changes. "
            "Nothing was saved. What you typed stands below: copy what you need, "
            "and open a correction."
        )
        self._rebase(request, readout)
        response = self._answer(request, str(readout.pk), 409)
        if not response.context_data["differences"]:
            desk.gone_on = False
            desk.refusal = f"{readout.approved_by} has approved this edition already."
            return self._show(request, readout)
        return response

    def _show(self, request: HttpRequest, readout: Readout) -> HttpResponse:
        """Show the closed edition, with the sentence of the refusal."""
        request.method = "GET"
        return super().changeform_view(request, str(readout.pk))
