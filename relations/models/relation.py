from django.db import models
from django.urls import reverse
from django.utils import timezone

from relations.models.base import FoldedName, Identified, NameForm
from relations.models.party import Party, Region
from relations.querysets import RelationQuerySet


class Relation(Identified, FoldedName):
    """Our dealings with one party or several, with a page of their own."""

    name_field = "title"

    title = models.CharField(
        max_length=200, help_text="For example “Japan-United States of America Relations”."
    )
    short_title = models.CharField(max_length=80, blank=True, help_text="For example “Japan-U.S.”.")
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The last part of its address on the site."
    )
    parties = models.ManyToManyField(Party, through="RelationParty", related_name="relations")
    listed_from = models.DateTimeField(
        null=True,
        blank=True,
        default=timezone.now,
        help_text="From this moment the public finds it; empty for not yet.",
    )

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:relation", args=[self.slug])

    @property
    def short_name(self) -> str:
        return self.short_title or self.title

    @property
    def region(self) -> Region | None:
        """The region of its first party that has one: where its page goes back to."""
        memberships = self.memberships.all()
        return next((m.party.region for m in memberships if m.party.region_id), None)


class RelationParty(models.Model):
    """A party's place among those a relation is with."""

    relation = models.ForeignKey(
        Relation, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "party"
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                fields=["relation", "party"],
                name="party_stands_once_in_a_relation",
                violation_error_message="This party stands here already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.party)


class RelationFact(models.Model):
    """A row of a relation's basic data, with its day and its source."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=120)
    value = models.TextField()
    as_of = models.CharField("as of", max_length=60, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "basic-data row"

    def __str__(self) -> str:
        return self.label


class RelationLink(models.Model):
    """A link on a relation's page, under a heading such as “Economy” or “Related Links”."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(max_length=80, default="Related Links")
    text = models.CharField(max_length=200)
    url = models.URLField("address", max_length=500)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "link"

    def __str__(self) -> str:
        return self.text


class RelationName(NameForm):
    """A relation's title in another language, or one it no longer bears."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="names")
