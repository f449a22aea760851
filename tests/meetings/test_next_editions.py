"""Corrections and translations: what they begin with, and what holds them back."""

import pytest

from meetings import release
from meetings.models import Readout
from meetings.release import Refused
from tests.factories import (
    ago,
    make_photo,
    make_readout,
    make_tag,
)
from tests.meetings.editions import live_titles

pytestmark = pytest.mark.django_db


def test_a_correction_keeps_every_agenda_item_and_its_topics(author):
    first = make_readout(live_from=ago(days=1), passages=["One", "Two"], tags=[make_tag("Okinawa")])

    draft = release.correct(readout=first, by=author)

    items = [[p.item_id for p in r.passages.all()] for r in (first, draft)]
    assert items[0] == items[1]
    assert draft.passages.first().item.tags.get().name == "Okinawa"


def test_a_correction_says_what_it_changes(author, approver):
    draft = release.correct(readout=make_readout(live_from=ago(days=1)), by=author)
    release.submit(readout=draft, by=author)

    with pytest.raises(Refused, match="what it changes and why"):
        release.approve(readout=draft, by=approver)


def test_an_edition_ends_when_the_next_begins(author, approver):
    first = make_readout(live_from=ago(days=1))
    draft = release.correct(readout=first, by=author)
    Readout.objects.filter(pk=draft.pk).update(correction_note="A word.", title="Corrected")
    release.submit(readout=draft, by=author)

    second = release.approve(readout=draft, by=approver)

    first.refresh_from_db()
    assert first.live_until == second.live_from
    assert live_titles() == ["Corrected"]


def test_one_draft_at_a_time_follows_an_edition(author):
    first = make_readout(live_from=ago(days=1))
    release.correct(readout=first, by=author)

    with pytest.raises(Refused, match="there already, by aoki"):
        release.correct(readout=first, by=author)


def test_a_translation_holds_the_same_agenda_items(author):
    first = make_readout(live_from=ago(days=1), passages=["One", "Two"])

    draft = release.translate(readout=first, by=author, language="ja", status="provisional")

    assert [p.item for p in draft.passages.all()] == [p.item for p in first.passages.all()]


def test_a_translation_is_not_released_with_the_original_words(author):
    first = make_readout(live_from=ago(days=1), passages=["One"])
    draft = release.translate(readout=first, by=author, language="ja", status="official")

    sentences = [omission.sentence for omission in release.omissions(draft)]
    assert sentences == [
        "The introduction has not been translated yet.",
        "“1 One” has not been translated yet.",
    ]


@pytest.mark.parametrize(
    ("title", "heading", "caption", "held"),
    [
        ("A meeting", "Ports", "Tides", ["title"]),
        ("Meeting 1", "The ports", "2024", ["passages"]),
        ("Meeting", "1", "At the table", ["photo_uses"]),
        ("G7", "NATO", "", []),
        ("外相会談", "", "", ["title"]),
    ],
)
def test_no_copied_words_of_a_page_go_out_as_a_translation(title, heading, caption, held, author):
    row = {"heading": heading, "text": "One"}
    first = make_readout(live_from=ago(days=1), title=title, passages=[row], photos=[make_photo()])
    draft = release.translate(readout=first, by=author, language="ja", status="official")
    Readout.objects.filter(pk=draft.pk).update(introduction="会談した。")
    draft.passages.update(text="一")
    draft.photo_uses.update(caption=caption, alternative_text="卓")
    draft.refresh_from_db()

    assert [omission.field for omission in release.omissions(draft)] == held
