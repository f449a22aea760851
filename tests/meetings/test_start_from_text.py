"""Start from text: what is pasted fills the form, is looked at, and is saved by a press."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings import reader
from meetings.admin.text_view import mark
from meetings.models import AgendaItem, Readout
from tests.factories import (
    make_appointment,
    make_form,
    make_party,
    make_person,
    make_post,
    make_relation,
    make_tag,
    user_called,
)
from tests.meetings.desk_form import (
    ADD,
    change,
    form_of,
    only_readout,
    picture,
    rows,
    signed_in,
    texts,
    with_text,
)

pytestmark = pytest.mark.django_db

SAMPLE = (Path(__file__).parents[1] / "data" / "sample.txt").read_text(encoding="utf-8")
CAPTIONS = ["Japan-U.S. Foreign Ministers’ Meeting1", "Japan-U.S. Foreign Ministers’ Meeting2"]
PROPOSAL = (
    "Fumio Kishida, Minister for Foreign Affairs, and Rex Tillerson, Secretary of State, "
    "during the meeting"
)


@pytest.fixture
def known():
    """What the site knew in February 2017."""
    japan, america = make_party("Japan"), make_party("United States of America")
    relation = make_relation("Japan-United States of America Relations", [america])
    make_form("Meeting")
    post = make_post("Minister for Foreign Affairs", japan)
    make_appointment(make_person("Fumio Kishida"), post, date(2012, 12, 26), date(2017, 8, 3))
    make_tag("North Korea")
    return relation


def read(client, text=SAMPLE, url=ADD, **fields):
    """Press “Read it” with a text alone, as the first page does, or with a form beside it."""
    return client.post(url, {"whole_text": text, "whole_text_was": mark(""), "_read": ""} | fields)


def added(**fields):
    """The empty form of a new readout, as a browser would post it."""
    return form_of(signed_in("Author"), ADD) | fields


def formset(response, prefix):
    shown = response.context_data["inline_admin_formsets"]
    return next(one.formset for one in shown if one.formset.prefix == prefix)


def values(response, prefix, name):
    return [row[name].value() for row in formset(response, prefix).forms]


def page_of(response):
    return response.content.decode()


# What is filled


def test_the_first_page_leads_to_a_filled_form_and_nothing_is_stored(known):
    client = signed_in("Author")
    assert f'action="{ADD}"' in page_of(client.get(reverse("admin:index")))
    response = read(client)
    form = response.context_data["adminform"].form
    assert form["relation"].value() == str(known.pk)
    assert form["title"].value() == "Japan-U.S. Foreign Ministers' Meeting"
    assert form["released_on"].value() == "2017-02-10"
    assert form["introduction"].value().startswith("On February 10th")
    assert values(response, "passages", "label") == ["1", "2", "(1)", "(2)", "(3)", "(4)", "3", "4"]
    assert not response.context_data["errors"]
    assert (Readout.objects.count(), AgendaItem.objects.count()) == (0, 0)


def test_people_come_with_the_posts_they_held_that_day_and_sittings_with_their_clocks(known):
    response = read(signed_in("Author"))
    assert values(response, "participants", "name") == ["Fumio Kishida", "Rex Tillerson"]
    assert values(response, "participants", "side") == ["home", "counterpart"]
    appointment = known.parties.model.objects.get(name="Japan").posts.get().appointments.get()
    assert values(response, "participants", "held") == [[str(appointment.pk)], []]
    (sitting,) = formset(response, "sittings").forms
    assert sitting["home_clock"].value() == ["2017-02-10", "23:10"]
    said = [sitting[name].value() for name in ("held_on", "precision", "minutes")]
    assert said == ["2017-02-10", "around", "30"]


def test_the_filled_form_is_saved_as_the_command_would_store_it(known):
    client, author = signed_in("Author"), user_called("author")
    by_command = reader.draft_from(reader.read_here(SAMPLE), text=SAMPLE, by=author)
    response = client.post(ADD, with_text(read(client)))
    assert response.status_code == 302
    by_form = Readout.objects.exclude(pk=by_command.pk).get()
    assert texts(by_form) == texts(by_command)
    for name in ("title", "relation", "introduction", "internal_note", "released_on"):
        assert getattr(by_form, name) == getattr(by_command, name), name
    for kind in ("sittings", "participants"):
        pairs = zip(*(getattr(one, kind).all() for one in (by_form, by_command)), strict=True)
        for mine, other in pairs:
            assert same(mine, other)
    assert by_form.source_texts.get().text.split() == SAMPLE.split()


def same(row, other):
    names = {f.name for f in row._meta.concrete_fields} - {"id", "readout"}
    return all(getattr(row, name) == getattr(other, name) for name in names)


def test_outline_tells_what_was_understood_suggested_left_out_and_cleaned(known):
    found = read(signed_in("Author")).context_data["found"]
    assert [row.label for row in found.outline][:3] == ["1", "2", "(1)"]
    assert found.outline[2].topics == ("North Korea",)
    assert found.left_out == ("Back to Japan-United States of America Relations",)
    assert found.cleaned == ["1 no-break space"]
    left = "".join(found.left_out[0].split())
    assert found.placed == len("".join(SAMPLE.split())) - len(left)
    assert found.unplaced == 0


def test_suggested_topics_are_never_attached_by_themselves(known):
    client = signed_in("Author")
    client.post(ADD, with_text(read(client)))
    assert not any(item.tags.exists() for item in AgendaItem.objects.all())


def test_a_relation_that_is_not_known_is_asked_for_and_stays_as_printed():
    response = read(signed_in("Author"))
    label = response.context_data["adminform"].form["section_label"].value()
    assert label == "Japan-United States of America Relations"
    assert "choose it" in response.context_data["found"].notes[0]


# What is filled already


def test_filled_fields_stay_and_say_what_the_text_says(known):
    client = signed_in("Author")
    typed = {
        "title": "My own title",
        "released_on": "2017-02-11",
        "sittings-0-minutes": "45",
        "participants-0-name": "REX TILLERSON",
    }
    typed |= {"participants-0-honorific": "Mr.", "sittings-0-minutes_precision": "exact"}
    response = read(client, **added(**typed))
    form = response.context_data["adminform"].form
    assert form["title"].value() == "My own title"
    assert "The text says “2017-02-10”" in form.errors["released_on"][0]
    (sitting,) = formset(response, "sittings").forms
    assert sitting["minutes"].value() == "45"
    assert "The text says “30”" in sitting.errors["minutes"][0]
    first, second = formset(response, "participants").forms
    assert (first["honorific"].value(), first["offices"].value()) == ("Mr.", "Secretary of State")
    assert "the Honorable" in first.errors["honorific"][0]
    assert second["name"].value() == "Fumio Kishida"
    assert client.post(ADD, with_text(response)).status_code == 302
    assert only_readout().title == "My own title"


def test_what_the_text_says_otherwise_leads_to_its_field(known):
    typed = {"sittings-0-home_clock_day": "2017-02-11", "sittings-0-home_clock_time": "08:00"}
    response = read(signed_in("Author"), **added(**typed))
    assert "sittings-0-home_clock" in response.context_data["found"].said
    page = page_of(response)
    leads = set(re.findall(r'href="#([^"]+)"', page))
    assert leads <= set(re.findall(r'\bid="([^"]+)"', page))


def test_rows_typed_and_a_text_pasted_are_a_choice(known):
    client = signed_in("Author")
    response = read(client, **added(**{"passages-0-text": "Typed by hand."}))
    assert response.context_data["is_choice"]
    assert with_text(response)["whole_text"] == SAMPLE
    again = read(client, **with_text(response) | {"text_choice": "text", "_read": ""})
    assert values(again, "passages", "text")[0].startswith("The two sides affirmed")


def test_a_photo_brought_before_the_text_gets_its_caption(known, private_files):
    photo = rows("photo_uses", {"file-upload": picture(), "caption": "", "order": "1"})
    response = read(signed_in("Author"), **added() | photo)
    assert values(response, "photo_uses", "caption") == CAPTIONS
    assert formset(response, "photo_uses").forms[0]["file"].value()[0]


# Places that wait for a file


def test_captions_and_documents_wait_for_their_files_and_hold_nothing_back(known):
    client = signed_in("Author")
    response = read(client, SAMPLE + "\nJoint Statement (PDF)\n")
    assert values(response, "photo_uses", "caption") == CAPTIONS
    assert values(response, "document_uses", "title") == ["Joint Statement"]
    client.post(ADD, with_text(response) | {"_continue": "1"})
    draft = only_readout()
    assert (draft.photo_uses.count(), draft.document_uses.count()) == (0, 0)
    shown = client.get(change(draft))
    assert values(shown, "photo_uses", "caption") == CAPTIONS
    assert values(shown, "document_uses", "title") == ["Joint Statement"]


def test_alternative_text_is_proposed_and_stays_a_proposal_until_it_is_ticked(
    known,
    private_files,
):
    client = signed_in("Author")
    response = read(client)
    assert page_of(response).count(f'value="{PROPOSAL}"') == 3
    photos = {f"photo_uses-{n}-file-upload": picture(c) for n, c in enumerate(("navy", "red"))}
    ticked = {"photo_uses-0-alternative_text-proposed": PROPOSAL, "_continue": "1"}
    assert client.post(ADD, with_text(response) | photos | ticked).status_code == 302
    draft = only_readout()
    assert [use.alternative_text for use in draft.photo_uses.all()] == [PROPOSAL, ""]
    lacking = client.get(change(draft)).context_data["lacking"]
    assert [one.sentence for one in lacking] == ["Photo 2 has no alternative text."]


# Files, and what cannot be read


@pytest.mark.parametrize("name", ["readout.txt", "readout.html"])
def test_a_file_is_read_like_a_paste(known, name):
    client = signed_in("Author")
    body = SAMPLE if name.endswith("txt") else "<p>" + SAMPLE.replace("\n\n", "</p><p>") + "</p>"
    response = read(client, "", text_file=SimpleUploadedFile(name, body.encode()))
    assert len(values(response, "passages", "label")) == 8
    client.post(ADD, with_text(response))
    assert only_readout().source_texts.get().name == name


def test_lists_copied_from_a_page_keep_their_numbers(known):
    items = "<ol><li>They agreed on ports.</li><li>They agreed on tides.</li></ol>"
    markup = f"<p>May 3, 2021</p>{items}"
    earlier = "<ol><li>They met.</li></ol>"
    response = read(signed_in("Author"), "They agreed on ports.", text_markup=[earlier, markup])
    assert values(response, "passages", "label") == ["1.", "2."]


def test_a_text_read_before_is_told_with_its_readout(known):
    client = signed_in("Author")
    client.post(ADD, with_text(read(client)))
    assert change(only_readout()) in page_of(read(client))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "1 Word\n" + "word " * 250_000}, "longer than 1 MB"),
        ({"text": ""}, "Paste a text first"),
        ({"text": "", "text_file": SimpleUploadedFile("a.docx", b"PK no archive")}, "Word"),
        ({"text": "", "text_file": SimpleUploadedFile("a.txt", b"\x81\xff\xfe\x00")}, "UTF-8"),
    ],
)
def test_what_cannot_be_read_stays_on_the_screen_under_a_sentence(fields, sentence):
    response = read(signed_in("Author"), **fields)
    assert sentence in response.context_data["refusal"]
    assert with_text(response)["whole_text"].strip() == fields["text"].strip()
    assert not Readout.objects.exists()


def test_reading_asks_as_much_for_many_rows_as_for_few(known, django_assert_max_num_queries):
    client = signed_in("Author")
    with django_assert_max_num_queries(40) as few:
        read(client)
    many = SAMPLE + "\n".join(f"\n{n} Heading\n\nThey spoke of it." for n in range(5, 60))
    with django_assert_max_num_queries(len(few)):
        read(client, many)


def test_nobody_without_the_right_reads_a_text():
    client = signed_in("No such group")
    assert read(client).status_code == 403


# The page of a form that is not saved yet


def test_preview_shows_a_new_readout_and_writes_nothing(known):
    client = signed_in("Author")
    data = with_text(read(client)) | {"title": "Unsaved title"}
    page = page_of(client.post(ADD.replace("add", "live"), data))
    assert "Unsaved title" in page
    assert "Senkaku Islands" in page
    assert (Readout.objects.count(), AgendaItem.objects.count()) == (0, 0)
    assert signed_in("No such group").post(ADD.replace("add", "live")).status_code == 403
