"""Form fields of the desk."""

from __future__ import annotations

from typing import Any

from django import forms

NEWLINES = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


def plain_ends(text: str) -> str:
    """A text with plain line ends, however the browser sent them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(NEWLINES)


class PlainTextField(forms.CharField):
    """Text of several lines, kept with plain line ends however the browser sends them.

    Without this every text of two paragraphs would count as changed at each save.
    """

    def to_python(self, value: Any) -> str | None:
        if isinstance(value, str):
            value = plain_ends(value)
        return super().to_python(value)
