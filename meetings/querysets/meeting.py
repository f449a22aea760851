"""Questions about meetings and their addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef


class MeetingQuerySet(models.QuerySet[Any]):
    def at_address(self, day: date, slug: str) -> Self:
        return self.filter(address_on=day, slug=slug)

    def once_at_address(self, day: date, slug: str) -> Self:
        """Meetings that have left this address for another."""
        return self.filter(former_addresses__address_on=day, former_addresses__slug=slug)

    def begun(self, at: datetime) -> Self:
        """Meetings of which the public has known something, whatever became of it."""
        from meetings.models import Readout

        begun = Readout.objects.begun(at).filter(meeting=OuterRef("pk"))
        return self.filter(Exists(begun))
