"""A meeting entered twice: choose the entry that is kept, see what goes where, and confirm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from meetings.admin.clocks import at_home
from meetings.admin.desk import person_of
from meetings.models import Meeting, Readout
from meetings.page.history import language_name
from meetings.release import Refused, merge
from meetings.release.merge_plan import Plan, plan

TEMPLATE = "admin/meetings/desk/merge.html"
RIGHTS = ("meetings.change_readout", "meetings.delete_readout")
NEAR = timedelta(days=7)
MOST = 10


class MergeForm(forms.Form):
    """The entry that is kept: one of those that are near, or any by its number."""

    into = forms.ChoiceField(
        label="The same meeting", required=False, widget=forms.RadioSelect, choices=()
    )
    number = forms.CharField(
        label="or its number",
        required=False,
        max_length=20,
        help_text="The last part of its short address, /r/…/.",
    )

    def __init__(self, *args: Any, near: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = near  # type: ignore[attr-defined]
        if not near:
            del self.fields["into"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        number = data.get("number", "").strip(" /") or data.get("into", "")
        data["meeting"] = Meeting.objects.filter(number=number, readouts__isnull=False).first()
        if not self.errors and data["meeting"] is None:
            raise forms.ValidationError("Choose the entry that is kept, or give its number.")
        return data


def merge_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Fold the meeting of a readout into another entry of the same meeting."""
    if not request.user.has_perms(RIGHTS):
        raise PermissionDenied
    readout = get_object_or_404(Readout.objects.select_related("meeting", "relation"), pk=pk)
    form = MergeForm(request.POST or None, near=_near(readout))
    made = _planned(request, readout, form) if form.is_valid() else None
    if made is not None and "confirmed" in request.POST:
        try:
            seen = request.POST.get("seen", "")
            done = merge(meeting=made.meeting, into=made.into, by=person_of(request), seen=seen)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{done.meeting} was merged into {done.into}.")
            return redirect("admin:meetings_readout_change", _readout_of(done.into).pk)
    return _page(request, readout, form, made)


def _planned(request: HttpRequest, readout: Readout, form: MergeForm) -> Plan | None:
    into = form.cleaned_data["meeting"]
    try:
        return plan(meeting=readout.meeting, into=into, by=person_of(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _page(
    request: HttpRequest, readout: Readout, form: MergeForm, made: Plan | None
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "This meeting was entered twice",
        "subtitle": str(readout),
        "opts": Readout._meta,
        "original": readout,
        "form": form,
        "plan": made,
        "kept": _readout_of(made.into) if made else None,
    }
    return TemplateResponse(request, TEMPLATE, context)


def _near(readout: Readout) -> list[tuple[str, str]]:
    """Other meetings under its relation, or of one title, of about that day, as one chooses them.

    Each is its number, and what tells it from its like.
    """
    same = Q(relation=readout.relation_id) if readout.relation_id else Q(pk=None)
    same |= Q(title__iexact=readout.title) if readout.title else Q(pk=None)
    others = Readout.objects.filter(same, meeting__merged_into=None)
    if day := readout.released_on:
        others = others.filter(Q(released_on__range=_days_about(day)) | Q(released_on=None))
    found: dict[str, str] = {}
    rows = others.exclude(meeting=readout.meeting_id).select_related("meeting", "changed_by")
    for row in rows.order_by("-released_on", "-pk")[: 5 * MOST]:
        found.setdefault(row.meeting.number, _in_words(row))
    return list(found.items())[:MOST]


def _in_words(readout: Readout) -> str:
    state, changed = readout.state(timezone.now()), at_home(readout.changed_at)
    return (
        f"{readout}, {state}, {language_name(readout.language)}, changed {changed} by "
        f"{readout.changed_by} (no. {readout.meeting.number})"
    )


def _days_about(day: date) -> tuple[date, date]:
    """The first and last day that are near, as far as the calendar goes."""
    since = day - NEAR if day - date.min > NEAR else date.min
    return since, day + NEAR if date.max - day > NEAR else date.max


def _readout_of(meeting: Meeting) -> Readout:
    """The readout by which the desk opens a meeting: a draft before an edition."""
    rows = Readout.objects.filter(meeting=meeting).order_by("approved_at", "pk")
    return next(iter([*(row for row in rows if not row.is_approved), *rows]))
