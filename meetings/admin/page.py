from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import Page
from meetings.page.history import language_name


class PageForm(forms.ModelForm):
    """A text of a page, in a language that the site has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("language")
        if field is not None:
            codes = dict.fromkeys([*_languages(), self.instance.language])
            choices = [(code, language_name(code)) for code in codes]
            self.fields["language"] = forms.ChoiceField(choices=choices, initial=field.initial)


def _languages() -> list[str]:
    return list(settings.READOUT_LANGUAGES)


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    form = PageForm
    fields = ["slug", "language", "title", "text", "live_from"]
    list_display = ["title", "slug", "language", "live_from"]
    list_filter = ["slug", "language"]
    search_fields = ["title", "text"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """The address and language of a page stay what they were."""
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "slug", "language"] if obj is not None else fields

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        """The page on the site, while this text is what it shows."""
        if obj is None or not Page.objects.live(timezone.now()).filter(pk=obj.pk).exists():
            return None
        return super().get_view_on_site_url(obj)
