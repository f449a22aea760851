"""Discarding a draft: as it was seen, and never over what somebody else has not saved."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import release
from meetings.models import Meeting, Presence, Readout, RecoveryCopy
from tests.factories import ago, make_draft, make_user
from tests.meetings.desk_form import change, confirmed, errors_of, form_of, signed_in

pytestmark = pytest.mark.django_db


def copy_of(draft, user, saved_at=None):
    return RecoveryCopy.objects.create(
        user=user, readout=draft, data={}, saved_at=saved_at or timezone.now()
    )


def discard(client, draft):
    return client.post(change(draft, "delete"), confirmed(draft))


def test_a_draft_that_was_changed_since_it_was_looked_at_stays():
    draft, author, night = make_draft(), signed_in("Author"), signed_in("Night duty")
    seen = confirmed(draft)
    hour = form_of(author, change(draft)) | {"title": "An hour of work", "_save": "1"}
    author.post(change(draft), hour)
    response = night.post(change(draft, "delete"), seen)
    assert f"{author.user} has changed it since you opened this page" in errors_of(response)
    assert Readout.objects.get().title == "An hour of work"
    draft.refresh_from_db()
    assert discard(night, draft).status_code == 302
    assert not Readout.objects.exists()


def test_a_press_that_names_no_version_discards_nothing():
    draft, client = make_draft(), signed_in("Author")
    client.post(change(draft, "delete"), {"post": "yes"})
    assert Readout.objects.exists()


def test_a_draft_with_an_unsaved_copy_of_somebody_else_stays():
    draft, client, other = make_draft(), signed_in("Author"), make_user("Author")
    copy_of(draft, other)
    asked = client.get(change(draft, "delete"))
    assert f"{other} has typed something in it that is not saved yet" in errors_of(asked)
    discard(client, draft)
    assert RecoveryCopy.objects.exists()
    RecoveryCopy.objects.update(saved_at=ago(days=15))
    discard(client, draft)
    assert not Readout.objects.exists()


def test_ones_own_copy_goes_with_the_draft():
    draft, client = make_draft(), signed_in("Author")
    copy_of(draft, client.user)
    assert discard(client, draft).status_code == 302
    assert not RecoveryCopy.objects.exists()


def test_the_page_says_who_works_on_it_and_that_it_is_in_review():
    draft, client, other = make_draft(), signed_in("Author"), make_user("Author")
    now = timezone.now()
    presence = Presence.objects.create(user=other, readout=draft, since=now, seen_at=now)
    shown = errors_of(client.get(change(draft, "delete")))
    assert f"Also here: {other}" in shown
    assert "in review" not in shown
    release.submit(readout=draft, by=draft.created_by)
    presence.seen_at = now - timedelta(minutes=2)
    presence.save()
    shown = errors_of(client.get(change(draft, "delete")))
    assert "It is in review" in shown
    assert "Also here" not in shown


def test_a_draft_that_a_translation_rests_on_stays():
    draft, client = make_draft(), signed_in("Author")
    other = release.translate(
        readout=draft, by=draft.created_by, language="ja", status="provisional"
    )
    response = discard(client, draft)
    assert f"“{other}” (ja) is a translation of it and rests on it." in errors_of(response)
    assert Readout.objects.count() == 2
    assert discard(client, other).status_code == 302
    assert discard(client, draft).status_code == 302


def test_the_last_draft_of_a_meeting_that_took_another_in_is_discarded():
    draft, client = make_draft(), signed_in("Author")
    Meeting.objects.create(merged_into=draft.meeting)
    assert discard(client, draft).status_code == 302
    assert not Readout.objects.exists()
