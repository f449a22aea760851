"""From an uploaded PDF to what we keep of it."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from meetings.files.limits import DOCUMENT_BYTES
from meetings.files.sandbox import spooled, suffix_of, work_apart
from meetings.files.signatures import check_document


@dataclass(frozen=True, slots=True)
class ProcessedDocument:
    """A PDF written anew without its makers' data; `size` in bytes."""

    data: bytes
    sha256: str
    size: int
    pages: int


def process_document(upload: BinaryIO) -> ProcessedDocument:
    """Return the uploaded PDF without metadata, attachments, scripts and earlier versions.

    The same file gives the same bytes. Raises UnreadableFile, with a sentence for the editor,
    when the upload is no PDF by content and name, over 20 MB, encrypted, damaged, without a
    page, or too costly to read.
    """
    with spooled(upload, at_most=DOCUMENT_BYTES) as folder:
        with (folder / "source").open("rb") as source:
            check_document(source.read(32), suffix_of(upload))
        answer = work_apart("document", folder)
        data = (folder / answer["file"]).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return ProcessedDocument(data=data, sha256=digest, size=len(data), pages=answer["pages"])
