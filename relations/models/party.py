from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from relations.models.base import FoldedName, Identified, NameForm
from relations.querysets import PartyQuerySet, RegionQuerySet


class Region(Identified, FoldedName):
    """A part of the world under which parties are grouped, such as “North America”."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among the regions, counted from the first."
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:region", args=[self.slug])


class Party(Identified, FoldedName):
    """A state, region, organisation or group that we deal with."""

    class Kind(models.TextChoices):
        STATE = "state", "State"
        REGION = "region", "Region"
        ORGANISATION = "organisation", "Organisation"
        GROUP = "group", "Group of states"

    name = models.CharField(max_length=200, help_text="For example “United States of America”.")
    short = models.CharField(
        "short name", max_length=60, blank=True, help_text="For example “U.S.”."
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.STATE)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="parties", null=True, blank=True
    )
    iso_code = models.CharField(
        "ISO code",
        max_length=2,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", "Two capital letters, such as “US”.")],
        help_text="ISO 3166-1 alpha-2, if it has one.",
    )
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="successors", null=True, blank=True
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")),
                name="party_is_not_its_own_predecessor",
                violation_error_message="A party cannot come before itself.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        return self.short or self.name


class PartyIdentifier(models.Model):
    """What another register calls a party, such as its Wikidata or M49 number."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=40, help_text="The register: “Wikidata”, “UN M49” …")
    value = models.CharField(max_length=80)

    class Meta:
        ordering = ["scheme"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_names_one_party",
                violation_error_message="Another party has this identifier.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class PartyName(NameForm):
    """A party's name in another language, or a name it no longer bears."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="names")


class RegionName(NameForm):
    """A region's name in another language."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="names")
