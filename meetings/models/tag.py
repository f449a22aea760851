"""Topics, reached only through here and `meetings.tagging`: little depends on taggit itself."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from meetings.querysets import TagAliasQuerySet, TagQuerySet
from relations.models.base import FoldedName, Identified, NameForm


class Tag(Identified, FoldedName, TagBase):  # type: ignore[django-manager-missing]  # taggit has no types
    """A topic of the controlled vocabulary."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    description = models.TextField(blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "topic"
        verbose_name_plural = "topics"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        # TagBase.save would try one slug after another; a clash is for a person to settle.
        FoldedName.save(self, *args, **kwargs)

    def _free_slug(self) -> str:
        """Not one that leads to another topic since a rename or a merge."""
        slug = self.slugify(self.name)
        taken = FormerTagAddress.objects.filter(slug=slug).exists()
        return f"{slug}-{self.uid[:4]}" if taken else slug

    def get_absolute_url(self) -> str:
        return reverse("meetings:topic", args=[self.slug])


class TagAlias(FoldedName):
    """Another name by which a topic is found: “TPP” for “Trans-Pacific Partnership”."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100)
    is_public = models.BooleanField(
        "public", default=True, help_text="The public is told of it, and finds the topic by it."
    )

    objects = TagAliasQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "alias"
        verbose_name_plural = "aliases"

    def __str__(self) -> str:
        return self.name


class TagName(NameForm):
    """A topic's name in another language, or one it no longer bears."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="names")


class TaggedItem(ItemBase):
    """A topic attached to an agenda item: a finding aid, not part of what is approved."""

    content_object = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.CASCADE, related_name="tagged", db_index=False
    )
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="tagged", db_index=False)
    attached_at = models.DateTimeField(auto_now_add=True)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )

    objects: models.Manager["TaggedItem"] = models.Manager()

    class Meta:
        ordering = ["tag__name"]
        indexes = [models.Index(fields=["tag", "content_object"], name="items_of_a_tag")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="item_carries_a_tag_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tag} on {self.content_object}"


class FormerTagAddress(models.Model):
    """An address that a topic had while public, before it was renamed or merged."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)

    class Meta:
        verbose_name_plural = "former topic addresses"

    def __str__(self) -> str:
        return self.slug
