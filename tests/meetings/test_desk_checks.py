"""The checks of a draft: what is lacking, and what the paper says so."""

import pytest

from meetings import release
from meetings.models import Entry, Readout
from tests.factories import (
    make_draft,
    user_called,
)
from tests.meetings.desk_form import LEAD, change, form_of, opened, signed_in
from tests.meetings.sample import TITLE

pytestmark = pytest.mark.django_db


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


def test_where_they_met_is_not_asked_once_the_zone_is_entered():
    lead = "On February 10th, at 9:10 a.m. local time, Ms. Kovar held a meeting with Mr. Dahl."
    draft, client = make_draft(introduction=lead, title=TITLE), signed_in("Author")
    asked = "There is a local time, but the text does not say where they met."
    assert asked in [one.sentence for one in checks(client, draft).others]
    draft.sittings.update(zone="Europe/Vienna")
    assert asked not in [one.sentence for one in checks(client, draft).others]
