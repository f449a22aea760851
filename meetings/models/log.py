"""What was done: snapshots, seals, the one door for erasure, and the append-only log."""

from __future__ import annotations

import json
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.models.meeting import Meeting

USER = settings.AUTH_USER_MODEL


class Reason(models.TextChoices):
    """Why something is taken out of public sight, as the public is told."""

    ERROR = "error", "Error of fact"
    PERSONAL = "personal", "Protection of personal data"
    RIGHTS = "rights", "Rights of others"
    SECURITY = "security", "Security"


class Snapshot(models.Model):
    """The whole document as it stood at one deliberate save or approval."""

    readout = models.ForeignKey(
        "meetings.Readout", on_delete=models.CASCADE, related_name="snapshots"
    )
    version = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    schema = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"Version {self.version}, {self.sha256[:8]}"

    @property
    def document(self) -> dict[str, Any]:
        """The canonical document as plain data."""
        return json.loads(bytes(self.content))


TARGETS = ("readout", "passage", "participant", "photo", "document")


def _only(target: str) -> Q:
    """The seal lies on this and on nothing else."""
    return Q(**{f"{other}__isnull": other != target for other in TARGETS})


class Seal(models.Model):
    """Words or pictures taken out of public sight, over an edition that stays unchanged."""

    readout = models.ForeignKey(
        "meetings.Readout", on_delete=models.PROTECT, related_name="seals", null=True
    )
    passage = models.ForeignKey(
        "meetings.Passage", on_delete=models.PROTECT, related_name="seals", null=True
    )
    participant = models.ForeignKey(
        "meetings.Participant", on_delete=models.PROTECT, related_name="seals", null=True
    )
    photo = models.ForeignKey(
        "meetings.Photo", on_delete=models.PROTECT, related_name="seals", null=True
    )
    document = models.ForeignKey(
        "meetings.Document", on_delete=models.PROTECT, related_name="seals", null=True
    )
    reason = models.CharField(max_length=12, choices=Reason)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-sealed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, [_only(target) for target in TARGETS]),
                name="seal_lies_on_one_thing",
                violation_error_message="A seal lies on exactly one thing.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__gte=F("sealed_at"), lifted_by__isnull=False),
                name="seal_is_lifted_by_someone",
            ),
            *[
                models.UniqueConstraint(
                    fields=[target],
                    condition=Q(lifted_at__isnull=True),
                    name=f"one_seal_on_a_{target}",
                    violation_error_message="A seal lies on this already.",
                )
                for target in TARGETS
            ],
        ]

    def __str__(self) -> str:
        return f"Seal on {self.target}"

    @property
    def target(self) -> Any:
        """The readout, passage, participant, photo or document under the seal."""
        return next(thing for name in TARGETS if (thing := getattr(self, name)) is not None)


class Erasure(models.Model):
    """The law's demand to erase from a readout: while it is open, its rows can be changed.

    The one guarded door in every trigger. Two people open it.
    """

    readout = models.ForeignKey(
        "meetings.Readout", on_delete=models.PROTECT, related_name="erasures"
    )
    ground = models.TextField(help_text="The law and the demand.")
    demanded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(demanded_by=F("agreed_by")),
                name="two_people_open_the_door",
                violation_error_message="Two different people agree to an erasure.",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="erasure_has_its_ground"),
        ]

    def __str__(self) -> str:
        return f"Erasure from {self.readout}"


class Entry(models.Model):
    """One line of the append-only log: who, when, which act, why, hash before and after."""

    class Act(models.TextChoices):
        SAVE = "save", "saved"
        SUBMIT = "submit", "sent for review"
        RETURN = "return", "returned"
        APPROVE = "approve", "approved"
        RESCHEDULE = "reschedule", "rescheduled"
        REVOKE = "revoke", "revoked the approval of"
        NIGHT = "night", "released alone on night duty"
        COUNTERSIGN = "countersign", "countersigned"
        WITHDRAW = "withdraw", "withdrew"
        RESTORE = "restore", "restored"
        CORRECT = "correct", "opened a correction of"
        TRANSLATE = "translate", "opened a translation of"
        SEAL = "seal", "sealed"
        LIFT = "lift", "lifted the seal on"
        DISCARD = "discard", "discarded"
        MOVE = "move", "moved the address of"
        TAG = "tag", "attached or detached topics of"
        RENAME = "rename", "renamed"
        MERGE = "merge", "merged"

    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=12, choices=Act)
    # Plain references: the log outlives what it speaks of and is never updated.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.DO_NOTHING, related_name="entries", null=True, db_constraint=False
    )
    readout = models.ForeignKey(
        "meetings.Readout",
        on_delete=models.DO_NOTHING,
        related_name="entries",
        null=True,
        db_constraint=False,
    )
    subject = models.CharField(max_length=400)
    reason = models.TextField(blank=True)
    before = models.CharField("hash before", max_length=64, blank=True)
    after = models.CharField("hash after", max_length=64, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.by} {self.get_act_display()} {self.subject}"
