"""A readout is entered through the form that an editor sends, with or without JavaScript."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings import release
from meetings.files.paper import draw_pdf
from meetings.models import Entry
from tests.factories import (
    ago,
    make_appointment,
    make_draft,
    make_form,
    make_party,
    make_person,
    make_post,
    make_readout,
    make_relation,
    make_tag,
    user_called,
)
from tests.meetings.desk_form import (
    ADD,
    change,
    entered,
    errors_of,
    form_of,
    large,
    only_readout,
    picture,
    queries,
    rows,
    signed_in,
    texts,
)

pytestmark = pytest.mark.django_db


def test_whole_entry_without_javascript_becomes_a_readout(private_files):
    client = signed_in("Author")
    japan, testland = make_party("Japan"), make_party("Testland")
    minister = make_appointment(make_person("Kishi Fumi"), make_post(party=japan))
    tag = make_tag("Economy")
    data = entered()
    data |= rows("sittings", {
        "held_on": "2017-02-10", "local_clock": "09:10", "zone": "America/New_York",
        "precision": "around", "minutes": "30", "minutes_precision": "about",
        "form": str(make_form().pk),
    })  # fmt: skip
    data |= rows("participants",
        {"side": "home", "held": [str(minister.pk)], "honorific": "Mr."},
        {"side": "counterpart", "name": "Rex Till", "offices": "Secretary", "party": testland.pk},
    )  # fmt: skip
    data |= rows("passages",
        {"depth": "0", "kind": "item", "label": "1", "heading": "Economy", "text": "They spoke.",
         "topics": "economy"},
        {"depth": "1", "kind": "item", "label": "(1)", "text": "First.\r\n\r\nSecond."},
    )  # fmt: skip
    data |= rows("photo_uses", {"file-upload": picture(), "alternative_text": "Two at a table"})
    data |= rows("document_uses", {
        "file-upload": SimpleUploadedFile("statement.pdf", draw_pdf("Joint Statement", ["One."])),
        "title": "Joint Statement", "kind": "statement",
    })  # fmt: skip
    response = client.post(ADD, data)
    assert response.status_code == 302, response.context_data["errors"]
    readout = only_readout()
    assert texts(readout) == ["They spoke.", "First.\n\nSecond."]
    assert readout.sittings.get().began_at == datetime(2017, 2, 10, 14, 10, tzinfo=UTC)
    first = readout.participants.first()
    assert (first.name, first.offices, first.party) == (
        "Kishi Fumi", "Minister for Foreign Affairs", japan,
    )  # fmt: skip
    assert list(first.appointments.all()) == [minister]
    assert list(readout.passages.first().item.tags.all()) == [tag]
    assert readout.photo_uses.get().photo.width == 800
    assert readout.document_uses.get().document.pages == 1
    assert readout.snapshots.count() == 1


def test_first_save_and_act_in_one_press():
    client = signed_in("Author")
    response = client.post(ADD, entered(_submit="Send for review"))
    readout = only_readout()
    assert response["Location"] == change(readout)
    assert readout.submitted_by == client.user


def test_untouched_form_saves_nothing_new(private_files):
    client, draft = signed_in("Author"), large(2)
    draft.passages.update(text="One.\n\nTwo.")
    began = datetime(2017, 2, 10, 14, 10, 30, tzinfo=UTC)
    draft.sittings.update(began_at=began, zone="America/New_York", precision="around")
    response = client.post(change(draft), form_of(client, change(draft)) | {"_continue": "1"})
    assert response.status_code == 302, response.context_data["errors"]
    draft.refresh_from_db()
    assert (draft.version, draft.snapshots.count()) == (1, 1)
    assert not Entry.objects.filter(act=Entry.Act.SAVE).exists()
    assert set(draft.sittings.values_list("began_at", flat=True)) == {began}


def test_rows_are_numbered_by_their_order():
    client, draft = signed_in("Author"), make_draft(passages=["a", "b", "c"])
    data = form_of(client, change(draft)) | {"passages-2-order": "0.5", "_save": "1"}
    client.post(change(draft), data)
    assert texts(draft) == ["c", "a", "b"]
    assert list(draft.passages.values_list("position", flat=True)) == [0, 1, 2]


def test_row_is_put_between_two_others():
    client, draft = signed_in("Author"), make_draft(passages=["a", "b"])
    data = form_of(client, change(draft))
    data |= {"passages-2-order": "1.5", "passages-2-text": "new", "passages-2-kind": "item"}
    client.post(change(draft), data | {"passages-TOTAL_FORMS": "3", "_save": "1"})
    assert texts(draft) == ["a", "new", "b"]


def test_deleted_row_leaves_no_gap():
    client, draft = signed_in("Author"), make_draft(passages=["a", "b", "c"])
    data = form_of(client, change(draft)) | {"passages-0-DELETE": "on", "_save": "1"}
    client.post(change(draft), data)
    assert list(draft.passages.values_list("position", "text")) == [(0, "b"), (1, "c")]


def test_correction_keeps_its_agenda_items():
    edition = make_readout(live_from=ago(days=1), passages=["a", "b"])
    draft = release.correct(readout=edition, by=user_called("author", "Author"))
    client = signed_in("Author")
    data = form_of(client, change(draft))
    data |= {"passages-0-text": "other", "passages-1-order": "0", "correction_note": "A word."}
    assert client.post(change(draft), data | {"_save": "1"}).status_code == 302
    items = dict(edition.passages.values_list("text", "item"))
    assert dict(draft.passages.values_list("item", "text")) == {
        items["b"]: "b", items["a"]: "other",
    }  # fmt: skip


def test_choices_are_whole_lists_for_those_without_javascript(private_files):
    client = signed_in("Author")
    relation, appointment = make_relation("Japan-Farland Relations"), make_appointment()
    html = errors_of(client.get(ADD, {"plain": "1", "rows": "8"}))
    assert f'<option value="{relation.pk}">Japan-Farland Relations</option>' in html
    assert f">{appointment}</option>" in html
    assert 'id="id_passages-7-text"' in html
    few, many = (queries(client, change(large(n)) + "?plain=1") for n in (1, 20))
    assert few == many
