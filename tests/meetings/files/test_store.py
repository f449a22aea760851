import io
import os
from contextlib import nullcontext
from datetime import timedelta
from math import log2

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError, transaction
from django.utils import timezone

from meetings.files import store
from meetings.files.documents import process_document
from meetings.files.paper import draw_pdf
from meetings.files.photos import process_photo
from relations.identity import SIGNS
from tests.meetings.files.samples import (
    picture,
    saved,
    upload,
)


@pytest.fixture
def private(settings, tmp_path):
    """A private storage of the test's own; gives its folder."""
    options = {"location": str(tmp_path / "private")}
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"private": backend}
    return tmp_path / "private"


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def processed():
    return process_photo(upload(saved(picture())))


@pytest.mark.django_db
def test_stored_files_hold_what_was_processed_under_unguessable_names(private, processed):
    with store.kept_only_on_success():
        first, second = store.store_photo(processed), store.store_photo(processed)

    stems = [path.stem for path in files_in(private)]
    assert len(set(stems)) == 2 * (1 + len(processed.renditions))
    assert min(len(stem) for stem in stems) * log2(len(SIGNS)) >= 128
    assert first.name != second.name
    with store.open_file(first.name) as file:
        assert file.read() == processed.master
    for stored, made in zip(first.renditions, processed.renditions, strict=True):
        with store.open_file(stored.name) as file:
            assert file.read() == made.data
        assert (stored.sha256, stored.size) == (made.sha256, len(made.data))
        assert store.content_type_of(stored.name) == f"image/{stored.format}"


@pytest.mark.django_db
def test_stored_document_holds_what_was_processed(private):
    document = process_document(upload(draw_pdf("A", ["B"]), "a.pdf"))
    with store.kept_only_on_success():
        stored = store.store_document(document)

    with store.open_file(stored.name) as file:
        assert file.read() == document.data
    assert store.content_type_of(stored.name) == "application/pdf"


def keep_and_fail(processed, inner=nullcontext):
    with store.kept_only_on_success():
        with inner():
            Group.objects.create(name="row")
            store.store_photo(processed)
        raise RuntimeError("something later fails")


@pytest.mark.django_db
def test_failed_transaction_leaves_neither_row_nor_file(private, processed):
    with pytest.raises(RuntimeError, match="something later"):
        keep_and_fail(processed)

    assert files_in(private) == []
    assert not Group.objects.filter(name="row").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["open", "write", "fsync"])
@pytest.mark.parametrize("number", range(5))
def test_write_that_fails_leaves_neither_row_nor_file(
    place, number, private, processed, monkeypatch
):
    break_at(monkeypatch, place, number)
    with pytest.raises(OSError, match="No space left"):
        keep_and_fail(processed)

    assert files_in(private) == []
    assert not Group.objects.filter(name="row").exists()


def break_at(monkeypatch, place, number):
    """Let the given operation of the storage fail when it has gone well `number` times."""
    calls = []
    save, fsync = FileSystemStorage.save, os.fsync

    def failing_save(self, name, content, max_length=None):
        calls.append(name)
        if len(calls) <= number:
            return save(self, name, content, max_length)
        if place == "write":
            save(self, name, io.BytesIO(b"half of it"), max_length)
        raise OSError("No space left on device")

    def failing_fsync(handle):
        calls.append(handle)
        if len(calls) > number:
            raise OSError("No space left on device")
        fsync(handle)

    if place == "fsync":
        monkeypatch.setattr(os, "fsync", failing_fsync)
    else:
        monkeypatch.setattr(FileSystemStorage, "save", failing_save)


@pytest.mark.django_db
def test_outer_block_decides_over_the_files_of_an_inner_one(private, processed):
    with pytest.raises(RuntimeError, match="something later"):
        keep_and_fail(processed, inner=store.kept_only_on_success)

    assert files_in(private) == []


@pytest.mark.django_db
def test_inner_block_that_fails_takes_only_its_own_files(private, processed):
    with store.kept_only_on_success():
        kept = store.store_photo(processed)
        with pytest.raises(RuntimeError, match="something later"):
            keep_and_fail(processed)

    assert len(files_in(private)) == 1 + len(kept.renditions)


@pytest.mark.django_db
def test_connection_lost_at_commit_keeps_the_files(private, processed, monkeypatch):
    class Lost(transaction.Atomic):
        def __exit__(self, *error):
            super().__exit__(*error)
            raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(transaction, "atomic", lambda using: Lost(using, True, False))
    with pytest.raises(OperationalError), store.kept_only_on_success():
        store.store_photo(processed)

    assert len(files_in(private)) == 1 + len(processed.renditions)


def test_storing_outside_the_block_is_refused(private, processed):
    with pytest.raises(RuntimeError, match="kept_only_on_success"):
        store.store_photo(processed)

    assert files_in(private) == []


@pytest.mark.django_db
def test_files_go_only_when_the_removal_of_their_rows_is_committed(
    private, processed, django_capture_on_commit_callbacks
):
    with store.kept_only_on_success():
        stored = store.store_photo(processed)
    with django_capture_on_commit_callbacks() as callbacks:
        store.delete_on_commit([stored.name])
    assert (private / stored.name).exists()
    callbacks[0]()

    assert not (private / stored.name).exists()


@pytest.mark.django_db
def test_files_that_no_row_names_are_found(private, processed):
    with store.kept_only_on_success():
        stored = store.store_photo(processed)
    claimed = {rendition.name for rendition in stored.renditions}
    later, earlier = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(hours=1)

    assert list(store.unclaimed_files(claimed, before=later)) == [stored.name]
    assert list(store.unclaimed_files(claimed, before=earlier)) == []
