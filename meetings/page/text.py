"""Plain text as HTML: paragraphs, links, and dates and sizes in words."""

import re
from datetime import date, datetime
from html import escape

from django.utils import dateformat, translation
from django.utils.safestring import SafeString

# The only markup a text knows: [text](address), and a bare web address.
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]+)\]\((?P<target>(?:https?://|/(?!/))[^\s()]*)\)"
    r"|(?P<bare>https?://[^\s<>\"“”「」、。）]+)"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_CLOSING = ".,;:!?'’"

KILOBYTE, MEGABYTE = 1024, 1024**2


def paragraphs(text: str) -> list[SafeString]:
    """The paragraphs of a plain text as HTML; a blank line begins a new one."""
    parts = _BLANK_LINE.split(text.strip()) if "\n" in text else [text.strip()]
    return [_lines(part) for part in parts if part]


def _lines(part: str) -> SafeString:
    html = linked(part)
    return SafeString(html.replace("\n", "<br>")) if "\n" in html else html


def linked(text: str) -> SafeString:
    """A plain text as HTML in which [text](address) and bare web addresses are links."""
    if "://" not in text and "](" not in text:
        return SafeString(_words(text))
    html: list[str] = []
    end = 0
    for match in _LINK.finditer(text):
        html.append(_words(text[end : match.start()]))
        html.append(_anchor(match))
        end = match.end()
    html.append(_words(text[end:]))
    return SafeString("".join(html))


def _words(text: str) -> str:
    """Words between tags, where quotation marks need no escape."""
    return escape(text, quote=False)


def plain(text: str) -> str:
    """A plain text without the addresses of its links."""
    return _LINK.sub(lambda match: match["text"] or match["bare"], text) if "](" in text else text


def _anchor(match: re.Match[str]) -> str:
    if bare := match["bare"]:
        address = _without_closing(bare)
        return f'<a href="{escape(address)}">{_words(address)}</a>{_words(bare[len(address) :])}'
    return f'<a href="{escape(match["target"])}">{_words(match["text"])}</a>'


def _without_closing(address: str) -> str:
    """Signs that close the sentence, or a bracket opened before it, are not the address's."""
    while address and (
        address[-1] in _CLOSING or (address[-1] == ")" and address.count("(") < address.count(")"))
    ):
        address = address[:-1]
    return address


def printed_day(day: date, language: str = "en") -> str:
    """A day as the ministry prints it: “February 10, 2017”, in Japanese 2017年2月10日."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    if language == "en":
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    with translation.override(language):
        return dateformat.format(day, "j F Y")


def printed_month_day(day: date) -> str:
    """A day of a year that is known already: “February 10”."""
    return f"{_MONTHS[day.month - 1]} {day.day}"


def printed_clock(moment: datetime) -> str:
    """A time of day as the ministry prints it: “11:10 p.m.”."""
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{moment.hour % 12 or 12}:{moment:%M} {half}"


def printed_size(size: int) -> str:
    """A size in bytes as words: “120 KB”, “1.5 MB”."""
    if size < MEGABYTE:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{size / MEGABYTE:.1f} MB"
