"""From an uploaded picture to what we keep of it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from meetings.files.limits import PHOTO_BYTES
from meetings.files.sandbox import spooled, suffix_of, work_apart
from meetings.files.signatures import check_photo_name, photo_kind

CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


@dataclass(frozen=True, slots=True)
class ProcessedRendition:
    """One smaller form of a picture; sizes in pixels, `format` "avif" or "jpeg"."""

    format: str
    width: int
    height: int
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class ProcessedPhoto:
    """A picture written anew: upright, sRGB, without metadata; sizes in pixels."""

    master: bytes
    content_type: str
    width: int
    height: int
    sha256: str
    renditions: tuple[ProcessedRendition, ...]


def process_photo(upload: BinaryIO) -> ProcessedPhoto:
    """Return the uploaded JPEG, PNG or WebP as clean full-size master and renditions.

    Renditions are AVIF and JPEG, 360, 720 and 1440 pixels wide, none wider than the picture.
    Raises UnreadableFile, with a sentence for the editor, when the upload is something else,
    named as something else, over 25 MB or 40 megapixels, longer than ten times its other
    side, moving, damaged, or too costly to read.
    """
    with spooled(upload, at_most=PHOTO_BYTES) as folder:
        with (folder / "source").open("rb") as source:
            check_photo_name(photo_kind(source.read(32)), suffix_of(upload))
        return _collect(folder, work_apart("photo", folder))


def _collect(folder: Path, answer: dict[str, Any]) -> ProcessedPhoto:
    path = folder / answer["master"]
    master = path.read_bytes()
    return ProcessedPhoto(
        master=master,
        content_type=CONTENT_TYPES[path.suffix],
        width=answer["width"],
        height=answer["height"],
        sha256=hashlib.sha256(master).hexdigest(),
        renditions=tuple(_rendition(folder, told) for told in answer["renditions"]),
    )


def _rendition(folder: Path, told: dict[str, Any]) -> ProcessedRendition:
    data = (folder / told["file"]).read_bytes()
    return ProcessedRendition(
        format=told["format"],
        width=told["width"],
        height=told["height"],
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )
