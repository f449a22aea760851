import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from meetings.models.readout import Readout


class MeetingForm(models.Model):
    """A form in which a sitting is held, such as “telephone talk” or “working lunch”."""

    key = models.SlugField(
        max_length=40, unique=True, help_text="Its permanent key in stored documents."
    )
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "form of meeting"
        verbose_name_plural = "forms of meeting"

    def __str__(self) -> str:
        return self.name


OF_THE_MACHINE = frozenset({"localtime", "Factory"})
"""Names that are in the tz database and are the zone of no place."""


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones()) - OF_THE_MACHINE


def known_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a zone of the tz database, “Asia/Tokyo” for one."""
    if name not in _zones():
        raise ValidationError(f"“{name}” is not a time zone; write it like “America/New_York”.")


class Sitting(models.Model):
    """One continuous part of a meeting: a day, and what else is known of when and where."""

    class Precision(models.TextChoices):
        EXACT = "exact", "exactly"
        AROUND = "around", "around"
        JUST_AFTER = "just after", "just after"

    class MinutesPrecision(models.TextChoices):
        EXACT = "exact", "exactly"
        ABOUT = "about", "about"
        OVER = "over", "over"

    readout = models.ForeignKey(
        Readout, on_delete=models.CASCADE, related_name="sittings", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    held_on = models.DateField("day", help_text="The day at the place of the meeting.")
    began_at = models.DateTimeField("began", null=True, blank=True)
    zone = models.CharField(
        max_length=60,
        blank=True,
        validators=[known_zone],
        help_text="The zone of the place, such as “America/New_York”. Empty: not known.",
    )
    precision = models.CharField(max_length=10, choices=Precision, blank=True)
    minutes = models.PositiveSmallIntegerField("lasted (minutes)", null=True, blank=True)
    minutes_precision = models.CharField(
        "minutes are", max_length=10, choices=MinutesPrecision, blank=True
    )
    place = models.CharField(max_length=160, blank=True)
    form = models.ForeignKey(MeetingForm, on_delete=models.PROTECT, null=True, blank=True)
    as_printed = models.CharField("time as printed", max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["readout", "position"], name="sitting_has_its_own_position"
            ),
            models.CheckConstraint(
                condition=Q(began_at__isnull=True, precision="")
                | Q(began_at__isnull=False) & ~Q(precision=""),
                name="a_time_has_its_precision",
                violation_error_message="A time of beginning is exact, around or just after.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True, minutes_precision="")
                | Q(minutes__gt=0) & ~Q(minutes_precision=""),
                name="minutes_have_their_precision",
                violation_error_message="Minutes are more than none, and exact, about or over.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.place}".strip()
