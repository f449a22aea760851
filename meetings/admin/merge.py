"""Joining one topic to another: choose which stays, see what moves, and confirm."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from meetings import tagging
from meetings.admin.choices import KeySelect
from meetings.models import Tag, TaggedItem


class MergeForm(forms.Form):
    """The topic that stays."""

    into = forms.ModelChoiceField(
        Tag.objects.all(),
        label="Topic that stays",
        widget=KeySelect(TaggedItem._meta.get_field("tag"), admin.site),
    )

    def __init__(self, *args: Any, topic: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic

    def clean_into(self) -> Tag:
        into = self.cleaned_data["into"]
        if into == self.topic:
            raise forms.ValidationError("A topic cannot be merged into itself: choose another.")
        return into


class WhatMoves(NamedTuple):
    """What a merge would do: items that change, items that carry both, a known address."""

    moves: int
    both: int
    was_public: bool


def what_moves(topic: Tag, into: Tag) -> WhatMoves:
    items = topic.tagged.values("content_object")
    both = into.tagged.filter(content_object__in=items).count()
    known = Tag.objects.ever_public(timezone.now()).filter(pk=topic.pk).exists()
    return WhatMoves(items.count() - both, both, known)


class Merging(admin.ModelAdmin):
    """An admin of topics with a page on which one is merged into another."""

    def may_merge(self, request: HttpRequest) -> bool:
        changes = self.has_change_permission(request)
        return changes and self.has_delete_permission(request)

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_merge(request):
            raise PermissionDenied
        topic = get_object_or_404(Tag, pk=pk)
        form = MergeForm(request.POST or None, topic=topic)
        into = form.cleaned_data["into"] if form.is_valid() else None
        if into is not None and "confirmed" in request.POST:
            return self._merged(request, topic, into)
        context = {
            **admin.site.each_context(request),
            "title": f"Merge the topic “{topic}” into another",
            "opts": Tag._meta,
            "topic": topic,
            "form": form,
            "media": form.media,
            "into": into,
            "what": what_moves(topic, into) if into is not None else None,
        }
        return TemplateResponse(request, "admin/meetings/tag/merge.html", context)

    def _merged(self, request: HttpRequest, topic: Tag, into: Tag) -> HttpResponse:
        name = topic.name
        count = tagging.merge(tag=topic, into=into, by=request.user)  # type: ignore[arg-type]
        items = "1 agenda item" if count == 1 else f"{count} agenda items"
        messages.success(request, f"“{name}” was merged into “{into}”; {items} moved.")
        return redirect("admin:meetings_tag_change", into.pk)
