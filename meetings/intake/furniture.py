"""Web furniture: what a page shows around a readout and is no part of it."""

import re
from collections.abc import Sequence

from meetings.intake.lines import Line, narrow

_BACK = re.compile(r"Back to (?:the )?[A-Z][^.!?\n]{0,90}(?<![.,;:])$")
_ALWAYS = re.compile(
    r"(?:Page ?Top|Top of (?:the )?[Pp]age|Back to (?:the )?[Tt]op|Print(?: this page)?|Tweet"
    r"|Share(?: this)?|Like|Skip to (?:the )?(?:main )?content|Facebook|Twitter|LINE|印刷|ツイート"
    r"|このページ(?:の先頭|のトップ)(?:へ戻る)?|Distributed by .{1,80})$"
    r"|Home\s?[>›»].{0,150}$|Date:?$|Hits?\s?:?\s?\d{1,9}$"
)
_SWITCH = re.compile(r"[(\[]?(?:Japanese|English|日本語|英語)(?: (?:version|page))?[)\]]?$")
_BUREAU = re.compile(
    r"(?:The )?Ministry of Foreign Affairs(?: of [A-Z]\w+)?$"
    r"|[A-Z][\w, -]{2,60}(?:Bureau|Department|Division)$|外務省$"
)
_FIRST_SIGNS = frozenset("BPTSLFHD印ツこ")
_CUT = ("Ba", "Bac", "Back", "Back t", "Back to")


def is_furniture(line: Line, *, in_head: bool) -> bool:
    """Whether a line is furniture by its own words, wherever it stands."""
    if len(line.text) > 160:
        return False
    if line.text.endswith("戻る") and len(line.text) < 60:
        return True
    if line.text[0] in _FIRST_SIGNS and (_ALWAYS.match(line.text) or _BACK.match(line.text)):
        return True
    return in_head and bool(_SWITCH.match(line.text) or _BUREAU.match(line.text))


def is_cut_off(lines: Sequence[Line]) -> bool:
    """Whether the last line is the beginning of a "Back to …" that was cut in copying."""
    if not lines or lines[-1].text not in _CUT:
        return False
    return len(lines) == 1 or lines[-2].text not in _CUT


def named_by_back_line(lines: Sequence[Line]) -> str | None:
    """The relation line that a "Back to …" repeats, narrowed."""
    for line in reversed(lines):
        if line.text.startswith("Back to ") and _BACK.match(line.text):
            return narrow(line.text[len("Back to ") :].strip())
    return None
