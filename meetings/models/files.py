from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from meetings.models.readout import Readout
from meetings.querysets import DocumentQuerySet, PhotoQuerySet
from relations.identity import new_token


class Photo(models.Model):
    """An image file, kept once under its digest, cleaned of all metadata."""

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField("stored under", max_length=200, unique=True, editable=False)
    content_type = models.CharField(max_length=20, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    size = models.PositiveIntegerField("bytes", editable=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return f"Photo {self.sha256[:8]} ({self.width} × {self.height})"


class Rendition(models.Model):
    """A photo in one format and width, made when it was uploaded."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        JPEG = "jpeg", "JPEG"

    photo = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="renditions", db_index=False
    )
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    name = models.CharField("stored under", max_length=200, unique=True)

    class Meta:
        ordering = ["format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "format", "width"], name="rendition_is_made_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.width} px"

    def get_absolute_url(self) -> str:
        return reverse("meetings:photo", args=[self.photo.token, self.width, self.format])


class PhotoUse(models.Model):
    """A photo's place in a readout, with its alternative text, caption and credit."""

    readout = models.ForeignKey(
        Readout, on_delete=models.CASCADE, related_name="photo_uses", db_index=False
    )
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0)
    alternative_text = models.CharField(
        max_length=300,
        blank=True,
        help_text="What the picture shows, for those who do not see it; 15 to 150 signs.",
    )
    caption = models.CharField("caption as printed", max_length=400, blank=True)
    credit = models.CharField(max_length=160, blank=True, help_text="Without “Photo:”.")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "photo"
        constraints = [
            models.UniqueConstraint(
                fields=["readout", "position"], name="photo_has_its_own_position"
            ),
            models.UniqueConstraint(
                fields=["readout", "photo"],
                name="photo_stands_once_in_an_edition",
                violation_error_message="This photo stands in this readout already.",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.alternative_text or str(self.photo)


class Document(models.Model):
    """A PDF such as a joint statement, kept once under its digest."""

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField("stored under", max_length=200, unique=True, editable=False)
    size = models.PositiveIntegerField("bytes", editable=False)
    pages = models.PositiveIntegerField(editable=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return f"Document {self.sha256[:8]} ({self.pages} pages)"

    def get_absolute_url(self) -> str:
        return reverse("meetings:document", args=[self.token])


class DocumentUse(models.Model):
    """A document's place in a readout, with its title as printed."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", "Joint statement"
        FACT_SHEET = "fact sheet", "Fact sheet"
        AGREEMENT = "agreement", "Agreement"
        ANNEX = "annex", "Annex"
        OTHER = "other", "Other"

    readout = models.ForeignKey(
        Readout, on_delete=models.CASCADE, related_name="document_uses", db_index=False
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField("title as printed", max_length=300)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.STATEMENT)
    language = models.CharField(max_length=12, blank=True, help_text="If not the readout's own.")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "document"
        constraints = [
            models.UniqueConstraint(
                fields=["readout", "position"], name="document_has_its_own_position"
            ),
            models.UniqueConstraint(
                fields=["readout", "document"],
                name="document_stands_once_in_an_edition",
                violation_error_message="This document stands in this readout already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
