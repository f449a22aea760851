from __future__ import annotations

from django.db import models
from django.db.models import Q
from taggit.managers import TaggableManager

from meetings.models.meeting import Meeting
from meetings.models.readout import Readout
from meetings.models.tag import TaggedItem
from meetings.querysets import PassageQuerySet
from relations.models.base import Identified


class AgendaItem(Identified):  # type: ignore[django-manager-missing]  # taggit has no types
    """What was taken up: a row's lasting identity within a meeting, which carries the tags."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    tags = TaggableManager(through=TaggedItem, blank=True, related_name="items")

    def __str__(self) -> str:
        return f"Agenda item {self.uid}"

    @property
    def anchor(self) -> str:
        """The fragment that links to its passage in any edition."""
        return self.uid


class Passage(models.Model):
    """An agenda item's words in one edition."""

    class Kind(models.TextChoices):
        ITEM = "item", "Item"
        PREAMBLE = "preamble", "Preamble"
        NOTE = "note", "Note"
        REFERENCE = "reference", "Reference"
        ATTENDANCE = "attendance", "Attendance"

    class Depth(models.IntegerChoices):
        ITEM = 0, "item"
        POINT = 1, "point"
        SUB_POINT = 2, "sub-point"
        DEEPEST = 3, "deepest"

    readout = models.ForeignKey(
        Readout, on_delete=models.CASCADE, related_name="passages", db_index=False
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="passages")
    position = models.PositiveSmallIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(choices=Depth, default=Depth.ITEM)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ITEM)
    label = models.CharField(
        "label as printed", max_length=30, blank=True, help_text="“2”, “(1)”, “A.”, or empty."
    )
    heading = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True, help_text="A blank line begins a new paragraph.")
    language = models.CharField(
        max_length=12, blank=True, help_text="If it is not in the readout's own language."
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["readout", "position"], name="passage_has_its_own_position"
            ),
            models.UniqueConstraint(
                fields=["readout", "item"],
                name="item_stands_once_in_an_edition",
                violation_error_message="This agenda item stands in this edition already.",
            ),
            models.CheckConstraint(
                condition=Q(depth__lte=3),
                name="passage_is_at_most_four_deep",
                violation_error_message="Passages go four levels deep at most.",
            ),
            models.CheckConstraint(
                condition=~Q(label="") | ~Q(heading="") | ~Q(text=""),
                name="passage_says_something",
                violation_error_message="A passage has a label, a heading or a text.",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.label, self.heading or self.text[:60]]))
