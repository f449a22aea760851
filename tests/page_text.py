"""The text of a page's main part, line by line, as a reader meets it."""

from html.parser import HTMLParser

VOID = {"br", "img", "source", "link", "meta", "input", "hr", "wbr"}
INLINE = {"a", "span", "small", "time", "strong", "em", "picture"}
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})


class _Lines(HTMLParser):
    def __init__(self, whole):
        super().__init__()
        self.whole, self.open, self.lines, self.line = whole, [], [], ""

    @property
    def is_read(self):
        inside = any(tag == "main" for tag, _ in self.open)
        return inside and (self.whole or not any(apart for _, apart in self.open))

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE:
            self.end_line()
        if tag not in VOID:
            self.open.append((tag, "data-apparatus" in dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.end_line()
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.is_read:
            self.line += data

    def end_line(self):
        if line := " ".join(self.line.split()):
            self.lines.append(line)
        self.line = ""


def lines_of(html, whole=False):
    """The lines of `main`; what is marked data-apparatus only when the `whole` is asked for."""
    parser = _Lines(whole)
    parser.feed(html)
    return parser.lines


def folded(line):
    """A line with straight quotes and plain spaces."""
    return line.translate(QUOTES)
