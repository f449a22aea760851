"""What the acts of release ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget

from meetings.admin.clocks import ClockField, instant_of
from meetings.admin.readout_form import language_choices
from meetings.models import Readout
from meetings.models.log import Reason

Values = dict[str, Any]


class TimeForm(forms.Form):
    """A moment by the ministry's clock."""

    day = forms.DateField(widget=AdminDateWidget, required=False)
    time = ClockField(required=False)
    needed = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time"].label = f"Time ({settings.MINISTRY.zone_label})"

    def clean(self) -> Values:
        data = super().clean() or self.cleaned_data
        day, clock = data.get("day"), data.get("time")
        data["at"] = None
        if self.errors:
            return data
        if day and clock:
            data["at"] = instant_of(day, clock, settings.MINISTRY.home_zone)
        elif self.needed or day or clock:
            raise forms.ValidationError("Give the day and the time of the release.")
        return data


class NightForm(TimeForm):
    """Why one person releases it alone, and when."""

    needed = False
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "cols": 60}))
    field_order = ["reason", "day", "time"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].help_text = "Day and time empty: at once."


class CommentForm(forms.Form):
    """What is to be changed."""

    comment = forms.CharField(
        label="What should be changed", widget=forms.Textarea(attrs={"rows": 2, "cols": 60})
    )


class EditForm(forms.Form):
    """What becomes of the release of an approved edition that somebody wants to edit."""

    HOLD, KEEP = "hold", "keep"
    release = forms.ChoiceField(
        label="Its release",
        choices=[
            ("", "Choose"),
            (HOLD, "Hold it: the edition becomes a draft again, to be approved anew"),
            (KEEP, "Keep it: the edition appears as approved, and the next one is opened"),
        ],
        help_text="Only one who may approve can hold it.",
    )


class RevokeForm(forms.Form):
    """Why an approval is taken back."""

    reason = forms.CharField(required=False, widget=forms.TextInput(attrs={"size": 60}))


class WithdrawForm(forms.Form):
    """Why it is taken back from the public."""

    reason = forms.ChoiceField(
        choices=[("", "Choose"), *Reason.choices],
        help_text="The public is told this reason.",
    )
    note = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"size": 60}), help_text="For the log only."
    )


class NoteForm(forms.Form):
    """A word for the log."""

    note = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"size": 60}), help_text="For the log only."
    )


class NothingForm(forms.Form):
    """An act that asks for nothing and is not the main one: it stands behind its name."""


class TranslateForm(forms.Form):
    """Into which language, and of what standing."""

    language = forms.ChoiceField()
    status = forms.ChoiceField(
        choices=[
            (Readout.Status.PROVISIONAL, "Provisional translation"),
            (Readout.Status.OFFICIAL, "Official translation"),
        ]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = language_choices()
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        self.fields["language"].initial = choices[-1][0]
