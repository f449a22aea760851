"""The flat outline: lines under the introduction become rows with label, depth and heading."""

from collections.abc import Sequence

from meetings.intake.labels import LOOSE, NEEDS_ORDER, Label, as_letter, read_label
from meetings.intake.lines import Extent, Line
from meetings.intake.nesting import Nesting
from meetings.intake.paragraphs import ends_paragraph, says_who_was_there, special_kind
from meetings.intake.refusal import refuse_if_too_many
from meetings.intake.rows import Row, may_head


class Outline:
    """Reads body lines one after another and keeps the rows."""

    def __init__(self, lines: Sequence[Line], lead_label: Label | None = None) -> None:
        self.lines = lines
        self.rows: list[Row] = []
        self._nesting = Nesting(lead_label)
        self._labelled = False
        self._went_on = False
        self._under_lead = lead_label is not None
        self._unnumbered = self._has_unnumbered_headings()
        self._any_rows = self._unnumbered or any(read_label(line.text) for line in lines)

    def read(self) -> list[Row]:
        """Give the rows in order; raises `Refused` when there are too many."""
        for index, line in enumerate(self.lines):
            self._take(index, line)
            refuse_if_too_many(len(self.rows))
        self._raise_points_of_lead()
        self._settle_headings()
        return self.rows

    def _take(self, index: int, line: Line) -> None:
        label = self._label(line)
        self._went_on = label is not None and self._goes_on(index, line, label)
        if label is not None and not self._went_on:
            self._open(line, label)
            return
        kind = special_kind(line.text)
        if kind is not None:
            self.rows.append(Row(kind, line.number, body=[line]))
        elif self._awaits_words():
            self.rows[-1].body.append(line)
        elif self._is_bare_heading(index):
            self._open_heading(line)
        elif self._labelled and self.rows:
            self.rows[-1].body.append(line)
        else:
            self._add_paragraph(line)

    def _awaits_words(self) -> bool:
        return bool(self.rows) and self.rows[-1].label is not None and not self.rows[-1].body

    def _add_paragraph(self, line: Line) -> None:
        """Before the first label, or on a page without labels, each paragraph is a row."""
        last = self.rows[-1] if self.rows else None
        if last is not None and not line.after_blank and not ends_paragraph(last.body[-1].text):
            last.body.append(line)
            return
        if last is not None and not self._any_rows and special_kind(last.body[0].text):
            last.body.append(line)
            return
        kind = "attendance" if says_who_was_there(line.text) else "preamble"
        if kind == "preamble" and not self._any_rows:
            kind = "item"
        self.rows.append(Row(kind, line.number, body=[line]))

    def _label(self, line: Line) -> Label | None:
        label = read_label(line.text)
        if label is None:
            return None
        letter = as_letter(label, line.text)
        if (
            letter is not label
            and self._nesting.is_next(letter)
            and not self._nesting.is_next(label)
        ):
            label = letter
        if label.style in NEEDS_ORDER and not self._nesting.is_plausible(label):
            return None
        return label

    def _goes_on(self, index: int, line: Line, label: Label) -> bool:
        """Tell a line that was broken inside "(1) trade, (2) investment" from an item."""
        if index == 0 or line.after_blank or label.is_bullet or label.style == "n":
            return False
        before = self.lines[index - 1].text
        if ends_paragraph(before) or self._is_headed():
            return False
        sign = line.text[: label.end].strip()
        earlier = _with_number(sign, label, label.number - 1)
        if label.number > 1:
            at = before.find(earlier)
            return at > 4 or (at == 0 and self._went_on)
        later = _with_number(sign, label, 2)
        return label.number == 1 and len(before) > 40 and line.text.find(later, label.end) > 0

    def _is_headed(self) -> bool:
        """Whether a heading stands right above."""
        return bool(self.rows) and len(self.rows[-1].body) == 1 and self.rows[-1].looks_headed

    def _open(self, line: Line, label: Label) -> None:
        sign_end = line.start + label.end
        row = Row("item", line.number, label, Extent(((line.start, sign_end),)))
        rest = _rest(line, label.end)
        if rest is not None and special_kind(rest.text) == "note":
            row.kind = "note"
        self._nesting.enter(row, label)
        self.rows.append(row)
        self._labelled = True
        if rest is not None:
            self._take_rest(rest, label)

    def _take_rest(self, rest: Line, label: Label) -> None:
        """What stands after a label on its line: another label, or the row's first words."""
        chained = self._label(rest)
        if chained is not None and chained.style not in (label.style, "n"):
            self._open(rest, chained)
        else:
            self.rows[-1].body.append(rest)

    def _has_unnumbered_headings(self) -> bool:
        """Whether the body begins with a heading of its own, and numbers only points below."""
        if len(self.lines) < 2 or read_label(self.lines[0].text) is not None:
            return False
        if special_kind(self.lines[0].text) or not self._heading_at(0):
            return False
        return not self._heading_at(1)

    def _is_bare_heading(self, index: int) -> bool:
        if not self._unnumbered or not self._heading_at(index):
            return False
        if index == 0:
            return True
        if self._nesting.is_numbered or index + 1 >= len(self.lines):
            return False
        return not self._heading_at(index + 1) and not special_kind(self.lines[index + 1].text)

    def _heading_at(self, index: int) -> bool:
        line = self.lines[index]
        if read_label(line.text) is not None or special_kind(line.text):
            return False
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if index and not line.after_blank and not ends_paragraph(self.lines[index - 1].text):
            return False
        return may_head(line, following)

    def _open_heading(self, line: Line) -> None:
        row = Row("item", line.number, body=[line], is_bare_heading=True)
        self._nesting.open_heading(row)
        self.rows.append(row)
        self._labelled = True

    def _raise_points_of_lead(self) -> None:
        """Points of a lead that is item 1 have no row above them."""
        for row in self.rows:
            if row.label is not None and row.level == 0:
                return
            row.depth = max(row.depth - 1, 0) if self._under_lead else row.depth

    def _settle_headings(self) -> None:
        """A short first line heads what follows it; alone it does so if its like do."""
        headed = set()
        for index, row in enumerate(self.rows):
            if self._has_more(index) and row.looks_headed:
                headed.add((row.depth, _style(row)))
        for index, row in enumerate(self.rows):
            if row.kind != "item" or (row.label is None and not row.is_bare_heading):
                continue
            if not row.looks_headed:
                continue
            if self._has_more(index) or (row.depth, _style(row)) in headed:
                first = row.body.pop(0)
                row.heading = Extent(((first.start, first.end),))

    def _has_more(self, index: int) -> bool:
        row = self.rows[index]
        below = index + 1 < len(self.rows) and self.rows[index + 1].depth > row.depth
        if row.label is not None and row.label.is_bullet:
            return below
        return below or len(row.body) > 1


def _with_number(sign: str, label: Label, number: int) -> str:
    """The label that another number would have had: "(B)" with 1 is "(A)"."""
    if label.style.strip("().")[:1] in ("a", "A"):
        letters = [at for at, each in enumerate(sign) if each.isalpha()]
        at = letters[0]
        return sign[:at] + chr(ord(sign[at]) + number - label.number) + sign[at + 1 :]
    return sign.replace(str(label.number), str(number))


def _style(row: Row) -> str:
    return LOOSE.get(row.label.style, row.label.style) if row.label else "heading"


def _rest(line: Line, at: int) -> Line | None:
    text = line.text[at:]
    stripped = text.strip()
    if not stripped:
        return None
    start = line.start + at + len(text) - len(text.lstrip())
    return Line(line.number, start, line.end, stripped, False)
