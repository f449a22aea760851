from typing import Any

from django.core.management.base import BaseCommand

from meetings import finding
from meetings.models import Meeting


class Command(BaseCommand):
    """Make anew, from the record, all that the public finds readouts by."""

    help = "Makes anew, from the record, the rows of lists, topics, counts and search."

    def handle(self, *args: Any, **options: Any) -> None:
        finding.settle_all()
        self.stdout.write(f"Settled {Meeting.objects.count()} meetings.")
