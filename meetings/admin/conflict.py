"""A save that met a colleague's newer one: both texts on one screen, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from meetings.admin.files import FileInput
from meetings.admin.rows import RowFormSet

INITIAL = "initial-"
"""Before the name of a field: what it held when it was shown."""
FILLED_IN = {"section_label"}
"""What approval fills in where it was left empty."""


@dataclass(frozen=True)
class Difference:
    """One place where the colleague's text and the typed one differ."""

    where: str
    theirs: str
    yours: str


@dataclass
class Rebased:
    """Rows that the colleague removed, by new prefix, and those that the colleague added."""

    removed: set[str] = field(default_factory=set)
    added: set[tuple[str, int]] = field(default_factory=set)


def rebase(data: QueryDict, formsets: Iterable[RowFormSet]) -> Rebased:
    """Put typed rows on the rows as they are now; `formsets` show those, and are unbound.

    Rows that are there no more become new ones, and rows that came meanwhile join the form.
    """
    rebased = Rebased()
    for formset in formsets:
        _rebase_rows(data, formset, rebased)
    return rebased


def _rebase_rows(data: QueryDict, formset: RowFormSet, rebased: Rebased) -> None:
    prefix, key = formset.prefix, formset.model._meta.pk.name
    typed = take_rows(data, prefix)
    there = {str(form.instance.pk): form for form in formset.initial_forms}
    kept = [row for row in typed if row.get(key, [""])[0] in there]
    others = [row for row in typed if row.get(key, [""])[0] not in there]
    seen = {row[key][0] for row in kept}
    came = [form for pk, form in there.items() if pk not in seen]
    kept += [as_posted(form, key) for form in came]
    rebased.added |= {(prefix, form.instance.pk) for form in came}
    for index, row in enumerate(others, len(kept)):
        if row.get(key, [""])[0]:
            rebased.removed.add(f"{prefix}-{index}")
            # Nothing of a new row is stored: else its topics would seem unchanged.
            row |= {name: [""] for name in row if name == key or name.startswith(INITIAL)}
            row.pop("DELETE", None)
    put_rows(data, prefix, kept, others)


def put_rows(
    data: QueryDict,
    prefix: str,
    stored: list[dict[str, list[Any]]],
    fresh: list[dict[str, list[Any]]],
) -> None:
    """Put rows into what was posted, numbered anew: first those that are stored."""
    for index, row in enumerate([*stored, *fresh]):
        for name, values in row.items():
            mark = INITIAL if name.startswith(INITIAL) else ""
            data.setlist(f"{mark}{prefix}-{index}-{name.removeprefix(INITIAL)}", values)
    data[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(fresh))


def take_rows(data: QueryDict, prefix: str) -> list[dict[str, list[Any]]]:
    """Take the rows of a formset out of what was posted, each as fields and values."""
    rows: dict[int, dict[str, list[Any]]] = {}
    for name in list(data):
        plain = name.removeprefix(INITIAL)
        start, _, rest = plain.removeprefix(f"{prefix}-").partition("-")
        if not plain.startswith(f"{prefix}-") or not start.isdecimal() or len(start) > 4:
            continue
        mark = INITIAL if name != plain else ""
        rows.setdefault(int(start), {})[mark + rest] = data.pop(name)
    return [rows[index] for index in sorted(rows)]


def as_posted(form: Any, key: str) -> dict[str, list[Any]]:
    """A stored row as a browser would post it unchanged."""
    row: dict[str, list[Any]] = {key: [str(form.instance.pk)]}
    for bound in form:
        if bound.name in (key, "DELETE"):
            continue
        posted = dict(values_of(bound))
        row |= posted
        if bound.field.show_hidden_initial:
            row |= {f"{INITIAL}{name}": values for name, values in posted.items()}
    return row


def values_of(bound: BoundField) -> Iterator[tuple[str, list[Any]]]:
    """Name and values of each part of a field as a browser would post it."""
    widget: Any = bound.field.widget
    value = bound.value()
    if isinstance(widget, FileInput):
        yield f"{bound.name}-token", [value or ""]
    elif hasattr(widget, "decompress"):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        for suffix, part, one in parts:
            yield bound.name + suffix, [part.format_value(one) or ""]
    elif isinstance(widget, forms.CheckboxInput):
        if value:
            yield bound.name, ["on"]
    elif isinstance(value, list | tuple):
        yield bound.name, [str(one) for one in value]
    else:
        yield bound.name, ["" if value is None else str(value)]


def differences(
    form: forms.ModelForm, formsets: Iterable[RowFormSet], rebased: Rebased
) -> list[Difference]:
    """Where the typed text differs from the stored one, field by field and row by row."""
    changed = [name for name in form.changed_data if name not in FILLED_IN or form[name].data]
    found = [_difference("", form[name]) for name in changed]
    for formset in formsets:
        for index, row in enumerate(formset.forms):
            found += _of_row(formset, row, index, rebased)
    return found


def _of_row(formset: RowFormSet, row: Any, index: int, rebased: Rebased) -> Iterator[Difference]:
    kind = str(formset.model._meta.verbose_name).capitalize()
    if row.prefix in rebased.removed:
        yield Difference(f"{kind} {index + 1}", "Removed", _row_in_words(row))
    elif (formset.prefix, row.instance.pk) in rebased.added:
        yield Difference(f"{kind} {index + 1}", f"Added: {_row_in_words(row)}", "")
    elif row.instance.pk and formset.can_delete and formset._should_delete_form(row):
        yield Difference(f"{kind} {index + 1}", str(row.instance), "Removed")
    elif row.instance._state.adding:
        if row.has_changed():
            yield Difference(f"{kind} {index + 1}", "", f"Added: {_row_in_words(row)}")
    else:
        for name in row.changed_data:
            yield _difference(f"{kind} {index + 1}: ", row[name])


def _row_in_words(row: Any) -> str:
    texts = [str(row[name].data) for name in ("label", "heading", "name", "title", "caption",
             "text", "held_on") if name in row.fields and row[name].data]  # fmt: skip
    return " ".join(texts) or "a row"


def _difference(where: str, bound: BoundField) -> Difference:
    return Difference(
        f"{where}{bound.label}", in_words(bound, bound.initial), in_words(bound, bound.data)
    )


def in_words(bound: BoundField, value: Any) -> str:
    """A field's value as an editor reads it."""
    formfield: Any = bound.field
    if isinstance(formfield, forms.ModelChoiceField):
        keys = value if isinstance(value, list | tuple) else [value]
        known = getattr(formfield, "known", {})
        return ", ".join(str(known.get(str(key)) or _chosen(formfield, key)) for key in keys if key)
    if isinstance(formfield.widget, FileInput):
        return "a file" if value else ""
    if isinstance(formfield.widget, forms.MultiWidget) and not isinstance(value, list | tuple):
        value = formfield.widget.decompress(value)
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part)
    if hasattr(formfield, "choices"):
        return str(dict(list(formfield.choices)).get(value, value) or "")
    return "" if value is None else str(value)


def _chosen(formfield: forms.ModelChoiceField, key: Any) -> str:
    try:
        return str(formfield.to_python(getattr(key, "pk", key)) or "")
    except forms.ValidationError:
        return str(key)


def start_anew(data: QueryDict) -> None:
    """Let a posted form begin a new readout: none of its rows is there yet."""
    for name in [name for name in data if name.endswith("-INITIAL_FORMS")]:
        data[name] = "0"
    for name in list(data):
        if name.endswith(("-id", "-readout")) or name.startswith(INITIAL):
            data[name] = ""
    data.pop("base_version", None)
