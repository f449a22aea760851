"""The parts of the frame that are the same on many pages."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config.ministry import Ministry

register = template.Library()


@register.simple_tag
def site_part(name: str, section: str = "") -> SafeString:
    """A component that depends on the ministry and the page's tab alone.

    It is rendered once; while templates are worked on, each time.
    """
    if settings.DEBUG:
        return _rendered.__wrapped__(name, section, get_language(), settings.MINISTRY)
    return _rendered(name, section, get_language(), settings.MINISTRY)


@lru_cache(maxsize=200)
def _rendered(name: str, section: str, language: str | None, ministry: Ministry) -> SafeString:
    context = {"ministry": ministry, "section": section}
    return render_to_string(name, context)
