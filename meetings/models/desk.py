"""What the desk remembers beside the record: nothing here is ever public."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from meetings.models.readout import Readout

USER = settings.AUTH_USER_MODEL


class AsPrinted(models.Model):
    """Someone's word that a doubtful place of the text stands so on the paper."""

    readout = models.ForeignKey(
        Readout, on_delete=models.CASCADE, related_name="as_printed", db_index=False
    )
    code = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=16)
    sentence = models.CharField(max_length=400)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "as printed"
        constraints = [
            models.UniqueConstraint(
                fields=["readout", "fingerprint"], name="as_printed_is_said_once"
            )
        ]

    def __str__(self) -> str:
        return self.sentence


KEPT_FOR = timedelta(days=14)
"""For so long a recovery copy is kept, and a form that was saved is known."""


class RecoveryCopy(models.Model):
    """The unsaved form of one person, kept until it is saved or thrown away; never a version."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    readout = models.ForeignKey(Readout, on_delete=models.CASCADE, related_name="+", null=True)
    form = models.CharField(
        max_length=27, blank=True, help_text="The key of the form, one for each that was opened."
    )
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        verbose_name_plural = "recovery copies"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "readout", "form"], name="one_recovery_copy_of_a_form"
            ),
            models.UniqueConstraint(
                fields=["user", "form"],
                condition=models.Q(readout__isnull=True),
                name="one_recovery_copy_of_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"Recovery copy of {self.user}, {self.saved_at:%d %B %Y %H:%M}"


class SavedEntry(models.Model):
    """A form of a new readout that has been saved, so that sent again it makes no second one."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    form = models.CharField(max_length=27)
    digest = models.CharField(max_length=64, help_text="Of all that was sent.")
    readout = models.ForeignKey(Readout, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "saved entries"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form"],
                name="a_form_makes_one_readout",
                violation_error_message="This form has been saved a moment ago: it is stored.",
            )
        ]

    def __str__(self) -> str:
        return f"Form of {self.user}, saved as {self.readout}"


class Presence(models.Model):
    """Someone who has the form of a readout open now."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    readout = models.ForeignKey(Readout, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["user", "readout"], name="someone_is_present_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} since {self.since:%H:%M}"


class WithoutKeys(models.Model):
    """Someone who has switched the desk's keyboard shortcuts off."""

    user = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "without keys"

    def __str__(self) -> str:
        return str(self.user)
