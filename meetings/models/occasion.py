from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.querysets import OccasionQuerySet
from relations.models.base import FoldedName, Identified, NameForm


class Occasion(Identified, FoldedName):
    """A visit, conference or summit to which readouts belong."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    place = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    description = models.TextField(blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="occasion_ends_after_it_starts",
                violation_error_message="An occasion cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:occasion", args=[self.slug])


class OccasionName(NameForm):
    """An occasion's name in another language, or one it no longer bears."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="names")
