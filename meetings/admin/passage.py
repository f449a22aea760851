"""The passages of a readout as one flat list, each with the topics of its agenda item."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from meetings.admin.rows import RowForm, RowFormSet
from meetings.admin.topics import (
    TopicsField,
    attach_as_typed,
    check_names,
    find_all,
    in_a_box,
    names_in,
    point_out,
)
from meetings.models import AgendaItem, Passage, Tag

PLACEHOLDERS = {"heading": "Heading", "topics": "Topics", "text": "Text", "language": "e.g. ja"}


def lines_of(text: str) -> int:
    """The lines of a box that shows a text: three to fifteen, of about a hundred signs."""
    lines = sum(1 + len(paragraph) // 100 for paragraph in str(text).split("\n"))
    return max(3, min(lines, 15))


class PassageForm(RowForm):
    """A passage, with its item's topics."""

    formset: PassageFormSet
    finding_aids = frozenset({"topics"})

    topics = TopicsField()

    def clean_topics(self) -> list[str]:
        names = self.cleaned_data["topics"]
        if "topics" in self.changed_data:
            may_add = self.formset.by.has_perm("meetings.add_tag")
            check_names(names, self.formset.vocabulary, may_add=may_add)
            self._point_out_close_ones()
        return names

    def _point_out_close_ones(self) -> None:
        said, marked = point_out(self["topics"].data or "", self.formset.vocabulary)
        if said:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("topics")] = marked
            self.data = data
            raise forms.ValidationError(said)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said = any(data.get(name) for name in ("label", "heading", "text"))
        if not said and not self.errors:
            self.add_error("text", "A passage has a label, a heading or a text.")
        return data

    def save_row(self, by: Any) -> None:
        if self.instance.item_id is None:
            self.instance.item = AgendaItem.objects.create(meeting=self.instance.readout.meeting)
        if self.changed_words:
            self.instance.save()
        if "topics" in self.changed_data:
            self.save_topics(by)

    def save_topics(self, by: Any) -> None:
        attach_as_typed(
            self.instance.item,
            shown=names_in(self.data.get(self["topics"].html_initial_name, "")),
            typed=self.cleaned_data["topics"],
            vocabulary=self.formset.vocabulary,
            by=by,
        )


class PassageFormSet(RowFormSet):
    """The passages of a readout."""

    @cached_property
    def vocabulary(self) -> dict[str, Tag]:
        """The topics that any box names, by folded name."""
        boxes = [self.data.get(f"{self.add_prefix(i)}-topics", "") for i in self._indexes]
        shown = [self.data.get(f"initial-{self.add_prefix(i)}-topics", "") for i in self._indexes]
        return find_all(name for text in [*boxes, *shown] for name in names_in(text))

    @property
    def _indexes(self) -> range:
        return range(self.total_form_count())

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name, shown in PLACEHOLDERS.items():
            if name in form.fields:
                form.fields[name].widget.attrs["placeholder"] = shown
        if "text" in form.fields:
            # For browsers in which a box does not grow with its text.
            form.fields["text"].widget.attrs["rows"] = lines_of(form["text"].value() or "")
        if "topics" not in form.fields:
            return
        form.fields["topics"].disabled = not self._may_tag()
        if form.instance.pk:
            if form.instance.item_id in self.public_items:
                form.fields["topics"].label = "Topics (this row is public: they show at once)"
                form.fields["topics"].widget.attrs["class"] += " is-public"
            form.initial["topics"] = in_a_box(
                tagged.tag for tagged in form.instance.item.tagged.all()
            )

    @cached_property
    def public_items(self) -> set[int]:
        """The agenda items that the public sees now, from one query for all rows."""
        live = Passage.objects.live(timezone.now()).filter(
            item__in=[row.item_id for row in self.rows]
        )
        return set(live.values_list("item", flat=True))

    def _may_tag(self) -> bool:
        rights = ("meetings.add_taggeditem", "meetings.delete_taggeditem")
        return self.by is not None and self.by.has_perms(rights)
