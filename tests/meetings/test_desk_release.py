"""The acts of release as buttons of the form."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from meetings import drafts, release
from meetings.models import Entry, Readout, Seal
from tests.factories import (
    ago,
    make_appointment,
    make_draft,
    make_person,
    make_readout,
    make_user,
)
from tests.meetings.desk_form import (
    ADD,
    LIST,
    change,
    closed,
    confirmed,
    entered,
    errors_of,
    fields_of,
    form_of,
    only_readout,
    rows,
    signed_in,
)

pytestmark = pytest.mark.django_db


def test_acts_lead_from_draft_to_page_and_back():
    author, approver = signed_in("Author"), signed_in("Approver")
    author.post(ADD, entered(_submit="1"))
    readout = only_readout()
    page = change(readout)

    def press(client, act, **values):
        there = only_readout()
        fields = closed(client, there) if there.is_approved else form_of(client, page)
        response = client.post(page, fields | {f"_{act}": "1", **values})
        readout.refresh_from_db()
        return response

    press(approver, "return", **{"return-comment": "Name the place."})
    assert readout.submitted_at is None
    assert "Name the place." in errors_of(author.get(page))
    press(author, "submit", title="A better title")
    assert (readout.title, readout.submitted_by) == ("A better title", author.user)
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1), ZoneInfo("Asia/Tokyo"))
    time = {"approve_at-day": f"{tomorrow:%Y-%m-%d}", "approve_at-time": "23:45"}
    press(approver, "approve_at", **time)
    assert readout.live_from.astimezone(ZoneInfo("Asia/Tokyo")).strftime("%H:%M") == "23:45"
    time = {"reschedule-day": f"{tomorrow:%Y-%m-%d}", "reschedule-time": "23:50"}
    press(approver, "reschedule", **time)
    press(approver, "revoke")
    assert readout.approved_at is None
    press(author, "submit")
    press(approver, "approve")
    assert readout.live_from <= timezone.now()
    press(approver, "withdraw", **{"withdraw-reason": "error"})
    assert readout.withdrawn_at
    press(approver, "restore")
    assert readout.withdrawn_at is None
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [
        "save", "submit", "return", "save", "submit", "approve", "reschedule", "revoke",
        "submit", "approve", "withdraw", "restore",
    ]  # fmt: skip


def test_edit_of_the_approver_is_part_of_the_approval():
    author, approver = make_user("Author"), signed_in("Approver")
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    data = form_of(approver, change(draft)) | {"title": "Approved so", "_approve": "1"}
    approver.post(change(draft), data)
    draft.refresh_from_db()
    assert draft.approved.document["title"] == "Approved so"


def test_refused_act_writes_nothing_and_keeps_what_was_typed():
    client, draft = signed_in("Night duty"), make_draft(title="Old")
    data = form_of(client, change(draft)) | {"title": "New", "_night": "1"}
    response = client.post(change(draft), data)
    assert response.status_code == 200
    assert fields_of(response)["title"] == "New"
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Old", 1)


def test_night_release_waits_to_be_countersigned():
    night, approver = signed_in("Night duty"), signed_in("Approver")
    night.post(ADD, entered(_night="1", **{"night-reason": "Nobody else is here."}))
    edition = only_readout()
    assert edition.awaits_countersignature
    waiting = approver.get(LIST, {"desk": "countersign"})
    assert [row.pk for row in waiting.context_data["cl"].result_list] == [edition.pk]
    approver.post(change(edition), closed(approver, edition) | {"_countersign": "1"})
    edition.refresh_from_db()
    assert edition.countersigned_by == approver.user


def test_correction_and_translation_open_drafts():
    client, edition = signed_in("Author"), make_readout(live_from=ago(days=1))
    read = closed(client, edition)
    client.post(change(edition), read | {"_correct": "1"})
    asked = {"translate-language": "ja", "translate-status": "provisional"}
    client.post(change(edition), read | asked | {"_translate": "1"})
    drafts_there = Readout.objects.drafts().order_by("pk").values_list("language", "status")
    assert list(drafts_there) == [("en", "original"), ("ja", "provisional")]


def test_withdrawal_asks_for_its_reason():
    client, edition = signed_in("Approver"), make_readout(live_from=ago(days=1))
    response = client.post(change(edition), closed(client, edition) | {"_withdraw": "1"})
    assert response.status_code == 200
    assert "Withdraw: Reason" in errors_of(response)


def test_passage_is_sealed_and_the_seal_lifted():
    client, edition = signed_in("Approver"), make_readout(live_from=ago(days=1))
    page, name = change(edition, "seals"), f"passage-{edition.passages.get().pk}"
    client.post(page, {"seal": name})
    assert not Seal.objects.exists()
    client.post(page, {"seal": name, f"reason-{name}": "rights"})
    seal = Seal.objects.get()
    assert "Lift the seal" in errors_of(client.get(page))
    client.post(page, {"lift": str(seal.pk)})
    seal.refresh_from_db()
    assert seal.lifted_by == client.user


def test_double_press_is_one_act():
    author, approver = make_user("Author"), signed_in("Approver")
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    data = form_of(approver, change(draft)) | {"_approve": "1"}
    approver.post(change(draft), data)
    response = approver.post(change(draft), data)
    assert "has approved this edition already" in errors_of(response)
    assert Entry.objects.filter(act=Entry.Act.APPROVE).count() == 1


def test_draft_is_discarded_and_an_edition_is_not():
    client, draft = signed_in("Author"), make_draft()
    edition = make_readout(live_from=ago(days=1))
    assert client.post(change(draft, "delete"), confirmed(draft)).status_code == 302
    assert client.post(change(edition, "delete"), {"post": "yes"}).status_code == 403
    assert only_readout() == edition
    assert Entry.objects.filter(act=Entry.Act.DISCARD).count() == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            IntegrityError("CHECK constraint failed: passage_says_something"),
            "A passage has a label",
        ),
        (OperationalError("database is locked"), "nothing was saved; press the button again"),
    ],
)
def test_what_the_database_refuses_is_told_and_nothing_is_lost(monkeypatch, error, sentence):
    def refuse(**kwargs):
        raise error

    client, draft = signed_in("Author"), make_draft(title="Old")
    data = form_of(client, change(draft)) | {"title": "New", "_save": "1"}
    monkeypatch.setattr(drafts, "keep", refuse)
    response = client.post(change(draft), data)
    assert sentence in errors_of(response)
    assert fields_of(response)["title"] == "New"
    assert Readout.objects.get().title == "Old"


def test_more_rows_than_a_readout_holds_are_refused(monkeypatch):
    monkeypatch.setattr("meetings.admin.rows.MOST", 1)
    row = {"depth": "0", "kind": "item", "text": "Typed"}
    response = signed_in("Author").post(ADD, entered() | rows("passages", row, row))
    assert "at most 1 rows of one kind" in errors_of(response)
    assert fields_of(response)["passages-1-text"] == "Typed"


def test_participant_is_not_given_the_appointment_of_another():
    person, other = make_person("Kishi Fumi"), make_appointment(make_person("Rex Till"))
    row = {"side": "home", "person": str(person.pk), "held": [str(other.pk)]}
    response = signed_in("Author").post(ADD, entered() | rows("participants", row))
    assert "is not an appointment of Kishi Fumi" in errors_of(response)
