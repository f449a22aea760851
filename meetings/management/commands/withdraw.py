from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings import release
from meetings.models import Meeting, Readout
from meetings.models.log import Reason


class Command(BaseCommand):
    """Take a readout back in all its languages, for when the admin cannot be reached."""

    help = "Withdraws a meeting's readouts at once, in all languages unless one is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", metavar="NUMBER", help="the meeting's permanent number")
        parser.add_argument("--by", required=True, metavar="USER", help="who withdraws it")
        parser.add_argument("--reason", required=True, choices=Reason.values)
        parser.add_argument("--note", default="", help="for the log only")
        parser.add_argument("--language", action="append", default=[], metavar="CODE")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = Meeting.objects.filter(number=options["number"]).first()
        if meeting is None:
            raise CommandError(f"There is no meeting {options['number']}.")
        user = get_user_model().objects.filter(username=options["by"]).first()
        if user is None:
            raise CommandError(f"There is nobody called {options['by']}.")
        languages = options["language"] or _languages_of(meeting)
        if not languages:
            raise CommandError("There is nothing released or approved to withdraw.")
        refused = []
        for language in languages:
            try:
                release.withdraw(
                    meeting=meeting,
                    language=language,
                    by=user,
                    reason=options["reason"],
                    note=options["note"],
                )
            except release.Refused as refusal:
                # One language never keeps another in public sight.
                refused.append(f"{language}: {refusal}")
            else:
                self.stdout.write(f"Withdrawn in {language}: meeting {meeting.number}.")
        if refused:
            raise CommandError(" ".join(refused))


def _languages_of(meeting: Meeting) -> list[str]:
    standing = Readout.objects.approved_ones().filter(meeting=meeting, withdrawn_at__isnull=True)
    return list(standing.order_by("language").values_list("language", flat=True).distinct())
