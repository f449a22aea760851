"""The desk of a readout, through the forms that an editor sends."""

import io
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from meetings import drafts, release
from meetings.files.paper import draw_pdf
from meetings.models import Entry, Photo, Readout, Seal, Tag
from tests.factories import (
    ago,
    ahead,
    hold,
    make_appointment,
    make_draft,
    make_form,
    make_party,
    make_person,
    make_photo,
    make_post,
    make_readout,
    make_relation,
    make_tag,
    make_user,
    user_called,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/meetings/readout/"
ADD = LIST + "add/"
PREFIXES = (
    "sittings", "participants", "passages", "photo_uses", "document_uses", "listings",
)  # fmt: skip


def change(readout, part="change"):
    return f"{LIST}{readout.pk}/{part}/"


def signed_in(*groups, user=None):
    client = Client()
    client.user = user or make_user(*groups)
    client.force_login(client.user)
    return client


def form_of(client, url):
    """The fields of the page's form, as a browser would post them untouched."""
    response = client.get(url)
    assert response.status_code == 200
    return fields_of(response)


def fields_of(response):
    context = response.context_data
    form = context["adminform"].form
    data = dict(posted(form))
    if context.get("base_version"):
        data["base_version"] = str(context["base_version"])
        data["language"] = context["original"].language
    for shown in context["inline_admin_formsets"]:
        formset = shown.formset
        data |= dict(posted(formset.management_form))
        for row in formset.forms:
            data |= dict(posted(row))
    return data


def posted(form):
    """What a browser would send for a form, read from the HTML of its fields."""
    for bound in form:
        html = str(bound)
        for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>", html):
            name = re.search(r'name="([^"]+)"', tag)
            if not name or 'type="file"' in tag:
                continue
            if 'type="checkbox"' in tag:
                if "checked" in tag:
                    yield name[1], "on"
            elif tag.startswith("<select"):
                chosen = re.findall(r'<option value="([^"]*)"[^>]*\bselected\b', html)
                yield name[1], chosen if " multiple" in tag else (chosen or [""])[0]
            elif tag.startswith("<textarea"):
                text = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", html, re.DOTALL)[1]
                yield name[1], unescape(text)
            else:
                value = re.search(r'value="([^"]*)"', tag)
                yield name[1], unescape(value[1]) if value else ""


def rows(prefix, *new, initial=0):
    """A formset with new rows, after `initial` that are there."""
    data = {
        f"{prefix}-{index}-{name}": value
        for index, row in enumerate(new, initial)
        for name, value in row.items()
    }
    return data | {
        f"{prefix}-TOTAL_FORMS": str(initial + len(new)),
        f"{prefix}-INITIAL_FORMS": str(initial),
    }


def empty():
    return {k: v for prefix in PREFIXES for k, v in rows(prefix).items()}


def entered(relation=None, **facts):
    """A new readout as it is typed: its facts, and no rows."""
    return empty() | {
        "relation": str((relation or make_relation()).pk),
        "title": "Japan-Testland Foreign Ministers' Meeting",
        "released_on": "2017-02-10",
        "language": "en",
        "status": "original",
        "introduction": "A meeting was held.",
        "_save": "Save",
        **facts,
    }


def picture(colour="navy"):
    out = io.BytesIO()
    Image.new("RGB", (800, 533), colour).save(out, "JPEG")
    return SimpleUploadedFile("table.jpg", out.getvalue(), "image/jpeg")


def texts(readout):
    return list(readout.passages.values_list("text", flat=True))


def only_readout():
    return Readout.objects.get()


def errors_of(response):
    return unescape(response.rendered_content)


@pytest.fixture
def private_files(settings, tmp_path):
    options = {"location": str(tmp_path / "private")}
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"private": backend}


# Entering


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


# Topics


def test_topics_are_attached_and_detached_by_name_and_alias():
    pacific = make_tag("Trans-Pacific Partnership")
    pacific.aliases.create(name="TPP")
    old = make_tag("Okinawa")
    client, draft = signed_in("Author"), make_draft(tags=[old])
    data = form_of(client, change(draft)) | {"passages-0-topics": "tpp", "_save": "1"}
    assert client.post(change(draft), data).status_code == 302
    assert list(draft.passages.get().item.tags.all()) == [pacific]
    draft.refresh_from_db()
    assert draft.version == 1


