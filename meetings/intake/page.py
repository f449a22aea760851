"""The parts of a page in their order: head, captions, introduction, rows, what is left out."""

from meetings.intake.captions import ReadCaption, read_caption
from meetings.intake.formula import find_formula
from meetings.intake.furniture import is_cut_off, is_furniture, named_by_back_line
from meetings.intake.head import read_head
from meetings.intake.labels import NEEDS_ORDER, read_label
from meetings.intake.lines import Extent, Line, Page
from meetings.intake.opening import CAPTION_START, HEAD_LINES, find_lead, leads
from meetings.intake.outline import Outline
from meetings.intake.paragraphs import ends_paragraph, special_kind
from meetings.intake.parts import Parts, whole

_FORMULA_REACH = 6_000


def read_parts(page: Page) -> Parts:
    """Find the parts of a page; every line goes to one of them."""
    parts = Parts()
    lines = _leave_out_furniture(page, parts)
    lead = find_lead(lines)
    head, body = _divide(lines, lead)
    read_head(head, parts, named_by_back_line(page.lines))
    _read_body(page, body, parts, has_lead=lead is not None)
    return parts


def caption_of(page: Page, extent: Extent) -> ReadCaption:
    """Read one caption out of its stretch of text."""
    return read_caption(page.render(extent), page.line_number(extent.spans[0][0]))


def _leave_out_furniture(page: Page, parts: Parts) -> list[Line]:
    """What was left out between two lines parts them as a blank line does."""
    kept: list[Line] = []
    in_head = True
    parted = False
    for line in page.lines:
        in_head = in_head and line.number < HEAD_LINES and not leads(line)
        if is_furniture(line, in_head=in_head):
            parts.left_out.append(whole(line))
            parted = True
        else:
            kept.append(line._replace(after_blank=True) if parted and kept else line)
            parted = False
    if is_cut_off(kept):
        parts.left_out.append(whole(kept.pop()))
    return _joined(page, kept)


def _joined(page: Page, lines: list[Line]) -> list[Line]:
    """Put a label that stands alone together with the line below it."""
    joined: list[Line] = []
    for line in lines:
        with_label = _with_label(page, joined[-1], line) if joined else None
        if with_label is not None:
            joined[-1] = with_label
        else:
            joined.append(line if joined else line._replace(after_blank=False))
    return joined


def _with_label(page: Page, last: Line, line: Line) -> Line | None:
    if len(last.text) > 20 or page.text[last.end : line.start].strip():
        return None
    label = read_label(last.text)
    if label is None or label.end < len(last.text):
        return None
    if label.style in NEEDS_ORDER and label.number != 1:
        return None
    if read_label(line.text) is not None or special_kind(line.text) is not None:
        return None
    text = page.text[last.start : line.end]
    if read_label(text) != label:
        return None
    return Line(last.number, last.start, line.end, text, last.after_blank)


def _divide(lines: list[Line], lead: int | None) -> tuple[list[Line], list[Line]]:
    if lead is not None:
        return lines[:lead], lines[lead:]
    for at, line in enumerate(lines[:HEAD_LINES]):
        sentence = len(line.text) > 40 and ends_paragraph(line.text[-1:])
        label = read_label(line.text)
        if label is not None or (sentence and not CAPTION_START.match(line.text)):
            return lines[:at], lines[at:]
    return lines[:HEAD_LINES], lines[HEAD_LINES:]


def _read_body(page: Page, lines: list[Line], parts: Parts, *, has_lead: bool) -> None:
    if not lines:
        return
    first = read_label(lines[0].text)
    if first is not None and not (has_lead and first.number == 1):
        parts.rows = Outline(lines).read()
        return
    parts.lead_label = first.number if first is not None else None
    lead_label = first if has_lead else None
    parts.line = lines[0].number
    region = _region(lines)
    rest = lines[region:]
    opening = _close(page, lines[:region], parts)
    if opening is None:
        opening = _cut_first_paragraph(lines[:region], parts)
    parts.rows = Outline([*opening, *rest], lead_label).read()


def _region(lines: list[Line]) -> int:
    """How many lines stand before the first labelled row."""
    for at in range(1, len(lines)):
        label = read_label(lines[at].text)
        if label is not None and not _is_broken_list(lines[at - 1], lines[at]):
            return at
    return len(lines)


def _is_broken_list(before: Line, line: Line) -> bool:
    return not line.after_blank and not ends_paragraph(before.text) and len(before.text) > 40


def _close(page: Page, lines: list[Line], parts: Parts) -> list[Line] | None:
    """Split the introduction at its closing formula; give what follows it, or None."""
    start = lines[0].start
    end = min(lines[-1].end, start + _FORMULA_REACH)
    found = find_formula(page.narrow[start:end])
    if found is None or not _says_something(page.text[start : start + found[0]]):
        return None
    opens, closes = start + found[0], start + found[1]
    parts.introduction = _cut(lines, start, opens)
    parts.closing = _cut(lines, opens, closes)
    return _after(page, lines, closes)


def _says_something(before: str) -> bool:
    return not before.strip() or len(before.split(None, 3)) > 2 or len(before) > 20


def _cut(lines: list[Line], start: int, end: int) -> Extent:
    spans = []
    for line in lines:
        left, right = max(line.start, start), min(line.end, end)
        if left < right:
            spans.append((left, right))
    return Extent(tuple(spans))


def _after(page: Page, lines: list[Line], closes: int) -> list[Line]:
    after = []
    for line in lines:
        if line.end <= closes:
            continue
        text = page.text[max(line.start, closes) : line.end]
        if not text.strip():
            continue
        if line.start >= closes:
            after.append(line)
        else:
            start = line.end - len(text.lstrip())
            after.append(Line(line.number, start, line.end, text.strip(), True))
    return after


def _cut_first_paragraph(lines: list[Line], parts: Parts) -> list[Line]:
    """Without a formula the introduction is the first paragraph."""
    at = 1
    while at < len(lines) and not lines[at].after_blank and not ends_paragraph(lines[at - 1].text):
        at += 1
    parts.introduction = Extent(tuple((line.start, line.end) for line in lines[:at]))
    return lines[at:]
