"""Keeping processed files: under unguessable names, and only when their rows are kept."""

import logging
import os
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import IntegrityError, transaction

from meetings.files.documents import ProcessedDocument
from meetings.files.photos import ProcessedPhoto, ProcessedRendition
from relations.identity import new_token

logger = logging.getLogger(__name__)

CONTENT_TYPES = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".pdf": "application/pdf",
}
SUFFIXES = {"jpeg": ".jpg", "avif": ".avif", "image/jpeg": ".jpg", "image/png": ".png"}
FOLDERS = ("photos", "renditions", "documents")

_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


@dataclass(frozen=True, slots=True)
class StoredRendition:
    """A rendition in its place; width and height in pixels, size in bytes."""

    name: str
    format: str
    width: int
    height: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A master in its place with its renditions; width and height in pixels, size in bytes."""

    name: str
    content_type: str
    width: int
    height: int
    size: int
    sha256: str
    renditions: tuple[StoredRendition, ...]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A PDF in its place; size in bytes."""

    name: str
    size: int
    pages: int
    sha256: str


@contextmanager
def kept_only_on_success(*, using: str | None = None) -> Iterator[None]:
    """Run a transaction whose files go when it does; write files and rows inside it.

    Inside another such block, or another transaction of `using`, the outer one decides. What
    an outer plain `atomic` rolls back leaves files without rows, which nobody is shown and
    `unclaimed_files` finds.
    """
    outer = _written.get()
    written: list[str] = []
    mark = _written.set(written)
    ended = False
    try:
        with transaction.atomic(using=using):
            yield
            ended = True
    except BaseException as error:
        # A connection lost at COMMIT leaves open whether the rows are there. A file without
        # a row hurts nobody; a row without its file does.
        if ended and not isinstance(error, IntegrityError):
            logger.exception("A commit's outcome is not known; keeping its files: %s", written)
        else:
            _delete(written)
        raise
    finally:
        _written.reset(mark)
    if outer is not None:
        outer += written


def store_photo(processed: ProcessedPhoto) -> StoredPhoto:
    """Write master and renditions to the private storage; return where they are.

    Raises RuntimeError outside `kept_only_on_success`, and what the storage raises.
    """
    renditions = tuple(_store_rendition(rendition) for rendition in processed.renditions)
    return StoredPhoto(
        name=_write("photos", SUFFIXES[processed.content_type], processed.master),
        content_type=processed.content_type,
        width=processed.width,
        height=processed.height,
        size=len(processed.master),
        sha256=processed.sha256,
        renditions=renditions,
    )


def _store_rendition(rendition: ProcessedRendition) -> StoredRendition:
    return StoredRendition(
        name=_write("renditions", SUFFIXES[rendition.format], rendition.data),
        format=rendition.format,
        width=rendition.width,
        height=rendition.height,
        size=len(rendition.data),
        sha256=rendition.sha256,
    )


def store_document(processed: ProcessedDocument) -> StoredDocument:
    """Write the PDF to the private storage; return where it is.

    Raises RuntimeError outside `kept_only_on_success`, and what the storage raises.
    """
    return StoredDocument(
        name=_write("documents", ".pdf", processed.data),
        size=processed.size,
        pages=processed.pages,
        sha256=processed.sha256,
    )


def private_storage() -> Storage:
    """Return the storage of uploads, which no web server reaches by itself."""
    return storages["private"]


def open_file(name: str) -> File:
    """Open a stored file for reading; raises FileNotFoundError when it is not there."""
    return private_storage().open(name, "rb")


def content_type_of(name: str) -> str:
    """Return the one media type under which a stored file is served."""
    return CONTENT_TYPES[Path(name).suffix]


def delete_on_commit(names: Iterable[str], *, using: str | None = None) -> None:
    """Delete stored files once the transaction that removes their rows has committed."""
    doomed = list(names)
    transaction.on_commit(lambda: _delete(doomed), using=using, robust=True)


def unclaimed_files(claimed: Container[str], *, before: datetime) -> Iterator[str]:
    """Yield stored files that no row names, written before that (aware) instant.

    `claimed` holds the names in the rows. A crash between writing and committing leaves such
    files; give uploads in progress their time, say an hour.
    """
    storage = private_storage()
    for folder in FOLDERS:
        for name in _listed(storage, folder):
            if name not in claimed and storage.get_modified_time(name) < before:
                yield name


def _listed(storage: Storage, folder: str) -> list[str]:
    try:
        _, names = storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in sorted(names)]


def _write(folder: str, suffix: str, data: bytes) -> str:
    written = _written.get()
    if written is None:
        raise RuntimeError("Files are stored inside kept_only_on_success().")
    storage = private_storage()
    name = f"{folder}/{new_token()}{suffix}"
    # Noted first, so that a write that breaks off half-way is cleaned up too.
    written.append(name)
    storage.save(name, ContentFile(data))
    _reach_the_disk(storage, name)
    return name


def _reach_the_disk(storage: Storage, name: str) -> None:
    """Flush file and folder, so that a row committed after a power cut finds its file."""
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        # A storage elsewhere answers only when it has the file.
        return
    for target in (path, path.parent):
        handle = os.open(target, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _delete(names: list[str]) -> None:
    storage = private_storage()
    for name in names:
        try:
            storage.delete(name)
        # Each storage fails in its own way. The rest must go all the same, what led here
        # matters more, and `unclaimed_files` finds what is left.
        except Exception:
            logger.exception("A file could not be deleted: %s", name)
