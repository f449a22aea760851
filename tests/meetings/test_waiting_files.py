"""Places that wait for a photo or document: they are corrected, renamed, filled and removed."""

import re

import pytest

from meetings.models import PhotoUse, Readout
from tests.factories import make_draft, make_person, make_photo
from tests.meetings.desk_form import (
    change,
    fields_of,
    form_of,
    opened,
    picture,
    shown_form,
    signed_in,
    with_text,
)

pytestmark = pytest.mark.django_db

NOTE = "Ask MOFA.\nCaption as printed: Hands\nCaption as printed: Talks\nDocument as printed: Plan"


@pytest.fixture
def draft():
    draft = make_draft(title="Talks in Rome", passages=["They agreed."])
    draft.internal_note = NOTE
    draft.save(update_fields=["internal_note"])
    return draft


@pytest.fixture
def client():
    return signed_in("Author")


def save(client, draft, **fields):
    """Save the form of a draft; give the captions and titles that wait when it is opened again."""
    data = form_of(client, change(draft)) | {"_save": "Save"}
    assert client.post(change(draft), data | fields).status_code == 302
    return waiting(client, draft)


def waiting(client, draft):
    form = form_of(client, change(draft))
    return [form[name] for name in form if name.endswith("-file-waits")]


def note_of(draft):
    return Readout.objects.get(pk=draft.pk).internal_note


def test_places_that_nobody_touches_wait_on(client, draft):
    assert save(client, draft) == ["Hands", "Talks", "Plan"]
    draft.refresh_from_db()
    assert (draft.internal_note, draft.version) == (NOTE, 1)


def test_words_that_wait_are_corrected_by_hand(client, draft):
    corrected = {"photo_uses-0-caption": "Handshake", "document_uses-0-title": "Joint Plan"}
    assert save(client, draft, **corrected) == ["Handshake", "Talks", "Joint Plan"]
    assert note_of(draft) == NOTE.replace("Hands", "Handshake").replace("Plan", "Joint Plan")


def test_words_that_change_places_wait_on(client, draft):
    swapped = {"photo_uses-0-caption": "Talks", "photo_uses-1-caption": "Hands"}
    assert sorted(save(client, draft, **swapped)) == ["Hands", "Plan", "Talks"]


@pytest.mark.parametrize("way", [{"photo_uses-0-DELETE": "on"}, {"photo_uses-0-caption": ""}])
def test_a_place_that_is_removed_or_emptied_waits_no_more(client, draft, way):
    assert save(client, draft, **way) == ["Talks", "Plan"]
    assert note_of(draft) == NOTE.replace("Caption as printed: Hands\n", "")


def test_an_emptied_place_of_whatever_kind_asks_for_no_file(client, draft):
    emptied = {"document_uses-0-title": "", "document_uses-0-kind": "fact sheet"}
    assert save(client, draft, **emptied) == ["Hands", "Talks"]


def test_a_place_that_was_emptied_takes_other_words(client, draft):
    data = form_of(client, change(draft)) | {"_save": "Save", "photo_uses-0-caption": ""}
    wrong = client.post(change(draft), data | {"released_on": "not a day"})
    again = fields_of(wrong) | {"released_on": "2017-02-10", "photo_uses-0-caption": "Others"}
    assert client.post(change(draft), again | {"_save": "Save"}).status_code == 302
    assert sorted(waiting(client, draft)) == ["Others", "Plan", "Talks"]


@pytest.mark.parametrize("caption", ["Hands", "The two ministers", "Talks"])
def test_a_place_that_is_filled_waits_no_more(client, draft, private_files, caption):
    photo = {"photo_uses-0-file-upload": picture(), "photo_uses-0-caption": caption}
    assert save(client, draft, **photo) == ["Talks", "Plan"]
    assert save(client, draft, **{"photo_uses-0-caption": "Cleaned"}) == ["Talks", "Plan"]
    assert PhotoUse.objects.get().caption == "Cleaned"


