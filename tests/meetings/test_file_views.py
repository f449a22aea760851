import pytest

from meetings.release import seal, withdraw
from tests.factories import ago, ahead, make_document, make_photo, make_readout, user_called

pytestmark = pytest.mark.django_db


def photo_url(photo, width=360, form="avif"):
    return f"/photos/{photo.token}/{width}.{form}"


def administrator():
    return user_called("administrator", "Administrator")


@pytest.mark.parametrize("form", ["avif", "jpeg"])
def test_a_public_photo_is_sent_with_its_exact_type(client, form):
    photo = make_photo(b"picture")
    make_readout(live_from=ago(days=1), photos=[photo])
    response = client.get(photo_url(photo, form=form))
    assert b"".join(response.streaming_content) == f"picture{form}360".encode()
    assert response.headers["Content-Type"] == f"image/{form}"


def test_a_public_document_is_sent(client):
    document = make_document(b"%PDF-1.4 words")
    make_readout(live_from=ago(days=1), documents=[document])
    response = client.get(document.get_absolute_url())
    assert b"".join(response.streaming_content) == b"%PDF-1.4 words"
    assert response.headers["Content-Type"] == "application/pdf"


def test_a_file_is_sent_to_be_shown_and_to_do_nothing_else(client):
    document = make_document()
    make_readout(live_from=ago(days=1), documents=[document])
    headers = client.get(document.get_absolute_url()).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].endswith("sandbox")
    assert headers["Content-Disposition"].startswith("inline; filename=")
    assert headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_file_one_has_is_not_sent_again(client, method):
    document = make_document()
    make_readout(live_from=ago(days=1), documents=[document])
    etag = client.get(document.get_absolute_url()).headers["ETag"]
    assert etag == f'"{document.sha256}"'
    ask = getattr(client, method)
    response = ask(document.get_absolute_url(), headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == etag


def test_the_head_of_a_file_tells_its_length(client):
    document = make_document(b"%PDF-1.4 words")
    make_readout(live_from=ago(days=1), documents=[document])
    response = client.head(document.get_absolute_url())
    assert response.status_code == 200
    assert response.headers["Content-Length"] == "14"


@pytest.mark.parametrize("live_from", [None, ahead(days=1)])
def test_the_files_of_a_hidden_readout_answer_as_if_they_were_not_there(client, live_from):
    photo, document = make_photo(), make_document()
    make_readout(live_from=live_from, photos=[photo], documents=[document])
    absent = client.get(f"/photos/{'0' * 40}/360.avif")
    for address in (photo_url(photo), document.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code == 404
        assert (answer.content, answer.headers) == (absent.content, absent.headers)


def test_a_width_that_was_not_made_is_not_found(client):
    photo = make_photo()
    make_readout(live_from=ago(days=1), photos=[photo])
    assert client.get(photo_url(photo, width=361)).status_code == 404
    assert client.get(photo_url(photo, form="png")).status_code == 404


def test_a_sealed_file_is_not_sent_any_more(client):
    photo, document = make_photo(), make_document()
    make_readout(live_from=ago(days=1), photos=[photo], documents=[document])
    for target in (photo, document):
        seal(target=target, by=administrator(), reason="rights")
    assert client.get(photo_url(photo)).status_code == 404
    assert client.get(document.get_absolute_url()).status_code == 404


def test_the_files_of_a_withdrawn_readout_are_not_sent_any_more(client):
    document = make_document()
    readout = make_readout(live_from=ago(days=1), documents=[document])
    withdraw(meeting=readout.meeting, language="en", by=administrator(), reason="error")
    assert client.get(document.get_absolute_url()).status_code == 404
