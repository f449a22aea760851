"""A form that comes without its token: refused, and given back to the one who typed it."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Readout, RecoveryCopy
from tests.factories import make_draft, make_user
from tests.meetings.desk_form import ADD, change, entered, form_of
from tests.meetings.test_desk_login import expire, log_in_again, logged_in

pytestmark = pytest.mark.django_db

HERE = {"origin": "http://testserver"}
FOREIGN = [{"origin": "https://evil.test"}, {"origin": "null"}, {}]


@pytest.fixture
def client():
    """A browser in which somebody has logged in, whose forms need their token."""
    client = logged_in(make_user("Author"))
    client.handler.enforce_csrf_checks = True
    return client


def hidden_in(page):
    """The fields that the page would send again."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("token", ["", "x" * 64])
def test_what_was_typed_stands_on_the_page_and_is_saved_by_one_press(client, token):
    draft = make_draft(title="Old")
    data = form_of(client, change(draft)) | {"title": 'New <b> & "so"', "_save": "Save"}
    page = client.post(change(draft), data | {"csrfmiddlewaretoken": token}, headers=HERE)
    shown = page.content.decode()
    assert page.status_code == 403
    assert "<td>New &lt;b&gt; &amp; &quot;so&quot;</td>" in shown
    assert "with the button “save”" in shown
    draft.refresh_from_db()
    assert (draft.title, RecoveryCopy.objects.count()) == ("Old", 0)
    assert client.post(change(draft), hidden_in(shown), headers=HERE).status_code == 302
    draft.refresh_from_db()
    assert draft.title == 'New <b> & "so"'


def test_a_lost_cookie_is_set_anew_by_the_page(client):
    data = entered(title="Typed")
    del client.cookies[settings.CSRF_COOKIE_NAME]
    page = client.post(ADD, data | {"csrfmiddlewaretoken": "x" * 64}, headers=HERE)
    assert client.post(ADD, hidden_in(page.content.decode()), headers=HERE).status_code == 302
    assert Readout.objects.get().title == "Typed"


def test_the_page_can_be_framed_by_nobody(client):
    page = client.post(ADD, entered(), headers=HERE)
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Cache-Control"] == "no-store"


def test_files_are_named_and_not_kept(client):
    file = SimpleUploadedFile("table.jpg", b"no matter", "image/jpeg")
    page = client.post(ADD, entered() | {"photo_uses-0-file-upload": file}, headers=HERE)
    assert "Files are not kept: choose table.jpg again." in page.content.decode()


@pytest.mark.parametrize("headers", FOREIGN)
def test_what_another_site_posts_is_not_repeated(client, headers):
    page = client.post(ADD, entered(title="Forged"), headers=headers)
    assert page.status_code == 403
    assert "Forged" not in page.content.decode()
    assert "load the page again" in page.content.decode()


def test_nothing_is_shown_to_who_is_not_signed_in(client):
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.post(ADD, entered(title="Typed"), headers=HERE)
    assert page.status_code == 403
    assert "Typed" not in page.content.decode()
    expire(client)
    page = client.post(ADD, entered(title="Typed"), headers=HERE)
    assert "kept on this page" in page.content.decode()
    assert "Typed" not in page.content.decode()


def test_who_is_not_signed_in_is_given_it_back_after_the_log_in():
    user, draft = make_user("Author"), make_draft()
    client = logged_in(user)
    data = form_of(client, change(draft)) | {"title": "Typed"}
    expire(client)
    client.handler.enforce_csrf_checks = True
    page = client.post(change(draft), data, headers=HERE)
    client.handler.enforce_csrf_checks = False
    assert "Typed" in log_in_again(client, page, user).content.decode()


def test_passwords_and_what_scripts_send_are_not_repeated(client):
    page = client.post("/admin/password_change/", {"old_password": "secret"}, headers=HERE)
    assert "secret" not in page.content.decode()
    script = HERE | {"sec-fetch-mode": "cors"}
    page = client.post(ADD, entered(title="Typed"), headers=script)
    assert (page.status_code, "Typed" in page.content.decode()) == (403, False)
