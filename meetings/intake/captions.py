"""Captions as printed, with their number and credit given apart."""

import re
from dataclasses import dataclass

from meetings.intake.forms import names_a_form
from meetings.intake.lines import narrow

_CREDIT = re.compile(
    r"\((?:Photo|photo|PHOTO)s?(?: by| credit)?\s?[:：]\s?([^()]{2,80})\)\s*$"
    r"|\((?:写真提供|提供)[:：]\s?([^()]{2,60})\)\s*$"
)
_CREDIT_START = re.compile(r"\((?:Photos?|写真提供|提供)(?: by| credit)?\s?[:：]", re.IGNORECASE)
_NUMBERED_MARK = re.compile(
    r"\((?:photo|写真)\s?(\d{1,2})\)|\((?:photo|写真)\)(\d{1,2})(?!\d)", re.IGNORECASE
)
_MARK = re.compile(r"^[•‣・\s]*\((?:photo|写真)(?:\s?\d{1,2})?\)\d{0,2}\s*", re.IGNORECASE)
_TRAILING = re.compile(r"(?<=[^\d\s(\-])(?:\s?-|\s?)\(?(\d{1,2})\)?\s*$")


@dataclass(frozen=True, slots=True)
class ReadCaption:
    """A caption as printed; `plain` is what is left of it without mark, number and credit."""

    text: str
    number: int | None
    credit: str | None
    plain: str
    line: int = 0


def read_caption(text: str, line: int = 0) -> ReadCaption:
    """Take a printed caption apart."""
    shadow = narrow(text)
    plain, credit = text, None
    found = _CREDIT.search(shadow)
    if found is not None and not _is_title(found.group(1) or found.group(2)):
        at = 1 if found.group(1) else 2
        credit = text[found.start(at) : found.end(at)].strip()
        plain = text[: found.start()].rstrip()
    number, plain = _number(plain)
    return ReadCaption(text, number, credit, plain, line)


def is_credit_alone(text: str) -> bool:
    """Whether a line is nothing but a credit, which belongs to the caption before it."""
    shadow = narrow(text)
    found = _CREDIT.search(shadow)
    return found is not None and found.start() == 0 and read_caption(text).credit is not None


def _is_title(text: str) -> bool:
    return names_a_form(text) and not re.search(r"Office|Ministry|Bureau|Agency|Pool", text)


def _number(text: str) -> tuple[int | None, str]:
    shadow = narrow(text)
    marked = _NUMBERED_MARK.search(shadow)
    mark = _MARK.match(shadow)
    plain = text[mark.end() :] if mark else text
    if marked is not None:
        return int(marked.group(1) or marked.group(2)), plain
    trailing = _TRAILING.search(narrow(plain))
    if trailing is None:
        return None, plain
    return int(trailing.group(1)), plain[: trailing.start()].rstrip()
