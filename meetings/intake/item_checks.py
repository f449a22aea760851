"""What is doubtful about the rows: labels doubled, restarted, missing; paragraphs twice."""

import re
from collections.abc import Iterator, Sequence

from meetings.intake.reading import Finding, ReadItem
from meetings.intake.rows import Row

_LONG_ENOUGH = 100
_NEXT_TO_EACH_OTHER = 20


def check_items(
    items: Sequence[ReadItem], lead_label: int | None, rows: Sequence[Row]
) -> list[Finding]:
    """Check labels and paragraphs; one finding of a kind, which names the first case."""
    return [
        *_check_doubled(rows, items),
        *_check_order(rows, items, lead_label),
        *_check_paragraphs(items),
    ]


def _check_doubled(rows: Sequence[Row], items: Sequence[ReadItem]) -> Iterator[Finding]:
    for row, item in zip(rows, items, strict=True):
        if row.label is not None and row.label.doubled:
            yield Finding("label_doubled", f"The label “{item.label}” stands twice.", item.line)


def _check_order(
    rows: Sequence[Row], items: Sequence[ReadItem], lead_label: int | None
) -> Iterator[Finding]:
    """Each row's number against the one before it under the same parent."""
    last: dict[int, int] = {0: lead_label} if lead_label else {}
    for row, item in zip(rows, items, strict=True):
        last = {level: number for level, number in last.items() if level <= row.level}
        if row.label is None or row.label.is_bullet:
            continue
        before = last.get(row.level)
        number = row.label.number
        last[row.level] = number
        finding = _out_of_order(before, number, item)
        if finding is not None and not (before == lead_label and number == 1):
            yield finding


def _out_of_order(before: int | None, number: int, item: ReadItem) -> Finding | None:
    expected = 1 if before is None else before + 1
    if number == expected:
        return None
    if number == 1:
        return Finding(
            "label_restarts",
            "The numbering begins again at 1; the rows go on in"
            " order, and the labels stay as printed.",
            item.line,
        )
    if before is None:
        return Finding("label_gap", f"The numbering begins at “{item.label}”.", item.line)
    if number > expected:
        message = f"“{item.label}” follows number {before}: a number is missing."
        return Finding("label_gap", message, item.line)
    message = f"“{item.label}” comes after number {before}."
    return Finding("label_out_of_order", message, item.line)


def _check_paragraphs(items: Sequence[ReadItem]) -> Iterator[Finding]:
    seen: set[str] = set()
    before = ""
    for item in items:
        for paragraph in item.text.split("\n"):
            words = re.sub(r"\W+", " ", paragraph).strip().casefold()
            again = len(words) >= _LONG_ENOUGH and words in seen
            if again or (len(words) >= _NEXT_TO_EACH_OTHER and words == before):
                yield Finding(
                    "paragraph_doubled",
                    f"This paragraph stands twice: “{_short(paragraph)}”.",
                    item.line,
                )
            seen.add(words)
            before = words or before


def _short(paragraph: str) -> str:
    return paragraph if len(paragraph) <= 60 else f"{paragraph[:60]}…"
