"""The parts of the frame that are the same on many pages, and words that are looked up once."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import static
from django.utils.html import format_html
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


@register.simple_tag
def module(path: str) -> SafeString:
    """A script that enhances a page which works without it; its address is looked up once."""
    return _script.__wrapped__(path) if settings.DEBUG else _script(path)


@lru_cache(maxsize=50)
def _script(path: str) -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static(path))


@register.tag("translate")
def translate_once(parser: Parser, token: Token) -> template.Node:
    """Django's `translate`, which looks up a text of the template's own once for each language."""
    node = do_translate(parser, token)
    takes_more = node.asvar or node.noop or node.message_context or node.filter_expression.filters
    is_text = bool(getattr(node.filter_expression.var, "literal", None))
    return ConstantWords(node) if is_text and not takes_more else node


class ConstantWords(template.Node):
    """A constant text in each language asked for."""

    def __init__(self, node: TranslateNode) -> None:
        self.node = node
        self.words: dict[str | None, str] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        if language not in self.words:
            self.words[language] = self.node.render(context)
        return SafeString(self.words[language])


@lru_cache(maxsize=200)
def _rendered(name: str, section: str, language: str | None, ministry: Ministry) -> SafeString:
    context = {"ministry": ministry, "section": section}
    return render_to_string(name, context)
