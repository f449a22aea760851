"""Places for photos and documents that a text names and whose files are still to come.

The words wait in the internal note, so that a draft can be saved before its files are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from meetings.models import Readout

MOST_WAITING = 20


def awaited(readout: Readout, mark: str, there: Iterable[str]) -> list[str]:
    """The words after `mark` in the note that are not `there`, in the rows that are stored."""
    taken = Counter(there)
    waiting = []
    for line in readout.internal_note.splitlines():
        words = line.removeprefix(mark).strip()
        if not line.startswith(mark):
            continue
        if taken[words]:
            taken[words] -= 1
        else:
            waiting.append(words)
    return waiting[:MOST_WAITING]
