"""What the public finds readouts and agenda items by: rows derived from the record.

They say nothing that the record does not, and can be made anew from it at any time. Each is
true from an instant until an instant, so that reading them needs a clock and no worker.

The database does not look up their keys: where such a row stands, its meeting has an approved
edition and its topic stands on an item, and those the database keeps.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from meetings.models.agenda import AgendaItem, Passage
from meetings.models.meeting import Meeting
from meetings.models.readout import Readout
from meetings.models.tag import Tag
from meetings.querysets.finding import (
    AttendanceQuerySet,
    ListingQuerySet,
    MentionQuerySet,
    SharedTopicsQuerySet,
)
from relations.models import Person, Relation


def kept(to: type[models.Model], **facts: Any) -> Any:
    """A key to what an approved edition rests on, which is never deleted before these rows are.

    The database need not look it up at each of many writes, nor keep an index of its own.
    """
    return models.ForeignKey(
        to,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        **facts,
    )


class Findable(models.Model):
    """Something the public finds from `live_from` until `live_until`, under one relation.

    `further` marks the repetition of a row under a relation that the readout is listed under
    besides its own. Newest first is by day, then meeting: an order that no correction disturbs.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    readout = kept(Readout)
    relation = kept(Relation)
    further = models.BooleanField(default=False)
    released_on = models.DateField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def is_live(self, at: datetime) -> bool:
        return self.live_from <= at and (self.live_until is None or at < self.live_until)


class Listing(Findable):
    """A meeting in lists: the readout that stands for it, in the first language it is live in."""

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                F("relation"),
                F("released_on").desc(),
                F("meeting").desc(),
                name="listing_of_relation",
            ),
            models.Index(
                F("released_on").desc(),
                F("meeting").desc(),
                condition=Q(further=False),
                name="listing_by_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.readout} under {self.relation}"


class TakenUp(Findable):
    """An agenda item under a topic, in the words that stand for the item.

    `facets` says all by which it is counted and narrowed: " all:0 year:2017 person:5 topic:7 ",
    each a facet of `TopicCount` and a key, with spaces around.
    """

    item = kept(AgendaItem)
    passage = kept(Passage)
    position = models.PositiveSmallIntegerField()
    facets = models.TextField(blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        abstract = True


class Mention(TakenUp):
    """A topic taken up: an agenda item that carries it.

    Its repetitions under further relations say the same and are not counted.
    """

    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="mentions", db_index=False, db_constraint=False
    )

    class Meta:
        indexes = [
            models.Index(
                F("tag"),
                F("released_on").desc(),
                F("meeting").desc(),
                F("position"),
                condition=Q(further=False),
                name="mention_of_tag",
            ),
            models.Index(
                F("tag"),
                F("relation"),
                F("released_on").desc(),
                F("meeting").desc(),
                F("position"),
                name="mention_of_tag_in_relation",
            ),
            models.Index(F("tag"), F("live_from"), name="mention_begins"),
            models.Index(F("tag"), F("live_until"), name="mention_ends"),
            models.Index(F("item"), F("tag"), name="mention_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} in {self.readout}"


class JointMention(TakenUp):
    """Two topics taken up at once: a mention of `tag`, told again by an `other` of greater key.

    What two common topics share is little: it is found here without passing through the rest.
    """

    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    other = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        indexes = [
            models.Index(
                F("tag"),
                F("other"),
                F("released_on").desc(),
                F("meeting").desc(),
                F("position"),
                name="mention_of_two_tags",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag} and {self.other} in {self.readout}"


class Attendance(Findable):
    """A person at the table of a meeting, in the edition that stands for all that name them."""

    person = kept(Person)
    offices = models.TextField(blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                F("person"),
                F("released_on").desc(),
                F("meeting").desc(),
                name="attendance_of_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.readout}"


class SharedTopics(models.Model):
    """Topics that an edition shares with an earlier meeting, the more of them the more `weight`.

    An edition has few such rows, chosen once among what was public then
    (`meetings.finding.shared`).
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    readout = kept(Readout)
    earlier = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    weight = models.PositiveIntegerField()

    objects = SharedTopicsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "shared topics"

    def __str__(self) -> str:
        return f"{self.readout} and {self.earlier}"


class TopicCount(models.Model):
    """How many agenda items a topic had by one facet at the instant `TopicCounted.at`.

    By relation, an item counts under its own and under each further one; by own relation it
    counts once, so that regions can be summed from it.
    """

    class Facet(models.TextChoices):
        ALL = "all", "all"
        RELATION = "relation", "relation"
        OWN_RELATION = "own", "own relation"
        YEAR = "year", "year"
        PERSON = "person", "person"
        TOPIC = "topic", "other topic"

    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="counts", db_index=False, db_constraint=False
    )
    facet = models.CharField(max_length=10, choices=Facet)
    key = models.BigIntegerField(default=0)
    items = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "facet", "key"], name="topic_is_counted_once")
        ]
        indexes = [models.Index(fields=["facet", "key"], name="topics_of_facet")]

    def __str__(self) -> str:
        return f"{self.tag} by {self.facet} {self.key}: {self.items}"


class TopicCounted(models.Model):
    """The instant up to which a topic's counts are settled, and until when they hold at least.

    Nothing of the topic begins or ends between the two; without `holds_until`, nothing will.
    """

    tag = models.OneToOneField(Tag, on_delete=models.CASCADE, related_name="counted")
    at = models.DateTimeField()
    holds_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.tag} at {self.at}"
