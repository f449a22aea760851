"""Loading released readouts, two thousand at a time, in one transaction."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, cast

from django.db import transaction
from django.utils import timezone

from meetings.bulk.entering import Signatures, enter
from meetings.bulk.found import Finding
from meetings.bulk.told import Told
from meetings.models import Readout
from meetings.models.readout import first_language
from meetings.record import Record, record_of
from meetings.writing import batches

if TYPE_CHECKING:
    from django.contrib.auth.models import User

T = TypeVar("T")
BATCH = 2_000


@transaction.atomic
def load(told: Iterable[Told], *, author: User, approver: User, reason: str) -> int:
    """Load what is told as readouts that were released at their times; give their number.

    Each is written by `author` and approved by `approver` for `reason`, as the log says. All of
    it is loaded or, when the database refuses something, nothing. Raises ValueError for a
    release that is still to come, and django.db.IntegrityError for what a rule refuses.

    It is told in another thread, ahead of what is written: telling asks the database nothing.
    """
    signatures = Signatures(author, approver, reason, timezone.now())
    found, loaded = Finding(), 0
    with _collecting_by_hand():
        for batch, records in _ahead(_with_records(told, signatures.at)):
            found.add(batch, enter(batch, records, signatures))
            loaded += len(batch)
            batch.clear()
            gc.collect(0)
    found.store()
    return loaded


def _with_records(told: Iterable[Told], now: datetime) -> Iterator[tuple[list[Told], list[Record]]]:
    """Batches of what is told, each with its documents."""
    for batch in batches(told, BATCH):
        for row in batch:
            row.language = row.language or first_language()
            if row.live_from > now:
                raise ValueError(f"“{row.title}” is still to be released: approve it by hand.")
        yield batch, [record_of(cast(Readout, row)) for row in batch]


def _ahead(made: Iterator[T]) -> Iterator[T]:
    """What is made, each of it while the database takes in the one before."""
    with ThreadPoolExecutor(1) as aside:
        coming = aside.submit(next, made, None)
        while (one := coming.result()) is not None:
            coming = aside.submit(next, made, None)
            yield one


@contextmanager
def _collecting_by_hand() -> Iterator[None]:
    """Let garbage wait until a batch is done.

    Python would look through all that the batch holds again and again, for a third of the work.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
