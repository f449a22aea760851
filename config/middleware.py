"""What every request meets before its view, and every answer after it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
)
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.deprecation import MiddlewareMixin

GetResponse = Callable[[HttpRequest], HttpResponse]


class TimedRequest(HttpRequest):
    """A request as views get it: with the one instant at which every question is asked."""

    at: datetime


def is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


class OnePolicy(CSPMiddleware):
    """The policy of the settings on every answer that has none of its own, put together once."""

    def process_request(self, request: HttpRequest) -> None:
        """No page of ours holds a script that a nonce would have to let through."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if settings.DEBUG and response.status_code in (404, 500):
            return response  # Django's own pages for developers, which hold styles of their own.
        response.headers.setdefault(HEADER, _policy())
        return response


@cache
def _policy() -> str:
    # Put in order, so that all processes answer alike.
    return "; ".join(sorted(build_policy().split("; ")))


class CacheRules:
    """Let public pages be kept but asked for each time, and admin pages and errors never.

    A public page carries a strong ETag of its bytes (RFC 9110, 8.8.3), so that one who has it
    already gets 304. The bytes of two editions never share one, whatever the clocks say.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_admin(request) or response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
            return response
        response.headers.setdefault("Cache-Control", "no-cache")
        return self._conditional(request, response)

    def _conditional(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 200 or "no-store" in response.headers["Cache-Control"]:
            return response
        if not response.streaming and not response.has_header("ETag"):
            response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=response) or response


class PlainRequests:
    """Refuse what no page of ours is asked with.

    Public pages are read: they answer GET and HEAD; the admin's take POST too. An address with a
    NUL names nothing, and PostgreSQL could not even be asked about it. Cookies stop here on their
    way to a public page: even Django's "not found" would answer a stray one with its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_admin(request):
            request.META.pop("HTTP_COOKIE", None)
        allowed = ["GET", "HEAD", "POST"] if is_admin(request) else ["GET", "HEAD"]
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if "\0" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("An address holds no NUL.")
        return self.get_response(request)


class OneInstant:
    """Take the request's instant once, and show times in the ministry's zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: TimedRequest) -> HttpResponse:
        request.at = timezone.now()
        with timezone.override(settings.MINISTRY.zone):
            return self.get_response(request)


class AdminOnly(MiddlewareMixin):
    """Keep a middleware to the admin's addresses.

    Elsewhere it would answer a visitor's stray cookies with cookies of its own and make every
    public page vary with them.
    """

    async_capable = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if not is_admin(request):
            return self.get_response(request)
        return super().__call__(request)


class AdminSessionMiddleware(AdminOnly, SessionMiddleware):
    """Sessions, in the admin alone."""


class AdminCsrfMiddleware(AdminOnly, CsrfViewMiddleware):
    """Form tokens, in the admin alone: no public page takes a form that changes anything."""

    def process_view(
        self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseForbidden | None:
        if not is_admin(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class AdminAuthenticationMiddleware(AdminOnly, AuthenticationMiddleware):
    """Users, in the admin alone."""


class AdminMessageMiddleware(AdminOnly, MessageMiddleware):
    """Messages, in the admin alone."""
