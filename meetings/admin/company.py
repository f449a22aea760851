"""Who else has the form open, and whether a person wants the desk's keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from meetings.admin.desk import person_of
from meetings.models import Presence, Readout, WithoutKeys

GONE_AFTER = timedelta(seconds=50)
"""Two polls and a little."""


@require_POST
def presence(request: HttpRequest, pk: int, desk: Any) -> HttpResponse:
    """Note that this person has the form open at a `version`; tell who else has it."""
    if not desk.has_change_permission(request):
        raise PermissionDenied
    readout = get_object_or_404(Readout.objects.select_related("changed_by"), pk=pk)
    now, me = timezone.now(), person_of(request)
    Presence.objects.filter(seen_at__lt=now - GONE_AFTER).delete()
    Presence.objects.update_or_create(
        user=me, readout=readout,
        defaults={"seen_at": now}, create_defaults={"seen_at": now, "since": now},
    )  # fmt: skip
    told = [others_at(readout, me), *_newer(readout, request.POST.get("version"))]
    return JsonResponse({"words": " ".join(filter(None, told))})


def others_at(readout: Readout, me: User) -> str:
    """Who else has the form open now; nothing where nobody has."""
    here = Presence.objects.filter(readout=readout, seen_at__gte=timezone.now() - GONE_AFTER)
    told = [_told(other) for other in here.exclude(user=me).select_related("user")]
    return f"Also here: {', '.join(told)}." if told else ""


def _newer(readout: Readout, shown: str | None) -> Iterator[str]:
    """Who has saved a version newer than the one that is shown."""
    if shown and shown.isdecimal() and readout.version > int(shown[:9]):
        yield (
            f"{readout.changed_by} has saved a newer version: "
            "what you change elsewhere is joined with it."
        )


def _told(other: Presence) -> str:
    return f"{other.user} (since {timezone.localtime(other.since):%H:%M})"


def keys_are_off(request: HttpRequest) -> bool:
    """Whether this person has switched the desk's keys off."""
    return WithoutKeys.objects.filter(user=person_of(request)).exists()


@require_POST
def keys(request: HttpRequest, desk: Any) -> HttpResponse:
    """Switch the desk's keys off or on for this person."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    off, made = WithoutKeys.objects.get_or_create(user=person_of(request))
    if not made:
        off.delete()
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "../"
    return redirect(back)
