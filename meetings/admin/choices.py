"""Choices for inline rows, fed from one query for all rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model


def known_groups(widget: Any, name: str, value: Sequence[str]) -> list[Any] | None:
    """Options for the chosen objects, taken from what the formset has loaded; None if it lacks one.

    The shape is that of `AutocompleteMixin.optgroups`.
    """
    known = getattr(widget.choices.field, "known", {})
    chosen = [str(one) for one in value if str(one) not in ("", "None")]
    if any(one not in known for one in chosen):
        return None
    several = widget.allow_multiple_selected
    options = [] if several else [widget.create_option(name, "", "", False, 0)]
    for index, one in enumerate(chosen, len(options)):
        label = widget.choices.field.label_from_instance(known[one])
        options.append(widget.create_option(name, known[one].pk, label, True, index))
    return [(None, options, 0)]


def keys_in(value: Sequence[Any]) -> list[Any]:
    """What of a posted choice can be a key: the admin's own widgets fail over anything else."""
    return [one for one in value if str(one).isdecimal() and len(str(one)) < 19]


class KeySelect(AutocompleteSelect):
    """The admin's autocomplete, which shows nothing for what is no key."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, keys_in(value), attr)


class KnownSelect(KeySelect):
    """The admin's autocomplete over objects that are already loaded."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return known_groups(self, name, value) or super().optgroups(name, value, attr)


class KnownSelectMultiple(AutocompleteSelectMultiple):
    """The admin's autocomplete for several objects that are already loaded."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return known_groups(self, name, value) or super().optgroups(name, keys_in(value), attr)


class KnownChoiceField(forms.ModelChoiceField):
    """One object, looked up among those that the formset has loaded."""

    known: dict[str, Model] = {}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value in self.known:
            return self.known[value]
        return super().to_python(value)


class KnownMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Several objects, looked up among those that the formset has loaded."""

    known: dict[str, Model] = {}

    def clean(self, value: Any) -> Any:
        chosen = [str(one) for one in value or []]
        if all(one in self.known for one in chosen):
            return [self.known[one] for one in dict.fromkeys(chosen)]
        if keys_in(chosen) != chosen:
            raise forms.ValidationError("What was chosen is not there: choose again.")
        return list(super().clean(value))


class KnownRowField(forms.ModelChoiceField):
    """The hidden key of a row, looked up among the rows of this readout."""

    known: dict[str, Model] = {}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if str(value) not in self.known:
            raise forms.ValidationError(
                "This row is not a row of this readout, or someone has removed it meanwhile."
            )
        return self.known[str(value)]
