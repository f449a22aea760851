import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.synthetic import AlreadyThere, make
from meetings.synthetic.archive import settle_statistics


class Command(BaseCommand):
    """Load an invented archive, to see how the site does with much in it."""

    help = "Loads an archive of invented readouts, the same whenever it is made."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--meetings", type=int, required=True, help="how many meetings")
        parser.add_argument(
            "--beside-the-real-ones",
            action="store_true",
            help="load it even where DEBUG is off; released readouts can never be deleted again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["meetings"]
        if number < 1:
            raise CommandError("An archive has at least one meeting.")
        if not settings.DEBUG and not options["beside_the_real_ones"]:
            raise CommandError(
                "DEBUG is off, so this may be a ministry's own database, from which no released "
                "readout can be deleted again. Use --beside-the-real-ones if that is meant."
            )
        start = time.monotonic()
        try:
            loaded = make(number)
        except AlreadyThere as refusal:
            raise CommandError(str(refusal)) from refusal
        took = time.monotonic() - start
        settle_statistics()
        self.stdout.write(
            f"Loaded {loaded} readouts in {took:.1f} s: {loaded / took:.0f} a second."
        )
