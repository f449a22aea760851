"""What stands above the introduction: relation line, title, day of release, captions."""

import re

from meetings.intake.captions import is_credit_alone
from meetings.intake.dates import read_release_line
from meetings.intake.forms import names_a_form
from meetings.intake.lines import Line, narrow
from meetings.intake.opening import CAPTION_START
from meetings.intake.parts import Parts, whole

_RELATION = re.compile(
    r"[\w .,'&()\-–]{1,80}\bRelations$|Press Releases?$|Countries (?:&|and) Regions$|.{1,20}関係$"
    r"|報道発表$"
)
_TELLS = re.compile(r"\b(?:with|speaks|meets|visits|holds|hosts|attends|calls|receives)\b")


def read_head(lines: list[Line], parts: Parts, back: str | None) -> None:
    """Enter relation line, title, day of release and captions; `back` is what "Back to" names."""
    dated = next(
        (at for at, line in enumerate(lines) if read_release_line(narrow(line.text))), None
    )
    if dated is not None:
        line = lines[dated]
        parts.released = whole(line)
        parts.released_day = read_release_line(narrow(line.text))
    before = lines[: dated if dated is not None else len(lines)]
    after = lines[dated + 1 :] if dated is not None else []
    rest = _read_names(before, parts, back, dated=dated is not None)
    _read_captions([*rest, *after], parts)


def _read_names(lines: list[Line], parts: Parts, back: str | None, *, dated: bool) -> list[Line]:
    """The relation line and the title stand above the day of release."""
    rest = list(lines)
    if rest and _is_relation(rest[0].text, back, alone=len(rest) == 1 and dated):
        parts.relation = whole(rest.pop(0))
    if rest and _is_title(rest[0].text, dated=dated, alone=len(rest) == 1):
        parts.title = whole(rest.pop(0))
    elif rest and dated and not parts.relation and not CAPTION_START.match(rest[0].text):
        parts.relation = whole(rest.pop(0))
        if rest and _is_title(rest[0].text, dated=dated, alone=len(rest) == 1):
            parts.title = whole(rest.pop(0))
    return rest


def _is_relation(text: str, back: str | None, *, alone: bool) -> bool:
    shadow = narrow(text)
    if _RELATION.match(shadow) or shadow == back:
        return True
    return (
        alone
        and not _TELLS.search(shadow)
        and not names_a_form(shadow)
        and not CAPTION_START.match(shadow)
    )


def _is_title(text: str, *, dated: bool, alone: bool) -> bool:
    if CAPTION_START.match(text) or len(text) > 250:
        return False
    return names_a_form(narrow(text)) or (dated and alone)


def _read_captions(lines: list[Line], parts: Parts) -> None:
    for line in lines:
        credit = is_credit_alone(line.text)
        if credit and parts.captions and len(parts.captions[-1].spans) == 1:
            parts.captions[-1] += whole(line)
        else:
            parts.captions.append(whole(line))
