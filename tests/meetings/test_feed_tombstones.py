"""What feeds say of what was taken back."""

import pytest
import time_machine

from meetings import release, tagging
from tests.factories import ago, ahead, make_edition, user_called
from tests.meetings.feeds import LISTS, approver, at, atom, deleted, ids, json_feed, titles
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db


def test_what_was_withdrawn_leaves_a_tombstone_for_31_days(client, world):
    live(**world, title="Stays")
    readout = live(**world, title="Goes")
    known = {address: ids(atom(client, address)) for address in LISTS}
    release.withdraw(meeting=readout.meeting, language="en", by=approver(), reason="error")

    for address in LISTS:
        feed = atom(client, address)
        [gone] = deleted(feed)
        assert {gone, *ids(feed)} == set(known[address]), address
        assert gone not in ids(feed)
        assert [row["id"] for row in json_feed(client, address)["_deleted"]["entries"]] == [gone]
    with time_machine.travel(ahead(days=32)):
        assert deleted(atom(client, "/readouts/")) == []


def test_a_sealed_edition_leaves_a_tombstone_and_its_restoring_takes_it_away(client, world):
    live(**world)
    [seal] = release.seal(target=live(**world), by=approver(), reason="personal")
    assert len(deleted(atom(client, "/readouts/"))) == 1

    release.lift(seal=seal, by=approver())

    assert deleted(atom(client, "/readouts/")) == []


def test_what_was_never_seen_leaves_no_tombstone(client, world):
    live(**world)
    never = live(**world, live_from=ahead(hours=1))
    release.withdraw(meeting=never.meeting, language="en", by=approver(), reason="error")

    with time_machine.travel(ahead(days=1)):
        assert [address for address in LISTS if deleted(atom(client, address))] == []


def test_a_meeting_still_public_in_another_language_is_not_taken_back(client, world):
    readout = live(**world)
    live(meeting=readout.meeting, language="ja", relation=world["relation"], title="会談")
    release.withdraw(meeting=readout.meeting, language="en", by=approver(), reason="error")

    assert deleted(atom(client, "/relations/testland/")) == []
    assert titles(client, "/relations/testland/") == ["会談"]


def test_a_topic_attached_after_the_withdrawal_is_not_told(client, world):
    live(**world)
    gone = live(**{**world, "tags": []}, live_from=ago(days=2), withdrawn_at=ago(days=1))
    tagging.attach(item=gone.passages.get().item, tags=world["tags"], by=user_called("author"))

    assert deleted(atom(client, "/topics/trade/")) == []


def test_a_sealed_passage_leaves_no_word_and_no_tombstone_under_its_topic(client, world):
    live(**world)
    readout = live(**world, passages=["A word too many.", "Other words."])
    release.seal(target=readout.passages.first(), by=approver(), reason="personal")

    for form in ("atom", "json"):
        assert "A word too many" not in page(client, at("/topics/trade/", form))
    assert deleted(atom(client, "/topics/trade/")) == []


def test_a_sealed_participant_is_not_told_by_the_feed_of_the_person(client, world):
    live(**world)
    readout = live(**world, title="Sealed seat")
    release.seal(target=readout.participants.get(), by=approver(), reason="personal")

    assert "Sealed seat" not in titles(client, "/people/visitor/")
    assert deleted(atom(client, "/people/visitor/")) == []


def test_a_withdrawn_correction_leaves_its_tombstone(client):
    original = live(live_from=ago(days=3))
    make_edition(original, live_from=ago(days=2))
    [known] = ids(atom(client, "/corrections/"))
    release.withdraw(meeting=original.meeting, language="en", by=approver(), reason="error")

    assert deleted(atom(client, "/corrections/")) == [known]
