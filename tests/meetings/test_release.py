"""The acts of publication, through their functions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import release
from meetings.models import Entry, Readout, Snapshot
from meetings.release import Refused
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_photo,
    make_readout,
    make_relation,
    make_user,
)
from tests.meetings.editions import live_titles, scheduled

pytestmark = pytest.mark.django_db


@pytest.fixture
def night():
    return make_user("Night duty", username="chiba")


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


def test_a_refused_act_leaves_nothing_behind(author, approver):
    draft = make_draft(by=author, title="")
    release.submit(readout=draft, by=author)
    before = Snapshot.objects.count(), Entry.objects.count()

    with pytest.raises(Refused):
        release.approve(readout=draft, by=approver)

    assert (Snapshot.objects.count(), Entry.objects.count()) == before
