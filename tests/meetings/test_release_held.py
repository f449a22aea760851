"""A mistake in an edition whose release is to come: it is held, and the right text goes out."""

import pytest
import time_machine
from django.utils import timezone

from meetings import invariants, release
from meetings.models import Entry, Readout
from meetings.release import Refused
from tests.factories import ago, ahead, make_draft, make_readout, user_called
from tests.meetings.desk_form import change, closed, errors_of, signed_in

pytestmark = pytest.mark.django_db


def approved(draft, by, at=None):
    Readout.objects.filter(pk=draft.pk).update(correction_note="The right words.")
    release.submit(readout=draft, by=draft.changed_by)
    return release.approve(readout=draft, by=by, at=at)


def fix_of(edition, by, title="Right"):
    draft = release.correct(readout=edition, by=by)
    Readout.objects.filter(pk=draft.pk).update(title=title)
    return Readout.objects.get(pk=draft.pk)


def seen(at):
    return [edition.title for edition in Readout.objects.live(at)]


def test_a_fix_goes_out_before_the_wrong_text_that_is_held(author, approver):
    wrong = approved(make_draft(by=author, title="Wrong"), approver, ahead(hours=2))
    fix = fix_of(wrong, author)

    assert release.revoke(readout=wrong, by=approver) == fix
    approved(fix, approver)

    assert seen(timezone.now()) == seen(ahead(days=1)) == ["Right"]
    assert list(invariants.breaches()) == []
    fix.meeting.refresh_from_db()
    assert fix.meeting.slug == "right"


def test_a_fix_goes_out_after_the_edition_it_corrects_was_withdrawn(author, approver):
    wrong = approved(make_draft(by=author, title="Wrong"), approver, ahead(hours=2))
    fix = fix_of(wrong, author)

    release.withdraw(meeting=wrong.meeting, language="en", by=approver, reason="error")
    approved(fix, approver)

    assert seen(timezone.now()) == seen(ahead(days=1)) == ["Right"]
    with pytest.raises(Refused, match="nothing withdrawn to restore"):
        release.restore(meeting=wrong.meeting, language="en", by=approver)


def test_what_is_live_stays_while_its_correction_is_held(author, approver):
    first = make_readout(live_from=ago(days=1), title="First")
    wrong = approved(fix_of(first, author, "Wrong"), approver, ahead(hours=2))
    fix = fix_of(wrong, author)

    release.revoke(readout=wrong, by=approver)

    assert seen(ahead(hours=3)) == ["First"]
    with time_machine.travel(ahead(hours=4), tick=False):
        approved(fix, approver)
        assert seen(timezone.now()) == ["Right"]
        assert list(invariants.breaches()) == []


def test_what_was_held_is_restored_where_no_other_took_its_place(author, approver):
    first = make_readout(live_from=ago(days=1), title="First")
    second = approved(fix_of(first, author, "Second"), approver, ahead(hours=2))
    fix = fix_of(second, author)
    release.revoke(readout=second, by=approver)

    release.restore(meeting=first.meeting, language="en", by=approver)

    assert (seen(timezone.now()), seen(ahead(hours=3))) == (["First"], ["Second"])
    release.revoke(readout=second, by=approver)
    approved(fix, approver)
    with pytest.raises(Refused, match="nothing withdrawn to restore"):
        release.restore(meeting=first.meeting, language="en", by=approver)


def test_a_withdrawal_and_its_undoing_leave_the_order_as_it_was(author, approver):
    first = make_readout(live_from=ago(days=1), title="First")
    approved(fix_of(first, author, "Second"), approver, ahead(hours=2))

    release.withdraw(meeting=first.meeting, language="en", by=approver, reason="error")
    assert list(invariants.breaches()) == []
    release.restore(meeting=first.meeting, language="en", by=approver)

    assert (seen(timezone.now()), seen(ahead(hours=3))) == (["First"], ["Second"])
    assert list(invariants.breaches()) == []


def test_a_withdrawn_edition_is_not_rescheduled(author, approver):
    edition = approved(make_draft(by=author), approver, ahead(hours=2))
    release.withdraw(meeting=edition.meeting, language="en", by=approver, reason="error")

    with pytest.raises(Refused, match="restore it first"):
        release.reschedule(readout=edition, by=approver, at=ahead(hours=3))


def test_no_correction_begins_with_the_words_of_a_replaced_edition(author, approver):
    first = make_readout(live_from=ago(days=1))
    approved(fix_of(first, author), approver)

    with pytest.raises(Refused, match="A newer edition was approved"):
        release.correct(readout=first, by=author)
    assert "_correct" not in errors_of(signed_in("Author").get(change(first)))


def test_a_correction_of_a_withdrawn_readout_is_offered(author, approver):
    edition = make_readout(live_from=ago(days=1))
    release.withdraw(meeting=edition.meeting, language="en", by=approver, reason="error")
    client = signed_in("Author")

    assert 'name="_correct"' in errors_of(client.get(change(edition)))
    client.post(change(edition), closed(client, edition) | {"_correct": "1"})

    approved(Readout.objects.drafts().get(), approver)
    assert len(seen(timezone.now())) == 1


# The question


def asked(client, edition, answer):
    data = closed(client, edition) | {"_edit": "1", "edit-release": answer}
    return client.post(change(edition), data, follow=True)


def test_editing_what_is_approved_asks_whether_to_hold_it(author, approver):
    edition = approved(make_draft(by=author), approver, ahead(hours=2))
    client = signed_in(user=user_called("chief", "Administrator"))

    assert "Edit it: Its release" in errors_of(asked(client, edition, ""))
    asked(client, edition, "hold")

    edition.refresh_from_db()
    assert not edition.is_approved
    assert Entry.objects.order_by("pk").last().act == "revoke"


def test_an_author_keeps_the_release_and_opens_the_next_edition(author, approver):
    edition = approved(make_draft(by=author), approver, ahead(hours=2))
    client = signed_in(user=author)

    assert "may not decide" in errors_of(asked(client, edition, "hold"))
    asked(client, edition, "keep")

    assert Readout.objects.drafts().get().follows == edition
    edition.refresh_from_db()
    assert edition.is_approved
