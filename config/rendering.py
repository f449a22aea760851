"""The small parts of forms, written without templates: a form of the desk has hundreds of them.

What stands here is what Django's own templates write; a test holds the two equal, sign by sign.
All else goes through the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe


class FormRenderer(DjangoTemplates):
    """Renders the parts that a form has most of by hand, and the others by their templates."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        part = PARTS.get(template_name)
        if part is None:
            return super().render(template_name, context, request)
        return mark_safe(part(context).strip())  # noqa: S308


def _escaped(value: Any) -> str:
    """A value as HTML: Django's `conditional_escape` without its search for what is lazy."""
    text = value if hasattr(value, "__html__") else str(value)
    return str(text.__html__() if hasattr(text, "__html__") else escape(text))


def _attributes(attrs: Iterable[tuple[str, Any]]) -> str:
    return "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(str(value))}"'
        for name, value in attrs
        if value is not False
    )


def _input(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = widget["value"]
    said = "" if value is None else f' value="{_escaped(str(value))}"'
    start = f'<input type="{_escaped(widget["type"])}"'
    name = _escaped(widget["name"])
    return f'{start} name="{name}"{said}{_attributes(widget["attrs"].items())}>'


def _textarea(context: dict[str, Any]) -> str:
    widget = context["widget"]
    attributes = _attributes(widget["attrs"].items())
    text = _escaped(widget["value"] or "")
    return f'<textarea name="{_escaped(widget["name"])}"{attributes}>\n{text}</textarea>'


def _select(context: dict[str, Any]) -> str:
    widget = context["widget"]
    attributes = _attributes(widget["attrs"].items())
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_escaped(widget["name"])}"{attributes}>{groups}\n</select>'


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    lines = "".join(f"\n  {_option(option)}" for option in options)
    if not name:
        return lines
    return f'\n  <optgroup label="{_escaped(name)}">{lines}\n  </optgroup>'


def _option(option: dict[str, Any]) -> str:
    value = _escaped(str(option["value"]))
    attributes = _attributes(option["attrs"].items())
    return f'<option value="{value}"{attributes}>{_escaped(option["label"])}</option>\n'


def _label(context: dict[str, Any]) -> str:
    label = _escaped(context["label"])
    if not context["use_tag"]:
        return label
    tag = context["tag"]
    return f"<{tag}{_attributes((context['attrs'] or {}).items())}>{label}</{tag}>"


def _errors(context: dict[str, Any]) -> str:
    errors = context["errors"]
    if not errors:
        return ""
    name = getattr(errors, "field_id", None)
    called = f' id="{_escaped(name)}_error"' if name else ""
    items = "".join(f"<li>{_escaped(error)}</li>" for error in errors)
    return f'<ul class="{_escaped(context["error_class"])}"{called}>{items}</ul>'


PARTS: dict[str, Callable[[dict[str, Any]], str]] = {
    **{
        f"django/forms/widgets/{kind}.html": _input
        for kind in ("text", "hidden", "number", "checkbox")
    },
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/label.html": _label,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
}
