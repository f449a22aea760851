"""What a text came from, and where meetings take place."""

from django.conf import settings
from django.db import models

from meetings.models.readout import Readout
from meetings.models.sitting import known_zone
from relations.models.base import FoldedName


class Place(FoldedName):
    """A city where ministers meet, with its time zone and the names it goes by."""

    name = models.CharField(max_length=120)
    zone = models.CharField(
        max_length=60, validators=[known_zone], help_text="For example “America/New_York”."
    )
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2, such as “US”.")
    also_called = models.TextField(blank=True, help_text="Other names, one a line.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def aliases(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.also_called.splitlines())
        return tuple(line for line in lines if line)


class SourceText(models.Model):
    """A text exactly as it was pasted or uploaded, from which a readout's rows were read."""

    readout = models.ForeignKey(Readout, on_delete=models.CASCADE, related_name="source_texts")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField("file name", max_length=200, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["received_at", "pk"]
        indexes = [models.Index(fields=["sha256"], name="source_by_digest")]

    def __str__(self) -> str:
        return f"Text of {self.received_at:%d %B %Y %H:%M}"
