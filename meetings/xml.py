"""Writing XML by hand where Django has no writer of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

# What XML 1.0 (2.2) has no place for.
_NO_SIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without the control signs that no XML document may hold."""
    return _NO_SIGN.sub("", text)


class XmlWriter:
    """An XML document in the making; texts lose what XML cannot hold."""

    def __init__(self) -> None:
        self._output = StringIO()
        self._generator = SimplerXMLGenerator(self._output, "utf-8", short_empty_elements=True)
        self._generator.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element around what is written meanwhile."""
        self._generator.startElement(name, AttributesImpl(attributes or {}))
        yield
        self._generator.endElement(name)

    def add(self, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """An element that holds a text alone."""
        with self.element(name, attributes):
            self._generator.characters(xml_text(text))

    def text(self) -> str:
        """The document as written so far."""
        return self._output.getvalue()
