"""Where an introduction begins."""

import re

from meetings.intake.dates import find_days, read_release_line
from meetings.intake.formula import find_formula
from meetings.intake.labels import read_label
from meetings.intake.lines import Line, narrow
from meetings.intake.paragraphs import ends_paragraph

_VERB = re.compile(
    r"\b(?:held|had|has held|met|received|attended|paid|spoke|spoken|made|gave|hosted|conducted"
    r"|took place|co-hosted|co-chaired|exchanged|talked|called|visited|joined|participated|dined"
    r"|convened|will hold|holds?|delivered|welcomed|signed)\b"
    r"|会談|懇談|実施|行いました|行った|行われ|表敬|開催|協議"
)
_PERSON = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|H\.\s?E|Hon|Rt)\b\.?|Honou?rable|Excellency|Majesty|Highness"
    r"|\b(?:Minister|President|Secretary|Chancellor|Premier|Ambassador|Representative|Spokesperson)"
    r"\b|大臣|総理|大統領|長官"
)
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\d:\d\d|\d時", re.IGNORECASE)
CAPTION_START = re.compile(r"\s*[•‣・]?\s*\((?:photo|写真)", re.IGNORECASE)
HEAD_LINES = 60


def find_lead(lines: list[Line]) -> int | None:
    """The line with which the introduction begins: a day or a person, and a verb of meeting."""
    head = _until_first_number(lines[:HEAD_LINES])
    for test in (_leads_alone, _leads_over_lines, _leads_by_person):
        for at in range(head):
            if test(lines[at : at + 6]):
                return at
    return None


def _until_first_number(lines: list[Line]) -> int:
    for at, line in enumerate(lines):
        label = read_label(line.text)
        if label is not None and not label.is_bullet and not read_release_line(line.text):
            return at + 1
    return len(lines)


def _content(line: Line) -> str:
    label = read_label(line.text)
    text = line.text[: 1500 + (label.end if label else 0)]
    text = text[label.end :] if label is not None and label.number <= 1 else text
    return _before_formula(narrow(text))


def _before_formula(text: str) -> str:
    """What follows the closing formula is no part of the introduction."""
    found = find_formula(text)
    return text[: found[0]].rstrip() if found is not None else text


def _leads_alone(block: list[Line]) -> bool:
    return leads(block[0])


def leads(line: Line) -> bool:
    """Whether a line by itself has a day or a clock, and a verb of meeting."""
    text = _content(line)
    if len(text) < 25 or _VERB.search(text) is None or CAPTION_START.match(text):
        return False
    return _has_time(text) and not read_release_line(text)


def _has_time(text: str) -> bool:
    return _CLOCK.search(text) is not None or bool(find_days(text))


def _leads_over_lines(block: list[Line]) -> bool:
    """A lead that the mail broke into several lines."""
    line = block[0]
    text = _content(line)
    if not _has_time(text) or len(text) < 25 or read_release_line(text) or ends_paragraph(text):
        return False
    if CAPTION_START.match(text):
        return False
    joined = [line.text]
    for following in block[1:]:
        if following.after_blank or read_label(following.text) is not None:
            break
        joined.append(following.text)
        if ends_paragraph(following.text):
            break
    return _VERB.search(_before_formula(narrow(" ".join(joined))[:1500])) is not None


def _leads_by_person(block: list[Line]) -> bool:
    text = _before_formula(narrow(block[0].text[:1500]))
    if (
        read_label(text) is not None
        or len(text) < 40
        or CAPTION_START.match(text)
        or not ends_paragraph(text[-1:])
    ):
        return False
    return _PERSON.search(text) is not None and _VERB.search(text) is not None
