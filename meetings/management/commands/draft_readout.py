from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings import intake
from meetings.reader import AlreadyRead, draft_from, read_here, text_of


class Command(BaseCommand):
    """Make drafts of texts; they are never released here, and never made twice."""

    help = "Makes a draft of each text and reports a line a file; nothing is released."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--by", required=True, metavar="USER", help="the author's user name")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["by"], is_active=True).first()
        if user is None or not user.has_perm("meetings.add_readout"):
            raise CommandError(f"{options['by']} is nobody who may write readouts.")
        refused = 0
        for name in options["files"]:
            line, ok = draft_file(Path(name), user)
            refused += not ok
            self.stdout.write(f"{name}: {line}")
        if refused:
            raise CommandError(f"{refused} of {len(options['files'])} files were refused.")


def draft_file(path: Path, user: Any) -> tuple[str, bool]:
    """Make a draft of one file; gives what is reported, and whether the file could be read."""
    try:
        text = text_of(path.read_bytes(), path.name)
        reading = read_here(text)
        draft = draft_from(reading, text=text, by=user, name=path.name)
    except OSError as error:
        return f"refused: it cannot be read ({error.strerror}).", False
    except intake.Refused as refusal:
        return f"refused: {refusal}", False
    except AlreadyRead as before:
        return f"nothing done: {before}", True
    if reading.findings:
        sentences = " ".join(finding.message for finding in reading.findings)
        return f"doubtful: “{draft}”. {sentences}", True
    return f"read: “{draft}”.", True