def test_unknown_topic_is_refused_to_an_author_and_made_for_an_approver():
    draft = make_draft()
    author, approver = signed_in("Author"), signed_in("Approver")
    data = form_of(author, change(draft)) | {"passages-0-topics": "Fisheries", "_save": "1"}
    assert "There is no topic “Fisheries”" in errors_of(author.post(change(draft), data))
    assert approver.post(change(draft), data).status_code == 302
    assert draft.passages.get().item.tags.get().name == "Fisheries"


def test_topic_attached_meanwhile_stays():
    mine, theirs = make_tag("Mine"), make_tag("Theirs")
    client, draft = signed_in("Author"), make_draft()
    data = form_of(client, change(draft)) | {"passages-0-topics": "Mine", "_save": "1"}
    item = draft.passages.get().item
    item.tagged.create(tag=theirs)
    client.post(change(draft), data)
    assert set(item.tags.all()) == {mine, theirs}


def test_topics_of_an_approved_edition_have_a_page_of_their_own():
    client, tag = signed_in("Author"), make_tag("Okinawa")
    edition = make_readout(live_from=ago(days=1))
    name = f"topics-{edition.passages.get().pk}"
    page = change(edition, "topics")
    assert client.get(page).status_code == 200
    assert "no topic" in errors_of(client.post(page, {name: "Nothing", f"initial-{name}": ""}))
    assert client.post(page, {name: "okinawa", f"initial-{name}": ""}).status_code == 302
    assert edition.passages.get().item.tags.get() == tag


@pytest.mark.parametrize("text", ["x" * 101, "🎌", "a" * 5000])
def test_impossible_topic_is_an_error_with_a_sentence(text):
    client, draft = signed_in("Approver"), make_draft()
    data = form_of(client, change(draft)) | {"passages-0-topics": text, "_save": "1"}
    assert client.post(change(draft), data).status_code == 200
    assert not Tag.objects.exists()


# Two clocks


def sitting_of(client, **typed):
    return client.post(ADD, entered() | rows("sittings", {"precision": "exact", **typed}))


@pytest.mark.parametrize(
    "typed",
    [
        {"held_on": "2017-02-10", "local_clock": "09:10", "zone": "America/New_York"},
        {"home_clock_day": "2017-02-10", "home_clock_time": "23:10", "zone": "America/New_York"},
        {"held_on": "2017-02-10", "home_clock_day": "2017-02-10", "home_clock_time": "23:10"},
        {
            "held_on": "2017-02-10", "local_clock": "9:10", "zone": "America/New_York",
            "home_clock_day": "2017-02-10", "home_clock_time": "23:10",
        },
    ],
)  # fmt: skip
def test_either_clock_gives_the_instant(typed):
    response = sitting_of(signed_in("Author"), **typed)
    assert response.status_code == 302, response.context_data["errors"]
    sitting = only_readout().sittings.get()
    assert sitting.began_at == datetime(2017, 2, 10, 14, 10, tzinfo=UTC)
    assert sitting.held_on == date(2017, 2, 10)


def test_clocks_that_disagree_are_named():
    response = sitting_of(
        signed_in("Author"), held_on="2017-02-10", local_clock="09:10", zone="America/New_York",
        home_clock_day="2017-02-10", home_clock_time="23:00",
    )  # fmt: skip
    text = errors_of(response)
    assert "10 February 2017, 23:00 JST is 10 February 2017, 09:00 New York" in text
    assert "10 February 2017, 09:10 New York is 10 February 2017, 23:10 JST" in text
    assert not Readout.objects.exists()


def test_changed_clock_leads_and_the_other_follows():
    client, draft = signed_in("Author"), make_draft()
    draft.sittings.update(
        began_at=datetime(2017, 2, 10, 14, 10, tzinfo=UTC), zone="America/New_York",
        precision="exact",
    )  # fmt: skip
    data = form_of(client, change(draft))
    assert data["sittings-0-local_clock"] == "09:10"
    assert data["sittings-0-home_clock_time"] == "23:10"
    client.post(change(draft), data | {"sittings-0-local_clock": "09:20", "_save": "1"})
    assert draft.sittings.get().began_at == datetime(2017, 2, 10, 14, 20, tzinfo=UTC)


def test_emptied_clock_follows_the_other():
    client, draft = signed_in("Author"), make_draft()
    began = datetime(2017, 2, 10, 14, 10, tzinfo=UTC)
    draft.sittings.update(began_at=began, zone="America/New_York", precision="exact")
    data = form_of(client, change(draft)) | {"sittings-0-local_clock": "", "_save": "1"}
    assert client.post(change(draft), data).status_code == 302
    assert draft.sittings.get().began_at == began


