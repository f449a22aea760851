"""A readout's form that was sent after the log-in had expired comes back filled, and unsaved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import ResolverMatch, reverse

from config.carrying import BECAUSE, Carried
from meetings.admin import conflict, recovery
from meetings.models import Readout
from relations.identity import new_token


def returned(request: HttpRequest, match: ResolverMatch, carried: Carried) -> HttpResponse | None:
    """Keep what was sent as this person's recovery copy, and show it in its form.

    None for a text that comes alone, from the first page: it is no form yet.
    """
    if "language" not in carried.fields:
        return None
    key = match.kwargs.get("object_id", "")
    readout = Readout.objects.filter(pk=key).first() if key.isdecimal() else None
    data = QueryDict(mutable=True)
    for name, values in carried.fields.items():
        if not name.startswith("_"):
            data.setlist(name, values)
    if readout is None:
        # Of a draft that has been discarded meanwhile, the words of a new one.
        conflict.start_anew(data)
    key = recovery.key_of(data)
    if any(copy.form == key for copy in recovery.copies_of(request, readout)):
        # It may be newer than what the log-in page held: both are kept.
        key = new_token()
    recovery.store(request, readout, data.lists(), key)
    files = f" Files are not kept: choose {', '.join(carried.files)} again."
    messages.warning(request, BECAUSE + (files if carried.files else ""))
    return HttpResponseRedirect(f"{_address(readout)}?recover=1")


def press_again(
    request: HttpRequest, match: ResolverMatch, carried: Carried
) -> HttpResponse | None:
    """Lead back to the page that a button of Decide or Stop was pressed on, as it is now.

    None where words were typed: they are given back.
    """
    if any(carried.fields.get("comment", [])):
        return None
    again = "Nothing has been done: look at it as it is now, and press again."
    messages.warning(request, f"{BECAUSE} {again}")
    return HttpResponseRedirect(carried.path)


def _address(readout: Readout | None) -> str:
    if readout is None:
        return reverse("admin:meetings_readout_add")
    return reverse("admin:meetings_readout_change", args=[readout.pk])
