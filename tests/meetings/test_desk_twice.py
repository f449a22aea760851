"""A new form that is sent twice, and a save that meets the act of a colleague."""

import pytest

from meetings import drafts, release
from meetings.admin import readout_save
from meetings.models import Readout, SavedEntry
from tests.factories import ago, make_draft, make_user
from tests.meetings.desk_form import (
    ADD,
    change,
    entered,
    errors_of,
    form_of,
    only_readout,
    signed_in,
)

pytestmark = pytest.mark.django_db


# The same form, twice


def new_form(client, **facts):
    return entered(**facts) | {"form_key": client.get(ADD).context_data["form_key"]}


@pytest.mark.parametrize("button", ["_save", "_continue", "_submit"])
def test_a_new_form_that_is_sent_twice_makes_one_readout(button):
    client = signed_in("Author")
    data = new_form(client) | {button: "1"}
    client.post(ADD, data)
    again = client.post(ADD, data | {"_save": "1"})
    assert again.headers["Location"] == change(only_readout())


def test_a_new_form_that_was_changed_since_makes_a_second_one_when_told_so():
    client = signed_in("Author")
    data = new_form(client, title="First")
    client.post(ADD, data)
    again = client.post(ADD, data | {"title": "Second"})
    assert again.status_code == 409
    assert "This form has made “First" in errors_of(again)
    assert only_readout().title == "First"
    key = {"form_key": again.context_data["form_key"]}
    assert client.post(ADD, data | {"title": "Second"} | key).status_code == 302
    assert Readout.objects.count() == 2


def test_two_forms_with_the_same_words_make_two_readouts():
    client = signed_in("Author")
    for _ in range(2):
        client.post(ADD, new_form(client))
    assert Readout.objects.count() == 2


def test_the_key_of_another_person_leads_nowhere():
    client, other = signed_in("Author"), signed_in("Author")
    data = new_form(client)
    client.post(ADD, data)
    other.post(ADD, data)
    assert Readout.objects.count() == 2


def test_what_a_form_has_made_is_forgotten_after_14_days():
    client = signed_in("Author")
    client.post(ADD, new_form(client))
    SavedEntry.objects.update(at=ago(days=15))
    client.post(ADD, new_form(client))
    assert SavedEntry.objects.count() == 1


# A colleague's act between the opening of a save and its writing


def acting_meanwhile(monkeypatch, act):
    """Let a colleague act when the save has been let in and its files are being kept."""
    keep = readout_save.keep_uploads

    def acting(request):
        monkeypatch.setattr(readout_save, "keep_uploads", keep)
        act()
        keep(request)

    monkeypatch.setattr(readout_save, "keep_uploads", acting)


@pytest.fixture
def draft():
    draft = make_draft()
    release.submit(readout=draft, by=draft.created_by)
    return draft


def test_a_save_that_meets_an_approval_has_its_text_back(monkeypatch, draft):
    client, approver = signed_in("Author"), make_user("Approver")
    data = form_of(client, change(draft)) | {"introduction": "An hour of work.", "_save": "1"}
    acting_meanwhile(monkeypatch, lambda: release.approve(readout=draft, by=approver))
    response = client.post(change(draft), data)
    assert response.status_code == 409
    assert "An hour of work." in errors_of(response)


def test_a_save_that_meets_a_discard_has_its_text_back(monkeypatch, draft):
    client = signed_in("Author")
    data = form_of(client, change(draft)) | {"introduction": "An hour of work.", "_save": "1"}
    acting_meanwhile(monkeypatch, lambda: drafts.discard(readout=draft, by=draft.created_by))
    response = client.post(change(draft), data)
    assert response.status_code == 409
    assert "An hour of work." in errors_of(response)


def test_a_save_that_meets_a_save_has_its_text_back(monkeypatch, draft):
    client, other = signed_in("Author"), signed_in("Author")
    data = form_of(client, change(draft)) | {"introduction": "An hour of work.", "_save": "1"}
    theirs = form_of(other, change(draft)) | {"introduction": "Theirs.", "_save": "1"}
    acting_meanwhile(monkeypatch, lambda: other.post(change(draft), theirs))
    response = client.post(change(draft), data)
    assert response.status_code == 409
    assert "An hour of work." in errors_of(response)
