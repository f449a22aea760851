"""What the admins of all reference data share."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import NestedObjects
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone

from relations.admin import doors
from relations.admin.forms import LabelledRows, LoadedAutocomplete, ReferenceForm
from relations.admin.refusal import AnsweredForm
from relations.identity import fold


class Choosing(BaseModelAdmin):
    """An admin or inline whose autocomplete fields show loaded rows, and whose form is watched."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            site = self.admin_site
            kwargs.setdefault("widget", LoadedAutocomplete(db_field, site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """The fields, with what was seen of a row only where it can be changed."""
        fields = super().get_fields(request, obj)
        shown = [field for field in fields if field != "seen"]
        may_change = self.has_change_permission(request, obj)
        return [*shown, "seen"] if obj is not None and may_change else shown


class Rows(Choosing, admin.TabularInline):
    """Rows that belong to one thing."""

    form = ReferenceForm
    formset: Any = LabelledRows
    extra = 0


class NameRows(Rows):
    """Names in other languages, or no longer used."""

    fields = ["language", "text", "short", "used_until"]
    verbose_name = "name in another language, or in former use"
    verbose_name_plural = "names in other languages, or in former use"


class Kept(admin.ModelAdmin):
    """An admin that says in numbers why something cannot be deleted."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        collector = NestedObjects(using=self.model.objects.db)
        collector.collect(objs)
        if not collector.protected:
            return super().get_deleted_objects(objs, request)
        counts = Counter(type(row) for row in collector.protected)
        return [], {}, set(), [in_number(kind, count) for kind, count in counts.items()]


class ReferenceAdmin(Kept, AnsweredForm, Choosing, admin.ModelAdmin):
    """Something the readouts refer to: found however it is spelled, with a lasting address."""

    form = ReferenceForm
    folded_fields: tuple[str, ...] = ()
    slug_from = ""
    """The field from which a new slug is proposed."""
    slug_field = "slug"

    def get_ordering(self, request: HttpRequest) -> Any:
        """The model's own order, said outright: a queryset that counts rows forgets it."""
        return super().get_ordering(request) or self.opts.ordering

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The row, which stays as it is until what is posted has been saved."""
        row = super().get_object(request, *args, **kwargs)
        if row is None or request.method != "POST":
            return row
        list(self.model._default_manager.select_for_update().filter(pk=row.pk).values_list("pk"))
        return super().get_object(request, *args, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, self.slug_field] if obj is not None and self.slug_from else fields

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> dict[str, Any]:
        return {self.slug_field: [self.slug_from]} if obj is None and self.slug_from else {}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, repeats = super().get_search_results(request, queryset, search_term)
        key = fold(search_term)
        if not key or not self.folded_fields:
            return found, repeats
        spelled = reduce(or_, (Q(**{f"{field}__contains": key}) for field in self.folded_fields))
        keys = self.model._default_manager.filter(spelled).order_by().values("pk")
        either = Q(pk__in=found.order_by().values("pk")) | Q(pk__in=keys)
        return queryset.filter(either), False

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        """The page on the site, while the public finds it."""
        if obj is None or obj.pk is None or not doors.is_public(obj, timezone.now()):
            return None
        return obj.get_absolute_url()  # type: ignore[attr-defined]


def in_number(kind: type[Model], count: int) -> str:
    """A number of rows in words: “1 sitting”, “12 sittings”."""
    name = kind._meta.verbose_name if count == 1 else kind._meta.verbose_name_plural
    return f"{count} {name}"
