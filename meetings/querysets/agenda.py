"""Questions about the passages that word agenda items."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models

from meetings.querysets.door import not_replaced, released, unsealed


class PassageQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime) -> Self:
        return self.filter(
            released(at, "readout__"), unsealed("readout", "readout"), unsealed("passage")
        )

    def live(self, at: datetime) -> Self:
        """Passages that a page shows at `at`."""
        return self.public(at).filter(not_replaced(at, "readout__"))
