"""Questions about occasions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef


class OccasionQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime) -> Self:
        """Occasions to which some live readout belongs."""
        from meetings.models import Readout

        return self.filter(Exists(Readout.objects.live(at).filter(occasion=OuterRef("pk"))))
