"""The form of a readout beyond its rows: its whole text, its checks, and what keeps work safe."""

import pytest
from django.test import Client

from meetings import release, tagging
from meetings.models import Entry, Presence, Readout, RecoveryCopy, SourceText, Tag
from tests.factories import (
    ago,
    make_draft,
    make_readout,
    make_relation,
    make_tag,
    make_user,
    user_called,
)
from tests.meetings.sample import TITLE, passages
from tests.meetings.test_admin_readout import (
    ADD,
    change,
    entered,
    fields_of,
    form_of,
    large,
    private_files,  # noqa: F401 (a fixture)
    signed_in,
    texts,
)

pytestmark = pytest.mark.django_db

LEAD = "On February 10th, Mr. Fumio Kishida held a meeting with Mr. Rex Tillerson."


def sample():
    return make_draft(title=TITLE, introduction=LEAD, passages=passages())


def opened(client, draft):
    """The form as it would be posted untouched, with the text it shows."""
    return with_text(client.get(change(draft)))


def with_text(response):
    view = response.context_data["text_view"]
    shown = {"whole_text": view["text"], "whole_text_was": view["was"]}
    if source := response.context_data["text_source"]:
        shown["text_source"] = source
    return fields_of(response) | shown | {"_save": "Save"}


def words(draft):
    return list(draft.passages.values_list("label", "heading", "text"))


def items(draft):
    return {passage.text: passage.item.uid for passage in draft.passages.select_related("item")}


# The whole text


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


# Checks


def doubled():
    """A draft whose paper gives a label twice."""
    rows = [{"label": "1. 1.", "text": "They agreed on fisheries."}]
    return make_draft(passages=rows, introduction=LEAD, title=TITLE)


def checks(client, draft):
    return client.get(change(draft)).context_data["checks"]


def test_omissions_hold_back_and_lead_to_their_fields():
    draft = make_draft(title="", introduction=LEAD)
    found = checks(signed_in("Author"), draft)
    assert [(one.sentence, one.place) for one in found.lacking] == [
        ("The title is missing.", "id_title")
    ]


def test_what_the_paper_says_is_ticked_and_goes_with_the_approval():
    draft, author = doubled(), signed_in(user=user_called("author"))
    approver = signed_in("Approver")
    (doubt,) = checks(author, draft).papers
    assert (doubt.code, doubt.place, doubt.ticked) == ("label_doubled", "passages-0", None)
    tick = {"as_printed_shown": doubt.fingerprint, "as_printed": doubt.fingerprint}
    data = opened(author, draft) | tick
    del data["_save"]
    assert author.post(change(draft), data | {"_submit": "1"}).status_code == 302
    (seen,) = checks(approver, draft).papers
    assert seen.ticked.by == author.user
    release.approve(readout=draft, by=approver.user)
    said = Entry.objects.get(act=Entry.Act.APPROVE).details["as_printed"]
    assert said == [
        {"code": "label_doubled", "sentence": doubt.sentence, "by": author.user.username}
    ]
    assert "Released as printed" in approver.get(change(draft)).content.decode()


def test_tick_is_taken_back_and_lapses_with_its_words():
    draft, client = doubled(), signed_in("Author")
    (doubt,) = checks(client, draft).papers
    shown = {"as_printed_shown": doubt.fingerprint}
    tick = shown | {"as_printed": doubt.fingerprint}
    client.post(change(draft), opened(client, draft) | tick)
    assert draft.as_printed.count() == 1
    client.post(change(draft), opened(client, draft) | shown)
    assert draft.as_printed.count() == 0
    client.post(change(draft), opened(client, draft) | tick)
    mended = opened(client, draft) | tick | {"passages-0-label": "1."}
    del mended["whole_text"]
    client.post(change(draft), mended)
    assert (draft.as_printed.count(), draft.passages.get().label) == (0, "1.")


def test_tick_of_something_else_is_not_kept():
    draft, client = doubled(), signed_in("Author")
    forged = {"as_printed_shown": "0" * 16, "as_printed": "0" * 16}
    client.post(change(draft), opened(client, draft) | forged)
    assert draft.as_printed.count() == 0


def test_release_is_not_held_back_by_the_paper():
    draft, approver = doubled(), signed_in("Approver")
    release.submit(readout=draft, by=user_called("author"))
    data = form_of(approver, change(draft)) | {"_approve": "1"}
    assert approver.post(change(draft), data).status_code == 302
    assert Readout.objects.get(pk=draft.pk).is_approved


# Topics


def topic_page(client, part, data=None):
    url = f"/admin/meetings/readout/{part}/"
    return client.post(url, data) if data else client.get(url)


def test_vocabulary_gives_topics_with_aliases_and_the_right_to_add():
    make_tag("Trans-Pacific Partnership").aliases.create(name="TPP")
    for group, may in (("Author", False), ("Approver", True)):
        told = topic_page(signed_in(group), "vocabulary").json()
        assert told == {"topics": [["Trans-Pacific Partnership", ["TPP"]]], "may_add": may}


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


# Nothing lost


def kept(client, draft, data):
    data = {name: value for name, value in data.items() if name != "_save"}
    return client.post(change(draft, "copy"), data)


def shown_form(client, draft):
    """The form with all that it carries, so that two saves can be joined."""
    response = client.get(change(draft))
    return with_text(response) | {"form_marks": response.context_data["form_marks"]}


