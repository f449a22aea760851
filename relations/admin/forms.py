"""Forms of the reference data: nothing typed is lost, and one's widgets ask no query a row."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict

FIXED = "The last part of its address. Fixed once saved, since others link to it."

COLLISION = (
    "Someone else saved this after you opened it. Compare, then save again to keep what you have:"
)


class LoadedAutocomplete(AutocompleteSelect):
    """An autocomplete select that shows a row loaded with the form, without a query of its own."""

    loaded: Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        row = self.loaded
        if row is None or [str(row.pk)] != [str(chosen) for chosen in value]:
            return super().optgroups(name, value, attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(row)
        chosen = self.create_option(name, row.pk, label, True, len(blank))
        return [(None, [*blank, chosen], 0)]


class ReferenceForm(forms.ModelForm):
    """A form that refuses to save over a colleague's newer save, and shows both texts."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    refusal = ""

    class Meta:
        help_texts = {"slug": FIXED}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = _digest(self._stored())
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, LoadedAutocomplete):
                widget.loaded = self.instance._state.fields_cache.get(name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            raise ValidationError(self.refusal)
        seen, now = cleaned.pop("seen", ""), self.initial["seen"]
        if self.instance.pk and seen != now and (collisions := self._collisions(cleaned)):
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("seen")] = now
            self.data = data
            raise ValidationError([COLLISION, *collisions])
        return cleaned

    def _stored(self) -> dict[str, Any]:
        if self.instance.pk is None:
            return {}
        fields = [
            field for field in self.instance._meta.concrete_fields if field.name in self.fields
        ]
        return {field.name: field.value_from_object(self.instance) for field in fields}

    def _collisions(self, cleaned: dict[str, Any]) -> list[str]:
        """What stands there now, in words, of all that this form would change."""
        names = [name for name in self._stored() if name in cleaned]
        other = [name for name in names if cleaned[name] != getattr(self.instance, name)]
        return [
            f"{self.fields[name].label}: it is now “{getattr(self.instance, name)}”; "
            f"you have “{cleaned[name]}”."
            for name in other
        ]


class LabelledRows(forms.BaseInlineFormSet):
    """Rows in a table, whose heads name the columns: each field bears its name too."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        kind = form._meta.model._meta.verbose_name
        number = "" if index is None else f" {index + 1}"
        for name, field in form.fields.items():
            label = field.label or name.replace("_", " ").capitalize()
            field.widget.attrs.setdefault("aria-label", f"{label}, {kind}{number}")


def _digest(stored: dict[str, Any]) -> str:
    return sha256(repr(sorted(stored.items())).encode()).hexdigest()[:16] if stored else ""
