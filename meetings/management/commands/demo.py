from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.demonstration.accounts import ACCOUNTS, PASSWORD
from meetings.demonstration.load import NotHere, load
from meetings.models import Readout


class Command(BaseCommand):
    """Load the demonstration content, once, into a database that holds nothing else."""

    help = "Loads the demonstration content, once, into a database that holds nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load()
        except NotHere as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"The demonstration is loaded: {Readout.objects.count()} readouts."
            if loaded
            else "The demonstration is there already; nothing was changed."
        )
        for account in ACCOUNTS:
            self.stdout.write(f"Log in as   {account.username:<10}{PASSWORD}   {account.group}")
