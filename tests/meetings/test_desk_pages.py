"""The desk's own pages: the first page, Start, Decide, Stop, Compare, and who holds what."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings import people, release
from meetings.comparison import compare, word_pieces
from meetings.models import Entry, Passage, Readout, Seal
from meetings.record import document_of
from meetings.release.from_version import start_from
from relations.models import Appointment, Person
from tests.admin_forms import signed_in
from tests.factories import (
    ago,
    ahead,
    make_appointment,
    make_draft,
    make_edition,
    make_party,
    make_person,
    make_photo,
    make_post,
    make_readout,
    make_user,
)

pytestmark = pytest.mark.django_db

SAMPLE = (Path(__file__).parents[1] / "data" / "sample.txt").read_text(encoding="utf-8")
MOST_BYTES = 50_000


@pytest.fixture
def approver():
    return make_user("Approver", username="second")


def submitted(**facts):
    draft = make_draft(**facts)
    return release.submit(readout=draft, by=draft.changed_by)


def page(user, name, *args):
    return signed_in(user).get(reverse(f"admin:{name}", args=args))


def decide(user, readout, client=None, **data):
    """Press a button on Decide, as the page that is shown now has it."""
    client = client or signed_in(user)
    url = reverse("admin:meetings_readout_decide", args=[readout.pk])
    if "seen" not in data:
        data["seen"] = client.get(url).context["seen"]
    return client.post(url, data, follow=True)


def stop_one(user, readout, what, *, parts, reason="", seen=None):
    client = signed_in(user)
    url = reverse("admin:desk_stop_one", args=[readout.meeting.number, what])
    asked = {"part": parts, "reason": reason}
    if seen is None:
        seen = client.get(url, asked).context["seen"]
    return client.post(url, {**asked, "seen": seen}, follow=True)


def texts(response):
    return [str(message) for message in response.context["messages"]]


def acts(readout=None):
    entries = Entry.objects.filter(readout=readout) if readout else Entry.objects.all()
    return list(entries.order_by("pk").values_list("act", flat=True))


def html(response):
    return response.content.decode()


# Who may


@pytest.mark.parametrize("group", ["Author", "Approver", "Night duty", "Administrator", None])
def test_each_page_is_open_to_those_who_have_its_right(group):
    user = make_user(group) if group else make_user(is_staff=True)
    if group is None:
        user.groups.clear()
    readout = make_readout(live_from=ahead(hours=1))
    person = make_person()
    deciding = group in ("Approver", "Administrator")
    stopping = deciding or group == "Night duty"
    expected = {
        ("desk_start",): group is not None,
        ("desk_stop",): stopping,
        ("desk_stop_one", readout.meeting.number, "withdraw"): stopping,
        ("desk_stop_one", readout.meeting.number, "hold"): deciding,
        ("meetings_readout_decide", readout.pk): deciding,
        ("meetings_readout_compare", readout.pk): group is not None,
        ("desk_reshuffle",): deciding,
        ("desk_newcomer",): group is not None,
        ("relations_person_merge", person.pk): deciding,
    }
    found = {address: page(user, *address).status_code == 200 for address in expected}
    assert found == expected


def test_a_forged_post_without_the_right_is_refused_and_writes_nothing():
    readout = make_readout(live_from=ago(hours=1))
    waiting = submitted()
    before = acts()
    client = signed_in(make_user("Author"))
    decision = reverse("admin:meetings_readout_decide", args=[waiting.pk])
    stopping = reverse("admin:desk_stop_one", args=[readout.meeting.number, "withdraw"])
    answers = [
        client.post(decision, {"approve": 1}),
        client.post(stopping, {"part": "en", "reason": "error"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert acts() == before


def test_one_who_may_only_read_posts_to_no_page_of_the_desk():
    reader = make_user("Author")
    reader.groups.clear()
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    readout, person = make_readout(live_from=ago(hours=1)), make_person()
    version = readout.approved_id
    before = acts()
    addresses = [
        ("desk_start",),
        ("desk_stop_one", readout.meeting.number, "withdraw"),
        ("meetings_readout_decide", readout.pk),
        ("meetings_readout_compare", readout.pk),
        ("desk_reshuffle",),
        ("desk_newcomer",),
        ("relations_person_merge", person.pk),
    ]
    client = signed_in(reader)
    for name, *args in addresses:
        url = reverse(f"admin:{name}", args=args)
        assert client.post(url, {"version": version, "text": SAMPLE}).status_code == 403, name
    assert acts() == before


@pytest.mark.parametrize("name", ["desk_start", "desk_reshuffle", "desk_newcomer"])
def test_a_post_without_its_token_is_refused(approver, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(approver)
    assert client.post(reverse(f"admin:{name}"), {"text": SAMPLE}).status_code == 403


@pytest.mark.parametrize("name", ["desk_stop", "desk_start"])
def test_an_expired_log_in_returns_to_the_page_after_logging_in(name):
    user = make_user("Approver")
    address = reverse(f"admin:{name}")
    client = Client()
    asked = client.get(address, follow=True)
    form = {"username": user.username, "password": "secret-word", "next": address}
    logged_in = client.post(asked.redirect_chain[-1][0], form)
    assert logged_in.headers["Location"] == address


# The first page


def test_the_first_page_shows_what_waits_and_what_is_late(approver):
    late = submitted(title="Late one", released_on=timezone.localdate())
    make_readout(title="Soon one", live_from=ahead(hours=2))
    night = make_draft(title="Night one")
    release.release_at_night(
        readout=night, by=make_user("Night duty"), reason="The minister is on the air."
    )
    own = make_draft(title="Own one", by=approver)
    shown = html(page(approver, "index"))
    assert "not approved" in shown
    assert reverse("admin:meetings_readout_decide", args=[late.pk]) in shown
    assert "The minister is on the air." in shown
    assert "Soon one" in shown
    assert reverse("admin:meetings_readout_change", args=[own.pk]) in shown


def test_a_returned_draft_says_so_on_its_authors_first_page(approver):
    draft = submitted()
    release.return_to_author(readout=draft, by=approver, comment="Name the island.")
    shown = html(page(draft.created_by, "index"))
    assert "Name the island." in shown


def test_the_first_page_asks_as_much_for_one_readout_as_for_many(
    approver, django_assert_max_num_queries
):
    client = signed_in(approver)

    def fill():
        submitted(released_on=timezone.localdate())
        make_readout(live_from=ahead(hours=2))
        make_draft(by=approver)

    fill()
    address = reverse("admin:index")
    with django_assert_max_num_queries(40) as one_of_each:
        client.get(address)
    for _ in range(4):
        fill()
    with django_assert_max_num_queries(len(one_of_each)):
        client.get(address)


# Start from text


def start(user, **data):
    return signed_in(user).post(reverse("admin:desk_start"), data, follow=True)


def test_a_pasted_text_becomes_a_draft_and_says_what_was_read():
    response = start(make_user("Author"), text=SAMPLE)
    draft = Readout.objects.get()
    assert response.redirect_chain[-1][0] == reverse(
        "admin:meetings_readout_change", args=[draft.pk]
    )
    assert "8 passages" in texts(response)[0]
    assert "Every character is placed." in texts(response)[0]
    assert acts(draft) == ["save"]


def test_a_file_is_read_like_a_paste():
    start(make_user("Author"), file=SimpleUploadedFile("readout.txt", SAMPLE.encode()))
    assert Readout.objects.get().source_texts.get().name == "readout.txt"


def test_a_text_read_before_leads_to_its_readout_and_can_be_read_again():
    user = make_user("Author")
    start(user, text=SAMPLE)
    first = Readout.objects.get()
    response = start(user, text=SAMPLE)
    assert reverse("admin:meetings_readout_change", args=[first.pk]) in html(response)
    assert Readout.objects.count() == 1
    start(user, text=SAMPLE, again="1")
    assert Readout.objects.count() == 2


def test_what_cannot_be_read_stays_on_the_screen_under_a_sentence():
    text = "1 Word\n" + "word " * 250_000
    response = start(make_user("Author"), text=text)
    assert "longer than 1 MB" in html(response)
    assert response.context["start_form"]["text"].value() == text
    assert not Readout.objects.exists()


def test_a_broken_word_file_is_refused_in_a_sentence():
    file = SimpleUploadedFile("readout.docx", b"PK no archive")
    response = start(make_user("Author"), file=file)
    assert response.context["start_form"].non_field_errors()
    assert not Readout.objects.exists()


# Decide


def test_decide_shows_the_public_template_and_approves_in_one_tap(approver):
    draft = submitted(passages=["They agreed on the harbour."])
    assert "They agreed on the harbour." in html(
        page(approver, "meetings_readout_decide", draft.pk)
    )
    response = decide(approver, draft, approve="1")
    draft.refresh_from_db()
    assert draft.approved_by == approver
    assert acts(draft) == ["submit", "approve"]
    assert "approved it on" in texts(response)[0]


def test_a_repeated_press_is_one_act_and_shows_what_was_done(approver):
    draft = submitted()
    client = signed_in(approver)
    url = reverse("admin:meetings_readout_decide", args=[draft.pk])
    seen = client.get(url).context["seen"]
    decide(approver, draft, client, approve="1", seen=seen)
    again = decide(approver, draft, client, approve="1", seen=seen)
    assert acts(draft).count("approve") == 1
    assert "second approved it" in texts(again)[0]


def test_a_press_repeated_after_a_hold_does_not_approve_anew(approver):
    draft = submitted()
    client = signed_in(approver)
    url = reverse("admin:meetings_readout_decide", args=[draft.pk])
    seen = client.get(url).context["seen"]
    at = ahead(hours=3).astimezone(settings.MINISTRY.zone)
    later = {"at-day": f"{at:%Y-%m-%d}", "at-time": f"{at:%H:%M}"}
    decide(approver, draft, client, approve_at="1", seen=seen, **later)
    decide(approver, draft, client, hold="1")
    release.submit(readout=draft, by=draft.created_by)
    decide(approver, draft, client, approve_at="1", seen=seen, **later)
    draft.refresh_from_db()
    assert not draft.is_approved
    assert acts(draft) == ["submit", "approve", "revoke", "submit"]


def test_a_release_at_a_time_is_told_in_both_zones(approver):
    draft = submitted()
    sitting = draft.sittings.get()
    sitting.zone = "America/New_York"
    sitting.save()
    at = ahead(days=1).astimezone(settings.MINISTRY.zone)
    decide(approver, draft, approve_at="1", **{"at-day": f"{at:%Y-%m-%d}", "at-time": "23:45"})
    shown = html(page(approver, "meetings_readout_decide", draft.pk))
    assert "23:45 JST" in shown
    assert "New York" in shown


def test_what_changed_since_the_look_is_not_approved(approver):
    draft = submitted()
    client = signed_in(approver)
    seen = client.get(reverse("admin:meetings_readout_decide", args=[draft.pk])).context["seen"]
    Readout.objects.filter(pk=draft.pk).update(version=2)
    decide(approver, draft, client, approve="1", seen=seen)
    assert not Readout.objects.get(pk=draft.pk).is_approved


def test_a_return_needs_its_comment(approver):
    draft = submitted()
    refused = decide(approver, draft, **{"return": "1", "comment": " "})
    assert "Say what should be changed" in texts(refused)[0]
    decide(approver, draft, **{"return": "1", "comment": "Name the island."})
    assert acts(draft) == ["submit", "return"]


def test_nobody_approves_their_own_work_by_a_forged_post(approver):
    draft = submitted(by=approver)
    shown = html(page(approver, "meetings_readout_decide", draft.pk))
    assert 'name="approve"' not in shown
    response = decide(approver, draft, approve="1")
    assert "a second person approves it" in texts(response)[0]
    assert acts(draft) == ["submit"]


def test_decide_tells_what_changed_since_the_live_edition(approver):
    live = make_readout(live_from=ago(days=1), introduction="They met.")
    draft = make_edition(live, introduction="They met again.")
    release.submit(readout=draft, by=draft.changed_by)
    assert "Changed: introduction" in html(page(approver, "meetings_readout_decide", draft.pk))


def test_decide_tells_what_is_doubtful_in_the_text_it_came_from(approver):
    author = make_user("Author")
    start(author, text=SAMPLE.replace("9:10 a.m. local time", "3:10 a.m. local time"))
    draft = Readout.objects.get()
    release.submit(readout=draft, by=author)
    shown = html(page(approver, "meetings_readout_decide", draft.pk))
    assert "Doubtful in the text as it came" in shown
    assert f"The text came from {author}." in shown


# Stop


def test_stop_lists_the_last_two_days_and_all_that_is_to_come(approver):
    make_readout(title="Yesterday's", live_from=ago(hours=47))
    make_readout(title="Next month's", live_from=ahead(days=30))
    old = make_readout(title="Last week's", live_from=ago(days=7))
    shown = html(page(approver, "desk_stop"))
    assert "Yesterday&#x27;s" in shown
    assert "Next month&#x27;s" in shown
    assert "Last week" not in shown
    url = reverse("admin:desk_stop")
    assert "Last week" in html(signed_in(approver).get(url, {"number": old.meeting.number}))


def test_withdrawal_takes_all_languages_unless_unticked(approver):
    readout = make_readout(live_from=ago(hours=1))
    make_readout(
        meeting=readout.meeting, relation=readout.relation, language="ja", live_from=ago(hours=1)
    )
    asked = page(approver, "desk_stop_one", readout.meeting.number, "withdraw")
    assert [choice["is_ticked"] for choice in asked.context["choices"]] == [True, True]
    assert len(asked.context["reasons"]) == 4
    stop_one(approver, readout, "withdraw", parts=["en", "ja"], reason="error")
    assert not Readout.objects.live(timezone.now()).exists()
    stop_one(approver, readout, "restore", parts=["en"])
    assert [row.language for row in Readout.objects.live(timezone.now())] == ["en"]
    assert acts().count("withdraw") == 2
    assert acts().count("restore") == 1


def test_a_repeated_stop_is_one_act_even_after_it_was_undone(approver):
    readout = make_readout(live_from=ago(hours=1))
    url = reverse("admin:desk_stop_one", args=[readout.meeting.number, "withdraw"])
    seen = signed_in(approver).get(url).context["seen"]
    once = {"parts": ["en"], "reason": "error", "seen": seen}
    stop_one(approver, readout, "withdraw", **once)
    again = stop_one(approver, readout, "withdraw", **once)
    assert "second withdrew it" in texts(again)[0]
    release.restore(meeting=readout.meeting, language="en", by=approver)
    stop_one(approver, readout, "withdraw", **once)
    assert acts(readout).count("withdraw") == 1
    assert Readout.objects.live(timezone.now()).exists()


def test_what_is_to_come_is_held(approver):
    readout = make_readout(live_from=ahead(hours=1))
    stop_one(approver, readout, "hold", parts=["en"])
    assert not Readout.objects.get(pk=readout.pk).is_approved
    assert acts(readout) == ["approve", "revoke"]


def test_a_photo_is_sealed_and_its_seal_lifted(approver):
    photo = make_photo()
    readout = make_readout(live_from=ago(hours=1), photos=[photo, make_photo()])
    stop_one(approver, readout, "seal", parts=[photo.token], reason="personal")
    seal = Seal.objects.get()
    assert (seal.photo, seal.lifted_at) == (photo, None)
    stop_one(approver, readout, "lift", parts=[photo.token])
    assert Seal.objects.get().lifted_at is not None
    assert acts()[-2:] == ["seal", "lift"]


def test_a_withdrawal_without_a_reason_asks_for_one(approver):
    readout = make_readout(live_from=ago(hours=1))
    response = stop_one(approver, readout, "withdraw", parts=["en"], reason="boredom")
    assert "Choose the reason" in texts(response)[0]
    assert Readout.objects.live(timezone.now()).exists()


def test_the_command_withdraws_in_all_languages_when_the_admin_is_down(approver):
    readout = make_readout(live_from=ago(days=9))
    number, said = readout.meeting.number, StringIO()
    call_command("withdraw", number, by=approver.username, reason="error", stdout=said)
    assert number in said.getvalue()
    assert not Readout.objects.live(timezone.now()).exists()
    with pytest.raises(CommandError, match="nothing released"):
        call_command("withdraw", number, by=approver.username, reason="error")
    with pytest.raises(CommandError, match="may not withdraw"):
        call_command(
            "withdraw", number, by=make_user("Author").username, reason="error", language=["en"]
        )


def test_stop_and_decide_stay_light_and_ask_a_constant_number_of_questions(
    approver, django_assert_max_num_queries
):
    client = signed_in(approver)
    address = reverse("admin:desk_stop")
    make_readout(live_from=ago(hours=1), photos=[make_photo()])
    with django_assert_max_num_queries(20) as for_one:
        client.get(address)
    for hours in range(1, 60):
        make_readout(live_from=ahead(hours=hours), title=f"Foreign Ministers' Meeting {hours}")
    with django_assert_max_num_queries(len(for_one)):
        stop = client.get(address)
    short = reverse("admin:meetings_readout_decide", args=[submitted().pk])
    with django_assert_max_num_queries(40) as for_short:
        client.get(short)
    draft = submitted(passages=[f"The two sides agreed on point {n}. " * 8 for n in range(10)])
    with django_assert_max_num_queries(len(for_short)):
        decision = client.get(reverse("admin:meetings_readout_decide", args=[draft.pk]))
    assert len(stop.content) <= MOST_BYTES
    assert len(decision.content) <= MOST_BYTES
    assert b"<script" not in stop.content


# Compare


def test_words_that_changed_are_told_from_those_that_stayed():
    pieces = [
        (piece.kind, piece.words) for piece in word_pieces("for 30 minutes", "for 40 minutes")
    ]
    assert pieces == [("same", "for "), ("gone", "30"), ("come", "40"), ("same", " minutes")]
    assert next(p.words for p in word_pieces("会談を行った", "会談を行いました")) == "会談を行"


def test_a_phrase_put_otherwise_is_struck_out_whole():
    pieces = [(piece.kind, piece.words) for piece in word_pieces("in two days time", "in a week")]
    assert pieces == [("same", "in "), ("gone", "two days time"), ("come", "a week")]


@given(before=st.text(), after=st.text())
def test_both_texts_can_be_read_from_their_pieces(before, after):
    pieces = word_pieces(before, after)
    assert "".join(p.words for p in pieces if p.kind != "come") == before
    assert "".join(p.words for p in pieces if p.kind != "gone") == after


def test_rows_are_told_apart_by_their_agenda_items():
    old = make_draft(passages=["One.", "Two.", "Three."], held_on=None)
    first = document_of(old)
    rows = first["passages"]
    new = {**rows[1], "item": "bnew", "text": "New."}
    second = {
        **first,
        "passages": [rows[2], {**rows[0], "text": "One, changed."}, new],
    }  # fmt: skip
    group = next(g for g in compare(first, second).groups if g.kind == "passage")
    states = [(part.state, part.moved) for part in group.parts]
    assert sorted(states) == [
        ("added", False), ("changed", False), ("removed", False), ("same", True),
    ]  # fmt: skip
    assert group.summary == "1 passage changed, 1 added, 1 removed, 1 moved"


def test_compare_marks_the_words_between_two_editions(approver):
    live = make_readout(live_from=ago(days=1), introduction="They met for 30 minutes.")
    later = make_edition(live, live_from=ago(hours=1), introduction="They met for 40 minutes.")
    shown = html(page(approver, "meetings_readout_compare", later.pk))
    assert "<del>30</del><ins>40</ins>" in shown


def test_an_early_version_becomes_the_next_draft_under_the_same_items(approver):
    live = make_readout(
        live_from=ago(days=1), passages=["Old words."], photos=[make_photo()],
        participants=[make_person("Ann Onym")],
    )  # fmt: skip
    later = make_edition(live, live_from=ago(hours=1), passages=["New words."])
    url = reverse("admin:meetings_readout_compare", args=[later.pk])
    signed_in(approver).post(url, {"version": live.approved_id})
    draft = Readout.objects.drafts().get()
    assert draft.follows == later
    assert {**document_of(draft), "correction_note": ""} == live.approved.document
    assert draft.passages.get().item == later.passages.get().item
    assert acts(draft) == ["correct"]


def test_an_earlier_version_takes_the_place_of_the_drafts_words(approver):
    draft = make_draft(passages=["First words."])
    snapshot = draft.snapshots.get()
    Passage.objects.filter(readout=draft).update(text="Second words.")
    start_from(snapshot=snapshot, by=approver, version=draft.version)
    assert draft.passages.get().text == "First words."
    assert draft.snapshots.count() == 2
    with pytest.raises(release.Refused, match="Someone else has saved"):
        start_from(snapshot=snapshot, by=approver, version=draft.version)


# Who holds what


def test_a_reshuffle_ends_one_appointment_and_begins_another(approver):
    post = make_post("Minister of Tides")
    before = make_appointment(make_person("Old Hand"), post, date(2015, 1, 1))
    after = make_person("New Hand")
    day = date(2017, 8, 3)
    data = {"post": post.pk, "outgoing": before.person.pk, "incoming": after.pk, "day": day}
    client = signed_in(approver)
    url = reverse("admin:desk_reshuffle")
    client.post(url, data)
    again = client.post(url, data)
    before.refresh_from_db()
    assert before.ended_on == day
    assert Appointment.objects.get(person=after).started_on == day
    assert LogEntry.objects.count() == 1
    assert "already" in html(again)


def test_a_newcomer_is_entered_with_a_new_post_in_one_form():
    author = make_user("Author")
    party = make_party("Republic of Testland")
    data = {"name": "Ann  Onym", "title": "Envoy", "party": party.pk, "day": "2017-02-01"}
    client = signed_in(author)
    client.post(reverse("admin:desk_newcomer"), data)
    again = client.post(reverse("admin:desk_newcomer"), data)
    appointment = Appointment.objects.get()
    assert (appointment.person.name, str(appointment.post)) == (
        "Ann Onym", "Envoy, Republic of Testland",
    )  # fmt: skip
    assert "is known already" in html(again)
    assert LogEntry.objects.count() == 1


def test_a_person_entered_twice_becomes_one_whom_their_readouts_lead_to(approver):
    twice, kept = make_person("A. Onym", slug="twice"), make_person("Ann Onym", slug="kept")
    appointment = make_appointment(twice)
    make_readout(live_from=ago(days=1), participants=[twice])
    draft = make_draft(participants=[twice])
    url = reverse("admin:relations_person_merge", args=[twice.pk])
    asked = signed_in(approver).post(url, {"into": kept.pk})
    assert "This cannot be undone." in html(asked)
    signed_in(approver).post(url, {"into": kept.pk, "confirmed": "1"})
    choices = reverse("admin:autocomplete")
    field = {"app_label": "relations", "model_name": "appointment", "field_name": "person"}
    found = signed_in(approver).get(choices, {**field, "term": "onym"}).json()["results"]
    assert [row["text"] for row in found] == ["Ann Onym"]
    assert Client().get("/people/twice/").headers["Location"] == "/people/kept/"
    assert draft.participants.get().person == kept
    appointment.refresh_from_db()
    assert appointment.person == kept
    assert people.namesakes("a. onym") == [kept]
    assert acts()[-1] == "merge"


def test_a_merge_follows_an_earlier_one_and_is_done_once(approver):
    first, second, third = make_person(), make_person(), make_person()
    people.merge(person=first, into=second, by=approver)
    people.merge(person=second, into=third, by=approver)
    assert Person.objects.filter(merged_into=third).count() == 2
    with pytest.raises(release.Refused, match="merged into"):
        people.merge(person=second, into=third, by=approver)


def test_decide_shows_what_was_said_to_stand_on_the_paper():
    draft = make_draft()
    release.submit(readout=draft, by=draft.created_by)
    draft.as_printed.create(
        code="clocks", fingerprint="x", sentence="The two clocks disagree.", by=draft.created_by
    )

    page = signed_in(make_user("Approver")).get(f"/admin/meetings/readout/{draft.pk}/decide/")

    assert "The two clocks disagree. Said by author." in page.content.decode()


def test_the_form_leads_to_compare_and_an_approver_to_decide():
    draft = make_draft()
    address = f"/admin/meetings/readout/{draft.pk}/"

    of_author, of_approver = (
        signed_in(make_user(group)).get(f"{address}change/").content.decode()
        for group in ("Author", "Approver")
    )

    assert f"{address}compare/" in of_author
    assert f"{address}decide/" not in of_author
    assert f"{address}decide/" in of_approver