def test_time_that_never_was_is_refused():
    response = sitting_of(
        signed_in("Author"), held_on="2017-03-12", local_clock="02:30", zone="America/New_York"
    )
    assert "there was no such time" in errors_of(response)


def test_time_that_came_twice_is_asked_about():
    client = signed_in("Author")
    typed = {"held_on": "2017-11-05", "local_clock": "01:30", "zone": "America/New_York"}
    assert "write “01:30-04:00” or “01:30-05:00”" in errors_of(sitting_of(client, **typed))
    sitting_of(client, **{**typed, "local_clock": "01:30-05:00"})
    assert only_readout().sittings.get().began_at == datetime(2017, 11, 5, 6, 30, tzinfo=UTC)


def test_time_without_its_zone_is_refused():
    response = sitting_of(signed_in("Author"), held_on="2017-02-10", local_clock="09:10")
    assert "Say in which zone" in errors_of(response)


def test_day_alone_is_enough():
    sitting_of(signed_in("Author"), held_on="2017-02-10", precision="")
    assert only_readout().sittings.get().began_at is None


# Files


def test_upload_survives_an_error_elsewhere(private_files):
    client = signed_in("Author")
    data = entered(title="x" * 301) | rows("photo_uses", {"file-upload": picture()})
    response = client.post(ADD, data)
    photo = Photo.objects.get()
    assert fields_of(response)["photo_uses-0-file-token"] == photo.token
    data = fields_of(response) | {"title": "Short", "_save": "1"}
    assert client.post(ADD, data).status_code == 302
    assert only_readout().photo_uses.get().photo == photo


def test_file_that_is_no_picture_gets_a_sentence():
    upload = SimpleUploadedFile("a.jpg", b"GIF89a no picture")
    response = signed_in("Author").post(
        ADD, entered() | rows("photo_uses", {"file-upload": upload})
    )
    assert "a.jpg: " in errors_of(response)
    assert not Readout.objects.exists()


def test_photo_stands_once():
    client, photo = signed_in("Author"), make_photo()
    twice = rows("photo_uses", {"file-token": photo.token}, {"file-token": photo.token})
    assert "stands in this readout already" in errors_of(client.post(ADD, entered() | twice))


def test_photo_of_a_draft_is_shown_at_the_desk_alone():
    photo = make_photo()
    make_draft(photos=[photo])
    address = reverse("admin:meetings_readout_photo", args=[photo.token, 360, "jpeg"])
    response = signed_in("Author").get(address)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert Client().get(address).status_code == 302
    assert signed_in(user=make_user("Nobody")).get(address).status_code == 403


def test_preview_shows_the_draft_by_the_public_template():
    draft = make_draft(title="A quiet meeting", passages=["Nothing was decided."])
    response = signed_in("Author").get(change(draft, "preview"))
    assert "Nothing was decided." in response.content.decode()
    assert response["Cache-Control"] == "no-store"


# Colleagues


def test_stale_save_shows_both_texts_and_writes_nothing():
    draft = make_draft(passages=["a", "b"], title="Old")
    one, two = signed_in("Author"), signed_in("Author")
    mine = form_of(one, change(draft)) | {"passages-0-text": "mine", "title": "My title"}
    theirs = form_of(two, change(draft)) | {"passages-0-text": "theirs", "_save": "1"}
    two.post(change(draft), theirs)
    response = one.post(change(draft), mine | {"_save": "1"})
    assert response.status_code == 409
    shown = {(d.theirs, d.yours) for d in response.context_data["differences"]}
    assert shown == {("theirs", "mine"), ("Old", "My title")}
    assert texts(draft) == ["theirs", "b"]
    again = fields_of(response)
    assert (again["passages-0-text"], again["title"]) == ("mine", "My title")
    assert one.post(change(draft), again | {"_save": "1"}).status_code == 302
    assert texts(draft) == ["mine", "b"]


def test_stale_save_joins_rows_that_came_and_keeps_those_that_went():
    draft = make_draft(passages=["a", "b"])
    one, two = signed_in("Author"), signed_in("Author")
    mine = form_of(one, change(draft)) | {"passages-1-text": "b, mine"}
    theirs = form_of(two, change(draft))
    theirs |= {"passages-1-DELETE": "on", "passages-2-text": "new", "passages-TOTAL_FORMS": "3"}
    two.post(change(draft), theirs | {"_save": "1"})
    response = one.post(change(draft), mine | {"_save": "1"})
    assert response.status_code == 409
    again = fields_of(response)
    assert one.post(change(draft), again | {"_save": "1"}).status_code == 302
    assert sorted(texts(draft)) == ["a", "b, mine", "new"]


