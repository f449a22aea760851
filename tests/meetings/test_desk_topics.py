"""Topics at the desk: attached by name, completed, suggested, and never by themselves."""

import pytest

from meetings import release
from meetings.models import Tag
from tests.factories import (
    ago,
    make_draft,
    make_readout,
    make_relation,
    make_tag,
    make_user,
    user_called,
)
from tests.meetings.desk_form import change, errors_of, form_of, sample, signed_in

pytestmark = pytest.mark.django_db


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


def topic_page(client, part, data=None, **query):
    url = f"/admin/meetings/readout/{part}/"
    return client.post(url, data) if data else client.get(url, query)


def test_completion_gives_names_and_aliases_and_who_may_create():
    make_tag("Trans-Pacific Partnership").aliases.create(name="TPP")
    make_tag("Okinawa")
    author, approver = signed_in("Author"), signed_in("Approver")
    told = topic_page(author, "vocabulary", typed="tp").json()
    assert told["options"] == [["Trans-Pacific Partnership", "TPP → Trans-Pacific Partnership"]]
    assert (told["exact"], told["create"]) == ("", [])
    assert topic_page(author, "vocabulary", typed="tpp").json()["exact"] == told["options"][0][0]
    close = topic_page(approver, "vocabulary", typed="okinawas").json()["create"]
    assert close == ["+okinawas", "Create “okinawas” – close to “Okinawa”"]
    assert topic_page(approver, "vocabulary", typed="Ports").json()["create"][0] == "Ports"
    assert topic_page(approver, "vocabulary", typed="OKINAWA").json()["create"] == []


def test_completion_offers_each_topic_once_and_first_what_begins_so():
    for name in ("East China Sea", "China Sea trade", "Sea"):
        make_tag(name)
    Tag.objects.get(name="Sea").aliases.create(name="Seas and oceans")
    told = topic_page(signed_in("Author"), "vocabulary", typed="sea").json()["options"]
    assert [name for name, _ in told] == ["Sea", "China Sea trade", "East China Sea"]


def test_topics_are_suggested_by_words_and_by_earlier_headings():
    relation, whales = make_relation(), make_tag("Whales")
    make_tag("Trans-Pacific Partnership").aliases.create(name="TPP")
    make_draft(relation=relation, passages=[{"heading": "The sea", "text": "Said."}], tags=[whales])
    rows = {"heading": ["", "The sea"], "text": ["They spoke of the TPP.", "They spoke."]}
    data = {"relation": relation.pk, **rows}
    told = topic_page(signed_in("Author"), "suggested", data).json()
    assert told == {"rows": [["Trans-Pacific Partnership"], ["Whales"]]}


@pytest.mark.parametrize("part", ["vocabulary", "suggested"])
def test_strangers_learn_no_topics(part):
    client = signed_in(user=make_user("No such group"))
    assert topic_page(client, part, {"x": "1"} if part == "suggested" else None).status_code == 403


def test_row_that_is_public_says_so():
    live = make_readout(live_from=ago(hours=1))
    draft = release.correct(readout=live, by=user_called("author"))
    page = signed_in("Author").get(change(draft)).content.decode()
    assert page.count("this row is public") == 1
    assert "this row is public" not in signed_in("Author").get(change(sample())).content.decode()
