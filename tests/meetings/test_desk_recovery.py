"""Nothing typed is lost: recovery copies, and the way back to them."""

import pytest
from django.test import Client

from meetings import release
from meetings.models import Readout, RecoveryCopy
from relations.identity import new_token
from tests.factories import (
    ago,
    make_draft,
    make_user,
)
from tests.meetings.desk_form import (
    ADD,
    change,
    entered,
    errors_of,
    fields_of,
    form_of,
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


def test_recovery_copy_is_joined_with_what_a_colleague_saved_elsewhere():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    kept(client, draft, shown_form(client, draft) | {"title": "Mine"})
    other.post(change(draft), shown_form(other, draft) | {"introduction": "Theirs."})
    used = client.get(change(draft) + "?recover=1")
    assert "has saved this readout since" in errors_of(used)
    again = with_text(used)
    del again["whole_text"]
    assert client.post(change(draft), again).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.introduction) == ("Mine", "Theirs.")


def test_recovery_copy_is_offered_on_an_edition_that_was_approved_meanwhile():
    author = make_user("Author")
    draft, client = make_draft(by=author), signed_in(user=author)
    kept(client, draft, form_of(client, change(draft)) | {"title": "Typed too late"})
    release.submit(readout=draft, by=author)
    release.approve(readout=draft, by=make_user("Approver"))
    assert "?recover=1" in errors_of(client.get(change(draft)))
    assert "Typed too late" in errors_of(client.get(change(draft) + "?recover=1"))


def key_in(response):
    return {"form_key": response.context_data["form_key"]}


def test_two_forms_of_new_readouts_keep_two_copies():
    client = signed_in("Author")
    keys = [key_in(client.get(ADD)) for _ in range(2)]
    for key, title in zip(keys, ("First", "Second"), strict=True):
        client.post("/admin/meetings/readout/copy/", entered(title=title) | key)
    client.post(ADD, entered(title="Second") | keys[1])
    used = client.get(f"{ADD}?recover={keys[0]['form_key']}")
    assert (fields_of(used)["title"], key_in(used)) == ("First", keys[0])
    client.post(ADD, fields_of(used) | key_in(used) | {"_save": "1"})
    assert {one.title for one in Readout.objects.all()} == {"First", "Second"}
    assert not RecoveryCopy.objects.exists()


def test_one_of_two_copies_is_discarded():
    draft, client = sample(), signed_in("Author")
    for title in ("First", "Second"):
        response = client.get(change(draft))
        kept(client, draft, with_text(response) | key_in(response) | {"title": title})
    assert errors_of(client.get(change(draft))).count("was not saved") == 2
    client.post(change(draft, "copy/discard"), key_in(response))
    assert [one.data["title"] for one in RecoveryCopy.objects.all()] == [["First"]]


def test_the_address_of_a_copy_that_is_gone_shows_the_stored_form():
    draft, client = sample(), signed_in("Author")
    kept(client, draft, shown_form(client, draft) | {"title": "Other"})
    used = client.get(change(draft) + f"?recover={new_token()}")
    assert fields_of(used)["title"] == draft.title


def test_a_copy_of_a_text_with_a_nul_is_kept():
    draft, client = sample(), signed_in("Author")
    kept(client, draft, shown_form(client, draft) | {"introduction": "One\0two"})
    assert RecoveryCopy.objects.get().data["introduction"] == ["Onetwo"]


def test_stranger_keeps_no_copy():
    client = signed_in(user=make_user("No such group"))
    assert client.post(change(sample(), "copy"), {"title": "x"}).status_code == 403


def test_form_of_someone_logged_out_can_ask_before_it_is_sent():
    assert signed_in("Author").get("/admin/meetings/readout/alive/").json()["token"]
    assert Client().get("/admin/meetings/readout/alive/").status_code == 302