def test_save_after_approval_gives_the_text_back():
    author, approver = make_user("Author"), make_user("Approver")
    draft = make_draft(by=author)
    client = signed_in(user=author)
    data = form_of(client, change(draft)) | {"title": "Typed too late", "_save": "1"}
    release.submit(readout=draft, by=author)
    release.approve(readout=draft, by=approver)
    response = client.post(change(draft), data)
    assert response.status_code == 409
    assert "Typed too late" in errors_of(response)
    assert not Readout.objects.filter(title="Typed too late").exists()


def test_save_of_a_discarded_draft_gives_the_text_back():
    draft = make_draft()
    client = signed_in("Author")
    data = form_of(client, change(draft)) | {"title": "Typed for nothing", "_save": "1"}
    drafts.discard(readout=draft, by=user_called("author"))
    response = client.post(change(draft), data)
    assert response.status_code == 409
    again = client.post(ADD, fields_of(response) | {"_save": "1"})
    assert again.status_code == 302, again.context_data["errors"]
    assert texts(only_readout()) == ["The two sides agreed."]


def test_form_without_its_version_is_not_saved():
    client, draft = signed_in("Author"), make_draft()
    data = form_of(client, change(draft)) | {"title": "Blind"}
    del data["base_version"]
    assert client.post(change(draft), data | {"_save": "1"}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_racing_saves_one_is_stored_and_the_other_given_back():
    draft = make_draft()
    clients = [signed_in("Author"), signed_in("Author")]
    data = form_of(clients[0], change(draft)) | {"_save": "1"}
    gate = threading.Barrier(2)

    def save(client):
        gate.wait()
        response = client.post(change(draft), data | {"title": client.user.username})
        connections.close_all()
        return response.status_code, client.user.username

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(save, clients))
    draft.refresh_from_db()
    assert [status for status, _ in answers] == [302, 409]
    assert (draft.title, draft.version) == (answers[0][1], 2)


# Acts


def test_acts_lead_from_draft_to_page_and_back():
    author, approver = signed_in("Author"), signed_in("Approver")
    author.post(ADD, entered(_submit="1"))
    readout = only_readout()
    page = change(readout)

    def press(client, act, **values):
        fields = form_of(client, page) if not only_readout().is_approved else {}
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
    approver.post(change(edition), {"_countersign": "1"})
    edition.refresh_from_db()
    assert edition.countersigned_by == approver.user


def test_correction_and_translation_open_drafts():
    client, edition = signed_in("Author"), make_readout(live_from=ago(days=1))
    client.post(change(edition), {"_correct": "1"})
    client.post(
        change(edition),
        {"_translate": "1", "translate-language": "ja", "translate-status": "provisional"},
    )
    drafts_there = Readout.objects.drafts().order_by("pk").values_list("language", "status")
    assert list(drafts_there) == [("en", "original"), ("ja", "provisional")]


def test_withdrawal_asks_for_its_reason():
    client, edition = signed_in("Approver"), make_readout(live_from=ago(days=1))
    response = client.post(change(edition), {"_withdraw": "1"})
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
    assert client.post(change(draft, "delete"), {"post": "yes"}).status_code == 302
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


# Rights


@pytest.mark.parametrize("groups", [["Author"], ["Approver"], ["Administrator"]])
def test_own_work_is_not_approved_by_form_list_or_forged_post(groups):
    client = signed_in(*groups)
    draft = make_draft(by=client.user)
    release.submit(readout=draft, by=client.user)
    assert "_approve" not in errors_of(client.get(change(draft)))
    data = form_of(client, change(draft))
    client.post(change(draft), data | {"_approve": "1"})
    client.post(LIST, {"action": "approve_now", "_selected_action": [draft.pk]})
    client.post(change(draft), {"_approve": "1", "base_version": "1"})
    draft.refresh_from_db()
    assert draft.approved_at is None


def test_superuser_cannot_sign_twice():
    client = signed_in(user=make_user(is_superuser=True))
    draft = make_draft(by=client.user)
    client.post(change(draft), form_of(client, change(draft)) | {"_submit": "1"})
    client.post(change(draft), form_of(client, change(draft)) | {"_approve": "1"})
    client.post(LIST, {"action": "approve_now", "_selected_action": [draft.pk]})
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


# The list


