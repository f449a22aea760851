"""Labels at the start of a line: "1", "(2)", "A.", "• (1)", "１．", "ア"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.intake.lines import narrow

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
IN_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
WITH_STOP = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
KANA = "アイウエオカキクケコサシスセソタチツテト"
KANJI = "一二三四五六七八九十"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WORD_LIKE = r"(?:[A-Z“\"'(\[‘「『【À-Þ\u3040-\u30ff\u4e00-\u9fff]|\d{1,2}月)"

BULLETS = "•‣◦●○■□▪▫◆◇∙・·-–—*°"
BULLET = re.compile(r"(?:[•‣◦●○■□▪▫◆◇∙・·](?:\s+|(?=\S)|$)|[-–—*°](?:\s+|$))")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("n.n", re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})\.?(?=\s+{_WORD_LIKE}|\s*$)")),
    ("n.", re.compile(r"(\d{1,3})\.(?!\d)")),
    ("n)", re.compile(r"(\d{1,3})\)")),
    ("(n)", re.compile(r"\(\s?(\d{1,3})\s?\)")),
    ("n、", re.compile(r"(\d{1,3})、")),
    ("n", re.compile(rf"(\d{{1,2}})(?=\s+{_WORD_LIKE}|\s*$)")),
    ("n", re.compile(r"(\d{1,2})(?=[\u3040-\u30ff\u4e00-\u9fff])")),
    ("(i)", re.compile(r"\(([ivx]{1,4})\)")),
    ("(I)", re.compile(r"\(([IVX]{2,4})\)")),
    ("(a)", re.compile(r"\(([a-z])\)")),
    ("(A)", re.compile(r"\(([A-Z])\)")),
    ("(ア)", re.compile(rf"\(([{KANA}])\)")),
    ("(一)", re.compile(rf"\(([{KANJI}])\)")),
    ("i.", re.compile(r"([ivx]{2,4}|i)[.)](?=\s|$)")),
    ("I.", re.compile(r"([IVX]{2,4}|I)\.(?=\s|$)")),
    ("a.", re.compile(r"([a-z])\.(?=\s|$)")),
    ("A.", re.compile(r"([A-Z])\.(?=\s+(?![A-Z]\.)|$)")),
    ("a)", re.compile(r"([a-z])\)")),
    ("A)", re.compile(r"([A-Z])\)")),
    ("①", re.compile(rf"([{CIRCLED}])")),
    ("⑴", re.compile(rf"([{IN_BRACKETS}])")),
    ("⒈", re.compile(rf"([{WITH_STOP}])")),
    ("Ⅰ", re.compile(rf"([{ROMAN_SIGNS}])[.．、]?")),
    ("ア", re.compile(rf"([{KANA}])(?=\s|[、.．)]|$)[、.．)]?")),
    ("一", re.compile(rf"([{KANJI}])(?=\s|、|$)、?")),
)
_REACH = 32
# A quick look before the patterns: most lines begin with a word.
_MAYBE = re.compile(
    rf"[^\w]|\d|[０-９]|[A-Za-zＡ-Ｚａ-ｚ]{{1,4}}[.)．）]|[{CIRCLED}{IN_BRACKETS}{WITH_STOP}{ROMAN_SIGNS}"
    rf"{KANA}{KANJI}]"
)
# What a slip of the pen may turn into one another: "1 Heading", then "2. Paragraph".
LOOSE = {
    "n": "n",
    "n.": "n",
    "n)": "n",
    "n、": "n",
    "⒈": "n",
    "(n)": "(n)",
    "⑴": "(n)",
    "i.": "i",
    "I.": "I",
    "a.": "a",
    "a)": "a",
    "A.": "A",
    "A)": "A",
}
# A figure or letter that might as well begin a sentence counts only where it is next in order.
NEEDS_ORDER = {"n", "n.n", "i.", "I.", "a.", "A.", "a)", "A)", "(i)", "(I)", "ア", "一"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands in a line: its style, its number, and how far it reaches."""

    style: str
    number: int
    end: int
    doubled: bool = False

    @property
    def is_bullet(self) -> bool:
        """Whether nothing but a bullet marks the row."""
        return self.style in BULLETS


def read_label(line: str) -> Label | None:
    """Find the label at the start of a stripped line; None for a plain line."""
    if _MAYBE.match(line) is None:
        return None
    return _read_start(line if len(line) <= _REACH else f"{line[:_REACH]}x")


@lru_cache(maxsize=8192)
def _read_start(start: str) -> Label | None:
    """A label reaches no further than this; lines that begin alike are looked at once."""
    shadow = narrow(start)
    bullet = BULLET.match(shadow)
    offset = bullet.end() if bullet else 0
    label = _numbered(shadow[offset:]) if _may_follow(bullet, shadow) else None
    if label is not None:
        return Label(label.style, label.number, offset + label.end, label.doubled)
    if bullet is None:
        return None
    return Label(bullet.group().strip()[:1], 0, offset)


def _may_follow(bullet: re.Match[str] | None, shadow: str) -> bool:
    """A plain figure after a dash is a figure: "- 30 ministers"."""
    if bullet is None:
        return True
    return re.match(r"\(|\w{1,3}[.)]", shadow[bullet.end() :]) is not None


def _numbered(shadow: str) -> Label | None:
    for style, form in _FORMS:
        match = form.match(shadow)
        if match is None or _is_date(style, shadow, match):
            continue
        number = _number(style, match.group(1))
        if number is None:
            continue
        return _with_double(style, number, shadow, match, form)
    return None


def _with_double(
    style: str, number: int, shadow: str, match: re.Match[str], form: re.Pattern[str]
) -> Label:
    """Take "2. 2." for one label, printed twice."""
    rest = shadow[match.end() :]
    space = len(rest) - len(rest.lstrip())
    again = form.match(rest.lstrip())
    if again is None or again.group(1) != match.group(1) or style == "n":
        return Label(style, number, match.end())
    return Label(style, number, match.end() + space + again.end(), doubled=True)


def _is_date(style: str, shadow: str, match: re.Match[str]) -> bool:
    """Tell "10 February" and "2月" from an item's number."""
    if style != "n":
        return False
    rest = shadow[match.end() :].lstrip()
    return rest.startswith(tuple(_MONTHS)) or rest[:1] in tuple("年月日時分国人か")


def _number(style: str, sign: str) -> int | None:
    if style == "n.n":
        return int(sign.rsplit(".", 1)[1])
    if style in ("n", "n.", "n)", "(n)", "n、"):
        return int(sign)
    if style in ("(i)", "i.", "(I)", "I."):
        return ROMAN.index(sign.lower()) + 1 if sign.lower() in ROMAN else None
    for signs in (CIRCLED, IN_BRACKETS, WITH_STOP, ROMAN_SIGNS, KANA, KANJI):
        if sign in signs:
            return signs.index(sign) + 1
    return ord(sign.lower()) - ord("a") + 1


def as_letter(label: Label, line: str) -> Label:
    """Read "(i)" after "(h)" as the letter; other labels stay what they are."""
    if label.style not in ("(i)", "i.", "(I)", "I."):
        return label
    letters = [sign for sign in narrow(line[: label.end]) if sign.isalpha()]
    if len(letters) != 1:
        return label
    style = label.style.replace("i", "a").replace("I", "A")
    return Label(style, ord(letters[0].lower()) - ord("a") + 1, label.end)
