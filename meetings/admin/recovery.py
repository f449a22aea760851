"""Recovery copies: what someone typed and has not saved, kept apart from all versions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.admin.desk import person_of
from meetings.models import Readout, RecoveryCopy

KEPT_FOR = timedelta(days=14)


def alive(request: HttpRequest, desk: Any) -> HttpResponse:
    """Say that the person is logged in, with the token that a form needs now."""
    return JsonResponse({"token": get_token(request)})


@require_POST
def keep(request: HttpRequest, desk: Any, pk: int | None = None) -> HttpResponse:
    """Keep the form as posted, in the place of the person's earlier copy of it."""
    readout = _readout(request, desk, pk)
    data = {
        name: values
        for name, values in request.POST.lists()
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    }
    now = timezone.now()
    RecoveryCopy.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
    RecoveryCopy.objects.update_or_create(
        user=person_of(request), readout=readout, defaults={"data": data, "saved_at": now}
    )
    return JsonResponse({"kept": timezone.localtime(now).strftime("%H:%M")})


@require_POST
def discard(request: HttpRequest, desk: Any, pk: int | None = None) -> HttpResponse:
    """Throw the person's copy of a form away."""
    drop(request, _readout(request, desk, pk))
    if pk is None:
        return redirect("admin:meetings_readout_add")
    return redirect("admin:meetings_readout_change", pk)


def _readout(request: HttpRequest, desk: Any, pk: int | None) -> Readout | None:
    if pk is None:
        if not desk.has_add_permission(request):
            raise PermissionDenied
        return None
    if not desk.has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(Readout, pk=pk)


def copy_of(request: HttpRequest, readout: Readout | None) -> RecoveryCopy | None:
    """The person's copy of a form, if there is one that is not too old."""
    since = timezone.now() - KEPT_FOR
    copies = RecoveryCopy.objects.filter(user=person_of(request), saved_at__gte=since)
    return copies.filter(readout=readout).first()


def drop(request: HttpRequest, readout: Readout | None) -> None:
    """Forget the person's copy: what it held is saved, or not wanted."""
    RecoveryCopy.objects.filter(user=person_of(request), readout=readout).delete()


def as_post(copy: RecoveryCopy) -> QueryDict:
    """The form as it was typed."""
    data = QueryDict(mutable=True)
    for name, values in copy.data.items():
        data.setlist(name, values)
    return data
