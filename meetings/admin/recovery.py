"""Recovery copies: what someone typed and has not saved, kept apart from all versions.

Each form that is opened has a key of its own, so that two of them, in two tabs, keep two copies.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.admin.desk import person_of
from meetings.models import Readout, RecoveryCopy
from meetings.models.desk import KEPT_FOR
from relations.identity import is_token, new_token

KEY = "form_key"
ADDRESSED = "recover"
"""What an address names a copy by: the key of its form, or `NEWEST`."""
NEWEST = "1"


def alive(request: HttpRequest, desk: Any) -> HttpResponse:
    """Say that the person is logged in, with the token that a form needs now."""
    return JsonResponse({"token": get_token(request)})


def key_of(data: QueryDict) -> str:
    """The key of the form that was posted; empty where it has none."""
    key = data.get(KEY, "")
    return key if is_token(key) else ""


def key_for(request: HttpRequest) -> str:
    """The key of the form that is shown: the one that was posted, or a new one."""
    return key_of(request.POST) or new_token()


def renew_key(request: HttpRequest) -> None:
    """Let the posted form go on as another one."""
    data: Any = request.POST
    data[KEY] = new_token()


@require_POST
def keep(request: HttpRequest, desk: Any, pk: int | None = None) -> HttpResponse:
    """Keep the form as posted, in the place of the earlier copy of it."""
    readout = _readout(request, desk, pk)
    RecoveryCopy.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()
    copy = store(request, readout, request.POST.lists(), key_of(request.POST))
    return JsonResponse({"kept": timezone.localtime(copy.saved_at).strftime("%H:%M")})


def store(
    request: HttpRequest, readout: Readout | None, fields: Iterable[tuple[str, list[Any]]], key: str
) -> RecoveryCopy:
    """Keep the fields of a form as this person's copy, without its buttons."""
    data = {
        # PostgreSQL holds no NUL, and a text box does.
        name.replace("\0", ""): [str(value).replace("\0", "") for value in values]
        for name, values in fields
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    }
    copy, _ = RecoveryCopy.objects.update_or_create(
        user=person_of(request),
        readout=readout,
        form=key,
        defaults={"data": data | {KEY: [key]}, "saved_at": timezone.now()},
    )
    return copy


@require_POST
def discard(request: HttpRequest, desk: Any, pk: int | None = None) -> HttpResponse:
    """Throw one of the person's copies away."""
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


def copies_of(request: HttpRequest, readout: Readout | None) -> list[RecoveryCopy]:
    """The person's copies of a readout's forms, or of new ones', that are not too old."""
    since = timezone.now() - KEPT_FOR
    copies = RecoveryCopy.objects.filter(user=person_of(request), saved_at__gte=since)
    return list(copies.filter(readout=readout))


def asked_for(request: HttpRequest, readout: Readout | None) -> RecoveryCopy | None:
    """The copy that the address names, if it is there."""
    key = request.GET.get(ADDRESSED, "")
    return next((copy for copy in copies_of(request, readout) if key in (copy.form, NEWEST)), None)


def drop(request: HttpRequest, readout: Readout | None) -> None:
    """Forget the copy of the form that was posted: what it held is saved, or not wanted."""
    copies = RecoveryCopy.objects.filter(user=person_of(request), readout=readout)
    copies.filter(form=key_of(request.POST)).delete()


def as_post(copy: RecoveryCopy) -> QueryDict:
    """The form as it was typed."""
    data = QueryDict(mutable=True)
    for name, values in copy.data.items():
        data.setlist(name, values)
    return data
