import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings import intake
from meetings.reader import Reader, text_of


class Command(BaseCommand):
    """Print what is read from a text, and keep nothing."""

    help = "Prints what is read from a text: the outline, both clocks, participants, findings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="a file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--jsonl", metavar="FILE", help='read one {"text": …} a line, print one object a line'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.reader = Reader()
        if options["jsonl"]:
            for text in _lines(options["jsonl"]):
                self.stdout.write(_dumped(self.read(text)))
            return
        reading = self.read(_text(options["file"]))
        if options["json"]:
            self.stdout.write(_dumped(reading))
        else:
            for line in in_words(reading):
                self.stdout.write(line)

    def read(self, text: str) -> intake.Reading:
        try:
            return self.reader.read(text)
        except intake.Refused as refusal:
            raise CommandError(str(refusal)) from refusal


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _text(name: str) -> str:
    try:
        return text_of(_bytes(name), "" if name == "-" else name)
    except intake.Refused as refusal:
        raise CommandError(str(refusal)) from refusal


def _lines(name: str) -> Iterator[str]:
    for number, line in enumerate(_bytes(name).decode().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield json.loads(line)["text"]
        except (ValueError, KeyError, TypeError) as error:
            message = f'Line {number} of {name} is not an object with "text".'
            raise CommandError(message) from error


def _dumped(reading: intake.Reading) -> str:
    return json.dumps(intake.to_json(reading), ensure_ascii=False)


def in_words(reading: intake.Reading) -> Iterator[str]:
    """A reading as lines for people."""
    yield f"Relation      {reading.relation or '–'}"
    printed = "" if reading.title_is_printed or not reading.title else "  (proposed)"
    yield f"Title         {reading.title or '–'}{printed}"
    yield f"Released      {reading.released_on or '–'}"
    for caption in reading.captions:
        yield f"Caption       {caption.text}"
    for sitting in reading.sittings:
        yield f"Sitting       {_sitting(sitting)}"
    for person in reading.participants:
        who = " ".join(filter(None, [person.honorific, person.name]))
        known = "" if person.person is None else "  (known)"
        yield f"{person.side.capitalize():13} {who}, {'; '.join(person.offices)}{known}"
    yield from _outline(reading)
    for text in reading.left_out:
        yield f"Left out      {text}"
    for cleaned in intake.to_json(reading)["cleaned"]:
        yield f"Cleaned       {cleaned}"
    for finding in reading.findings:
        yield f"Finding       line {finding.line}: {finding.message} [{finding.code}]"
    placed = "every character is placed" if not reading.unplaced else "NOT everything is placed"
    yield f"Proof         {placed}"


def _sitting(sitting: intake.ReadSitting) -> str:
    times = " = ".join(f"{time.value} ({time.clock}, {time.precision})" for time in sitting.times)
    minutes = f"{sitting.minutes_precision} {sitting.minutes} min" if sitting.minutes else ""
    place = sitting.place or "place not stated"
    parts = [str(sitting.held_on or "day not stated"), times, minutes, place, sitting.form or ""]
    return ", ".join(filter(None, parts))


def _outline(reading: intake.Reading) -> Iterator[str]:
    for item in reading.items:
        kind = "" if item.kind == "item" else f"[{item.kind}] "
        words = item.heading or item.text
        tags = f"  #{' #'.join(item.tags)}" if item.tags else ""
        yield f"{'  ' * item.depth}{item.label or '·'} {kind}{words[:70]}{tags}"
