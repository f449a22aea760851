from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.invariants import breaches
from meetings.models import Readout, Snapshot


class Command(BaseCommand):
    """Verify every invariant and every hash of the record, and name what is wrong."""

    help = "Verifies every invariant and every hash of the record, and names what is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--files", action="store_true", help="read every photo and document as well"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(breaches(files=options["files"]))
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{len(found)} breaches of the record were found.")
        editions = Readout.objects.approved_ones().count()
        self.stdout.write(
            f"The record holds: {editions} approved editions and "
            f"{Snapshot.objects.count()} snapshots bear their hashes."
        )