def test_of_two_places_with_the_same_words_one_is_filled(client, draft, private_files):
    Readout.objects.update(internal_note="Caption as printed: Talks\nCaption as printed: Talks")
    assert save(client, draft, **{"photo_uses-1-file-upload": picture()}) == ["Talks"]


def test_what_was_done_with_a_place_outlives_an_error_elsewhere(client, draft):
    done = {"photo_uses-0-DELETE": "on", "photo_uses-1-caption": "Signing", "_save": "Save"}
    data = form_of(client, change(draft)) | done
    response = client.post(change(draft), data | {"released_on": "not a day"})
    assert response.status_code == 200
    again = with_text(response) | {"released_on": "2017-02-10"}
    assert client.post(change(draft), again).status_code == 302
    assert waiting(client, draft) == ["Signing", "Plan"]


def test_a_place_that_a_colleague_filled_does_not_come_back(client, draft, private_files):
    mine, other = shown_form(client, draft) | {"title": "Talks in Milan"}, signed_in("Author")
    save(other, draft, **{"photo_uses-0-file-upload": picture()})
    assert client.post(change(draft), mine).status_code == 302
    assert waiting(client, draft) == ["Talks", "Plan"]


def test_words_in_a_row_that_never_waited_ask_for_the_file(client, draft):
    fresh = {"photo_uses-2-caption": "Typed", "photo_uses-TOTAL_FORMS": "3", "_save": "Save"}
    response = client.post(change(draft), form_of(client, change(draft)) | fresh)
    assert "Choose the file." in response.content.decode()


# With a text


def test_a_corrected_text_rewords_the_captions_that_wait(client, draft):
    form = opened(client, draft)
    text = form["whole_text"].replace("Hands", "Handshake")
    seen = client.post(change(draft), form | {"whole_text": text})
    assert [one.now for one in seen.context_data["found"].changes] == ["Handshake"]
    assert client.post(change(draft), with_text(seen)).status_code == 302
    assert waiting(client, draft) == ["Handshake", "Talks", "Plan"]


def with_captions(form, *captions):
    """The form with a text that has more captions, after its date."""
    lines = "".join(f"\n\n(Photo) {caption}" for caption in captions)
    text = re.sub(r"(?m)^\w+ \d+, \d{4}$", rf"\g<0>{lines}", form["whole_text"])
    return form | {"whole_text": text}


def test_many_captions_wait(client):
    draft, captions = make_draft(passages=["a"]), [f"Caption number {n}" for n in range(25)]
    seen = client.post(change(draft), with_captions(opened(client, draft), *captions))
    assert client.post(change(draft), with_text(seen)).status_code == 302
    assert len(waiting(client, draft)) == len(captions)
    assert len(save(client, draft, title="Still to be saved")) == len(captions)


def test_a_caption_is_not_given_to_a_photo_that_goes(client, private_files):
    draft = make_draft(passages=["a"], photos=[make_photo()])
    PhotoUse.objects.update(caption="")
    form = opened(client, draft) | {"photo_uses-0-DELETE": "on"}
    seen = client.post(change(draft), with_captions(form, "The ministers shake hands"))
    assert [one.what for one in seen.context_data["found"].changes] == ["New"]
    assert client.post(change(draft), with_text(seen)).status_code == 302
    assert waiting(client, draft) == ["(Photo) The ministers shake hands"]


# What a photo is proposed to show


def test_those_who_are_removed_are_not_proposed_as_shown(client):
    people = [make_person("Ann Gone"), make_person("Bob Stays")]
    draft = make_draft(participants=people)
    removed = {"participants-0-DELETE": "on", "released_on": "not a day", "_save": "Save"}
    response = client.post(change(draft), form_of(client, change(draft)) | removed)
    formsets = [shown.formset for shown in response.context_data["inline_admin_formsets"]]
    (proposal,) = (each.proposal for each in formsets if each.prefix == "photo_uses")
    assert proposal == "Bob Stays during the meeting"
