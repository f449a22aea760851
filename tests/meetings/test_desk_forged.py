"""What no browser sends by itself, and more than a form holds: told in a sentence."""

import pytest
from django.urls import reverse

from meetings.admin.text_view import mark
from meetings.intake import MAX_BYTES
from meetings.models import Readout
from tests.factories import make_draft, make_tag
from tests.meetings.desk_form import ADD, change, entered, errors_of, form_of, rows, signed_in

pytestmark = pytest.mark.django_db

NO_KEYS = ["abc", "1" * 20, "9" * 40, "1.5", "²", "-1"]


@pytest.mark.parametrize("key", NO_KEYS)
@pytest.mark.parametrize("name", ["relation", "occasion"])
def test_a_forged_choice_is_told_at_its_field(name, key):
    response = signed_in("Author").post(ADD, entered() | {name: key})
    assert response.context_data["adminform"].form.errors.keys() == {name}
    assert not Readout.objects.exists()


@pytest.mark.parametrize("key", NO_KEYS)
@pytest.mark.parametrize(
    ("prefix", "name"),
    [
        ("participants", "person"), ("participants", "party"), ("participants", "held"),
        ("sittings", "form"), ("listings", "relation"),
    ],
)  # fmt: skip
def test_a_forged_choice_of_a_row_is_told_at_its_field(prefix, name, key):
    data = entered() | rows(prefix, {name: key, "held_on": "2017-02-10", "name": "Ana Lima"})
    response = signed_in("Author").post(ADD, data)
    found = {s.formset.prefix: s.formset for s in response.context_data["inline_admin_formsets"]}
    assert name in found[prefix].forms[0].errors
    assert not Readout.objects.exists()


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_forged_topic_to_merge_into_is_told(key):
    page = reverse("admin:meetings_tag_merge", args=[make_tag().pk])
    assert "Select a valid choice" in errors_of(signed_in("Approver").post(page, {"into": key}))


def test_a_source_with_a_nul_is_kept_as_it_can_be():
    draft, client = make_draft(), signed_in("Author")
    source = {"text_source": "One\0two", "text_source_name": "a\0b.txt", "_save": "1"}
    assert client.post(change(draft), form_of(client, change(draft)) | source).status_code == 302
    kept = draft.source_texts.get()
    assert (kept.text, kept.name) == ("One␀two", "a␀b.txt")


def test_a_form_with_more_than_a_text_may_have_is_refused_and_can_be_sent_again():
    draft, client = make_draft(introduction="Old."), signed_in("Author")
    data = form_of(client, change(draft)) | {"_save": "1"}
    large = client.post(change(draft), data | {"introduction": "ü" * (MAX_BYTES // 2 + 1)})
    assert "is longer than 1 MB, and nothing has been saved yet" in errors_of(large)
    assert client.post(change(draft), data | {"introduction": "New."}).status_code == 302


def test_the_largest_form_that_is_saved_can_be_sent_with_all_that_it_carries():
    draft, client = make_draft(), signed_in("Author")
    text = "外" * ((MAX_BYTES - 10_000) // 3)
    data = form_of(client, change(draft)) | {"introduction": text, "_save": "1"}
    assert client.post(change(draft), data).status_code == 302
    data = form_of(client, change(draft)) | {"_save": "1"}
    carried = {"whole_text": text, "whole_text_was": mark(text), "text_source": text}
    assert client.post(change(draft), data | carried).status_code == 302
