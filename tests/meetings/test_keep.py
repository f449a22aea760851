"""Uploads become rows and files together."""

import pytest

from meetings.files import paint, paper
from meetings.files.keep import keep_document, keep_photo
from meetings.files.store import private_storage
from meetings.models import Document, Photo
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def upload(data, name):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


def test_a_photo_is_kept_once_with_its_renditions():
    data = paint.draw_meeting_picture("two flags", size=(900, 600))
    first, second = (keep_photo(upload=upload(data, "a.jpg"), by=make_user()) for _ in range(2))

    assert first == second
    assert Photo.objects.count() == 1
    assert {(r.format, r.width) for r in first.renditions.all()} == {
        (form, width) for form in ("avif", "jpeg") for width in (360, 720, 900)
    }
    assert all(private_storage().exists(r.name) for r in [first, *first.renditions.all()])


def test_a_document_is_kept_once():
    data = paper.draw_pdf("Joint Statement", ["The two sides agreed."])
    first, second = (keep_document(upload=upload(data, "a.pdf"), by=make_user()) for _ in range(2))

    assert first == second
    assert Document.objects.get().pages == 1
