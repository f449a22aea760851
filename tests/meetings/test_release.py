"""The acts of publication, through their functions."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from meetings import release
from meetings.models import Entry, Readout, Snapshot
from meetings.release import Refused
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_edition,
    make_person,
    make_photo,
    make_readout,
    make_relation,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user("Author", username="aoki")


@pytest.fixture
def approver():
    return make_user("Approver", username="baba")


@pytest.fixture
def night():
    return make_user("Night duty", username="chiba")


def live_titles():
    return list(Readout.objects.live(timezone.now()).values_list("title", flat=True))


def test_two_people_release_a_readout(author, approver):
    draft = make_draft(by=author, title="A meeting")
    release.submit(readout=draft, by=author)

    edition = release.approve(readout=draft, by=approver)

    assert live_titles() == ["A meeting"]
    assert edition.approved.document["title"] == "A meeting"


def test_each_act_leaves_one_entry(author, approver):
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    release.return_to_author(readout=draft, by=approver, comment="The place is missing.")
    release.submit(readout=draft, by=author)
    edition = release.approve(readout=draft, by=approver)
    release.withdraw(meeting=edition.meeting, language="en", by=approver, reason="error")
    release.restore(meeting=edition.meeting, language="en", by=approver)

    acts = Entry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["submit", "return", "submit", "approve", "withdraw", "restore"]


def test_the_submitter_cannot_approve():
    both = make_user("Author", "Approver")
    draft = make_draft(by=both)
    release.submit(readout=draft, by=both)

    with pytest.raises(Refused, match="second person"):
        release.approve(readout=draft, by=both)


def test_a_superuser_cannot_sign_twice():
    root = make_user(is_superuser=True)
    draft = make_draft(by=root)
    release.submit(readout=draft, by=root)

    with pytest.raises(Refused, match="second person"):
        release.approve(readout=draft, by=root)


def test_an_author_cannot_approve(author):
    draft = make_draft()
    release.submit(readout=draft, by=make_user())

    with pytest.raises(Refused, match="may not decide"):
        release.approve(readout=draft, by=author)


def test_who_changed_it_last_is_one_of_the_two(author, approver):
    draft = make_draft(by=make_user(username="someone-else"))
    release.submit(readout=draft, by=author)

    with pytest.raises(Refused, match="someone-else changed it"):
        release.approve(readout=draft, by=approver)


def test_the_approver_approves_what_was_seen(author, approver):
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)

    with pytest.raises(Refused, match="newer text"):
        release.approve(readout=draft, by=approver, version=draft.version - 1)


def test_a_disabled_account_acts_no_more(author, approver):
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    approver.is_active = False

    with pytest.raises(Refused, match="may not"):
        release.approve(readout=draft, by=approver)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": ""}, "title is missing"),
        ({"released_on": None}, "release date is missing"),
        ({"introduction": "", "passages": ()}, "neither an introduction"),
    ],
)
def test_our_own_omissions_hold_back_release(facts, sentence, author, approver):
    draft = make_draft(by=author, **facts)
    release.submit(readout=draft, by=author)

    with pytest.raises(Refused, match=sentence):
        release.approve(readout=draft, by=approver)


@pytest.mark.parametrize("text", ["", "A meeting 1", "(Photo) A meeting", "Photo: Somebody"])
def test_a_photo_needs_a_text_that_says_what_it_shows(text):
    draft = make_draft(title="A meeting", photos=[make_photo()])
    draft.photo_uses.update(alternative_text=text)

    assert [omission.field for omission in release.omissions(draft)] == ["photo_uses"]


def test_a_relation_is_listed_by_the_time_of_release(author, approver):
    draft = make_draft(by=author, relation=make_relation(listed_from=ahead(days=1)))
    release.submit(readout=draft, by=author)

    with pytest.raises(Refused, match="listed only after"):
        release.approve(readout=draft, by=approver)


def test_a_scheduled_release_appears_at_its_second(author, approver):
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    at = ahead(hours=1)

    release.approve(readout=draft, by=approver, at=at)

    assert not Readout.objects.live(at - timedelta(microseconds=1)).exists()
    assert Readout.objects.live(at).exists()


def test_a_past_moment_is_no_time_of_release(author, approver):
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)

    with pytest.raises(Refused, match="passed"):
        release.approve(readout=draft, by=approver, at=ago(minutes=1))


def test_a_revoked_approval_leaves_a_draft(author, approver):
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    release.approve(readout=draft, by=approver, at=ahead(hours=1))

    release.revoke(readout=draft, by=approver, reason="Held by the minister's office")

    draft.refresh_from_db()
    assert draft.state(timezone.now()) == "draft"
    assert draft.meeting.address_on is None


def test_a_released_edition_cannot_be_revoked(approver):
    edition = make_readout(live_from=ago(minutes=1))

    with pytest.raises(Refused, match="has been released"):
        release.revoke(readout=edition, by=approver)


def test_revoking_a_correction_leaves_the_edition_before_live(author, approver):
    first = make_readout(live_from=ago(days=1), title="First")
    second = release.correct(readout=first, by=author)
    Readout.objects.filter(pk=second.pk).update(correction_note="A word.")
    release.submit(readout=second, by=author)
    release.approve(readout=second, by=approver, at=ahead(hours=1))

    release.revoke(readout=second, by=approver)

    assert Readout.objects.live(ahead(days=2)).get() == first


@pytest.mark.parametrize("hours", [1, 5])
def test_a_release_to_come_can_be_moved(hours, author, approver):
    first = make_readout(live_from=ago(days=1))
    second = release.correct(readout=first, by=author)
    Readout.objects.filter(pk=second.pk).update(correction_note="A word.")
    release.submit(readout=second, by=author)
    release.approve(readout=second, by=approver, at=ahead(hours=3))
    at = ahead(hours=hours)

    release.reschedule(readout=second, by=approver, at=at)

    assert Readout.objects.live(at - timedelta(seconds=1)).get() == first
    assert Readout.objects.live(at).get() == second


def test_night_duty_releases_alone_and_another_countersigns(night, approver):
    draft = make_draft(by=night)
    release.release_at_night(readout=draft, by=night, reason="The minister lands at two.")
    assert Readout.objects.to_countersign().get() == draft

    release.countersign(readout=draft, by=approver)

    assert not Readout.objects.to_countersign().exists()


def test_night_duty_gives_a_reason(night):
    with pytest.raises(Refused, match="Say why"):
        release.release_at_night(readout=make_draft(by=night), by=night, reason=" ")


def test_who_released_alone_does_not_countersign():
    both = make_user("Night duty", "Approver")
    draft = make_draft(by=both)
    release.release_at_night(readout=draft, by=both, reason="Late.")

    with pytest.raises(Refused, match="second person"):
        release.countersign(readout=draft, by=both)


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


def test_withdrawal_takes_all_editions_of_a_language_back(approver):
    first = make_readout(live_from=ago(days=2))
    second = make_edition(first, live_from=ago(days=1))
    other = make_readout(live_from=ago(days=1), meeting=first.meeting, language="ja", title="会談")

    release.withdraw(meeting=first.meeting, language="en", by=approver, reason="error")

    now = timezone.now()
    assert set(Readout.objects.gone(now)) == {first, second}
    assert list(Readout.objects.live(now)) == [other]


def test_a_restored_readout_bears_the_same_hash(approver):
    edition = make_readout(live_from=ago(days=1))
    release.withdraw(meeting=edition.meeting, language="en", by=approver, reason="error")

    release.restore(meeting=edition.meeting, language="en", by=approver)

    live = Readout.objects.live(timezone.now()).get()
    assert live.approved.sha256 == edition.approved.sha256


def test_what_is_approved_after_a_withdrawal_appears(author, approver):
    first = make_readout(live_from=ago(days=1))
    release.withdraw(meeting=first.meeting, language="en", by=approver, reason="error")
    draft = release.correct(readout=first, by=author)
    Readout.objects.filter(pk=draft.pk).update(correction_note="The right text.")
    release.submit(readout=draft, by=author)

    second = release.approve(readout=draft, by=approver)

    assert list(Readout.objects.public(timezone.now())) == [second]


def test_a_readout_withdrawn_before_its_release_never_was(approver):
    edition = make_readout(live_from=ahead(hours=1))

    release.withdraw(meeting=edition.meeting, language="en", by=approver, reason="error")

    assert not Readout.objects.gone(ahead(days=1)).exists()


def test_sealed_words_are_sealed_in_every_edition_that_prints_them(approver):
    first = make_readout(live_from=ago(days=2), passages=["A name"])
    make_edition(first, live_from=ago(days=1), passages=["A name"])

    seals = release.seal(target=first.passages.get(), by=approver, reason="personal")

    assert len(seals) == 2


def test_a_sealed_item_stands_in_no_edition_and_no_language(approver):
    first = make_readout(live_from=ago(days=3), passages=["A name"])
    second = make_edition(first, live_from=ago(days=2), passages=["A name."])
    items = [passage.item for passage in second.passages.all()]
    japanese = make_readout(
        live_from=ago(days=1), meeting=first.meeting, language="ja", passages=["名"], items=items
    )

    release.seal(target=second.passages.get(), by=approver, reason="personal")

    for edition in (first, second, japanese):
        assert edition.passages.get().seals.exists()


def test_a_sealed_person_sits_in_no_edition_under_whatever_office(approver):
    person = make_person()
    first = make_readout(live_from=ago(days=2), participants=[person])
    make_edition(first, live_from=ago(days=1), participants=[person])

    seals = release.seal(target=first.participants.get(), by=approver, reason="personal")

    assert len(seals) == 2


def test_corrected_words_are_shown_without_what_they_correct(author, approver):
    first = make_readout(live_from=ago(days=1), passages=["A name"])
    release.seal(target=first.passages.get(), by=approver, reason="personal")
    draft = release.correct(readout=first, by=author)
    draft.passages.update(text="No name")
    Readout.objects.filter(pk=draft.pk).update(correction_note="Without the name.")
    release.submit(readout=draft, by=author)
    edition = release.approve(readout=draft, by=approver)

    [lifted] = release.lift(seal=edition.passages.get().seals.get(), by=approver)

    assert lifted.passage == edition.passages.get()
    assert first.passages.get().seals.filter(lifted_at=None).exists()


def test_a_seal_is_lifted_wherever_it_was_laid(approver):
    first = make_readout(live_from=ago(days=2), passages=["A name"])
    make_edition(first, live_from=ago(days=1), passages=["A name"])
    seals = release.seal(target=first.passages.get(), by=approver, reason="personal")

    assert len(release.lift(seal=seals[1], by=approver)) == 2


def test_a_seal_is_laid_once(approver):
    edition = make_readout(live_from=ago(days=2))
    release.seal(target=edition, by=approver, reason="personal")

    with pytest.raises(Refused, match="sealed already"):
        release.seal(target=edition, by=approver, reason="personal")


def test_a_sealed_photo_is_public_nowhere(approver):
    photo = make_photo()
    make_readout(live_from=ago(days=1), photos=[photo])
    assert type(photo).objects.public(timezone.now()).exists()

    release.seal(target=photo, by=approver, reason="rights")

    assert not type(photo).objects.public(timezone.now()).exists()


def test_sealed_words_stay_sealed_in_the_edition_that_follows(author, approver):
    first = make_readout(live_from=ago(days=1), passages=["A name"])
    draft = release.correct(readout=first, by=author)
    release.seal(target=first.passages.get(), by=approver, reason="personal")
    Readout.objects.filter(pk=draft.pk).update(correction_note="Another word.")
    release.submit(readout=draft, by=author)

    edition = release.approve(readout=draft, by=approver)

    assert edition.passages.get().seals.exists()
    assert "seals" in Entry.objects.filter(act="approve").first().details


def test_an_edition_to_come_is_revoked_and_not_sealed(approver):
    with pytest.raises(Refused, match="has not been released"):
        release.seal(target=make_readout(live_from=ahead(hours=1)), by=approver, reason="rights")


def scheduled(first, at, author, approver):
    """A correction of a live readout, approved for an instant to come."""
    draft = release.correct(readout=first, by=author)
    Readout.objects.filter(pk=draft.pk).update(correction_note="A word.")
    release.submit(readout=draft, by=author)
    return release.approve(readout=draft, by=approver, at=at)


def test_revoking_one_of_two_editions_to_come_leaves_no_gap(author, approver):
    first = make_readout(live_from=ago(days=1))
    second = scheduled(first, ahead(hours=1), author, approver)
    third = scheduled(second, ahead(hours=3), author, approver)

    release.revoke(readout=second, by=approver)

    assert Readout.objects.live(ahead(hours=2)).get() == first
    assert Readout.objects.live(ahead(hours=4)).get() == third


def test_a_release_is_not_moved_past_the_next(author, approver):
    first = make_readout(live_from=ago(days=1))
    second = scheduled(first, ahead(hours=1), author, approver)
    scheduled(second, ahead(hours=3), author, approver)

    with pytest.raises(Refused, match="reschedule that one first"):
        release.reschedule(readout=second, by=approver, at=ahead(hours=4))


def test_a_release_is_not_moved_before_its_relation_is_listed(author, approver):
    draft = make_draft(by=author, relation=make_relation(listed_from=ahead(hours=2)))
    release.submit(readout=draft, by=author)
    release.approve(readout=draft, by=approver, at=ahead(hours=3))

    with pytest.raises(Refused, match="listed only after"):
        release.reschedule(readout=draft, by=approver, at=ahead(hours=1))


def test_an_edition_with_a_sealed_part_is_not_made_a_draft_again(author, approver):
    first = make_readout(live_from=ago(days=1), passages=["A name"])
    second = scheduled(first, ahead(hours=1), author, approver)
    release.seal(target=first.passages.get(), by=approver, reason="personal")

    with pytest.raises(Refused, match="has been sealed"):
        release.revoke(readout=second, by=approver)


def test_an_edition_nobody_saw_takes_no_number_when_it_is_restored(author, approver):
    first = make_readout(live_from=ago(days=1))
    second = scheduled(first, ahead(hours=1), author, approver)
    release.withdraw(meeting=first.meeting, language="en", by=approver, reason="error")
    third = release.correct(readout=second, by=author)
    Readout.objects.filter(pk=third.pk).update(correction_note="The right text.")
    with time_machine.travel(ahead(hours=2), tick=False):
        release.submit(readout=third, by=author)
        release.approve(readout=third, by=approver)
        release.restore(meeting=first.meeting, language="en", by=approver)
        begun = Readout.objects.begun(timezone.now()).order_by("live_from")

        assert list(begun) == [first, third]


def test_a_refused_act_leaves_nothing_behind(author, approver):
    draft = make_draft(by=author, title="")
    release.submit(readout=draft, by=author)
    before = Snapshot.objects.count(), Entry.objects.count()

    with pytest.raises(Refused):
        release.approve(readout=draft, by=approver)

    assert (Snapshot.objects.count(), Entry.objects.count()) == before
