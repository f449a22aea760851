"""Takes out of a pasted text the signs that nobody typed, and says which."""

import re
from dataclasses import dataclass

_SPACES = dict.fromkeys("\u00a0\u2007\u202f", "no-break space")
_BREAKS = {
    "\r": "carriage return",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\x0b": "vertical tab",
    "\x0c": "page break",
    "\x85": "next-line sign",
}
_DROPPED = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    **dict.fromkeys(
        "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "direction sign"
    ),
}
_ODD = re.compile(
    "\r\n|[\r\u2028\u2029\x0b\x0c\x85]|[\u00a0\u2007\u202f]"
    "|[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One sign that cleaning replaced: its name, its place in the source, what stands there now."""

    name: str
    at: int
    became: str


def clean(source: str) -> tuple[str, tuple[Cleaned, ...]]:
    """Give the text without stray signs, and each of them with its offset in `source`.

    Windows line ends become plain ones without mention: every mail has them.
    """
    found: list[Cleaned] = []

    def replace(match: re.Match[str]) -> str:
        sign = match.group()
        if sign == "\r\n":
            return "\n"
        name, became = _name(sign)
        found.append(Cleaned(name, match.start(), became))
        return became

    return _ODD.sub(replace, source), tuple(found)


def _name(sign: str) -> tuple[str, str]:
    if sign in _SPACES:
        return _SPACES[sign], " "
    if sign in _BREAKS:
        return _BREAKS[sign], "\n"
    if sign in _DROPPED:
        return _DROPPED[sign], ""
    if "\ud800" <= sign <= "\udfff":
        return "half a character", "\ufffd"
    return "control sign", ""


def summary(cleaned: tuple[Cleaned, ...]) -> list[str]:
    """Say what was cleaned, one line for each kind: "2 no-break spaces"."""
    counts: dict[str, int] = {}
    for one in cleaned:
        counts[one.name] = counts.get(one.name, 0) + 1
    return [f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items()]
