"""The people at the table, with the appointments in which they sat."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.functional import cached_property

from meetings.admin import newcomers
from meetings.admin.choices import KnownMultipleChoiceField, KnownSelectMultiple
from meetings.admin.rows import RowForm, RowFormSet
from meetings.models import Participant, ParticipantAppointment
from relations.models import Appointment


class ParticipantForm(RowForm):
    """A participant; what is left empty is taken from the person and the appointments."""

    held = KnownMultipleChoiceField(
        queryset=Appointment.objects.all(),
        required=False,
        label="Appointments",
        widget=KnownSelectMultiple(Participant._meta.get_field("appointments"), admin.site),
        help_text="Choosing these fills in person, name, offices and party where they are empty.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "held" in data and not data.get("is_anonymous") and not data.get("is_group"):
            self._fill_in(data)
        self._judge(data)
        return data

    def _fill_in(self, data: dict[str, Any]) -> None:
        held: list[Appointment] = data["held"]
        if held and not data.get("person"):
            data["person"] = held[0].person
        if held and not data.get("party"):
            data["party"] = held[0].post.party
        if held and not data.get("offices"):
            data["offices"] = "\n".join(one.post.title for one in held)
        if data.get("person") and not data.get("name"):
            data["name"] = data["person"].name

    def _judge(self, data: dict[str, Any]) -> None:
        person = data.get("person")
        others = [one for one in data.get("held", []) if person and one.person_id != person.pk]
        if others:
            self.add_error("held", f"“{others[0]}” is not an appointment of {person}.")
        if person and (data.get("is_group") or data.get("is_anonymous")):
            self.add_error("person", "A group or an anonymous participant points to no person.")
        elif not data.get("name") and not (data.get("is_anonymous") and data.get("offices")):
            self.add_error(
                "name",
                "A participant has a name, or is anonymous by decision and has an office.",
            )

    def save_row(self, by: Any) -> None:
        if self.changed_words:
            self.instance.save()
        if "held" in self.changed_data:
            self._save_held(self.cleaned_data["held"])

    def _save_held(self, held: list[Appointment]) -> None:
        rows = ParticipantAppointment.objects.filter(participant=self.instance)
        there = set(rows.values_list("appointment", flat=True))
        rows.exclude(appointment__in=held).delete()
        ParticipantAppointment.objects.bulk_create(
            ParticipantAppointment(participant=self.instance, appointment=one)
            for one in held
            if one.pk not in there
        )


class ParticipantFormSet(RowFormSet):
    """The participants of a readout."""

    @cached_property
    def held(self) -> dict[int, list[int]]:
        """The appointments of every participant here, from one query."""
        rows = ParticipantAppointment.objects.filter(participant__in=[row.pk for row in self.rows])
        found: dict[int, list[int]] = {}
        for participant, appointment in rows.values_list("participant", "appointment").order_by(
            "pk"
        ):
            found.setdefault(participant, []).append(appointment)
        return found

    def keys_of(self, row: Any, name: str) -> list[Any]:
        return self.held.get(row.pk, []) if name == "held" else super().keys_of(row, name)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "held" in form.fields and not self.is_plain:
            newcomers.offer(form.fields["held"], self.by)
        if "held" in form.fields and form.instance.pk:
            form.initial["held"] = self.held.get(form.instance.pk, [])
        if "name" in form.fields:
            form.fields["name"].widget.attrs.setdefault("size", 40)
