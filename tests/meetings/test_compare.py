"""Compare: two versions word by word, and a draft from either."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from meetings import release
from meetings.comparison import compare, word_pieces
from meetings.models import Passage, Readout
from meetings.record import document_of
from meetings.release.from_version import start_from
from tests.admin_forms import signed_in
from tests.factories import (
    ago,
    make_draft,
    make_edition,
    make_person,
    make_photo,
    make_readout,
)
from tests.meetings.desk_steps import (
    acts,
    html,
    page,
)

pytestmark = pytest.mark.django_db


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
