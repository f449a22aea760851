from django.db import models
from django.db.models import Q

from meetings.models.readout import Readout
from relations.models import Appointment, Party, Person


class Participant(models.Model):
    """Someone at the table as printed that day, in the offices they held."""

    class Side(models.TextChoices):
        HOME = "home", "Our side"
        COUNTERPART = "counterpart", "Counterpart"
        OTHER = "other", "Other"

    readout = models.ForeignKey(
        Readout, on_delete=models.CASCADE, related_name="participants", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    side = models.CharField(max_length=12, choices=Side, default=Side.COUNTERPART)
    honorific = models.CharField(max_length=80, blank=True)
    name = models.CharField("name as printed", max_length=300, blank=True)
    short = models.CharField("short form", max_length=160, blank=True)
    offices = models.TextField(
        blank=True, help_text="As printed, one office a line: “Minister for Foreign Affairs”."
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True)
    role = models.CharField(max_length=80, blank=True, help_text="For example “chair”.")
    is_group = models.BooleanField("a group", default=False, help_text="“Six governors”.")
    is_anonymous = models.BooleanField("anonymous by decision", default=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="participations", null=True, blank=True
    )
    appointments = models.ManyToManyField(
        Appointment, through="ParticipantAppointment", related_name="participations", blank=True
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["readout", "position"], name="participant_has_their_own_position"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(is_anonymous=True) & ~Q(offices=""),
                name="participant_is_named_or_anonymous",
                violation_error_message=(
                    "A participant has a name, or is anonymous by decision and has an office."
                ),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(is_group=False, is_anonymous=False),
                name="group_or_anonymous_is_no_person",
                violation_error_message="A group or an anonymous participant points to no person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.honorific} {self.name}".strip() or "Anonymous"

    @property
    def office_list(self) -> list[str]:
        return [line.strip() for line in self.offices.splitlines() if line.strip()]


class ParticipantAppointment(models.Model):
    """An appointment in which a participant sat at the table."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="held_appointments", db_index=False
    )
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "appointment"], name="sat_once_in_an_appointment"
            )
        ]

    def __str__(self) -> str:
        return str(self.appointment)
