from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import Resolver404, resolve, reverse

from meetings.models.readout import first_language
from meetings.querysets.page import PageQuerySet

OURS = {"meetings:page", "meetings:page-language"}


def free_slug(slug: str) -> None:
    """Raise ValidationError when another page of the site stands at `/<slug>/` already."""
    try:
        match = resolve(f"/{slug}/")
    except Resolver404:
        return
    if match.view_name not in OURS:
        raise ValidationError(f"“/{slug}/” is another page of this site.")


class Page(models.Model):
    """A text of the ministry about its site, such as legal matters, from an instant on."""

    slug = models.SlugField(
        "address",
        max_length=40,
        validators=[free_slug],
        help_text="“about” stands at /about/. The footer leads to about, legal and accessibility.",
        db_index=False,
    )
    language = models.CharField(max_length=12, default=first_language)
    title = models.CharField(max_length=200)
    text = models.TextField(
        help_text="A blank line begins a new paragraph; [text](address) and addresses are links."
    )
    live_from = models.DateTimeField(
        "public from",
        null=True,
        blank=True,
        help_text="Empty: not public. Of several texts of a page the newest to begin is shown.",
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["slug", "language", "-live_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language", "live_from"],
                name="page_has_one_text_at_a_time",
                violation_error_message="Another text of this page begins at the same instant.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        parts: dict[str, Any] = {"slug": self.slug}
        if self.language == first_language():
            return reverse("meetings:page", kwargs=parts)
        return reverse("meetings:page-language", kwargs={**parts, "language": self.language})
