from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from relations.models.base import Identified, NameForm
from relations.models.party import Party
from relations.querysets import AppointmentQuerySet, PersonQuerySet


class Person(Identified):
    """Someone who takes part in meetings."""

    name = models.CharField(max_length=200, help_text="As we write it today.")
    sort_name = models.CharField(
        max_length=200, blank=True, help_text="For lists: “Kishida Fumio”. Empty: as the name."
    )
    slug = models.SlugField(max_length=120, unique=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged",
        null=True,
        blank=True,
        editable=False,
        help_text="The same person entered before, whose page is kept.",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="person_is_not_merged_into_themselves",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.sort_name = self.sort_name or self.name
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("meetings:person", args=[self.slug])


class PersonName(NameForm):
    """A person's name in another language, or in an order or spelling no longer used."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")


class Post(Identified):
    """An office of a party, held by one person or by several at once."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="posts", db_index=False)
    title = models.CharField(max_length=200, help_text="For example “Secretary of State”.")
    one_holder = models.BooleanField(
        "held by one person at a time",
        default=True,
        help_text="Untick for posts such as “State Minister”, which several hold at once.",
    )

    class Meta:
        ordering = ["party__name", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "title"],
                name="post_is_there_once",
                violation_error_message="This party has this post already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.party.short_name}"


class PostName(NameForm):
    """A post's title in another language, or one it no longer bears."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="names")


class Appointment(models.Model):
    """A person in a post from a day to a day, both inclusive, either unknown."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    started_on = models.DateField("from", null=True, blank=True, help_text="Empty: not known.")
    ended_on = models.DateField(
        "to", null=True, blank=True, help_text="The last day. Empty: in office as far as we know."
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="appointment_ends_after_it_starts",
                violation_error_message="An appointment cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post} ({self.period})"

    def clean(self) -> None:
        super().clean()
        if self.post_id and self.post.one_holder:
            Appointment.objects.refuse_second_holder(self)

    @property
    def period(self) -> str:
        """The days as words: “26 December 2012 to 3 August 2017”."""

        def words(day: date | None, unknown: str) -> str:
            return f"{day.day} {day:%B %Y}" if day else unknown

        return f"{words(self.started_on, '?')} to {words(self.ended_on, 'now')}"

    def held_on(self, day: date) -> bool:
        """Whether the person held the post on `day`, as far as is known."""
        after_start = self.started_on is None or self.started_on <= day
        return after_start and (self.ended_on is None or day <= self.ended_on)
