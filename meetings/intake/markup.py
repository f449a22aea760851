"""Clipboard HTML to text: Word, Outlook and web pages; numbered lists become labels again."""

import re
from html.parser import HTMLParser

from meetings.intake.refusal import MAX_MARKUP_BYTES, Refused

_BLOCKS = frozenset(
    "p div section article header footer main aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd "
    "blockquote pre table thead tbody tr figure figcaption hr form fieldset address body "
    "details summary caption".split()
)
_SPACED = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl hr".split())
_SILENT = frozenset("script style head title template noscript object svg math select".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What Word's symbol fonts call a bullet, by the character its clipboard holds.
_BULLETS = {
    "·": "•",
    "\uf0b7": "•",
    "o": "◦",
    "§": "▪",
    "\uf0a7": "▪",
    "Ø": "•",
    "\uf0d8": "•",
    "ü": "•",
    "\uf0fc": "•",
}
_MARKS = ("•", "◦", "▪", "")
_NUMERALS = ("1", "(1)", "a", "(a)")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_MSO_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_CONDITION = re.compile(r"<!\[[^>]{0,200}>|<!--\[if[^>]{0,200}>|<!\[endif\]-->")
_FRAGMENT = re.compile(r"<!--(Start|End)Fragment-->")


def read_html(markup: str) -> str:
    """Give the plain text of HTML as a clipboard holds it, ready for `read`.

    Raises `Refused` for more than 8 MB of markup.
    """
    if len(markup) > MAX_MARKUP_BYTES:
        raise Refused("This page is larger than 8 MB. Paste the readout's part of it.")
    writer = _Writer()
    writer.feed(_closed(_fragment(markup)))
    writer.close()
    return writer.text()


def _fragment(markup: str) -> str:
    """What was selected, where the clipboard says so."""
    start = markup.find("<!--StartFragment-->")
    end = markup.rfind("<!--EndFragment-->")
    return markup[start:end] if 0 <= start < end else markup


def _closed(markup: str) -> str:
    """Take comments and conditions out, and make what is never closed plain text.

    The parser looks for the end of an open comment again at every sign; that takes for ever.
    """
    markup = _CONDITION.sub("", _FRAGMENT.sub("", markup))
    parts = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0:
        end = markup.find("-->", start + 4)
        parts.append(markup[at:start])
        if end < 0:
            at = start + 4
            break
        at = end + 3
    rest = markup[at:]
    if "<!--" in rest:
        rest = rest.replace("<!--", "&lt;!--")
    text = "".join(parts) + rest
    text = re.sub(r"<(?=[!?])", "&lt;", re.sub(r"<[!?][^<>]{0,500}>", "", text))
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", "&lt;")


class _List:
    """An open list: how its labels look and how far it has counted."""

    def __init__(self, style: str, start: int, above: "_List | None" = None) -> None:
        self.style = style
        self.number = start
        self.numbered: int = (above.numbered if above else 0) + (style not in _MARKS)
        self.bulleted: int = (above.bulleted if above else 0) + (style in _MARKS)

    def next_label(self, value: str | None) -> str:
        if value and value.lstrip("-").isdigit():
            self.number = min(int(value), 9999)
        label = _label(self.style, self.number)
        self.number += 1
        return label


def _label(style: str, number: int) -> str:
    if style in _MARKS:
        return style
    sign = str(number)
    if "a" in style.lower() and 0 < number < 27:
        sign = chr(ord("a") + number - 1)
    elif "i" in style.lower() and 0 < number < 40:
        sign = _roman(number)
    sign = sign.upper() if style.strip("()") in ("A", "I") else sign
    return f"({sign})" if style.startswith("(") else f"{sign}."


def _roman(number: int) -> str:
    signs = ""
    for sign, value in _ROMAN:
        while number >= value:
            signs += sign
            number -= value
    return signs


class _Writer(HTMLParser):
    """Writes lines: one for a block, a blank one around paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._lists: list[_List] = []
        self._open: list[tuple[str, bool]] = []
        self._silence = 0
        self._preformatted = 0
        self._label = ""
        self._mso_label: list[str] | None = None
        self._mso_depth = 0

    def text(self) -> str:
        """The lines written so far."""
        self._end_line()
        joined = "\n".join(self._lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip("\n") + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._void(tag, attributes)
            return
        silent = tag in _SILENT or _HIDDEN.search(attributes.get("style", "")) is not None
        silent = silent or attributes.get("aria-hidden") == "true" or "hidden" in attributes
        self._open.append((tag, silent))
        self._silence += silent
        if self._silence:
            return
        if _MSO_LABEL.search(attributes.get("style", "")) and self._mso_label is None:
            self._mso_label, self._mso_depth = [], len(self._open)
        if tag in _BLOCKS:
            self._end_line(blank=tag in _SPACED and not self._lists)
        self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(self._list(tag, attributes))
        elif tag == "li":
            current = self._lists[-1] if self._lists else _List("•", 1)
            self._label = current.next_label(attributes.get("value"))
        elif tag == "pre":
            self._preformatted += 1
        elif tag in ("td", "th") and self._line:
            self._line.append(" ")

    def _list(self, tag: str, attributes: dict[str, str]) -> _List:
        depth = self._lists[-1].numbered if self._lists else 0
        above = self._lists[-1] if self._lists else None
        start = attributes.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 5 else 1
        stated = _LIST_STYLE.search(attributes.get("style", ""))
        css = stated.group(1).lower() if stated else ""
        if css == "none":
            return _List("", number, above)
        if tag == "ul":
            bullets = above.bulleted if above else 0
            return _List("•◦▪"[min(bullets, 2)], number, above)
        style = attributes.get("type") or _css_numeral(css)
        return _List(
            style if style in ("a", "A", "i", "I") else _NUMERALS[min(depth, 3)], number, above
        )

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open[-40:]):
            return
        while self._open:
            name, silent = self._open.pop()
            self._finish(name, silent)
            if name == tag:
                break

    def _finish(self, name: str, silent: bool) -> None:
        loud = not self._silence
        self._silence -= silent
        if self._mso_label is not None and len(self._open) < self._mso_depth:
            self._end_mso_label()
        if not loud:
            return
        if name in ("ol", "ul") and self._lists:
            self._lists.pop()
        if name == "pre":
            self._preformatted = max(self._preformatted - 1, 0)
        if name in _BLOCKS:
            self._end_line(blank=name in _SPACED and not self._lists)
        if name == "li":
            self._label = ""

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if self._silence:
            return
        if tag == "br":
            self._end_line()
        elif tag == "hr":
            self._end_line(blank=True)
        elif tag == "img" and attributes.get("alt", "").strip():
            self._image(attributes["alt"].strip())

    def _image(self, alt: str) -> None:
        """A photo's alternative text is a caption, on its own line; an icon's stays in its line."""
        if alt == "Open a New Window":
            self._line.append(f" {alt}")
            return
        self._end_line()
        self._line.append(alt)
        self._end_line()

    def handle_data(self, data: str) -> None:
        if self._silence:
            return
        if self._mso_label is not None:
            self._mso_label.append(data)
        elif self._preformatted:
            first, *rest = data.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line()
                self._line.append(line)
        else:
            self._line.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _end_mso_label(self) -> None:
        """The label Word wrote before a list paragraph; symbols of its fonts become bullets."""
        label = "".join(self._mso_label or ()).replace("\u00a0", " ").strip()
        self._mso_label = None
        self._label = _BULLETS.get(label, label)

    def _end_line(self, *, blank: bool = False) -> None:
        line = re.sub(r" {2,}", " ", "".join(self._line)).strip(" ")
        self._line = []
        if line.strip():
            if self._label:
                line = f"{self._label} {line}"
                self._label = ""
            self._lines.append(line)
        if blank and self._lines and self._lines[-1]:
            self._lines.append("")


def _css_numeral(css: str) -> str:
    names = {
        "lower-alpha": "a",
        "lower-latin": "a",
        "upper-alpha": "A",
        "upper-latin": "A",
        "lower-roman": "i",
        "upper-roman": "I",
    }
    return names.get(css, "")
