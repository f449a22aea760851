"""What a forged post cannot do at the desk."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from meetings import drafts, release
from meetings.models import Readout
from tests.factories import (
    ago,
    make_draft,
    make_readout,
    make_tag,
    make_user,
)
from tests.meetings.desk_form import (
    ADD,
    LIST,
    change,
    chosen,
    errors_of,
    form_of,
    signed_in,
    texts,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("groups", [["Author"], ["Approver"], ["Administrator"]])
def test_own_work_is_not_approved_by_form_list_or_forged_post(groups):
    client = signed_in(*groups)
    draft = make_draft(by=client.user)
    release.submit(readout=draft, by=client.user)
    assert "_approve" not in errors_of(client.get(change(draft)))
    data = form_of(client, change(draft))
    client.post(change(draft), data | {"_approve": "1"})
    client.post(LIST, chosen("approve_now", draft))
    client.post(change(draft), {"_approve": "1", "base_version": "1"})
    draft.refresh_from_db()
    assert draft.approved_at is None


def test_one_who_may_only_read_and_approve_approves_what_was_read():
    client, author = signed_in(user=make_user("No such group")), make_user("Author")
    rights = ("view_readout", "approve_readout")
    client.user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    read = form_of(client, change(draft))
    assert 'name="seen_version"' in errors_of(client.get(change(draft)))
    drafts.claim(readout=draft, by=author, version=draft.version)
    for posted in (read, {}):
        response = client.post(change(draft), posted | {"_approve": "1"})
        assert "read the newer text first" in errors_of(response)
    assert not Readout.objects.approved_ones().exists()
    client.post(change(draft), form_of(client, change(draft)) | {"_approve": "1"})
    assert Readout.objects.approved_ones().get() == draft


def test_superuser_cannot_sign_twice():
    client = signed_in(user=make_user(is_superuser=True))
    draft = make_draft(by=client.user)
    client.post(change(draft), form_of(client, change(draft)) | {"_submit": "1"})
    client.post(change(draft), form_of(client, change(draft)) | {"_approve": "1"})
    client.post(LIST, chosen("approve_now", draft))
    draft.refresh_from_db()
    assert (draft.submitted_by, draft.approved_at) == (client.user, None)


def test_fields_of_release_cannot_be_posted():
    client, draft = signed_in("Author"), make_draft()
    forged = {
        "live_from": "2017-01-01", "approved_by": client.user.pk, "submitted_by": client.user.pk,
        "created_by": client.user.pk, "meeting": "1", "version": "7",
    }  # fmt: skip
    data = form_of(client, change(draft)) | forged | {"title": "New", "_save": "1"}
    client.post(change(draft), data)
    draft.refresh_from_db()
    assert (draft.live_from, draft.approved_by, draft.submitted_by) == (None, None, None)
    assert (draft.title, draft.version) == ("New", 2)


@pytest.mark.parametrize("prefix", ["passages", "sittings"])
def test_row_of_another_meeting_is_refused(prefix):
    client, draft, other = signed_in("Author"), make_draft(), make_draft(passages=["Secret"])
    strange = getattr(other, prefix).get()
    data = form_of(client, change(draft)) | {f"{prefix}-0-id": str(strange.pk), "_save": "1"}
    response = client.post(change(draft), data | {"title": "Forged"})
    assert "not a row of this readout" in errors_of(response)
    assert not Readout.objects.filter(title="Forged").exists()
    assert texts(other) == ["Secret"]


def test_parent_and_item_of_another_meeting_are_not_taken():
    client, draft, other = signed_in("Author"), make_draft(), make_draft(passages=["Secret"])
    item = other.passages.get().item
    data = form_of(client, change(draft)) | {
        "passages-0-readout": str(other.pk), "passages-0-item": str(item.pk), "_save": "1",
    }  # fmt: skip
    client.post(change(draft), data)
    assert list(other.passages.values_list("item", flat=True)) == [item.pk]
    assert draft.passages.get().item != item


def test_rows_of_an_approved_edition_are_closed():
    client, edition = signed_in("Approver"), make_readout(live_from=ago(days=1))
    draft = make_draft()
    data = form_of(client, change(draft)) | {"_save": "1"}
    data["passages-0-id"] = str(edition.passages.get().pk)
    response = client.post(change(edition), data)
    assert response.status_code == 409
    assert texts(edition) == ["The two sides agreed."]


def test_reader_without_rights_posts_nothing():
    client = signed_in(user=make_user("Nobody"))
    draft, edition = make_draft(), make_readout(live_from=ago(days=1))
    for address in (ADD, change(draft), change(edition), change(edition, "seals"),
                    change(draft, "topics"), change(draft, "preview")):  # fmt: skip
        assert client.post(address, {"_approve": "1", "_save": "1"}).status_code == 403


def test_every_post_needs_its_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Approver"))
    edition = make_readout(live_from=ago(days=1))
    for address in (ADD, change(edition), change(edition, "seals"), change(edition, "topics")):
        assert client.post(address, {"_withdraw": "1"}).status_code == 403


def test_act_is_not_done_by_reading():
    client, edition = signed_in("Approver"), make_readout(live_from=ago(days=1))
    client.get(change(edition), {"_withdraw": "1", "withdraw-reason": "error"})
    edition.refresh_from_db()
    assert edition.withdrawn_at is None


def test_approved_edition_is_read_only():
    client = signed_in("Approver")
    edition = make_readout(live_from=ago(days=1), tags=[make_tag("Okinawa")])
    text = errors_of(client.get(change(edition)))
    assert 'name="title"' not in text
    assert "_save" not in text
    assert "Open a correction" in text
    assert "Okinawa" in text
