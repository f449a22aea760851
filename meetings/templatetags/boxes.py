"""The fields of the desk's rows, written without templates: a form has hundreds of them."""

from typing import Any

from django import template
from django.contrib.admin.helpers import Fieldline
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def field_line(line: Fieldline) -> SafeString:
    """A line of fields, as the admin's own `fieldset.html` has it, without what no row has.

    That is: names, descriptions and hidden fields.
    """
    names = "".join(f" field-{name}" for name in line.fields)
    boxes = "".join(_read_only(part) if part.is_readonly else _box(part) for part in line)
    return mark_safe(  # noqa: S308
        f'<div class="form-row{names}">'
        f'<div class="flex-container form-multiline">{boxes}</div></div>\n'
    )


def _box(part: Any) -> str:
    field, errors = part.field, part.errors()
    label, kind = part.label_tag(), " errors" if errors else ""
    filled = f"{field}{label}" if part.is_checkbox else f"{label}{field}"
    kind += " checkbox-row" if part.is_checkbox else ""
    called = f' id="{field.id_for_label}_helptext"' if field.id_for_label else ""
    return (
        f'<div>{errors}<div class="flex-container fieldBox field-{field.name}{kind}">{filled}</div>'
        f"{_help(field.help_text, called)}</div>\n"
    )


def _read_only(part: Any) -> str:
    box = format_html(
        '<div class="flex-container fieldBox field-{}">{}<div class="readonly">{}</div></div>',
        part.field["name"],
        part.label_tag(),
        part.contents(),
    )
    return f"<div>{box}{_help(part.field['help_text'])}</div>\n"


def _help(text: Any, called: str = "") -> str:
    """The help of a field, which may hold HTML, as the admin has it."""
    return f'<div class="help"{called}><div>{text}</div></div>' if text else ""