def test_bulk_act_judges_each_by_itself():
    author, approver = make_user("Author"), signed_in("Approver")
    good, unsent = make_draft(by=author), make_draft(by=author)
    release.submit(readout=good, by=author)
    client = approver
    response = client.post(
        LIST, {"action": "approve_now", "_selected_action": [good.pk, unsent.pk]}, follow=True
    )
    assert "has not been sent for review" in errors_of(response)
    assert Readout.objects.approved_ones().get() == good


def test_bulk_withdrawal_takes_a_reason():
    client, edition = signed_in("Approver"), make_readout(live_from=ago(days=1))
    chosen = {"action": "withdraw_all", "_selected_action": [edition.pk]}
    client.post(LIST, chosen)
    edition.refresh_from_db()
    assert edition.withdrawn_at is None
    client.post(LIST, chosen | {"reason": "error"})
    edition.refresh_from_db()
    assert edition.withdrawal_reason == "error"


def found(client, **asked):
    response = client.get(LIST, asked)
    assert response.status_code == 200
    return {row.title for row in response.context_data["cl"].result_list}


def test_search_reads_titles_passages_people_and_topics():
    make_draft(title="Title of the fish")
    make_draft(title="By passage", passages=["A fish swam."])
    make_draft(title="By person", participants=[make_person("Admiral Fish")])
    make_draft(title="By topic", tags=[make_tag("Fish stocks")])
    make_draft(title="Other")
    client = signed_in("Author")
    assert found(client, q="fish") == {"Title of the fish", "By passage", "By person", "By topic"}
    assert found(client, q="fish swam") == {"By passage"}


def test_filters_ask_the_derived_state():
    client = signed_in("Author")
    make_draft(title="draft")
    sent = make_draft(title="sent", by=client.user)
    release.submit(readout=sent, by=client.user)
    make_readout(title="live", live_from=ago(days=1))
    make_readout(title="coming", live_from=ahead(days=1))
    make_readout(title="gone", live_from=ago(days=2), withdrawn_at=ago(days=1))
    asked = {"draft": "draft", "in review": "sent", "live": "live", "scheduled": "coming",
             "withdrawn": "gone"}  # fmt: skip
    for state, title in asked.items():
        assert found(client, state=state) == {title}
    approver = signed_in("Approver")
    assert found(approver, desk="waiting") == {"sent"}
    assert found(client, desk="topicless", state="live") == {"live"}
    assert len(found(client, year="2017", language="en")) == 5
    assert found(client, year="1999") == set()


def test_relation_is_found_by_a_part_of_its_title():
    relation = make_relation("Japan-Farland Relations")
    make_draft(title="own", relation=relation)
    make_draft(title="also", also_under=[relation])
    make_draft(title="other")
    assert found(signed_in("Author"), relation="farland") == {"own", "also"}


@pytest.mark.parametrize("lookup", ["passages__text__contains", "created_by__password__startswith"])
def test_list_does_not_answer_lookups_from_its_address(lookup):
    make_draft(title="Secret")
    assert signed_in("Author").get(LIST, {lookup: "a"}).status_code == 400


# Queries


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def large(count, **facts):
    """A readout with that many rows of each kind."""
    draft = make_draft(
        passages=[f"Text {n}" for n in range(count)],
        participants=[make_person() for _ in range(count)],
        photos=[make_photo() for _ in range(count)],
        also_under=[make_relation() for _ in range(count)],
        held_on=None,
        **facts,
    )
    party = make_party()
    for position in range(count):
        draft.sittings.create(position=position, held_on=date(2017, 2, 10), form=make_form())
    for passage in draft.passages.select_related("item"):
        passage.item.tagged.create(tag=make_tag())
    for participant in draft.participants.all():
        participant.party = party
        participant.save()
        hold(participant, make_appointment(participant.person, make_post(f"Post {participant.pk}")))
    return draft


def test_form_asks_the_same_of_one_row_and_of_fifty(private_files):
    client = signed_in("Approver")
    one, fifty = queries(client, change(large(1))), queries(client, change(large(50)))
    assert one == fifty
    assert one <= 40


def test_closed_form_asks_the_same_of_one_row_and_of_fifty(private_files):
    client = signed_in("Approver")
    figures = []
    for count in (1, 50):
        draft = large(count)
        release.submit(readout=draft, by=user_called("author"))
        release.approve(readout=draft, by=user_called("approver", "Approver"))
        figures.append(queries(client, change(draft)))
    assert figures[0] == figures[1]
    assert figures[0] <= 40


def test_list_asks_the_same_of_one_row_and_of_fifty():
    client = signed_in("Approver")
    make_draft()
    one = queries(client, LIST)
    for _ in range(49):
        make_draft()
    assert queries(client, LIST) == one
