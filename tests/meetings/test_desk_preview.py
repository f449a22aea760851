"""Company, the live preview and the keys of a form."""

import pytest

from meetings.models import Presence, Tag
from tests.factories import (
    ago,
    make_readout,
    make_user,
)
from tests.meetings.desk_form import change, sample, shown_form, signed_in
from tests.meetings.sample import TITLE

pytestmark = pytest.mark.django_db


def test_two_people_on_one_readout_see_each_other():
    draft, one, two = sample(), signed_in("Author"), signed_in("Author")

    def seen_by(client, version="1"):
        return client.post(change(draft, "presence"), {"version": version}).json()["words"]

    assert seen_by(one) == ""
    assert seen_by(two).startswith(f"Also here: {one.user.username} (since ")
    assert "has saved a newer version" in seen_by(two, version="0")
    Presence.objects.update(seen_at=ago(minutes=2))
    assert seen_by(two) == ""


def live(client, draft, data):
    data = {name: value for name, value in data.items() if name != "_save"}
    return client.post(change(draft, "live"), data)


def test_preview_shows_the_unsaved_form_and_writes_nothing():
    draft, client = sample(), signed_in("Approver")
    data = shown_form(client, draft) | {"title": "Unsaved title", "passages-0-topics": "New topic"}
    data |= {"passages-8-text": "Unsaved row", "passages-TOTAL_FORMS": "9"}
    page = live(client, draft, data).content.decode()
    assert "Unsaved title" in page
    assert "Unsaved row" in page
    draft.refresh_from_db()
    assert (draft.title, draft.passages.count(), draft.version) == (TITLE, 8, 1)
    assert not Tag.objects.exists()
    assert draft.snapshots.count() == 1


def test_preview_of_a_form_with_errors_says_so():
    draft, client = sample(), signed_in("Author")
    response = live(client, draft, shown_form(client, draft) | {"released_on": "no day"})
    assert response.status_code == 422
    assert "cannot be saved as it stands" in response.content.decode()


def test_preview_and_company_are_for_those_who_may_change_it():
    draft, stranger = sample(), signed_in(user=make_user("No such group"))
    for part in ("live", "presence"):
        assert stranger.post(change(draft, part)).status_code == 403
    edition = make_readout(live_from=ago(hours=1))
    client = signed_in("Author")
    assert live(client, edition, {"title": "x"}).status_code == 403


def test_keys_are_switched_off_and_on_by_each_person():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    response = client.post("/admin/meetings/readout/keys/", {"next": change(draft)})
    assert response["Location"] == change(draft)
    assert client.get(change(draft)).context_data["keys_off"]
    assert not other.get(change(draft)).context_data["keys_off"]
    away = client.post("/admin/meetings/readout/keys/", {"next": "https://elsewhere.example/"})
    assert "elsewhere" not in away["Location"]
    assert not client.get(change(draft)).context_data["keys_off"]
