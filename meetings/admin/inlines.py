"""The rows of a readout on its form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.db.models import ForeignKey, Prefetch, QuerySet
from django.forms import Textarea, TextInput
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.admin.choices import KnownChoiceField, KnownSelect
from meetings.admin.clocks import both_readings
from meetings.admin.desk import desk_of
from meetings.admin.fields import PlainTextField
from meetings.admin.files import (
    DocumentFormSet,
    DocumentUseForm,
    PhotoFormSet,
    PhotoUseForm,
    document_url,
    photo_url,
)
from meetings.admin.participant import ParticipantForm, ParticipantFormSet
from meetings.admin.passage import PassageForm, PassageFormSet
from meetings.admin.row_rights import RowRights
from meetings.admin.rows import MOST, RowForm, RowFormSet
from meetings.admin.sitting import SittingForm
from meetings.models import (
    DocumentUse,
    Participant,
    Passage,
    PhotoUse,
    ReadoutRelation,
    Sitting,
    TaggedItem,
)

MOST_EMPTY = 30
"""Empty rows that a form offers at once, at most."""


def text_box(rows: int) -> dict[type[models.Field], dict[str, Any]]:
    """Texts of several lines in a box of that many lines."""
    widget = Textarea(attrs={"rows": rows, "cols": 100, "class": "vLargeTextField"})
    return {models.TextField: {"form_class": PlainTextField, "widget": widget}}


def is_plain(request: HttpRequest) -> bool:
    """Whether choices are asked for as whole lists, for those without JavaScript."""
    return "plain" in request.GET


class Rows(RowRights):
    """Rows of a readout, which can be edited while it is a draft."""

    template = "admin/meetings/readout/rows.html"
    formset: Any = RowFormSet
    form = RowForm
    max_num = MOST
    extra = 1
    on_adding = 1
    """Empty rows on the form of a new readout."""

    layout = "lined"
    """How its rows look: in a line with their tools, an `outline` by depth, or under their name."""

    editing: ClassVar[Any] = None
    """The fieldsets while it is a draft; `reading` when it is closed."""
    reading: ClassVar[Any] = None

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if self.is_open(request, obj):
            # Also where the rows are only shown: the text view is filled from their forms.
            kwargs.setdefault("fields", flatten_fieldsets(self.editing))
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.by = request.user
        formset.is_plain = is_plain(request)
        formset.is_read = desk_of(request).found is not None
        return formset

    def get_autocomplete_fields(self, request: HttpRequest) -> Any:
        return () if is_plain(request) else super().get_autocomplete_fields(request)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Give the number of empty rows: more on request, for those without JavaScript."""
        if request.method == "POST":
            return 0
        asked = request.GET.get("rows", "")
        if asked.isdecimal() and len(asked) < 4:
            return min(int(asked), MOST_EMPTY)
        return self.on_adding if obj is None else self.extra

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        may = self.has_add_permission if obj is None else self.has_change_permission
        is_edited = self.is_open(request, obj) and may(request, obj)
        return self.editing if is_edited else self.reading

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if self.is_open(request, obj):
            return ()
        return [
            name
            for _, options in self.reading
            for part in options["fields"]
            for name in (part if isinstance(part, tuple) else (part,))
        ]

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["form_class"] = KnownChoiceField
            if not is_plain(request):
                kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SittingRows(Rows):
    """When, where and how they met."""

    model = Sitting
    layout = ""
    form = SittingForm
    extra = 0
    autocomplete_fields = ["form"]
    editing = [
        (
            None,
            {
                "fields": [
                    ("held_on", "local_clock", "zone", "home_clock", "order"),
                    ("precision", "minutes", "minutes_precision", "form", "place", "as_printed"),
                ]
            },
        )
    ]
    reading = [
        (
            None,
            {"fields": ["held_on", "form", "place", "shown_began", "shown_minutes", "as_printed"]},
        )
    ]
    formfield_overrides = {
        models.CharField: {"widget": TextInput(attrs={"size": 13})},
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("form")

    @admin.display(description="Began")
    def shown_began(self, row: Sitting) -> str:
        if row.began_at is None:
            return "Not known"
        words = f"{row.get_precision_display()} " if row.precision != "exact" else ""
        return words + both_readings(row.began_at, [row.zone] if row.zone else [])

    @admin.display(description="Lasted")
    def shown_minutes(self, row: Sitting) -> str:
        return f"{row.get_minutes_precision_display()} {row.minutes} min" if row.minutes else ""


class ParticipantRows(Rows):
    """Who was at the table."""

    model = Participant
    formset = ParticipantFormSet
    form = ParticipantForm
    on_adding = 2
    extra = 0
    autocomplete_fields = ["person", "party"]
    formfield_overrides = text_box(2)
    editing = [
        (
            None,
            {
                "classes": ["folds", "shut"],
                "fields": [
                    ("order", "side", "held", "honorific", "name"),
                    ("offices", "party", "person"),
                    ("short", "role", "is_group", "is_anonymous"),
                ],
            },
        ),
    ]
    reading = [(None, {"fields": ["side", "honorific", "name", "offices", "party", "person"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("person", "party")


class PassageRows(Rows):
    """What was said, as one flat list in which a row's depth makes it an item or a point."""

    model = Passage
    layout = "lined outline"
    formset = PassageFormSet
    form = PassageForm
    on_adding = 4
    formfield_overrides = text_box(3)
    verbose_name = "passage"
    editing = [
        (None, {"fields": [("order", "depth", "label", "heading", "topics")]}),
        (None, {"classes": ["folds"], "fields": [("text", "kind", "language")]}),
    ]
    reading = [(None, {"fields": ["depth", "label", "heading", "text", "shown_topics"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        tagged = Prefetch("item__tagged", TaggedItem.objects.select_related("tag"))
        return super().get_queryset(request).select_related("item").prefetch_related(tagged)

    @admin.display(description="Topics")
    def shown_topics(self, row: Passage) -> str:
        return ", ".join(tagged.tag.name for tagged in row.item.tagged.all())


class FileRows(Rows):
    """Rows that hold a file; their formset has empty ones for the files that are awaited."""

    extra = 0


class PhotoRows(FileRows):
    """The photos, with alternative text and the caption as printed."""

    model = PhotoUse
    formset = PhotoFormSet
    form = PhotoUseForm
    editing = [
        (None, {"fields": [("file", "alternative_text", "caption", "credit", "order")]}),
    ]
    reading = [(None, {"fields": ["shown_photo", "alternative_text", "caption", "credit"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("photo")

    @admin.display(description="Photo")
    def shown_photo(self, row: PhotoUse) -> SafeString:
        return format_html('<img src="{}" alt="" class="thumb">', photo_url(row.photo.token))


class DocumentRows(FileRows):
    """The documents that belong to it, such as a joint statement."""

    model = DocumentUse
    formset = DocumentFormSet
    form = DocumentUseForm
    on_adding = 0
    editing = [(None, {"fields": [("file", "title", "kind", "language", "order")]})]
    reading = [(None, {"fields": ["shown_document", "title", "kind", "language"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("document")

    @admin.display(description="PDF")
    def shown_document(self, row: DocumentUse) -> SafeString:
        return format_html('<a href="{}">{}</a>', document_url(row.document.token), row.document)


class RelationFormSet(RowFormSet):
    """Further relations, which have no order."""

    ordered = False


class RelationRows(Rows):
    """Further relations under which it is listed."""

    model = ReadoutRelation
    formset = RelationFormSet
    extra = 0
    on_adding = 0
    autocomplete_fields = ["relation"]
    verbose_name_plural = "Also listed under"
    editing = [(None, {"fields": ["relation"]})]
    reading = editing

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("relation")


ALL = [SittingRows, ParticipantRows, PassageRows, PhotoRows, DocumentRows, RelationRows]
