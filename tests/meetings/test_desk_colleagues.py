"""Two people on one readout: every save is kept or given back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from meetings import drafts, release, tagging
from meetings.models import Readout
from tests.factories import (
    make_draft,
    make_tag,
    make_user,
    user_called,
)
from tests.meetings.desk_form import (
    ADD,
    change,
    errors_of,
    fields_of,
    form_of,
    large,
    only_readout,
    shown_form,
    signed_in,
    texts,
    with_text,
)

pytestmark = pytest.mark.django_db


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


def test_changes_in_different_places_are_joined(private_files):
    draft, one, two = large(4), signed_in("Author"), signed_in("Author")
    mine, theirs = shown_form(one, draft), shown_form(two, draft)
    theirs |= {
        "title": "Theirs", "passages-0-text": "Theirs 0", "participants-1-honorific": "Dr.",
        "passages-3-DELETE": "on", "sittings-0-minutes": "20", "photo_uses-2-caption": "Theirs",
        "sittings-0-minutes_precision": "about",
    }  # fmt: skip
    assert two.post(change(draft), theirs).status_code == 302
    mine |= {
        "introduction": "Mine", "passages-1-text": "Mine 1", "participants-2-honorific": "Prof.",
        "passages-4-text": "Mine, new", "passages-TOTAL_FORMS": "5",
    }  # fmt: skip
    assert one.post(change(draft), mine).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.introduction, draft.version) == ("Theirs", "Mine", 3)
    assert texts(draft) == ["Theirs 0", "Mine 1", "Text 2", "Mine, new"]
    told = list(draft.participants.values_list("honorific", flat=True))
    assert told == ["Mr.", "Dr.", "Prof.", "Mr."]
    assert draft.sittings.first().minutes == 20
    assert draft.photo_uses.get(position=2).caption == "Theirs"


def test_rows_moved_by_one_and_changed_by_the_other_are_joined():
    draft, one, two = make_draft(passages=["a", "b", "c"]), signed_in("Author"), signed_in("Author")
    mine, theirs = shown_form(one, draft), shown_form(two, draft)
    moved = {"passages-2-order": "1", "passages-0-order": "2", "passages-1-order": "3"}
    assert two.post(change(draft), theirs | moved).status_code == 302
    assert texts(draft) == ["c", "a", "b"]
    mine |= {"passages-3-text": "after a", "passages-3-order": "1.5", "passages-TOTAL_FORMS": "4"}
    assert one.post(change(draft), mine | {"passages-1-text": "b, mine"}).status_code == 302
    assert texts(draft) == ["c", "a", "after a", "b, mine"]


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"title": "Theirs"}, {"title": "Mine"}),
        ({"passages-0-text": "Theirs"}, {"passages-0-text": "Mine"}),
        ({"passages-0-DELETE": "on"}, {"passages-0-text": "Mine"}),
        ({"passages-0-text": "Theirs"}, {"passages-0-DELETE": "on"}),
        (
            {"passages-0-order": "9", "title": "Theirs"},
            {"passages-1-order": "9", "introduction": "Mine"},
        ),
    ],
)
def test_real_clashes_are_shown_and_nothing_is_written(theirs, mine):
    draft, one, two = make_draft(passages=["a", "b", "c"]), signed_in("Author"), signed_in("Author")
    first, second = shown_form(one, draft), shown_form(two, draft)
    assert two.post(change(draft), second | theirs).status_code == 302
    before = texts(draft)
    response = one.post(change(draft), first | mine)
    assert response.status_code == 409
    assert texts(draft) == before
    again = with_text(response) | {"form_marks": response.context_data["form_marks"]}
    del again["whole_text"]
    assert one.post(change(draft), again).status_code == 302


def test_approver_with_an_older_text_reads_the_newer_first():
    draft = make_draft()
    release.submit(readout=draft, by=user_called("author"))
    approver, author = signed_in("Approver"), signed_in(user=user_called("author"))
    data = shown_form(approver, draft)
    author.post(change(draft), shown_form(author, draft) | {"title": "Newer"})
    del data["_save"]
    response = approver.post(change(draft), data | {"_approve": "1"})
    assert response.status_code == 409
    assert "meanwhile, and nothing has been done. Read it" in errors_of(response)
    assert "are joined in it" not in errors_of(response)
    assert "Compare the two below" not in errors_of(response)
    assert not Readout.objects.get(pk=draft.pk).is_approved


def test_what_was_joined_is_said_to_be_saved_only_when_it_is():
    draft, one, two = make_draft(), signed_in("Author"), signed_in("Author")
    mine, theirs = shown_form(one, draft), shown_form(two, draft)
    two.post(change(draft), theirs | {"title": "Theirs"})
    wrong = one.post(change(draft), mine | {"introduction": "Mine", "released_on": "2026-99-99"})
    assert "stands in the form together with what you had typed" in errors_of(wrong)
    assert "are joined in it" not in errors_of(wrong)
    saved = one.post(change(draft), mine | {"introduction": "Mine"}, follow=True)
    assert "are joined in it" in errors_of(saved)


def joined_with_an_error(one, two, draft, mine, theirs):
    """A form in which one's own words stand beside a colleague's, and that could not be saved."""
    form = shown_form(one, draft) | mine
    assert two.post(change(draft), shown_form(two, draft) | theirs).status_code == 302
    response = one.post(change(draft), form | {"released_on": "not a day"})
    assert response.status_code == 200
    marks = {"form_marks": response.context_data["form_marks"], "released_on": "2017-02-10"}
    return with_text(response) | marks


@pytest.mark.parametrize(
    "row", [{"passages-1-text": "b 1"}, {"passages-2-text": "c 1", "passages-TOTAL_FORMS": "3"}]
)
def test_what_a_colleague_changes_twice_is_joined_twice(row):
    draft, one, two = make_draft(passages=["a", "b"]), signed_in("Author"), signed_in("Author")
    joined = joined_with_an_error(one, two, draft, {"passages-0-text": "mine"}, row)
    text = next(name for name in row if name.endswith("text"))
    two.post(change(draft), shown_form(two, draft) | {text: "corrected"})
    assert one.post(change(draft), joined).status_code == 302
    assert {"mine", "corrected"} <= set(texts(draft))


def test_a_file_read_after_a_colleague_saved_is_no_change_of_the_rows():
    draft, one, two = make_draft(title="Old"), signed_in("Author"), signed_in("Author")
    form = shown_form(one, draft)
    two.post(change(draft), shown_form(two, draft) | {"title": "Theirs"})
    text = form["whole_text"].replace("Old", "Theirs") + "\n\n2 Trade\n\nThey agreed."
    file = SimpleUploadedFile("text.txt", text.encode())
    response = one.post(change(draft), form | {"_read": "", "text_file": file})
    assert [each.what for each in response.context_data["found"].changes] == ["New"]


def tags_of(readout):
    items = [row.item for row in readout.passages.select_related("item")]
    return [list(item.tags.values_list("name", flat=True)) for item in items]


@pytest.fixture
def tagged():
    """A draft of two rows with a topic each."""
    draft, tag = make_draft(passages=["a", "b"]), make_tag("Trade")
    for row in draft.passages.select_related("item"):
        tagging.attach(item=row.item, tags=[tag], by=user_called("tagger", "Author"))
    return draft


def test_a_row_that_comes_back_brings_its_topics(tagged):
    one, two = signed_in("Author"), signed_in("Author")
    mine = shown_form(one, tagged) | {"passages-1-text": "mine"}
    two.post(change(tagged), shown_form(two, tagged) | {"passages-1-DELETE": "on"})
    response = one.post(change(tagged), mine)
    assert response.status_code == 409
    again = with_text(response) | {"form_marks": response.context_data["form_marks"]}
    assert one.post(change(tagged), again).status_code == 302
    assert (texts(tagged), tags_of(tagged)) == (["a", "mine"], [["Trade"], ["Trade"]])


def test_the_words_of_a_discarded_draft_bring_their_topics(tagged):
    client = signed_in("Author")
    form = shown_form(client, tagged)
    drafts.discard(readout=tagged, by=tagged.changed_by)
    response = client.post(change(tagged), form)
    assert client.post(ADD, with_text(response)).status_code == 302
    assert tags_of(Readout.objects.get()) == [["Trade"], ["Trade"]]


def test_people_are_called_by_their_full_names():
    author = user_called("author", "Author")
    assert str(author) == "author"
    author.first_name, author.last_name = "Aoi", "Kitano"
    assert str(author) == "Aoi Kitano"
