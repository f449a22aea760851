"""Inline rows of a readout: loaded at once, in an order that the server numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.db.models import F
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from meetings.admin.choices import KnownChoiceField, KnownMultipleChoiceField, KnownRowField
from meetings.models import Readout
from relations.models import Appointment

MOST = 300
"""Rows of one kind in a readout, at most."""

ASIDE = 10_000
"""Added to positions while they are renumbered: SQLite checks uniqueness row by row."""

WIDE = frozenset({"heading", "topics", "text", "alternative_text", "caption"})
"""Fields that take what width there is."""

SIZES = {"label": 4, "language": 4, "honorific": 8, "credit": 8}
"""Fields that are short, and for how many signs."""

LABELLED: dict[type[models.Model], models.QuerySet[Any]] = {
    Appointment: Appointment.objects.select_related("person", "post__party"),
}
"""Objects whose label needs more than their own row."""


class RowForm(forms.ModelForm):
    """A row of a readout."""

    formset: RowFormSet

    order = forms.DecimalField(
        required=False,
        max_digits=8,
        decimal_places=3,
        widget=forms.NumberInput(
            attrs={
                "class": "row-order",
                "step": "any",
                "title": "Rows stand in this order; 2.5 puts a row between 2 and 3.",
            }
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WIDE & self.fields.keys():
            attrs = self.fields[name].widget.attrs
            attrs["class"] = f"{attrs.get('class', '')} wide".strip()
        for name in SIZES.keys() & self.fields.keys():
            self.fields[name].widget.attrs |= {"size": SIZES[name], "class": "short"}

    @property
    def changed_words(self) -> list[str]:
        """The changed fields that belong to the document."""
        return [name for name in self.changed_data if name not in self.finding_aids]

    finding_aids: frozenset[str] = frozenset()

    def clean(self) -> dict[str, Any]:
        """Say of a forged or removed row what its hidden key cannot show."""
        data = super().clean() or self.cleaned_data
        for error in self.errors.get(self._meta.model._meta.pk.name, []):
            self.add_error(None, error)
        return data

    def _post_clean(self) -> None:
        """Ask the database about changed rows alone: each row would cost it six questions."""
        if self.formset.is_read:
            return
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()  # type: ignore[misc]

    def has_changed(self) -> bool:
        """A number alone makes no new row."""
        if self.instance._state.adding:
            return bool(set(self.changed_data) - {"order"})
        return super().has_changed()

    def save_row(self, by: Any) -> None:
        """Write the row, whose readout and position are set."""
        self.instance.save()


class RowFormSet(BaseInlineFormSet):
    """The rows of one kind in a readout."""

    ordered = True
    is_plain = False
    """Whether choices are whole lists, for those without JavaScript."""
    is_read = False
    """Whether a text has just been read into it: it is judged when it is sent."""
    by: Any = None
    """Who works on the form; the inline sets it."""

    model: Any
    form: Any
    forms: list[Any]
    data: Any
    prefix: str
    deleted_objects: list[Any]
    _pk_field: Any
    _should_delete_form: Any

    # Loading, once for all rows

    @cached_property
    def rows(self) -> list[Any]:
        return list(self.get_queryset())

    @cached_property
    def known(self) -> dict[str, dict[str, models.Model]]:
        """By choice field, the objects that any row has chosen, by their key as text."""
        fields = self.form.base_fields.items()
        choices = (KnownChoiceField, KnownMultipleChoiceField)
        return {name: self._load(name, f) for name, f in fields if isinstance(f, choices)}

    def _load(self, name: str, field: Any) -> dict[str, models.Model]:
        keys = {key for row in self.rows for key in self.keys_of(row, name)} | self._posted(name)
        wanted = {int(key) for key in keys if str(key).isdecimal() and len(str(key)) < 19}
        if not wanted:
            return {}
        objects = LABELLED.get(field.queryset.model, field.queryset)
        return {str(one.pk): one for one in objects.filter(pk__in=wanted)}

    def keys_of(self, row: Any, name: str) -> list[Any]:
        """The keys that a stored row has chosen in the field `name`."""
        return [getattr(row, f"{name}_id", None)]

    def _posted(self, name: str) -> set[str]:
        if not self.is_bound:
            return set()
        rows = range(self.total_form_count())
        return {key for i in rows for key in self.data.getlist(f"{self.add_prefix(i)}-{name}")}

    # Building

    @cached_property
    def empty_form(self) -> Any:
        """The form of a row to come, built once: the admin asks for it three times a page."""
        return super().empty_form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.formset = self
        for name, field in form.fields.items():
            if name in self.known:
                field.known = self.known[name]
                if self.is_plain:
                    self._list_choices(name, field)
        self._add_key(form)
        if not self.ordered:
            form.fields.pop("order", None)
        elif index is not None and index < self.initial_form_count():
            form.initial.setdefault("order", Decimal(index + 1))

    @cached_property
    def all_choices(self) -> dict[str, list[tuple[Any, str]]]:
        """By choice field, all that there is to choose, from one query for all rows."""
        fields: dict[str, Any] = {name: self.form.base_fields[name] for name in self.known}
        return {
            name: [(one.pk, str(one)) for one in LABELLED.get(f.queryset.model, f.queryset).all()]
            for name, f in fields.items()
        }

    def _list_choices(self, name: str, field: Any) -> None:
        if isinstance(field, KnownMultipleChoiceField):
            field.widget = forms.SelectMultiple()
            field.choices = self.all_choices[name]
        else:
            field.choices = [("", "---------"), *self.all_choices[name]]

    def _add_key(self, form: Any) -> None:
        """Let the hidden key be looked up among the loaded rows."""
        field = KnownRowField(
            self.queryset, required=False, widget=forms.HiddenInput, initial=form.instance.pk
        )
        field.known = {str(row.pk): row for row in self.rows}
        form.fields[self._pk_field.name] = field

    # Judging

    @property
    def standing(self) -> list[Any]:
        """The forms of rows that stay or come, as posted."""
        return [form for form in self.forms if self._stands(form)]

    def _stands(self, form: Any) -> bool:
        if self.can_delete and self._should_delete_form(form):
            return False
        return not form.instance._state.adding or form.has_changed()

    @property
    def changes_document(self) -> bool:
        """Whether saving would change words, order or number of the rows."""
        if any(self._should_delete_form(form) for form in self.initial_forms if self.can_delete):
            return True
        return any(form.changed_words for form in self.standing)

    def clean(self) -> None:
        super().clean()
        if len(self.standing) > MOST:
            raise forms.ValidationError(f"A readout holds at most {MOST} rows of one kind.")

    # Saving

    def save_rows(self, readout: Readout, by: Any) -> None:
        """Delete, renumber and write the rows; call it in the transaction of the save."""
        self.save(commit=False)
        for gone in self.deleted_objects:
            gone.delete()
        in_order = self._in_order()
        if self.ordered and self.changes_document:
            # Rows that nobody touched here may have been moved by a colleague a moment ago.
            self._renumber(readout, [form.instance for form in in_order])
        for form in in_order:
            if form.has_changed():
                form.instance.readout = readout
                form.save_row(by)

    def _in_order(self) -> list[Any]:
        last = Decimal("Infinity")

        def place(pair: tuple[int, Any]) -> tuple[Decimal, int]:
            index, form = pair
            order = form.cleaned_data.get("order")
            return (last if order is None else order, index)

        return [form for _, form in sorted(enumerate(self.standing), key=place)]

    def _renumber(self, readout: Readout, instances: list[Any]) -> None:
        """Give rows their positions, in two steps: at no moment may two rows share one."""
        shown = {row.pk for row in instances}
        gone = {row.pk for row in self.deleted_objects}
        unseen = [row for row in self.rows if row.pk not in shown | gone]
        for position, row in enumerate([*instances, *unseen]):
            row.new_position, row.position = position, row.position
        stored = {row.pk: row for row in [*instances, *unseen] if row.pk}
        moved = any(row.position != row.new_position for row in stored.values())
        if moved:
            rows = self.model._default_manager.filter(readout=readout)
            rows.update(position=F("position") + ASIDE)
        for row in [*instances, *unseen]:
            row.position = row.new_position
        if moved:
            self.model._default_manager.bulk_update(list(stored.values()), ["position"])
