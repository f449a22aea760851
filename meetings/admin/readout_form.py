"""The facts of a readout, and how the form speaks of a refusal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from meetings.models import Readout


def language_choices() -> list[tuple[str, str]]:
    """The languages in which readouts are written, with their names."""
    names = dict(settings.LANGUAGES)
    return [(code, names.get(code, code)) for code in settings.READOUT_LANGUAGES]


class ReadoutForm(forms.ModelForm):
    """The facts of a readout."""

    refusal = ""
    """The sentence with which a save or an act was refused; the form then writes nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            first = self.fields["language"].initial
            self.fields["language"] = forms.ChoiceField(choices=language_choices(), initial=first)
        if "status" in self.fields and self._is_translation():
            self.fields["status"].choices = [  # type: ignore[attr-defined]
                choice for choice in Readout.Status.choices if choice[0] != "original"
            ]

        if "correction_note" in self.fields and not self.instance.correction_note:
            # A correction begins with what it is about.
            self.fields["correction_note"].widget.attrs["autofocus"] = True

    def _is_translation(self) -> bool:
        return self.instance.translation_of_id is not None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.refusal:
            self.add_error(None, self.refusal)
        return data