def test_recovery_copy_is_offered_used_and_gone_with_the_save():
    draft, client = sample(), signed_in("Author")
    data = shown_form(client, draft) | {"title": "Half a title", "passages-0-text": "Half a te"}
    assert kept(client, draft, data).json()["kept"]
    assert draft.snapshots.count() == 1
    assert "was not saved" in client.get(change(draft)).content.decode()
    used = client.get(change(draft) + "?recover=1")
    again = with_text(used)
    assert (again["title"], again["passages-0-text"]) == ("Half a title", "Half a te")
    del again["whole_text"]
    assert client.post(change(draft), again).status_code == 302
    assert not RecoveryCopy.objects.exists()
    draft.refresh_from_db()
    assert draft.title == "Half a title"


def test_recovery_copy_is_each_persons_own_and_can_be_discarded():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    kept(client, draft, shown_form(client, draft) | {"title": "Mine"})
    assert "was not saved" not in other.get(change(draft)).content.decode()
    assert client.post(change(draft, "copy/discard")).status_code == 302
    assert not RecoveryCopy.objects.exists()


def test_recovery_copy_of_a_new_readout_comes_back():
    client = signed_in("Author")
    client.post("/admin/meetings/readout/copy/", entered(title="Typed"))
    assert "was not saved" in client.get(ADD).content.decode()
    data = fields_of(client.get(ADD + "?recover=1"))
    assert client.post(ADD, data | {"_save": "1"}).status_code == 302
    assert (Readout.objects.get().title, RecoveryCopy.objects.count()) == ("Typed", 0)


def test_recovery_copy_is_thrown_away_after_14_days():
    draft, client = sample(), signed_in("Author")
    kept(client, draft, shown_form(client, draft))
    RecoveryCopy.objects.update(saved_at=ago(days=15))
    assert "was not saved" not in client.get(change(draft)).content.decode()
    kept(signed_in("Author"), draft, shown_form(client, draft))
    assert RecoveryCopy.objects.count() == 1


def test_recovery_copy_made_before_a_colleague_saved_meets_the_newer_text():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    kept(client, draft, shown_form(client, draft) | {"title": "Mine"})
    other.post(change(draft), shown_form(other, draft) | {"title": "Theirs"})
    response = client.get(change(draft) + "?recover=1")
    assert [(d.theirs, d.yours) for d in response.context_data["differences"]] == [
        ("Theirs", "Mine")
    ]


def test_stranger_keeps_no_copy():
    client = signed_in(user=make_user("No such group"))
    assert client.post(change(sample(), "copy"), {"title": "x"}).status_code == 403


def test_changes_in_different_places_are_joined(private_files):  # noqa: F811
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
    assert approver.post(change(draft), data | {"_approve": "1"}).status_code == 409
    assert not Readout.objects.get(pk=draft.pk).is_approved


def test_form_of_someone_logged_out_can_ask_before_it_is_sent():
    assert signed_in("Author").get("/admin/meetings/readout/alive/").json()["token"]
    assert Client().get("/admin/meetings/readout/alive/").status_code == 302


# Company, preview, keys


def test_two_people_on_one_readout_see_each_other():
    draft, one, two = sample(), signed_in("Author"), signed_in("Author")
    assert one.post(change(draft, "presence")).json()["others"] == []
    told = two.post(change(draft, "presence")).json()
    assert told["others"][0].startswith(f"{one.user.username} (since ")
    assert told["version"] == 1
    Presence.objects.update(seen_at=ago(minutes=2))
    assert two.post(change(draft, "presence")).json()["others"] == []


def live(client, draft, data):
    data = {name: value for name, value in data.items() if name != "_save"}
    return client.post(change(draft, "live"), data)


def test_preview_shows_the_unsaved_form_and_writes_nothing():
    draft, client = sample(), signed_in("Approver")
    data = shown_form(client, draft) | {"title": "Unsaved title", "passages-0-topics": "New topic"}
    data |= {"passages-8-text": "Unsaved row", "passages-TOTAL_FORMS": "9"}
    page = live(client, draft, data).content.decode()
    assert "Unsaved title" in page
    assert "Unsaved row" in page
    draft.refresh_from_db()
    assert (draft.title, draft.passages.count(), draft.version) == (TITLE, 8, 1)
    assert not Tag.objects.exists()
    assert draft.snapshots.count() == 1


def test_preview_of_a_form_with_errors_says_so():
    draft, client = sample(), signed_in("Author")
    response = live(client, draft, shown_form(client, draft) | {"released_on": "no day"})
    assert response.status_code == 422
    assert "cannot be saved as it stands" in response.content.decode()


def test_preview_and_company_are_for_those_who_may_change_it():
    draft, stranger = sample(), signed_in(user=make_user("No such group"))
    for part in ("live", "presence"):
        assert stranger.post(change(draft, part)).status_code == 403
    edition = make_readout(live_from=ago(hours=1))
    client = signed_in("Author")
    assert live(client, edition, {"title": "x"}).status_code == 403


def test_keys_are_switched_off_and_on_by_each_person():
    draft, client, other = sample(), signed_in("Author"), signed_in("Author")
    response = client.post("/admin/meetings/readout/keys/", {"next": change(draft)})
    assert response["Location"] == change(draft)
    assert client.get(change(draft)).context_data["keys_off"]
    assert not other.get(change(draft)).context_data["keys_off"]
    away = client.post("/admin/meetings/readout/keys/", {"next": "https://elsewhere.example/"})
    assert "elsewhere" not in away["Location"]
    assert not client.get(change(draft)).context_data["keys_off"]
