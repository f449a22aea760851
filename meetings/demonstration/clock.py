"""Acts of another day: the demonstration's history happened when its readouts say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from time import monotonic

from django.conf import settings
from django.utils import timezone

real_now = timezone.now
USUAL = time(22, 30)


def today() -> date:
    """The day it is at the ministry."""
    return timezone.localdate(real_now(), settings.MINISTRY.zone)


def on_day(day: date, clock: time | None = None) -> datetime:
    """An instant of a day at the ministry: at the time of day given, or late in the evening."""
    return datetime.combine(day, clock or USUAL, settings.MINISTRY.zone)


@contextmanager
def time_of(moment: datetime) -> Iterator[None]:
    """Let all acts inside happen from `moment` on, or now if that is still to come.

    For this process as a whole: of use in a command, and nowhere where requests are served.
    """
    moment, begun = min(moment, real_now()), monotonic()
    before = timezone.now
    timezone.now = lambda: moment + timedelta(seconds=monotonic() - begun)
    try:
        yield
    finally:
        timezone.now = before
