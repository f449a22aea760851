"""Decide: one light page for a readout that waits, with the page as it will look."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from meetings import comparison, intake, page, reader, release
from meetings.admin.act_forms import TimeForm
from meetings.admin.acts import when
from meetings.admin.checks import open_findings
from meetings.admin.clocks import at_home
from meetings.admin.desk import person_of
from meetings.admin.files import document_url
from meetings.admin.pages.versions import names_of
from meetings.admin.readout_filters import STATES
from meetings.admin.readout_views import hindrance_of, photo_address
from meetings.models import Entry, Readout
from meetings.record import document_of

TEMPLATE = "admin/meetings/desk/decide.html"
BUTTONS = {
    "_approve": Entry.Act.APPROVE,
    "_approve_at": Entry.Act.APPROVE,
    "_return": Entry.Act.RETURN,
    "_hold": Entry.Act.REVOKE,
    "_countersign": Entry.Act.COUNTERSIGN,
}
NOTHING = "Nothing has been done now: look at it as it is, and press again."
WIDTH = 360
"""Of the photos on this page, in pixels: it is for a phone in a car."""


class PhoneTimeForm(TimeForm):
    """A moment, chosen with the phone's own calendar and clock."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
        self.fields["time"].widget = forms.TimeInput({"type": "time"}, "%H:%M")


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it will look, and the acts by which its release is decided."""
    if not request.user.has_perm("meetings.approve_readout"):
        raise PermissionDenied
    people = ("meeting", "relation", "submitted_by", "approved_by", "changed_by")
    readout = get_object_or_404(Readout.objects.select_related(*people), pk=pk)
    times = None
    if request.method == "POST":
        times = PhoneTimeForm(request.POST, prefix="at") if "_approve_at" in request.POST else None
        if (times is None or times.is_valid()) and _act(request, readout, times):
            return HttpResponseRedirect(request.path)
        readout.refresh_from_db()
    return render(request, TEMPLATE, _context(request, readout, times))


def seen(readout: Readout) -> str:
    """The state of a readout that a person decides on: an act on any other state is not theirs."""
    moments = (readout.submitted_at, readout.approved_at, readout.countersigned_at)
    return ".".join([str(readout.version), *(_stamp(moment) for moment in moments)])


def _stamp(moment: datetime | None) -> str:
    return f"{moment.timestamp():.6f}".replace(".", "") if moment else "0"


def _act(request: HttpRequest, readout: Readout, times: forms.Form | None) -> bool:
    """Do what was asked, once: a repeated press finds another state, and is told what was done.

    Gives whether nothing is left of what was typed: else it is to be given back.
    """
    by, said = person_of(request), request.POST.get("comment", "")
    if request.POST.get("seen") != seen(readout):
        last = _last_act(readout)
        pressed = {act for button, act in BUTTONS.items() if button in request.POST}
        is_repeated = last is not None and last.by_id == by.pk and last.act in pressed
        messages.info(request, _told(last) if is_repeated else f"{_told(last)} {NOTHING}")
        return is_repeated or not said
    try:
        if "_approve" in request.POST or times is not None:
            at = times.cleaned_data["at"] if times is not None else None
            release.approve(readout=readout, by=by, at=at, version=readout.version)
        elif "_return" in request.POST:
            release.return_to_author(readout=readout, by=by, comment=said)
        elif "_hold" in request.POST:
            release.revoke(readout=readout, by=by, reason=said)
        elif "_countersign" in request.POST:
            release.countersign(readout=readout, by=by)
        else:
            return True
    except release.Refused as refusal:
        messages.error(request, str(refusal))
        return not said
    messages.success(request, _told(_last_act(readout)))
    return True


def _last_act(readout: Readout) -> Entry | None:
    acts = readout.entries.exclude(act=Entry.Act.TAG).select_related("by")
    return acts.order_by("-pk").first()


def _told(last: Entry | None) -> str:
    """The last act on a readout, in a sentence."""
    if last is None:
        return "Nothing has been done to this readout yet."
    why = f" “{last.reason}”" if last.reason else ""
    return f"{last.by} {last.get_act_display()} it on {at_home(last.at)}.{why}"


def _context(request: HttpRequest, readout: Readout, times: forms.Form | None) -> dict[str, Any]:
    at, user = timezone.now(), request.user
    in_review = not readout.is_approved and readout.submitted_at is not None
    hindrance = hindrance_of(request, readout)
    lacking = [] if readout.is_approved else release.omissions(readout)
    to_come = readout.live_from is not None and readout.live_from > at
    files = page.FileAddresses(_light_photo, document_url)
    return {
        **page.preview_of(readout, files, at),
        "is_preview": readout.live_from is None or to_come,
        "readout": readout,
        "seen": seen(readout),
        "state": dict(STATES)[readout.state(at)],
        "appears": when(readout, readout.live_from) if readout.live_from else "",
        "is_to_come": to_come,
        "now": when(readout, at),
        "changed": _changed(readout),
        "findings": _findings(readout),
        "as_printed": list(readout.as_printed.select_related("by")),
        "lacking": lacking,
        "times": times or PhoneTimeForm(prefix="at"),
        "is_timed": times is not None,
        "comment": request.POST.get("comment", ""),
        "may_approve": in_review and not hindrance and not lacking,
        "hindrance": hindrance,
        "may_return": in_review,
        "may_hold": to_come and readout.withdrawn_at is None,
        "may_countersign": readout.awaits_countersignature and readout.approved_by_id != user.pk,
    }


def _light_photo(token: str, width: int, form: str) -> str:
    return photo_address(token, WIDTH, form)


def _changed(readout: Readout) -> dict[str, Any] | None:
    """What changed since the edition before it, with the way to see it word by word."""
    editions = Readout.objects.in_succession().filter(
        meeting=readout.meeting_id, language=readout.language
    )
    before = editions.exclude(pk=readout.pk).select_related("approved")
    last = before.order_by("-live_from").first()
    if last is None or last.approved is None:
        return None
    document = document_of(Readout.objects.with_rows().get(pk=readout.pk))
    old = last.approved.document
    found = comparison.compare(old, document, names_of(old, document))
    address = reverse("admin:meetings_readout_compare", args=[readout.pk])
    return {"lines": found.summary, "address": f"{address}?first={last.approved_id}"}


def _findings(readout: Readout) -> dict[str, Any] | None:
    """What the reader found doubtful in the text that the readout came from."""
    source = readout.source_texts.select_related("received_by").order_by("-pk").first()
    if source is None:
        return None
    try:
        reading = reader.read_here(source.text, released_on=readout.released_on)
    except intake.Refused:
        return None
    found = open_findings(reading, readout)
    return {"by": source.received_by, "rows": found} if found else None
