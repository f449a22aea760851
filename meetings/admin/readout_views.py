"""What the desk shows beside the form: the preview, and files that are not public yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from meetings import page, release
from meetings.admin.clocks import reading
from meetings.admin.desk import person_of
from meetings.admin.files import document_url
from meetings.admin.performing import when
from meetings.admin.readout_filters import STATES
from meetings.files.store import content_type_of, open_file
from meetings.models import Document, Entry, Photo, Readout, Rendition


def urls_of(desk: Any) -> list[URLPattern]:
    """The addresses of these views, under the readouts' own."""

    from meetings.admin import (
        company,
        live_preview,
        readout_seals,
        readout_topics,
        recovery,
        row_help,
        topic_help,
    )

    def view(function: Callable[..., HttpResponseBase]) -> Any:
        return desk.admin_site.admin_view(partial(csrf_protect(function), desk=desk))

    return [
        path("<int:pk>/preview/", view(preview), name="meetings_readout_preview"),
        path("<int:pk>/topics/", view(readout_topics.topics), name="meetings_readout_topics"),
        path("<int:pk>/seals/", view(readout_seals.seals), name="meetings_readout_seals"),
        path("<int:pk>/copy/", view(recovery.keep), name="meetings_readout_keep"),
        path(
            "<int:pk>/copy/discard/", view(recovery.discard), name="meetings_readout_discard_copy"
        ),
        path("copy/", view(recovery.keep), name="meetings_entry_keep"),
        path("copy/discard/", view(recovery.discard), name="meetings_entry_discard_copy"),
        path("live/", view(live_preview.live_preview), name="meetings_entry_live"),
        path("<int:pk>/live/", view(live_preview.live_preview), name="meetings_readout_live"),
        path("<int:pk>/presence/", view(company.presence), name="meetings_readout_presence"),
        path("keys/", view(company.keys), name="meetings_readout_keys"),
        path("alive/", view(recovery.alive), name="meetings_readout_alive"),
        path("vocabulary/", view(topic_help.vocabulary), name="meetings_readout_vocabulary"),
        path("labels/", view(row_help.labels), name="meetings_readout_labels"),
        path("clocks/", view(row_help.clocks), name="meetings_readout_clocks"),
        path("suggested/", view(topic_help.suggested), name="meetings_readout_suggested"),
        path(
            "photos/<str:token>/<int:width>.<str:form>", view(photo), name="meetings_readout_photo"
        ),
        path("documents/<str:token>.pdf", view(document), name="meetings_readout_document"),
    ]


def facts_of(request: HttpRequest, readout: Readout, at: datetime) -> dict[str, Any]:
    """What the head of the form says of a readout: its state, who signed, what is lacking."""
    state = readout.state(at)
    zones = _zones(readout)
    return {
        "state": dict(STATES)[state],
        "appears": when(readout, readout.live_from) if readout.live_from else "",
        "lacking": [] if readout.is_approved else release.omissions(readout),
        "as_printed": readout.as_printed.select_related("by") if readout.is_approved else [],
        "comment": _comment_on(readout),
        "hindrance": hindrance_of(request, readout),
        "zones": zones,
        "clocks": [reading(at, zone) for zone in zones],
        "others": _other_editions(readout, at),
        "may_seal": request.user.has_perm("meetings.seal_readout") and readout.is_approved,
    }


def hindrance_of(request: HttpRequest, readout: Readout) -> str:
    """Why someone who may approve cannot approve what waits for it."""
    waits = not readout.is_approved and readout.submitted_at is not None
    may = request.user.has_perm("meetings.approve_readout")
    return release.hindrance(readout, person_of(request)) if waits and may else ""


def _comment_on(readout: Readout) -> Entry | None:
    """The comment with which a draft was returned, until it is sent again."""
    if readout.is_approved or readout.submitted_at:
        return None
    acts = readout.entries.filter(act__in=[Entry.Act.RETURN, Entry.Act.SUBMIT])
    last = acts.select_related("by").order_by("-pk").first()
    return last if last and last.act == Entry.Act.RETURN else None


def _zones(readout: Readout) -> list[str]:
    zones = readout.sittings.exclude(zone="").order_by("position").values_list("zone", flat=True)
    return [zone for zone in dict.fromkeys(zones) if zone != settings.MINISTRY.home_zone]


def _other_editions(readout: Readout, at: datetime) -> list[dict[str, Any]]:
    others = Readout.objects.filter(meeting=readout.meeting_id).exclude(pk=readout.pk)
    return [
        {"readout": other, "state": dict(STATES)[other.state(at)]}
        for other in others.order_by("language", "-pk")[:20]
    ]


def the_readout(request: HttpRequest, desk: Any, pk: int) -> Readout:
    """The readout, for those who may see it. Raises PermissionDenied or Http404."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(Readout.objects.select_related("meeting"), pk=pk)


# The page as it will look


def live_address(readout: Readout | None) -> str:
    """Where the form of a readout, or of a new one, is shown as the page it would make."""
    if readout is None:
        return reverse("admin:meetings_entry_live")
    return reverse("admin:meetings_readout_live", args=[readout.pk])


def preview(request: HttpRequest, pk: int, desk: Any) -> HttpResponse:
    """The page as it will stand, by the public template."""
    readout = the_readout(request, desk, pk)
    files = page.FileAddresses(photo_address, document_url)
    return page.render_preview(readout, request, files, timezone.now())


def photo_address(token: str, width: int, form: str) -> str:
    return reverse("admin:meetings_readout_photo", args=[token, width, form])


# Files that may not be public yet


def photo(request: HttpRequest, token: str, width: int, form: str, desk: Any) -> HttpResponseBase:
    """A photo at the desk, in the width asked for or the nearest below it."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    stored = get_object_or_404(Photo, token=token)
    fitting = stored.renditions.filter(format=form)
    if form not in Rendition.Format.values:
        raise Http404
    rendition = (
        fitting.filter(width__lte=width).order_by("-width").first()
        or fitting.order_by("width").first()
    )
    return _send((rendition or stored).name)


def document(request: HttpRequest, token: str, desk: Any) -> HttpResponseBase:
    """A document at the desk."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    return _send(get_object_or_404(Document, token=token).name)


def _send(name: str) -> HttpResponseBase:
    try:
        stored = open_file(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stored, content_type=content_type_of(name))
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response


def context_of(request: HttpRequest, desk: Any, readout: Readout, title: str) -> dict[str, Any]:
    return {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "original": readout,
        "title": title,
        "subtitle": str(readout),
        "media": desk.media,
    }
