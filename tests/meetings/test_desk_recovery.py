"""Nothing typed is lost: recovery copies, and the way back to them."""

import pytest
from django.test import Client

from meetings.models import Readout, RecoveryCopy
from tests.factories import (
    ago,
    make_user,
)
from tests.meetings.desk_form import (
    ADD,
    change,
    entered,
    fields_of,
    sample,
    shown_form,
    signed_in,
    with_text,
)

pytestmark = pytest.mark.django_db


def kept(client, draft, data):
    data = {name: value for name, value in data.items() if name != "_save"}
    return client.post(change(draft, "copy"), data)


def test_recovery_copy_is_offered_used_and_gone_with_the_save():
    draft, client = sample(), signed_in("Author")
    data = shown_form(client, draft) | {"title": "Half a title", "passages-0-text": "Half a te"}
    assert kept(client, draft, data).json()["kept"]
    assert draft.snapshots.count() == 1
    assert "was not saved" in client.get(change(draft)).content.decode()
    used = client.get(change(draft) + "?recover=1")
    again = with_text(used)
    assert (again["title"], again["passages-0-text"]) == ("Half a title", "Half a te")
    del again["whole_text"]
    assert client.post(change(draft), again).status_code == 302
    assert not RecoveryCopy.objects.exists()
    draft.refresh_from_db()
    assert draft.title == "Half a title"


def test_recovery_copy_is_each_persons_own_and_can_be_discarded():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    kept(client, draft, shown_form(client, draft) | {"title": "Mine"})
    assert "was not saved" not in other.get(change(draft)).content.decode()
    assert client.post(change(draft, "copy/discard")).status_code == 302
    assert not RecoveryCopy.objects.exists()


def test_recovery_copy_of_a_new_readout_comes_back():
    client = signed_in("Author")
    client.post("/admin/meetings/readout/copy/", entered(title="Typed"))
    assert "was not saved" in client.get(ADD).content.decode()
    data = fields_of(client.get(ADD + "?recover=1"))
    assert client.post(ADD, data | {"_save": "1"}).status_code == 302
    assert (Readout.objects.get().title, RecoveryCopy.objects.count()) == ("Typed", 0)


def test_recovery_copy_is_thrown_away_after_14_days():
    draft, client = sample(), signed_in("Author")
    kept(client, draft, shown_form(client, draft))
    RecoveryCopy.objects.update(saved_at=ago(days=15))
    assert "was not saved" not in client.get(change(draft)).content.decode()
    kept(signed_in("Author"), draft, shown_form(client, draft))
    assert RecoveryCopy.objects.count() == 1


def test_recovery_copy_made_before_a_colleague_saved_meets_the_newer_text():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    kept(client, draft, shown_form(client, draft) | {"title": "Mine"})
    other.post(change(draft), shown_form(other, draft) | {"title": "Theirs"})
    response = client.get(change(draft) + "?recover=1")
    assert [(d.theirs, d.yours) for d in response.context_data["differences"]] == [
        ("Theirs", "Mine")
    ]


def test_stranger_keeps_no_copy():
    client = signed_in(user=make_user("No such group"))
    assert client.post(change(sample(), "copy"), {"title": "x"}).status_code == 403


def test_form_of_someone_logged_out_can_ask_before_it_is_sent():
    assert signed_in("Author").get("/admin/meetings/readout/alive/").json()["token"]
    assert Client().get("/admin/meetings/readout/alive/").status_code == 302
