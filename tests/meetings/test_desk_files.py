"""Photos and documents at the desk, and the page as it will look."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Photo, Readout
from tests.factories import (
    make_document,
    make_draft,
    make_photo,
    make_user,
)
from tests.meetings.desk_form import (
    ADD,
    change,
    entered,
    errors_of,
    fields_of,
    only_readout,
    picture,
    rows,
    signed_in,
)

pytestmark = pytest.mark.django_db


def test_upload_survives_an_error_elsewhere(private_files):
    client = signed_in("Author")
    data = entered(title="x" * 301) | rows("photo_uses", {"file-upload": picture()})
    response = client.post(ADD, data)
    photo = Photo.objects.get()
    assert fields_of(response)["photo_uses-0-file-token"] == photo.token
    data = fields_of(response) | {"title": "Short", "_save": "1"}
    assert client.post(ADD, data).status_code == 302
    assert only_readout().photo_uses.get().photo == photo


def test_file_that_is_no_picture_gets_a_sentence():
    upload = SimpleUploadedFile("a.jpg", b"GIF89a no picture")
    response = signed_in("Author").post(
        ADD, entered() | rows("photo_uses", {"file-upload": upload})
    )
    assert "a.jpg: " in errors_of(response)
    assert not Readout.objects.exists()


def test_photo_stands_once():
    client, photo = signed_in("Author"), make_photo()
    twice = rows("photo_uses", {"file-token": photo.token}, {"file-token": photo.token})
    assert "stands in this readout already" in errors_of(client.post(ADD, entered() | twice))


def test_photo_of_a_draft_is_shown_at_the_desk_alone():
    photo = make_photo()
    make_draft(photos=[photo])
    address = reverse("admin:meetings_readout_photo", args=[photo.token, 360, "jpeg"])
    response = signed_in("Author").get(address)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert Client().get(address).status_code == 302
    assert signed_in(user=make_user("Nobody")).get(address).status_code == 403


def test_stored_files_are_shown_in_the_form():
    photo, document = make_photo(), make_document()
    draft = make_draft(photos=[photo], documents=[document])
    shown = errors_of(signed_in("Author").get(change(draft)))
    picture_at = reverse("admin:meetings_readout_photo", args=[photo.token, 360, "jpeg"])
    assert f'<img src="{picture_at}"' in shown
    assert reverse("admin:meetings_readout_document", args=[document.token]) in shown


def test_a_forged_token_shows_no_file():
    data = entered() | rows("photo_uses", {"file-token": "no" * 10})
    shown = errors_of(signed_in("Author").post(ADD, data))
    assert "This file is not kept here" in shown
    assert '<img src="/admin' not in shown


def test_preview_shows_the_draft_by_the_public_template():
    draft = make_draft(title="A quiet meeting", passages=["Nothing was decided."])
    response = signed_in("Author").get(change(draft, "preview"))
    assert "Nothing was decided." in response.content.decode()
    assert response["Cache-Control"] == "no-store"
