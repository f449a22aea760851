"""From an upload to a row: processed, stored once under its digest, with its renditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from django.db import IntegrityError

from meetings.files.documents import ProcessedDocument, process_document
from meetings.files.photos import ProcessedPhoto, process_photo
from meetings.files.store import kept_only_on_success, store_document, store_photo
from meetings.models import Document, Photo, Rendition

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def keep_photo(*, upload: BinaryIO, by: User) -> Photo:
    """The photo of an upload: a new one, or the one that is there with the same digest.

    Raises meetings.files.errors.UnreadableFile with a sentence for an upload we cannot take.
    """
    processed = process_photo(upload)
    if there := Photo.objects.filter(sha256=processed.sha256).first():
        return there
    try:
        return _new_photo(processed, by)
    except IntegrityError:
        # Someone uploaded the same picture at the same moment; theirs is as good.
        return Photo.objects.get(sha256=processed.sha256)


def _new_photo(processed: ProcessedPhoto, by: User) -> Photo:
    with kept_only_on_success():
        stored = store_photo(processed)
        photo = Photo.objects.create(
            sha256=stored.sha256,
            name=stored.name,
            content_type=stored.content_type,
            width=stored.width,
            height=stored.height,
            size=stored.size,
            uploaded_by=by,
        )
        Rendition.objects.bulk_create(
            Rendition(
                photo=photo,
                format=rendition.format,
                width=rendition.width,
                height=rendition.height,
                size=rendition.size,
                sha256=rendition.sha256,
                name=rendition.name,
            )
            for rendition in stored.renditions
        )
        return photo


def keep_document(*, upload: BinaryIO, by: User) -> Document:
    """The document of an upload: a new one, or the one that is there with the same digest.

    Raises meetings.files.errors.UnreadableFile with a sentence for an upload we cannot take.
    """
    processed = process_document(upload)
    if there := Document.objects.filter(sha256=processed.sha256).first():
        return there
    try:
        return _new_document(processed, by)
    except IntegrityError:
        # As with photos.
        return Document.objects.get(sha256=processed.sha256)


def _new_document(processed: ProcessedDocument, by: User) -> Document:
    with kept_only_on_success():
        stored = store_document(processed)
        return Document.objects.create(
            sha256=stored.sha256,
            name=stored.name,
            size=stored.size,
            pages=stored.pages,
            uploaded_by=by,
        )
