"""A form that came without the token of its browser: refused, and given back to who sent it.

A cookie was lost, or somebody logged in in another tab, and every form that was open before has
an old token. Nothing is done; what was typed stands on a page from which one deliberate press
sends it again. That page is made for a form of this site alone, as the browser says where it came
from (the header Origin, RFC 6454): what another site posts is refused and not repeated.
"""

from __future__ import annotations

from functools import cache

from csp.constants import HEADER, NONE
from csp.utils import build_policy
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.template.response import TemplateResponse

from config import carrying
from config.admin import Desk

BECAUSE = (
    "This form was older than your log-in, or your browser has lost a cookie: its token is not "
    "the one that is asked for now."
)


def refuse(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its token: 403, with what was typed for the one who is signed in.

    Who is not signed in is asked to log in, as with a form that has its token.
    """
    site: Desk = admin.site  # type: ignore[assignment]
    is_ours = _is_ours(request, reason)
    is_known = site.has_permission(request)
    if is_ours and not is_known and (signed := carrying.carry(request)):
        return site.ask_to_log_in(request, signed)
    person = str(request.user.pk)
    facts = {
        **site.each_context(request),
        "title": "Nothing has been done",
        "carried": carrying.posted(request, person) if is_ours and is_known else None,
        "because": BECAUSE,
    }
    response = TemplateResponse(request, "admin/carried.html", facts, status=403)
    response.headers[HEADER] = _never_framed()
    return response


def _is_ours(request: HttpRequest, reason: str) -> bool:
    """Whether the browser says that a page of this site sent the form."""
    origin = request.headers.get("Origin")
    return origin is not None and reason != REASON_BAD_ORIGIN % origin


@cache
def _never_framed() -> str:
    """The policy of the settings, and no page may frame this one: its press cannot be stolen."""
    return build_policy(replace={"frame-ancestors": [NONE]})
