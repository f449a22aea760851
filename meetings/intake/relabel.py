"""New numbers for labels that are out of order, each in the style in which it is printed."""

import re
from collections.abc import Sequence

from meetings.intake.labels import (
    CIRCLED,
    IN_BRACKETS,
    KANA,
    KANJI,
    ROMAN,
    ROMAN_SIGNS,
    WITH_STOP,
    Label,
    as_letter,
    read_label,
)

_TABLES = (CIRCLED, IN_BRACKETS, WITH_STOP, ROMAN_SIGNS, KANA, KANJI)
_SIGN = re.compile(rf"[0-9]+|[０-９]+|[A-Za-z]+|[{''.join(_TABLES)}]")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LETTERS = frozenset({"(a)", "(A)", "a.", "A.", "a)", "A)"})
_ROMAN_STYLES = frozenset({"(i)", "(I)", "i.", "I."})

Row = tuple[str, int, bool]
"""A row's label, its depth from 0, and whether it is stored: a new row may lack its label."""


def relabelled(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """The labels as they would stand in order, and the ranges that would change: “(1)–(4)”.

    Rows under one parent are counted from 1 where all their labels are of one style; others, and
    stored rows without a label, stay as they are.
    """
    labels = [label for label, _, _ in rows]
    ranges = []
    for series in _series(rows):
        wanted = _wanted([labels[at] for at in series])
        if wanted and wanted != [labels[at] for at in series]:
            ranges.append(f"{wanted[0]}–{wanted[-1]}")
            for at, label in zip(series, wanted, strict=True):
                labels[at] = label
    return labels, ranges


def _series(rows: Sequence[Row]) -> list[list[int]]:
    """The places of rows that are counted together: under one parent, at one depth."""
    found: dict[tuple[int, int], list[int]] = {}
    above: dict[int, int] = {}
    for at, (label, depth, is_stored) in enumerate(rows):
        above = {level: row for level, row in above.items() if level < depth}
        if label or not is_stored:
            parent = above[max(above)] if above else -1
            found.setdefault((parent, depth), []).append(at)
        above[depth] = at
    return list(found.values())


def _wanted(labels: list[str]) -> list[str]:
    """The labels from 1 on, in the style of the first; none where the styles differ."""
    known = [(text, read_label(text)) for text in labels if text]
    if any(label and label.style in _LETTERS for _, label in known):
        # Beside other letters, (i) is one.
        known = [(text, label and as_letter(label, text)) for text, label in known]
    firsts = {_written(text, label, 1) for text, label in known}
    if len(firsts) != 1 or None in firsts:
        return []
    wanted = [_written(*known[0], number) for number in range(1, len(labels) + 1)]
    return [] if None in wanted else [label for label in wanted if label]


def _written(text: str, label: Label | None, number: int) -> str | None:
    """A label with another number; None where its style does not reach so far."""
    if label is None or label.is_bullet or label.doubled or label.end < len(text.rstrip()):
        return None
    *_, found = _SIGN.finditer(text)
    sign = _sign(label, found.group(), number)
    return text[: found.start()] + sign + text[found.end() :] if sign else None


def _sign(label: Label, sign: str, number: int) -> str:
    for table in _TABLES:
        if sign in table:
            return table[number - 1 : number]
    if sign.isdecimal():
        return str(number) if sign.isascii() else str(number).translate(_WIDE)
    if label.style in _ROMAN_STYLES:
        roman = "".join(ROMAN[number - 1 : number])
        return roman.upper() if sign.isupper() else roman
    return chr(ord("A" if sign.isupper() else "a") + number - 1) if number <= 26 else ""
