"""What the public finds readouts by, word by word: rows derived from the record.

Like those of `meetings.models.finding` they say nothing that the record does not, can be made
anew from it at any time, and are true from an instant until an instant.
"""

from __future__ import annotations

from django.db import models

from meetings.models.agenda import AgendaItem, Passage
from meetings.models.finding import kept
from meetings.models.meeting import Meeting
from meetings.models.readout import Readout
from meetings.querysets.finding import FindableQuerySet
from relations.models import Relation


class SearchText(models.Model):
    """A piece of an approved edition that is found by its words: title, introduction or passage.

    Its key orders all rows by day, then meeting (see `meetings.search.index`), so that the newest
    come first without sorting. `heading`, `words` and `context` hold words as the index knows
    them; `context` is what stands over the piece, each word marked: title and relation line.
    """

    class Part(models.TextChoices):
        TITLE = "title", "Title"
        INTRODUCTION = "introduction", "Introduction"
        PASSAGE = "passage", "Passage"

    id = models.BigIntegerField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    readout = kept(Readout)
    relation = kept(Relation)
    item = kept(AgendaItem, null=True)
    passage = kept(Passage, null=True)
    part = models.CharField(max_length=12, choices=Part)
    language = models.CharField(max_length=12)
    released_on = models.DateField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    heading = models.TextField(blank=True)
    context = models.TextField(blank=True)
    words = models.TextField(blank=True)

    objects = FindableQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_part_display()} of {self.readout}"
