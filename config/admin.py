"""The admin as this site has it: stock, with pages of its own and a first page that is filled."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse

from config import carrying

View = Callable[..., HttpResponse]
Facts = Callable[[HttpRequest], dict[str, Any]]

_pages: list[tuple[str, View, str]] = []
_facts: list[Facts] = []


def add_page(route: str, view: View, name: str) -> None:
    """Let the admin answer at `route` with `view`, for staff alone; its name is `admin:<name>`."""
    _pages.append((route, view, name))


def add_to_first_page(facts: Facts) -> None:
    """Let the admin's first page be given what `facts` tells of a request."""
    _facts.append(facts)


class Desk(AdminSite):
    """The admin, with what its apps have added to it."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The added pages, before those of the models, whose last pattern takes all the rest."""
        added = [path(route, self.admin_view(view), name=name) for route, view, name in _pages]
        return [*added, *super().get_urls()]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        told: dict[str, Any] = {}
        for facts in _facts:
            told |= facts(request)
        return super().index(request, {**told, **(extra_context or {})})

    # A log-in that had expired when a form was sent

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page for staff alone; a form that comes without a log-in is carried through one."""
        inner = super().admin_view(view, cacheable)

        def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            is_lost = request.method == "POST" and not self.has_permission(request)
            if is_lost and (signed := carrying.carry(request)):
                return self.ask_to_log_in(request, signed)
            return inner(request, *args, **kwargs)

        return update_wrapper(outer, inner)

    def ask_to_log_in(self, request: HttpRequest, signed: str) -> HttpResponse:
        """The log-in page, which carries what was sent without a log-in."""
        from django.contrib.admin.forms import AdminAuthenticationForm

        context = {
            **self.each_context(request),
            "title": "Log in",
            "subtitle": None,
            "form": AdminAuthenticationForm(request),
            "app_path": reverse("admin:login"),
            "next": request.get_full_path(),
            carrying.FIELD: signed,
        }
        return TemplateResponse(request, "admin/login.html", context)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Log in, and give back what was sent before it."""
        signed = request.POST.get(carrying.FIELD, "")
        kept = {carrying.FIELD: signed} if carrying.opened(signed) else {}
        response = super().login(request, {**kept, **(extra_context or {})})
        if request.method != "POST" or response.status_code != 302:
            return response
        given = carrying.give_back(request, signed, self.each_context(request))
        response = given or response
        carrying.remember(request, response)
        return response


class DeskConfig(AdminConfig):
    """Django's admin, with this site as the one that models are registered with."""

    default_site = "config.admin.Desk"
