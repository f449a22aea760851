"""Questions about the ministry's own pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef


class PageQuerySet(models.QuerySet[Any]):
    def live(self, at: datetime) -> Self:
        """Of each page and language the text that was the newest to begin by `at`."""
        from meetings.models import Page

        later = Page.objects.filter(
            slug=OuterRef("slug"),
            language=OuterRef("language"),
            live_from__gt=OuterRef("live_from"),
            live_from__lte=at,
        )
        return self.filter(~Exists(later), live_from__lte=at)
