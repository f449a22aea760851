"""Compare: any two versions of a meeting's readouts, and a draft started from one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from meetings import release
from meetings.admin.desk import person_of
from meetings.admin.pages.versions import in_words, names_of, versions_of
from meetings.comparison import compare as compared
from meetings.models import Readout, Snapshot
from meetings.release.from_version import start_from


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions side by side, `first` and `second` by their keys; a post starts a draft."""
    if not request.user.has_perm("meetings.view_readout"):
        raise PermissionDenied
    readout = get_object_or_404(Readout.objects.select_related("meeting"), pk=pk)
    versions = versions_of(readout)
    if request.method == "POST":
        if not request.user.has_perm("meetings.change_readout"):
            raise PermissionDenied
        return _start(request, readout, versions)
    first, second = _pair(request, readout, versions)
    return TemplateResponse(
        request,
        "admin/meetings/desk/compare.html",
        {
            **admin.site.each_context(request),
            "title": "Compare versions",
            "subtitle": str(readout),
            "opts": Readout._meta,
            "original": readout,
            "versions": [(version.pk, in_words(version)) for version in versions],
            "first": first,
            "second": second,
            "draft": _draft(readout, second),
            "may_start": request.user.has_perm("meetings.change_readout"),
            **_found(first, second),
        },
    )


def _found(first: Snapshot | None, second: Snapshot | None) -> dict[str, Any]:
    if first is None or second is None:
        return {}
    old, new = first.document, second.document
    found = compared(old, new, names_of(old, new))
    return {"comparison": found, "is_same": found.is_same, "second_words": in_words(second)}


def _pair(
    request: HttpRequest, readout: Readout, versions: list[Snapshot]
) -> tuple[Snapshot | None, Snapshot | None]:
    """The versions asked for; else this readout's newest, and what it came from."""
    by_key = {str(version.pk): version for version in versions}
    second = by_key.get(request.GET.get("second", "")) or next(
        (version for version in versions if version.readout_id == readout.pk), None
    )
    first = by_key.get(request.GET.get("first", "")) or _before(second, versions)
    return first, second


def _before(second: Snapshot | None, versions: list[Snapshot]) -> Snapshot | None:
    """The approved version of the same language that came before, or else any that did."""
    if second is None:
        return None
    language = second.readout.language
    older = [v for v in versions if v.pk < second.pk and v.readout.language == language]
    approved = [v for v in older if v.readout.approved_id == v.pk]
    return next(iter([*approved, *older]), second)


def _draft(readout: Readout, version: Snapshot | None) -> Readout | None:
    if version is None:
        return None
    same = {"meeting": readout.meeting_id, "language": version.readout.language}
    return Readout.objects.drafts().filter(**same).first()


def _start(request: HttpRequest, readout: Readout, versions: list[Snapshot]) -> HttpResponse:
    key, seen = request.POST.get("version", ""), request.POST.get("seen", "")
    snapshot = next((version for version in versions if str(version.pk) == key), None)
    if snapshot is None:
        messages.error(request, "That is not a version of this meeting's readouts.")
        return HttpResponseRedirect(request.path)
    version = int(seen) if seen.isdecimal() else None
    try:
        draft = start_from(snapshot=snapshot, by=person_of(request), version=version)
    except release.Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(request.get_full_path())
    words = in_words(snapshot)
    messages.success(request, f"The draft now holds the words of this version: {words}.")
    return redirect("admin:meetings_readout_change", draft.pk)
