"""A meeting that was entered twice becomes one, and nothing is lost."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from meetings import drafts, release
from meetings.invariants import breaches
from meetings.models import Entry, Meeting, Readout, RecoveryCopy, Seal, SourceText
from meetings.release.from_version import start_from
from meetings.tagging import MOST
from tests.admin_forms import address, signed_in
from tests.factories import (
    ago,
    ahead,
    hold,
    make_appointment,
    make_document,
    make_draft,
    make_edition,
    make_person,
    make_photo,
    make_readout,
    make_relation,
    make_tag,
    make_user,
)
from tests.meetings.desk_form import form_of

pytestmark = pytest.mark.django_db

ALLIANCE = "The two sides affirmed the importance of the alliance of the two countries."
HARBOUR = "They agreed on the harbour, and on the dredging of its northern arm."


def tags(item):
    return {tag.name for tag in item.tags.all()}


def fold(gone, kept, by):
    return release.merge(meeting=gone.meeting, into=kept.meeting, by=by)


def test_a_draft_in_another_language_goes_on_under_the_kept_meeting(approver):
    kept = make_readout(live_from=ago(days=1), passages=[ALLIANCE, HARBOUR])
    seat = make_appointment(person := make_person())
    gone = make_draft(
        language="ja", title="会談", passages=["同盟。", "港。"], tags=[make_tag("Alliance")],
        participants=[person], photos=[make_photo()], documents=[make_document()],
        also_under=[make_relation()], relation=kept.relation,
    )  # fmt: skip
    hold(gone.participants.get(), seat)
    SourceText.objects.create(readout=gone, text="原文", sha256="0" * 64, received_by=approver)
    before = drafts.last_digest(gone)
    fold(gone, kept, approver)
    moved = Readout.objects.drafts().get()
    assert (moved.meeting, moved.language, moved.title) == (kept.meeting, "ja", "会談")
    assert [p.item for p in moved.passages.all()] == [p.item for p in kept.passages.all()]
    assert tags(kept.passages.first().item) == {"Alliance"}
    assert moved.participants.get().held_appointments.get().appointment == seat
    assert moved.photo_uses.count() == moved.document_uses.count() == moved.listings.count() == 1
    assert moved.source_texts.get().text == "原文"
    assert moved.snapshots.first().sha256 == before
    assert list(breaches()) == []


def test_the_words_of_a_draft_beside_another_stay_among_its_versions(approver):
    kept = make_draft(passages=[ALLIANCE], title="Kept")
    gone = make_draft(
        passages=[ALLIANCE.replace("importance", "weight"), HARBOUR], title="Gone",
        tags=[make_tag("Alliance")], relation=kept.relation,
    )  # fmt: skip
    make_lost = make_tag("Harbours")
    gone.passages.last().item.tags.add(make_lost)
    old = gone.snapshots.get()
    fold(gone, kept, approver)
    assert [row.title for row in Readout.objects.all()] == ["Kept"]
    assert kept.passages.get().text == ALLIANCE
    assert tags(kept.passages.get().item) == {"Alliance"}
    version = kept.snapshots.get(sha256=old.sha256)
    assert (version.made_by, version.made_at) == (old.made_by, old.made_at)
    assert drafts.last_digest(kept) != old.sha256
    compare = reverse("admin:meetings_readout_compare", args=[kept.pk])
    shown = signed_in(approver).get(compare, {"first": version.pk}).content.decode()
    assert "dredging of its northern arm" in shown
    signed_in(approver).post(compare, {"version": version.pk, "seen": kept.version})
    assert kept.passages.count() == 2
    assert list(breaches()) == []


def test_a_merge_leaves_one_entry_and_the_history_of_both(approver):
    kept, gone = make_draft(), make_draft(tags=[make_tag("Harbours")])
    drafts.keep(readout=gone, by=approver)
    number = Entry.objects.count()
    fold(gone, kept, approver)
    assert Entry.objects.count() == number + 1
    entry = Entry.objects.get(act="merge")
    assert (entry.by, entry.meeting) == (approver, kept.meeting)
    assert entry.details["meeting"] == gone.meeting.number
    history = reverse("admin:meetings_readout_history", args=[kept.pk])
    shown = signed_in(approver).get(history)
    assert {one.act for one in shown.context["entries"]} == {"merge", "save", "tag"}


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_page_stands_at_the_ends_of_the_calendar(approver, day):
    draft = make_draft(released_on=day)
    other = make_draft(released_on=day, relation=draft.relation)
    page = reverse("admin:meetings_readout_merge", args=[draft.pk])
    assert other.meeting.number in signed_in(approver).get(page).content.decode()


def test_the_address_of_what_was_public_leads_to_the_kept_meeting(client, approver):
    kept = make_readout(live_from=ago(days=2), title="Talks on trade")
    gone = make_readout(live_from=ago(days=1), title="Trade talks", passages=[HARBOUR])
    old, short = gone.get_absolute_url(), reverse("meetings:short", args=[gone.meeting.number])
    release.withdraw(meeting=gone.meeting, language="en", by=approver, reason="error")
    content = bytes(gone.approved.content)
    fold(gone, kept, approver)
    assert client.get(old).headers["Location"] == kept.get_absolute_url()
    twin = client.get(old.rstrip("/") + ".json")
    assert twin.headers["Location"] == kept.get_absolute_url().rstrip("/") + ".json"
    assert client.get(short).headers["Location"] == kept.get_absolute_url()
    gone.refresh_from_db()
    assert bytes(gone.approved.content) == content
    for again in (
        lambda: release.restore(meeting=gone.meeting, language="en", by=approver),
        lambda: release.correct(readout=gone, by=approver),
    ):
        with pytest.raises(release.Refused, match="merged into"):
            again()
    assert list(breaches()) == []


def test_what_never_was_public_leaves_no_trace_in_public(client, approver):
    kept, gone = make_readout(live_from=ago(days=1)), make_draft(language="ja")
    before = client.get(kept.get_absolute_url()).content
    fold(gone, kept, approver)
    assert client.get(kept.get_absolute_url()).content == before
    short = reverse("meetings:short", args=[gone.meeting.number])
    assert client.get(short).status_code == 404


@pytest.mark.parametrize(
    ("gone_from", "kept_from", "sentence"),
    [
        (ago(days=1), ago(days=2), "Both have an approved readout in one language"),
        (ahead(days=1), ago(days=2), "Both have an approved readout in one language"),
        (ago(days=1), None, "into it, or withdraw"),
    ],
)
def test_what_is_approved_is_not_folded(approver, gone_from, kept_from, sentence):
    gone, kept = make_readout(live_from=gone_from), make_readout(live_from=kept_from)
    with pytest.raises(release.Refused, match=sentence):
        fold(gone, kept, approver)
    assert not Meeting.objects.exclude(merged_into=None).exists()


def test_a_merge_is_done_once_and_followed(approver):
    first, second, third = make_draft(), make_draft(), make_draft()
    fold(first, second, approver)
    with pytest.raises(release.Refused, match="has been merged into"):
        fold(first, third, approver)
    fold(second, third, approver)
    assert set(third.meeting.merged.all()) == {first.meeting, second.meeting}
    with pytest.raises(release.Refused, match="into itself"):
        fold(third, third, approver)


def test_a_text_that_somebody_has_not_saved_holds_a_merge_back(approver):
    gone, kept, author = make_draft(), make_draft(), make_user("Author")
    RecoveryCopy.objects.create(user=author, readout=gone, data={}, saved_at=timezone.now())
    with pytest.raises(release.Refused, match=f"{author} has typed something"):
        fold(gone, kept, approver)


def test_an_author_merges_drafts_and_nothing_that_was_public(approver):
    author, kept = make_user("Author"), make_readout(live_from=ago(days=2))
    gone = make_readout(live_from=ago(days=1))
    release.withdraw(meeting=gone.meeting, language="en", by=approver, reason="error")
    with pytest.raises(release.Refused, match="may not merge"):
        fold(gone, kept, author)
    fold(make_draft(), kept, author)


def test_a_correction_in_work_keeps_what_it_corrects_where_it_is(approver):
    kept = make_readout(live_from=ago(days=3), passages=[ALLIANCE])
    gone = make_readout(live_from=ago(days=2), passages=[ALLIANCE], relation=kept.relation)
    make_edition(gone, passages=[HARBOUR])
    release.withdraw(meeting=gone.meeting, language="en", by=approver, reason="error")
    fold(gone, kept, approver)
    assert Readout.objects.drafts().count() == 0
    assert gone.passages.get().text == ALLIANCE
    assert kept.snapshots.count() > 2
    assert list(breaches()) == []


# The page


def page_of(readout):
    return reverse("admin:meetings_readout_merge", args=[readout.pk])


def digest_in(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def test_a_form_open_on_what_was_merged_is_led_to_the_kept_entry(approver):
    gone, kept = (make_draft(passages=[ALLIANCE], title=title) for title in ("Gone", "Kept"))
    client = signed_in(approver)
    url = address(gone)
    typed = form_of(client, url) | {"title": "Typed meanwhile"}
    release.merge(meeting=gone.meeting, into=kept.meeting, by=approver)

    answer = client.post(url, typed)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Typed meanwhile" in text
    assert f'<a href="{address(kept)}">' in text
    assert "Saving here would make a third one." in text


def test_the_page_offers_what_is_near_and_says_what_goes_where(approver):
    kept = make_draft(passages=[ALLIANCE], title="Kept")
    gone = make_draft(passages=[ALLIANCE], title="Gone", relation=kept.relation, language="ja")
    make_draft(title="Elsewhere")
    client = signed_in(approver)
    asked = client.get(page_of(gone)).content.decode()
    assert "Kept (2017-02-10), draft, English, changed" in asked
    assert "Elsewhere" not in asked
    seen = client.post(page_of(gone), {"into": kept.meeting.number}).content.decode()
    assert "The draft “Gone (2017-02-10)” (ja) goes on there" in seen
    assert not Entry.objects.filter(act="merge").exists()
    confirmed = {"number": kept.meeting.number, "confirmed": "1", "seen": digest_in(seen)}
    changed = client.post(page_of(gone), confirmed | {"seen": "of another moment"})
    assert "read anew what will be done" in changed.content.decode()
    answer = client.post(page_of(gone), confirmed, follow=True)
    assert "was merged into" in answer.content.decode()
    assert Entry.objects.filter(act="merge").count() == 1
    assert client.get(page_of(gone)).status_code == 404


def test_the_page_says_why_not(approver):
    gone, kept = (make_readout(live_from=ago(days=n)) for n in (1, 2))
    client = signed_in(approver)
    refused = client.post(page_of(gone), {"number": kept.meeting.number, "confirmed": "1"})
    assert "Both have an approved readout" in refused.content.decode()
    nothing = client.post(page_of(gone), {"number": "no such"})
    assert "Choose the entry that is kept" in nothing.content.decode()


def test_one_who_may_only_read_merges_nothing():
    reader = make_user("Author")
    reader.groups.clear()
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    draft = make_draft()
    assert signed_in(reader).post(page_of(draft), {"confirmed": "1"}).status_code == 403


def test_a_draft_and_its_translation_go_together(approver):
    kept, gone = make_draft(passages=[ALLIANCE]), make_draft(passages=[ALLIANCE])
    release.translate(readout=gone, by=approver, language="ja", status="official")
    fold(gone, kept, approver)
    moved = Readout.objects.get(language="ja")
    assert (moved.meeting, moved.translation_of) == (kept.meeting, kept)
    assert list(breaches()) == []


def test_a_translation_that_was_withdrawn_keeps_its_original(approver):
    kept, gone = make_readout(live_from=ago(days=1), withdrawn_at=ago()), make_draft()
    make_readout(
        live_from=ago(days=1), withdrawn_at=ago(), meeting=gone.meeting, language="ja",
        translation_of=gone, status="official",
    )  # fmt: skip
    with pytest.raises(release.Refused, match="is a translation of a draft that would go"):
        fold(gone, kept, approver)


def test_what_has_been_public_is_kept_and_not_what_has_not(approver):
    gone, kept = make_readout(live_from=ago(days=1)), make_draft()
    release.withdraw(meeting=gone.meeting, language="en", by=approver, reason="error")
    with pytest.raises(release.Refused, match="has been public"):
        fold(gone, kept, approver)
    fold(kept, gone, approver)


def test_sealed_words_do_not_come_back_by_a_merge(approver):
    kept = make_readout(live_from=ago(days=2), language="ja")
    gone = make_readout(live_from=ago(days=1), passages=[ALLIANCE, HARBOUR])
    release.seal(target=gone.passages.first(), by=approver, reason="personal")
    release.correct(readout=gone, by=approver)
    release.withdraw(meeting=gone.meeting, language="en", by=approver, reason="error")
    with pytest.raises(release.Refused, match="is sealed"):
        fold(gone, kept, approver)
    release.lift(seal=Seal.objects.get(), by=approver)
    fold(gone, kept, approver)


def test_topics_for_which_there_is_no_room_are_said_to_be_left(approver):
    kept = make_draft(passages=[ALLIANCE], tags=[make_tag() for _ in range(MOST - 1)])
    gone = make_draft(passages=[ALLIANCE], tags=[make_tag("Harbours"), make_tag("Cyber")])
    fold(gone, kept, approver)
    details = Entry.objects.get(act="merge").details
    assert (details["topics"], details["topics_left"]) == (["Harbours"], ["Cyber"])
    assert kept.passages.get().item.tags.count() == MOST


def test_a_version_that_came_by_a_merge_stands_under_the_items_of_its_likes(approver):
    last = make_draft(passages=[ALLIANCE], tags=[make_tag("Alliance")])
    kept, gone = make_draft(passages=[ALLIANCE]), make_draft(passages=[ALLIANCE, HARBOUR])
    old, item = gone.snapshots.get(), last.passages.get().item
    fold(gone, kept, approver)
    fold(kept, last, approver)
    last.refresh_from_db()
    version = last.snapshots.get(sha256=old.sha256)
    start_from(snapshot=version, by=approver, version=last.version)
    assert last.passages.first().item == item
    assert tags(item) == {"Alliance"}
