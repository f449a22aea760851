from __future__ import annotations

from typing import Any, cast

import taggit.models
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path

from meetings import tagging
from meetings.admin.merge import Merging
from meetings.admin.topics import MEANT, find_all, point_out
from meetings.models import FormerTagAddress, Tag, TagAlias, TaggedItem, TagName
from relations.admin import doors
from relations.admin.base import NameRows, ReferenceAdmin, Rows
from relations.admin.forms import LabelledRows, ReferenceForm
from relations.identity import fold

doors.ask_by(Tag, Tag.objects.live)
# taggit brings a model of topics of its own, which nothing here uses.
admin.site.unregister(taggit.models.Tag)


class TagForm(ReferenceForm):
    """A topic under a name that no other topic or alias bears, however it is spelled."""

    class Meta:
        help_texts = {
            "name": "A changed name changes the address too; "
            "the old one leads to the new one if it had been public."
        }

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split()).removeprefix(MEANT).strip()
        alias = TagAlias.objects.filter(folded=fold(name)).select_related("tag").first()
        if alias is not None and alias.tag == self.instance:
            raise ValidationError(f"“{alias}” is an alias of this topic: remove the alias first.")
        if alias is not None:
            raise ValidationError(f"“{alias}” is there already, as an alias of “{alias.tag}”.")
        if fold(name) and "name" in self.changed_data:
            self._refuse_address(name)
            self._point_out_close_one()
        return name

    def _point_out_close_one(self) -> None:
        """Say once that a new topic is close to one that is there."""
        written = f'"{self["name"].data}"'
        said, marked = ("", "")
        if self.instance.pk is None:
            said, marked = point_out(written, find_all([self["name"].data]))
        if said:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("name")] = marked.strip('"')
            self.data = data
            raise ValidationError(said)

    def _refuse_address(self, name: str) -> None:
        slug = Tag().slugify(name)
        if not slug:
            raise ValidationError("This name has no letters or figures to make an address of.")
        twin = Tag.objects.filter(slug=slug).exclude(pk=self.instance.pk).first()
        if twin is not None and twin.folded != fold(name):
            raise ValidationError(f"This name would have the same address as “{twin}”.")


def free_slug(topic: Tag) -> str:
    """The address of a new topic; not one that leads to another topic since a rename or merge."""
    slug = topic.slugify(topic.name)
    taken = FormerTagAddress.objects.filter(slug=slug).exists()
    return f"{slug}-{topic.uid[:4]}" if taken else slug


class AliasForm(ReferenceForm):
    """An alias that names no topic, and no other topic's alias."""

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        topic = tagging.find(name)
        if topic is None or (self.instance.pk and self.instance.folded == fold(name)):
            return name
        if topic.folded == fold(name):
            raise ValidationError(f"“{topic}” is a topic already; it can be merged into this one.")
        raise ValidationError(f"“{topic}” has this alias already.")


class AliasFormSet(LabelledRows):
    """Aliases entered together: each different from the others and from the topic's own name."""

    def clean(self) -> None:
        super().clean()
        names = [self.instance.name or ""]
        forms = [form for form in self.forms if form not in self.deleted_forms]
        names += [form.cleaned_data.get("name", "") for form in forms if form.is_valid()]
        keys = [fold(name) for name in names if name]
        twice = next((name for name in names if keys.count(fold(name)) > 1), None)
        if twice is not None:
            raise ValidationError(f"“{twice}” stands here twice.")


class AliasRows(Rows):
    model = TagAlias
    form = AliasForm
    formset = AliasFormSet
    fields = ["name", "is_public"]


class TagNameRows(NameRows):
    model = TagName


class Used(admin.SimpleListFilter):
    """Whether any agenda item carries the topic."""

    title = "use"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "On agenda items"), ("no", "On none")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        used = Exists(TaggedItem.objects.filter(tag=OuterRef("pk")))
        return queryset.filter(used if self.value() == "yes" else ~used)


@admin.register(Tag)
class TagAdmin(Merging, ReferenceAdmin):
    form = TagForm
    fields = ["name", "slug", "former", "description", "carried_by"]
    readonly_fields = ["slug", "former", "carried_by"]
    list_display = ["name", "also", "carried_by", "slug"]
    list_filter = [Used]
    search_fields = ["name", "aliases__name", "names__text", "description"]
    search_help_text = "A name or alias in any spelling or language."
    folded_fields = ("folded", "aliases__folded")
    inlines = [AliasRows, TagNameRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        topics = super().get_queryset(request).annotate(item_count=Count("tagged"))
        return topics.prefetch_related("aliases")

    @admin.display(description="aliases")
    def also(self, topic: Tag) -> str:
        return ", ".join(alias.name for alias in topic.aliases.all())

    @admin.display(description="agenda items", ordering="item_count")
    def carried_by(self, topic: Any) -> int:
        return getattr(topic, "item_count", 0)

    @admin.display(description="former addresses")
    def former(self, topic: Tag) -> str | None:
        slugs = topic.former_addresses.values_list("slug", flat=True)
        return ", ".join(slugs) or None

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return super().get_fields(request, obj) if obj is not None else ["name", "description"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.slug = free_slug(obj)
        elif "name" in form.changed_data:
            name, obj.name = obj.name, form.initial["name"]
            tagging.rename(tag=obj, name=name, by=request.user)  # type: ignore[arg-type]
            return
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name="meetings_tag_merge"), *super().get_urls()]

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kwargs["extra_context"] = {"may_merge": self.may_merge(request)}
        return super().change_view(request, *args, **kwargs)
