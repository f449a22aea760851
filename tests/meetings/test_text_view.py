"""The whole text of a readout as a view of its rows."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from meetings import tagging
from meetings.models import Readout, SourceText
from tests.factories import (
    make_draft,
    make_tag,
    user_called,
)
from tests.meetings.desk_form import (
    LEAD,
    change,
    form_of,
    items,
    opened,
    sample,
    signed_in,
    with_text,
    words,
)
from tests.meetings.sample import TITLE

pytestmark = pytest.mark.django_db


def test_text_shows_head_and_rows():
    text = opened(signed_in("Author"), sample())["whole_text"]
    assert text.startswith(sample().relation.title[:6])
    for part in (TITLE, "February 10, 2017", LEAD, "\n2 Regional Situation", "\n(1) The two"):
        assert part in text


def test_untouched_text_changes_nothing():
    draft, client = sample(), signed_in("Author")
    before = words(draft)
    assert client.post(change(draft), opened(client, draft)).status_code == 302
    draft.refresh_from_db()
    assert (draft.version, words(draft)) == (1, before)


def test_rows_that_went_with_a_wrong_text_come_back_with_the_right_one():
    draft, client = sample(), signed_in("Author")
    for row in draft.passages.select_related("item"):
        tagging.attach(item=row.item, tags=[make_tag()], by=user_called("author"))
    before, tags = items(draft), [list(row.item.tags.all()) for row in draft.passages.all()]
    form = opened(client, draft)
    wrong = "Some Other Page\n\n1 Fisheries\n\nSquid quotas were fixed.\n\n2 Whales\n\nNone."
    seen = client.post(change(draft), form | {"whole_text": wrong})
    seen = client.post(change(draft), with_text(seen) | {"whole_text": form["whole_text"]})
    assert {one.what for one in seen.context_data["found"].changes if one.is_row} == {"Back"}
    assert client.post(change(draft), with_text(seen)).status_code == 302
    assert items(draft) == before
    assert [list(row.item.tags.all()) for row in draft.passages.all()] == tags


def test_a_row_taken_out_by_an_earlier_text_is_told_of_again_while_topics_go_with_it():
    draft, client = sample(), signed_in("Author")
    row = draft.passages.select_related("item").get(label="(3)")
    form = opened(client, draft)
    without = form["whole_text"].replace(f"(3) {row.text}\n\n", "")
    for topics, told in (([], []), ([make_tag()], ["Taken out before"])):
        tagging.set_tags(item=row.item, tags=topics, by=user_called("author"))
        seen = client.post(change(draft), opened(client, draft) | {"whole_text": without})
        again = without.replace("Okinawa", "Futenma")
        seen = client.post(change(draft), with_text(seen) | {"whole_text": again})
        changes = seen.context_data["found"].changes
        assert [one.where for one in changes if one.what == "Gone"] == told


def test_the_words_that_a_corrected_text_changes_are_marked_and_no_others():
    draft, client = sample(), signed_in("Author")
    text = opened(client, draft)["whole_text"].replace("trilateral cooperation", "cooperation")
    seen = client.post(change(draft), opened(client, draft) | {"whole_text": text})
    marked = re.findall(r"<(del|ins)>(.*?)</", seen.content.decode())
    assert [(kind, words.strip()) for kind, words in marked] == [("del", "trilateral")]


def test_corrected_text_is_shown_before_it_is_saved_and_keeps_items_and_topics():
    draft, client = sample(), signed_in("Author")
    rows = {row.label: row for row in draft.passages.all()}
    for label, name in (("(2)", "North Korea"), ("(3)", "China"), ("(4)", "Senkaku Islands")):
        tagging.attach(item=rows[label].item, tags=[make_tag(name)], by=user_called("author"))
    before, data = items(draft), opened(client, draft)
    gone = rows["(3)"].text
    text = data["whole_text"].replace(f"(3) {gone}\n\n(4)", "(3)")
    text = text.replace("1 Japan-U.S. Alliance", "1 Cyber\n\nThey spoke.\n\n2 Japan-U.S. Alliance")
    text = text.replace("2 Regional", "3 Regional").replace("trilateral ", "")
    seen = client.post(change(draft), data | {"whole_text": text})
    found = seen.context_data["found"]
    assert seen.status_code == 200
    assert found.summary == "4 changed · 1 new · 1 gone"
    assert [(c.was, c.topics) for c in found.changes if c.what == "Gone"] == [
        (f"(3) {gone}", "China")
    ]
    assert items(draft) == before, "nothing is saved yet"
    assert client.post(change(draft), with_text(seen)).status_code == 302
    after = items(draft)
    assert {uid for uid in after.values() if uid in before.values()} == set(after.values()) - {
        after["They spoke."]
    }
    moved = draft.passages.get(text=rows["(4)"].text)
    assert (moved.label, moved.item_id) == ("(3)", rows["(4)"].item_id)
    assert [tag.name for tag in moved.item.tags.all()] == ["Senkaku Islands"]
    assert [row.label for row in draft.passages.all()] == [
        "1", "2", "3", "(1)", "(2)", "(3)", "3", "4",
    ]  # fmt: skip
    assert SourceText.objects.get(readout=draft).text.split() == text.split()


def test_title_date_and_introduction_follow_the_text():
    draft, client = sample(), signed_in("Author")
    data = opened(client, draft)
    text = data["whole_text"].replace("February 10, 2017", "February 11, 2017")
    text = text.replace("\nJapan-U.S. Foreign", "\nThird Japan-U.S. Foreign").replace(
        "Mr. Rex", "Rex"
    )
    seen = client.post(change(draft), data | {"whole_text": text})
    client.post(change(draft), with_text(seen))
    draft.refresh_from_db()
    assert draft.title == f"Third {TITLE}"
    assert (str(draft.released_on), draft.introduction) == (
        "2017-02-11",
        LEAD.replace("Mr. R", "R"),
    )


def test_text_of_the_rows_alone_leaves_title_and_date():
    draft, client = sample(), signed_in("Author")
    data = opened(client, draft)
    text = data["whole_text"][data["whole_text"].index(LEAD) :].replace("Okinawa", "Okinawa base")
    client.post(change(draft), with_text(client.post(change(draft), data | {"whole_text": text})))
    now = Readout.objects.get(pk=draft.pk)
    assert (now.title, now.released_on, now.introduction) == (TITLE, draft.released_on, LEAD)
    assert draft.passages.filter(heading="Okinawa base").count() == 1


def test_depth_and_language_set_by_hand_outlive_a_correction():
    draft, client = sample(), signed_in("Author")
    draft.passages.filter(label="4").update(depth=2, language="ja")
    data = opened(client, draft)
    text = data["whole_text"].replace("3 Okinawa", "3 Okinawa base")
    client.post(change(draft), with_text(client.post(change(draft), data | {"whole_text": text})))
    last = draft.passages.get(label="4")
    assert (last.depth, last.language) == (2, "ja")


@pytest.mark.parametrize(("choice", "kept"), [("text", "from the text"), ("rows", "from the row")])
def test_both_views_changed_is_a_choice_and_loses_neither(choice, kept):
    draft, client = make_draft(passages=["They agreed on fisheries."]), signed_in("Author")
    data = opened(client, draft)
    data["whole_text"] = data["whole_text"].replace("fisheries", "fisheries from the text")
    data["passages-0-text"] = "They agreed on fisheries from the row."
    asked = client.post(change(draft), data)
    assert asked.context_data["is_choice"]
    again = with_text(asked)
    assert "from the text" in again["whole_text"]
    assert "from the row" in again["passages-0-text"]
    response = client.post(change(draft), again | {"text_choice": choice})
    if choice == "text":
        response = client.post(change(draft), with_text(response))
    assert response.status_code == 302
    assert words(draft) == [("1", "", f"They agreed on fisheries {kept}.")]


def test_what_was_left_out_and_found_is_told():
    draft, client = sample(), signed_in("Author")
    data = opened(client, draft)
    text = data["whole_text"].replace("1 Japan-U.S.", "1. 1. Japan-U.S.") + "\nBack to Top\n"
    found = client.post(change(draft), data | {"whole_text": text}).context_data["found"]
    assert found.left_out == ("Back to Top",)
    doubled = [one for one in found.findings if "stands twice" in one[0]]
    assert doubled == [("The label “1. 1.” stands twice.", "passages-0")]
    assert found.unplaced == 0


@pytest.mark.parametrize("count", [1, 2])
def test_characters_without_a_place_are_told(count):
    draft, client = sample(), signed_in("Author")
    form = opened(client, draft)
    text = form["whole_text"].replace("3 Okinawa", "3 Okinawa base")
    found = client.post(change(draft), form | {"whole_text": text}).context_data["found"]
    found.unplaced = count
    view = {"text": "", "was": ""}
    context = {"found": found, "text_view": view}
    page = render_to_string("admin/meetings/readout/text_view.html", context)
    said = "1 character found no place." if count == 1 else "2 characters found no place."
    assert f"<strong>{said}</strong>" in page


def test_a_text_that_says_what_is_stored_changes_nothing():
    draft, client = sample(), signed_in("Author")
    form = opened(client, draft)
    file = SimpleUploadedFile("text.txt", form["whole_text"].encode())
    response = client.post(change(draft), form | {"_read": "", "text_file": file})
    said = "The text says what the form says: nothing would change."
    assert (response.status_code, response.context_data["refusal"]) == (200, said)


def test_text_too_long_to_read_is_refused_and_stays():
    draft, client = sample(), signed_in("Author")
    data = opened(client, draft)
    text = "\n\n".join(f"{n}. Item" for n in range(1, 400))
    response = client.post(change(draft), data | {"whole_text": text})
    assert response.context_data["refusal"]
    assert with_text(response)["whole_text"] == text
    assert len(words(draft)) == 8


def test_text_changed_while_a_colleague_saved_stays_on_the_screen():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    data = opened(client, draft)
    other.post(change(draft), form_of(other, change(draft)) | {"title": "New", "_save": "1"})
    text = data["whole_text"].replace("3 Okinawa", "3 Okinawa base")
    response = client.post(change(draft), data | {"whole_text": text})
    assert response.status_code == 409
    assert with_text(response)["whole_text"] == text
