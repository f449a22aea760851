"""A form that is sent after the log-in has expired: nothing typed is lost, nothing is done."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config import carrying
from meetings import release
from meetings.models import Entry, Readout
from tests.factories import ago, ahead, make_draft, make_readout, make_tag, make_user
from tests.meetings.desk_form import ADD, LIST, change, chosen, entered, fields_of, form_of

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def logged_in(user, client=None):
    client = client or Client()
    answer = client.post(
        LOGIN, {"username": user.username, "password": "secret-word", "next": "/admin/"}
    )
    assert answer.status_code == 302
    return client


def expire(client):
    """Let the log-in run out; the browser keeps its other cookies."""
    del client.cookies[settings.SESSION_COOKIE_NAME]


def sent(client, url, data, **headers):
    """Send a form with an expired log-in; gives the log-in page that answers it."""
    expire(client)
    return client.post(url, data, **headers)


def log_in_again(client, page, user, password="secret-word", **changed):
    names = {"username": user.username, "password": password}
    kept = {name: page.context[name] for name in ("next", "carried")}
    return client.post(page.context["app_path"], names | kept | changed, follow=True)


def test_a_readouts_form_comes_back_filled_and_unsaved():
    user, draft = make_user("Author"), make_draft(title="Old")
    client = logged_in(user)
    data = form_of(client, change(draft)) | {"title": "Typed too late", "passages-0-text": "New."}
    page = sent(client, change(draft), data | {"_save": "Save"})
    assert "kept on this page" in page.content.decode()
    back = log_in_again(client, page, user)
    assert back.redirect_chain[-1][0] == change(draft) + "?recover=1"
    again = fields_of(back)
    assert (again["title"], again["passages-0-text"]) == ("Typed too late", "New.")
    assert "is not saved yet: press a button" in back.content.decode()
    assert not Entry.objects.exists()
    assert client.post(change(draft), again | {"_save": "Save"}).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Typed too late"


def test_a_new_readout_comes_back_with_the_names_of_its_files():
    user = make_user("Author")
    client = logged_in(user)
    file = SimpleUploadedFile("table.jpg", b"no matter", "image/jpeg")
    data = entered(title="Typed too late") | {"photo_uses-0-file-upload": file}
    back = log_in_again(client, sent(client, ADD, data), user)
    assert fields_of(back)["title"] == "Typed too late"
    assert "choose table.jpg again" in back.content.decode()
    assert not Readout.objects.exists()


def test_what_was_typed_into_a_draft_that_is_gone_becomes_a_new_one():
    user, draft = make_user("Author"), make_draft()
    client = logged_in(user)
    data = form_of(client, change(draft)) | {"title": "Typed for nothing"}
    page = sent(client, change(draft), data)
    draft.delete()
    back = log_in_again(client, page, user)
    assert client.post(ADD, fields_of(back) | {"_save": "Save"}).status_code == 302
    assert Readout.objects.get().title == "Typed for nothing"


def test_what_was_kept_later_in_the_same_form_is_not_overwritten():
    user, draft = make_user("Author"), make_draft()
    client, other = logged_in(user), logged_in(user)
    key = {"form_key": client.get(change(draft)).context_data["form_key"]}
    data = form_of(client, change(draft)) | key
    page = sent(client, change(draft), data | {"title": "Sent"})
    other.post(change(draft, "copy"), data | {"title": "Kept later"})
    back = log_in_again(client, page, user)
    assert fields_of(back)["title"] == "Sent"
    later = client.get(f"{change(draft)}?recover={key['form_key']}")
    assert fields_of(later)["title"] == "Kept later"


def test_a_wrong_password_keeps_what_was_sent():
    user, draft = make_user("Author"), make_draft()
    client = logged_in(user)
    page = sent(client, change(draft), form_of(client, change(draft)) | {"title": "Kept"})
    wrong = log_in_again(client, page, user, password="wrong")
    assert wrong.context["carried"] == page.context["carried"]
    back = log_in_again(client, wrong, user)
    assert fields_of(back)["title"] == "Kept"


def test_other_forms_come_back_on_a_page_of_their_own_and_do_nothing_by_themselves():
    approver, draft = make_user("Approver"), make_draft()
    release.submit(readout=draft, by=draft.created_by)
    client = logged_in(approver)
    address = reverse("admin:meetings_readout_decide", args=[draft.pk])
    seen = client.get(address).context["seen"]
    page = sent(client, address, {"_return": "1", "seen": seen, "comment": "Name <the> island."})
    back = log_in_again(client, page, approver)
    shown = back.content.decode()
    assert "Name &lt;the&gt; island." in shown
    assert "with the button “return”" in shown
    assert '<th scope="row">seen</th>' not in shown
    assert f'action="{address}"' in shown
    draft.refresh_from_db()
    assert draft.submitted_at is not None
    client.post(address, back.context["carried"].fields)
    draft.refresh_from_db()
    assert draft.submitted_at is None


def test_a_log_out_after_the_log_in_expired_carries_nothing():
    client = logged_in(make_user("Author"))
    expire(client)
    answer = client.post(reverse("admin:logout"), follow=True)
    assert "kept on this page" not in answer.content.decode()


def test_an_action_of_a_list_is_called_by_no_field_of_the_list():
    approver, draft = make_user("Approver"), make_draft()
    client = logged_in(approver)
    page = sent(client, LIST, chosen("approve_now", draft))
    assert "selected action" not in log_in_again(client, page, approver).content.decode()


def test_a_button_of_decide_is_to_be_pressed_again():
    approver, draft = make_user("Approver"), make_draft()
    release.submit(readout=draft, by=draft.created_by)
    address = reverse("admin:meetings_readout_decide", args=[draft.pk])
    leads_back(approver, address, {"_approve": "1", "seen": "1", "comment": ""})
    draft.refresh_from_db()
    assert not draft.is_approved


def test_a_button_of_stop_is_to_be_pressed_again():
    approver, edition = make_user("Approver"), make_readout(live_from=ago(hours=1))
    address = reverse("admin:desk_stop_one", args=[edition.meeting.number, "withdraw"])
    leads_back(approver, address, {"reason": "error", "part": "en"})
    edition.refresh_from_db()
    assert edition.withdrawn_at is None


def leads_back(user, address, pressed):
    client = logged_in(user)
    back = log_in_again(client, sent(client, address, pressed), user)
    assert back.redirect_chain[-1][0] == address
    assert "Nothing has been done: look at it as it is now" in back.content.decode()


def test_a_pasted_text_comes_back():
    user, text = make_user("Author"), "1 Alliance\n\nThey spoke. " + "word " * 50_000
    client = logged_in(user)
    page = sent(client, ADD, {"whole_text": text, "_read": "Read it"})
    back = log_in_again(client, page, user)
    assert back.context["carried"].fields["whole_text"] == [text]


def test_it_is_given_back_to_the_same_person_alone():
    user, other, draft = make_user("Author"), make_user("Author"), make_draft()
    client = logged_in(user)
    page = sent(client, change(draft), form_of(client, change(draft)) | {"title": "Mine alone"})
    back = log_in_again(client, page, other)
    assert "Mine alone" not in back.content.decode()
    assert "another person" in back.content.decode()
    assert "Mine alone" not in client.get(change(draft) + "?recover=1").content.decode()


@pytest.mark.parametrize("change_it", [lambda signed: signed[:-1] + "x", lambda _: "", str.upper])
def test_what_was_not_signed_here_is_left_aside(change_it):
    user, tag = make_user("Author"), make_tag()
    client = logged_in(user)
    page = sent(client, f"/admin/meetings/tag/{tag.pk}/change/", {"name": "Other"})
    back = log_in_again(client, page, user, carried=change_it(page.context["carried"]))
    assert "carried" not in back.context
    assert back.redirect_chain


def test_what_was_carried_too_long_is_left_aside(time_machine):
    user = make_user("Author")
    client = logged_in(user)
    page = sent(client, ADD, {"text": "Words."})
    time_machine.move_to(ahead(hours=13))
    assert "carried" not in log_in_again(client, page, user).context


def asks_plainly(answer):
    return answer.status_code == 302 and answer.headers["Location"].startswith(LOGIN)


def test_strangers_scripts_and_passwords_are_not_carried():
    user = make_user("Author")
    stranger, client = Client(), logged_in(user)
    assert asks_plainly(stranger.post(ADD, {"text": "Words."}))
    assert asks_plainly(sent(client, ADD, {"text": "W"}, headers={"sec-fetch-mode": "cors"}))
    changing = reverse("admin:password_change")
    passwords = {"old_password": "secret-word", "new_password1": "x", "new_password2": "x"}
    assert asks_plainly(client.post(changing, passwords))
    assert asks_plainly(client.post(ADD, {"text": "x" * (carrying.MOST + 1)}))


def test_a_form_without_its_token_is_refused_and_not_carried():
    user = make_user("Author")
    client = logged_in(user)
    expire(client)
    client.handler.enforce_csrf_checks = True
    assert client.post(ADD, {"text": "Words."}).status_code == 403


def test_log_in_leads_to_no_other_host():
    user = make_user("Author")
    form = {"username": user.username, "password": "secret-word", "next": "https://evil.test/"}
    assert Client().post(LOGIN, form).headers["Location"] == "/admin/"
    client = logged_in(user)
    page = sent(client, "/admin//evil.test/", {"text": "Words."})
    shown = log_in_again(client, page, user).content.decode()
    assert 'action="/admin//evil.test/"' in shown
