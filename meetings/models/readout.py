from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.models.log import Reason, Snapshot
from meetings.models.meeting import Meeting, address_args
from meetings.models.occasion import Occasion
from meetings.querysets import ReadoutQuerySet
from relations.models import Relation

USER = settings.AUTH_USER_MODEL


def first_language() -> str:
    """The site's first language, in which a new readout is written unless said otherwise."""
    return settings.READOUT_LANGUAGES[0]


class Readout(models.Model):
    """One edition of our account of a meeting in one language."""

    class Status(models.TextChoices):
        ORIGINAL = "original", "Original"
        OFFICIAL = "official", "Official translation"
        PROVISIONAL = "provisional", "Provisional translation"

    # What this edition is
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="readouts")
    language = models.CharField(max_length=12, default=first_language)
    status = models.CharField(max_length=12, choices=Status, default=Status.ORIGINAL)
    translation_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="translations", null=True, blank=True
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="followers",
        null=True,
        blank=True,
        editable=False,
        help_text="The edition from which this one was opened.",
    )

    # What it says (with sittings, participants, passages, photos and documents)
    relation = models.ForeignKey(
        Relation,
        on_delete=models.PROTECT,
        related_name="readouts",
        null=True,
        blank=True,
        db_index=False,
    )
    also_under = models.ManyToManyField(
        Relation, through="ReadoutRelation", related_name="also_readouts", blank=True
    )
    section_label = models.CharField(
        "relation line",
        max_length=200,
        blank=True,
        help_text="The line above the title as printed. Empty: the relation's title.",
    )
    title = models.CharField(max_length=300, blank=True)
    released_on = models.DateField(
        "release date", null=True, blank=True, help_text="The date printed on the page."
    )
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="readouts", null=True, blank=True
    )
    introduction = models.TextField(blank=True)
    correction_note = models.TextField(
        blank=True, help_text="Public: what this edition changes and why."
    )
    source = models.CharField(
        max_length=500, blank=True, help_text="Where it was taken from, if it was imported."
    )
    internal_note = models.TextField(blank=True, help_text="Never public.")

    # Who worked on it
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", null=True, editable=False, db_index=False
    )

    # Its release
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", null=True, editable=False, db_index=False
    )
    approved = models.OneToOneField(
        Snapshot, on_delete=models.PROTECT, related_name="approves", null=True, editable=False
    )
    night_reason = models.TextField(blank=True, editable=False)
    countersigned_at = models.DateTimeField(null=True, editable=False)
    countersigned_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", null=True, editable=False, db_index=False
    )
    live_from = models.DateTimeField(null=True, editable=False)
    live_until = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawal_reason = models.CharField(max_length=12, choices=Reason, blank=True, editable=False)

    objects = ReadoutQuerySet.as_manager()

    class Meta:
        ordering = ["-released_on", "-pk"]
        indexes = [
            models.Index(fields=["-released_on", "-id"], name="readout_by_day"),
            models.Index(fields=["relation", "-released_on", "-id"], name="readout_by_relation"),
            models.Index(fields=["live_from"], name="readout_by_release"),
            models.Index(
                fields=["meeting"], condition=Q(live_until__isnull=False), name="readout_replaced"
            ),
        ]
        permissions = [
            ("submit_readout", "Can send readouts for review"),
            ("approve_readout", "Can approve, return, reschedule, revoke and countersign readouts"),
            ("release_alone", "Can release a readout alone on night duty"),
            ("withdraw_readout", "Can withdraw and restore readouts"),
            ("seal_readout", "Can seal and lift seals"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "language"],
                condition=Q(approved_at__isnull=True),
                name="one_draft_per_language",
                violation_error_message="A draft in this language is there already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    approved_at__isnull=True,
                    approved_by__isnull=True,
                    approved__isnull=True,
                    live_from__isnull=True,
                    live_until__isnull=True,
                    withdrawn_at__isnull=True,
                )
                | Q(
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                    approved__isnull=False,
                    live_from__isnull=False,
                    submitted_by__isnull=False,
                    relation__isnull=False,
                    released_on__isnull=False,
                )
                & ~Q(title="")
                & ~Q(section_label=""),
                name="approval_is_whole",
                violation_error_message=(
                    "An approved readout has a title, a relation, a release date, "
                    "two signatures and a time of release; a draft has no time of release."
                ),
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | ~Q(night_reason="")
                | ~Q(submitted_by=F("approved_by"))
                & (Q(changed_by=F("submitted_by")) | Q(changed_by=F("approved_by"))),
                name="two_people_sign",
                violation_error_message=(
                    "Two different people sign a release, "
                    "and whoever changed it last is one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(countersigned_by__isnull=True, countersigned_at__isnull=True)
                | Q(countersigned_at__isnull=False, approved_at__isnull=False)
                & ~Q(night_reason="")
                & ~Q(countersigned_by=F("approved_by")),
                name="another_person_countersigns",
                violation_error_message="A second person countersigns a release made alone.",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
                name="edition_ends_after_it_begins",
                violation_error_message="An edition cannot end before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="submission_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(translation_of__isnull=True) | ~Q(status="original"),
                name="an_original_translates_nothing",
                violation_error_message="An original is not a translation of another edition.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
                name="withdrawal_has_its_reason",
                violation_error_message="A withdrawal has a reason.",
            ),
        ]

    def __str__(self) -> str:
        title = self.title or "Untitled readout"
        return f"{title} ({self.released_on})" if self.released_on else title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.changed_by_id:
            self.changed_by_id = self.created_by_id
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The page of this meeting in this language, whichever edition is live there."""
        meeting = self.meeting
        if meeting.address_on is None:
            return reverse("meetings:short", args=[meeting.number])
        args = address_args(meeting.address_on, meeting.slug or "")
        if self.language == first_language():
            return reverse("meetings:readout", args=args)
        return reverse("meetings:readout-language", args=[*args, self.language])

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def is_set_aside(self) -> bool:
        """Whether it was withdrawn before its release, so that nobody ever saw it."""
        if self.withdrawn_at is None or self.live_from is None:
            return False
        return self.withdrawn_at <= self.live_from

    @property
    def awaits_countersignature(self) -> bool:
        return self.is_approved and bool(self.night_reason) and self.countersigned_at is None

    def state(self, at: datetime) -> str:
        """Its state at an instant, derived from the acts, in the words of the desk."""
        if self.withdrawn_at is not None and self.withdrawn_at <= at:
            return "withdrawn"
        if self.live_from is None:
            return "in review" if self.submitted_at else "draft"
        if self.live_from > at:
            return "scheduled"
        return "past" if self.live_until is not None and self.live_until <= at else "live"

    @classmethod
    def lifecycle_fields(cls) -> frozenset[str]:
        """The fields that may change after approval; all others are frozen with it."""
        return frozenset(
            "approved_at approved_by approved night_reason countersigned_at countersigned_by "
            "live_from live_until withdrawn_at withdrawal_reason internal_note "
            "submitted_at submitted_by".split()
        )

    def clean(self) -> None:
        super().clean()
        self.title = " ".join(self.title.split()) if self.title else self.title


class ReadoutRelation(models.Model):
    """Another relation under which a readout is listed too."""

    readout = models.ForeignKey(
        Readout, on_delete=models.CASCADE, related_name="listings", db_index=False
    )
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="listings")

    class Meta:
        ordering = ["pk"]
        verbose_name = "further relation"
        constraints = [
            models.UniqueConstraint(
                fields=["readout", "relation"],
                name="listed_once_under_a_relation",
                violation_error_message="It is listed under this relation already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.relation)
