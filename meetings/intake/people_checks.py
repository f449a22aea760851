"""What is doubtful about the people: names nearly right, offices not held that day."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher

from meetings.intake.home import Home
from meetings.intake.known import Matched, folded_words
from meetings.intake.reading import Finding, ReadParticipant

_CALLED = re.compile(
    r"\b(?:(?:Prime |State )?Minister|Secretary|President|Chancellor|Premier|Ambassador)"
    r"\s((?:al |bin |de |del |van |von )?[A-ZÀ-Þ][\w'’-]+)"
)
_CLOSE = 0.75
_MOST_NAMES = 100


def check_people(
    matched: Matched, body: Sequence[tuple[str, int]], home: Home, held_on: date | None
) -> Iterator[Finding]:
    """Check names and offices of participants, and the names the rows call them by."""
    for participant, known in matched.close:
        yield Finding(
            "name_close",
            f"“{participant.name}” is close to {known}, but not the same.",
            participant.line,
        )
    for participant, office in matched.not_held:
        yield Finding(
            "office_not_held",
            f"{participant.name} is not known to have been {office} on {held_on}.",
            participant.line,
        )
    yield from _check_called(matched.participants, body, home)


def _check_called(
    participants: Sequence[ReadParticipant], body: Sequence[tuple[str, int]], home: Home
) -> Iterator[Finding]:
    words = {word for one in participants if not one.group for word in folded_words(one.name)}
    names = sorted(word for word in words if len(word) > 3)[:_MOST_NAMES]
    seen: set[str] = set()
    for text, line in body:
        for match in _CALLED.finditer(text):
            called = match.group(1)
            if called in seen or len(seen) > _MOST_NAMES or home.is_named_in(called):
                continue
            seen.add(called)
            near = _near(called, names, words)
            if near is not None:
                yield Finding(
                    "name_close",
                    f"“{called}” is close to a participant's name"
                    f" ({near.title()}), but not the same.",
                    line,
                )


def _near(called: str, names: list[str], words: set[str]) -> str | None:
    own = folded_words(called)
    if any(word in words for word in own):
        return None
    for word in own:
        for name in names:
            if abs(len(word) - len(name)) < 3 and (
                SequenceMatcher(None, word, name).ratio() >= _CLOSE
            ):
                return name
    return None
