import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, IptcImagePlugin

from meetings.files.keep import keep_photo
from meetings.models import PhotoUse
from meetings.release import seal
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_edition,
    make_photo,
    make_readout,
    user_called,
)
from tests.meetings.sample import released

pytestmark = pytest.mark.django_db

CAPTION, CREDIT = "Ministers at the table — 会談", "Cabinet Office <photo>"


def kept(form, size=(900, 600)):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, form)
    upload = SimpleUploadedFile(f"photo.{form.lower()}", content.getvalue())
    return keep_photo(upload=upload, by=user_called("author", "Author"))


def press(client, photo, **headers):
    return client.get(f"/photos/{photo.token}/press.jpg", headers=headers)


def in_a_readout(photo, **facts):
    draft = make_draft()
    words = {"alternative_text": "Two ministers", "caption": CAPTION, "credit": CREDIT}
    PhotoUse.objects.create(readout=draft, photo=photo, **{**words, **facts})
    return released(draft)


def opened(response):
    return Image.open(io.BytesIO(response.getvalue()))


def test_a_press_photo_carries_our_caption_and_credit(client):
    photo = kept("JPEG")
    in_a_readout(photo)
    response = press(client, photo)
    image = opened(response)
    iptc = IptcImagePlugin.getiptcinfo(image)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("attachment")
    assert iptc[2, 120].decode() == CAPTION
    assert iptc[2, 110].decode() == CREDIT
    assert image.getexif()[0x010E].encode("latin-1").decode() == CAPTION
    assert b"Cabinet Office &lt;photo&gt;" in image.info["xmp"]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_press_photo_is_a_whole_picture_of_the_stated_length(client, form):
    photo = kept(form)
    in_a_readout(photo)
    response = press(client, photo)
    content = response.getvalue()
    image = Image.open(io.BytesIO(content))
    image.load()
    assert image.format == "JPEG"
    assert image.size == (900, 600)
    assert int(response["Content-Length"]) == len(content)


def test_without_words_of_ours_it_has_the_description_and_the_ministrys_name(client):
    photo = kept("JPEG")
    in_a_readout(photo, caption="", credit="")
    iptc = IptcImagePlugin.getiptcinfo(opened(press(client, photo)))
    assert iptc[2, 120] == b"Two ministers"
    assert iptc[2, 110] == b"Ministry of Foreign Affairs"


def test_one_who_has_it_already_is_not_sent_it_again(client):
    photo = kept("JPEG")
    in_a_readout(photo)
    tag = press(client, photo)["ETag"]
    assert press(client, photo, if_none_match=tag).status_code == 304


def test_the_words_are_those_of_the_newest_public_edition(client):
    photo = make_photo()
    first = make_readout(live_from=ago(days=2), photos=[photo])
    second = make_edition(first, live_from=ago(days=1))
    hidden = make_edition(second, live_from=ahead(days=1), photos=[photo])
    assert hidden.photo_uses.get().caption.encode() in press(client, photo).getvalue()


def test_a_photo_that_is_not_public_has_no_press_photo(client):
    photo = make_photo()
    make_readout(live_from=ahead(days=1), photos=[photo])
    assert press(client, photo).status_code == 404


def test_a_sealed_photo_has_no_press_photo(client):
    photo = make_photo()
    readout = make_readout(live_from=ago(days=1), photos=[photo])
    assert f"/photos/{photo.token}/press.jpg" in client.get(readout.get_absolute_url()).text
    seal(target=photo, by=user_called("admin", "Administrator"), reason="rights")
    assert press(client, photo).status_code == 404
