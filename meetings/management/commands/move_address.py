from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug

from meetings import addresses
from meetings.models import Meeting


class Command(BaseCommand):
    """Give a meeting's readout another address; the old one leads to it from then on."""

    help = "Moves a readout to another day and slug; its old address leads to the new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="the meeting's permanent number")
        parser.add_argument("slug", help="the last part of the new address")
        parser.add_argument("--day", type=_day, help="the day in the new address (YYYY-MM-DD)")
        parser.add_argument("--by", required=True, metavar="USER", help="who decides it")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = Meeting.objects.filter(number=options["number"]).first()
        if meeting is None or meeting.address_on is None:
            raise CommandError(f"No meeting of the number {options['number']} has an address.")
        user = get_user_model().objects.filter(username=options["by"], is_active=True).first()
        if user is None or not user.has_perm("meetings.approve_readout"):
            raise CommandError(f"{options['by']} is nobody who may decide on addresses.")
        day = options["day"] or meeting.address_on
        try:
            validate_slug(options["slug"])
            addresses.move(meeting=meeting, by=user, day=day, slug=options["slug"])
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        except addresses.AddressTaken as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"It is at {meeting.get_absolute_url()} now.")


def _day(text: str) -> date:
    return date.fromisoformat(text)
