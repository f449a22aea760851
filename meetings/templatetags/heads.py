"""A list's other forms: in its head for programs, at its end for people."""

from typing import Any

from django import template
from django.template import Context

from meetings.feeds.lists import query_of

register = template.Library()


@register.inclusion_tag("components/list_head.html", takes_context=True)
def list_head(
    context: Context, *, has_feeds: bool = True, asked: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """Where a list's page stands, and its other forms; `asked` and `more` are what narrows it."""
    request, filters = context["request"], {**(asked or {}), **more}
    return {
        "address": "" if any(filters.values()) else request.build_absolute_uri(request.path),
        "data": f"{request.path.rstrip('/')}.json",
        "query": _narrowed(filters),
        "has_feeds": has_feeds,
    }


@register.inclusion_tag("components/feed_links.html")
def feed_links(*, asked: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """The feeds of a list; `asked` and `more` are what narrows it."""
    return {"query": _narrowed({**(asked or {}), **more})}


def _narrowed(filters: dict[str, Any]) -> str:
    return query_of({name: value for name, value in filters.items() if value})
