from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.querysets import MeetingQuerySet
from relations.identity import new_number


class Meeting(models.Model):
    """The lasting identity of a meeting; it owns no words and no facts.

    Its address (day and slug) is set when a readout of it is first approved.
    """

    number = models.CharField(max_length=12, unique=True, default=new_number, editable=False)
    address_on = models.DateField("day of its address", null=True, editable=False)
    slug = models.SlugField(max_length=140, null=True, editable=False, db_index=False)
    wanted_slug = models.SlugField(max_length=120, null=True, editable=False, db_index=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged", null=True, editable=False
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["address_on", "slug"], name="address_is_one_meetings"),
            models.CheckConstraint(
                condition=Q(address_on__isnull=True, slug__isnull=True, wanted_slug__isnull=True)
                | Q(address_on__isnull=False, slug__isnull=False, wanted_slug__isnull=False),
                name="address_has_day_and_slug",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="meeting_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting {self.number}"

    def get_absolute_url(self) -> str:
        if self.address_on is None:
            return reverse("meetings:short", args=[self.number])
        return reverse("meetings:readout", args=address_args(self.address_on, self.slug or ""))


class FormerAddress(models.Model):
    """An address a meeting's public readout once had, which leads to the present one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="former_addresses")
    address_on = models.DateField()
    slug = models.SlugField(max_length=140, db_index=False)

    class Meta:
        verbose_name_plural = "former addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["address_on", "slug"], name="former_address_is_one_meetings"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address_on}/{self.slug}"


def address_args(day: date, slug: str) -> list[str]:
    """The parts of a readout's address: year, month and day in digits, and the slug."""
    return [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}", slug]
