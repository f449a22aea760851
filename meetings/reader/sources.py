"""The text of a file that someone sends, whatever wrote it."""

from __future__ import annotations

from pathlib import PurePath

from meetings import intake

ENCODINGS = ("utf-8-sig", "utf-16", "cp932")


def text_of(data: bytes, name: str = "") -> str:
    """The text of a plain, HTML or Word file, told apart by name and content.

    Raises meetings.intake.Refused with a sentence for what cannot be read.
    """
    if data.startswith(b"%PDF"):
        raise intake.Refused(
            "This is a PDF, whose text cannot be read in: paste the text, or choose the Word file. "
            "The PDF itself goes under the documents of the readout."
        )
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"PK") or suffix == ".docx":
        return intake.read_docx(data)
    text = _decoded(data)
    return intake.read_html(text) if suffix in (".html", ".htm") else text


def _decoded(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 with its mark, or as Japanese mail programs write it."""
    for encoding in ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise intake.Refused("This file is not text that we can read: save it as UTF-8.")
