"""Questions about photos and documents."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from meetings.querysets.door import released, unsealed


class PhotoQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime) -> Self:
        """Photos that stand in some public edition and are not sealed."""
        from meetings.models import PhotoUse

        return self.filter(_used(PhotoUse, "photo", at), unsealed("photo"))


class DocumentQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime) -> Self:
        """Documents that stand in some public edition and are not sealed."""
        from meetings.models import DocumentUse

        return self.filter(_used(DocumentUse, "document", at), unsealed("document"))


def _used(use: type[models.Model], path: str, at: datetime) -> Exists:
    uses = use._default_manager.filter(**{path: OuterRef("pk")})
    return Exists(uses.filter(released(at, "readout__"), unsealed("readout", "readout")))
