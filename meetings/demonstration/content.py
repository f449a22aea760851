"""Reading the demonstration's data files."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from meetings.demonstration import clock

Facts = dict[str, Any]

FOLDER = Path(__file__).parent / "content"
READOUTS = (
    "africa",
    "asia",
    "europe",
    "latin_america",
    "middle_east",
    "north_america",
    "oceania",
)


def read(name: str) -> Facts:
    """What one data file holds; `name` is without its ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def readouts() -> list[Facts]:
    """The readouts of all files in the order of their release dates."""
    found = [facts for name in READOUTS for facts in read(name)["readouts"]]
    return sorted(found, key=lambda facts: day_of(facts["released"]))


def day_of(day: date | int) -> date:
    """A day as it is, or counted in days from today: what is new must not grow old."""
    return clock.today() + timedelta(days=day) if isinstance(day, int) else day


def in_words(text: str, day: date) -> str:
    """A text with the day it speaks of: “{day}” becomes “November 22”."""
    return text.replace("{day}", f"{day:%B} {day.day}")
