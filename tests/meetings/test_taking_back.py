"""Taking back: withdrawn, sealed, restored and lifted, in every edition and language."""

import pytest
import time_machine
from django.utils import timezone

from meetings import people, release
from meetings.models import Entry, Readout
from meetings.release import Refused
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_person,
    make_photo,
    make_readout,
    make_user,
)
from tests.meetings.editions import scheduled

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("is_laid_first", [True, False])
def test_a_seal_follows_a_person_who_was_entered_twice(author, approver, is_laid_first):
    twice, kept = make_person("T. Yamada"), make_person("Taro Yamada")
    first = make_readout(live_from=ago(days=2), participants=[twice])
    people.merge(person=twice, into=kept, by=make_user("Administrator"))
    if is_laid_first:
        release.seal(target=first.participants.get(), by=approver, reason="personal")
    draft = release.correct(readout=first, by=author)
    draft.participants.update(person=kept, name="Taro Yamada")
    Readout.objects.filter(pk=draft.pk).update(correction_note="The name in full.")
    release.submit(readout=draft, by=author)
    edition = release.approve(readout=draft, by=approver)
    if not is_laid_first:
        release.seal(target=edition.participants.get(), by=approver, reason="personal")

    assert all(one.participants.get().seals.exists() for one in (first, edition))


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


def test_revoking_one_of_two_editions_to_come_leaves_no_gap(author, approver):
    first = make_readout(live_from=ago(days=1))
    second = scheduled(first, ahead(hours=1), author, approver)
    third = scheduled(second, ahead(hours=3), author, approver)

    release.revoke(readout=second, by=approver)

    assert Readout.objects.live(ahead(hours=2)).get() == first
    assert Readout.objects.live(ahead(hours=4)).get() == third


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
