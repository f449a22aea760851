"""The admin as this site has it: stock, with pages of its own and a first page that is filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

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


class DeskConfig(AdminConfig):
    """Django's admin, with this site as the one that models are registered with."""

    default_site = "config.admin.Desk"
