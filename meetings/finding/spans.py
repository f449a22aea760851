"""Which of several editions stands for a meeting, and from when until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """Something that is public from an instant until an instant, or for good.

    Of several at one instant, the one of the smallest `rank` stands for all.
    """

    live_from: datetime
    live_until: datetime | None
    rank: tuple[int, ...]
    what: T

    def holds(self, at: datetime) -> bool:
        return self.live_from <= at and (self.live_until is None or at < self.live_until)


def foremost(spans: Iterable[Span[T]]) -> list[Span[T]]:
    """The spans cut so that at each instant one is left: the foremost of those that hold then."""
    known = list(spans)
    if len(known) == 1:
        return known
    cuts = sorted(
        {cut for span in known for cut in (span.live_from, span.live_until) if cut is not None}
    )
    pieces: list[Span[T]] = []
    for begins, ends in zip(cuts, [*cuts, None][1:], strict=True):
        holding = [span for span in known if span.holds(begins)]
        if holding:
            best = min(holding, key=lambda span: span.rank)
            pieces.append(replace(best, live_from=begins, live_until=ends))
    return _joined(pieces)


def _joined(pieces: Sequence[Span[T]]) -> list[Span[T]]:
    """Pieces of the same thing that touch are one."""
    joined: list[Span[T]] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.what is piece.what and last.live_until == piece.live_from:
            joined[-1] = replace(last, live_until=piece.live_until)
        else:
            joined.append(piece)
    return joined
