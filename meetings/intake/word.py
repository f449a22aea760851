"""Word files to text, kept to what is safe to unpack."""

import io
import zipfile
from typing import Any

import mammoth

from meetings.intake.markup import read_html
from meetings.intake.refusal import MAX_UNPACKED_BYTES, Refused

_NOT_WORD = "This is not a Word file (.docx) that can be read."
_MOST_PARTS = 2_000
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def read_docx(data: bytes) -> str:
    """Give the plain text of a .docx file, ready for `read`; pictures are left out.

    Raises `Refused` for what is no Word file, for one that unpacks to more than 20 MB, and for
    one whose XML declares entities, which Word never writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(_no_image),
            external_file_access=False,
        )
    except Refused:
        raise
    except Exception as error:
        # mammoth and its XML reader raise whatever a broken file makes them raise.
        raise Refused(_NOT_WORD) from error
    return read_html(result.value)


def _check(archive: zipfile.ZipFile) -> None:
    """Look at sizes before anything is unpacked; zipfile never gives more than they say."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Refused("This Word file unpacks to more than 20 MB. Paste its text instead.")
    if "word/document.xml" not in archive.namelist() and not any(
        part.filename.endswith("document.xml") for part in parts
    ):
        raise Refused(_NOT_WORD)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _refuse_entities(archive.read(part))


def _refuse_entities(xml: bytes) -> None:
    plain = xml.replace(b"\0", b"")
    if any(sign in plain for sign in _FORBIDDEN):
        raise Refused("This Word file declares XML entities and is not read.")


def _no_image(_image: Any) -> dict[str, str]:
    return {"src": ""}
