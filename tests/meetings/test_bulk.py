"""Loading many readouts at once: the same record as one by one, with every rule on."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from meetings import bulk, finding, invariants
from meetings.bulk import Item, Seat, Told
from meetings.models import Entry, Listing, Meeting, Mention, Readout, Tag
from meetings.search import search
from tests.factories import ago, ahead, make_person, make_relation, make_tag, make_user
from tests.meetings.pages import page

pytestmark = pytest.mark.django_db


def told(**facts):
    tags = facts.pop("tags", ())
    return Told(
        **{
            "relation": make_relation(),
            "title": "Foreign Ministers' Meeting",
            "released_on": date(2017, 2, 10),
            "live_from": ago(days=1),
            "introduction": "The ministers met.",
            "items": [Item("1", "Trade", "They spoke of glass beads.", [tag.pk for tag in tags])],
            "seats": [Seat("Ada Quill", "Foreign Minister", person=make_person("Ada Quill"))],
            **facts,
        }
    )


def load(*rows, **signatures):
    people = {"author": make_user(), "approver": make_user("Approver"), "reason": "An import."}
    return bulk.load(rows, **{**people, **signatures})


def test_what_is_loaded_is_found_and_holds(client):
    tag = make_tag("Trade")
    load(told(tags=[tag]), told(title="Second meeting"))

    assert list(invariants.breaches()) == []
    readout = Readout.objects.live(timezone.now()).first()
    assert "glass beads" in page(client, readout.get_absolute_url())
    assert finding.counts_of(tag.pk, timezone.now())["all:0"] == 1
    assert search("beads", at=timezone.now()).readouts == 2


def test_each_approval_stands_in_the_log_with_its_reason():
    load(told(), told(title="Second meeting"))

    entries = Entry.objects.filter(act=Entry.Act.APPROVE)
    assert {entry.reason for entry in entries} == {"An import."}
    assert {entry.after for entry in entries} == {
        readout.approved.sha256 for readout in Readout.objects.all()
    }


def test_two_of_one_title_and_day_have_addresses_of_their_own():
    load(told(), told())
    load(told())

    slugs = set(Meeting.objects.values_list("slug", flat=True))
    assert slugs == {f"foreign-ministers-meeting{end}" for end in ("", "-2", "-3")}


def test_what_is_to_come_is_approved_by_hand():
    with pytest.raises(ValueError, match="still to be released"):
        load(told(), told(live_from=ahead(days=1)))

    assert not Readout.objects.exists()


@pytest.mark.parametrize("wrong", ["one signature", "no title", "a passage too deep"])
def test_a_rule_that_refuses_one_refuses_all(wrong):
    one = make_user("Approver")
    rows = {
        "one signature": ([told()], {"author": one, "approver": one}),
        "no title": ([told(), told(title="")], {}),
        "a passage too deep": ([told(), told(items=[Item("1", "", "", depth=9)])], {}),
    }
    given, signatures = rows[wrong]

    with pytest.raises(IntegrityError):
        load(*given, **signatures)


# The synthetic archive


def test_the_archive_is_released_searchable_and_has_its_topics(client, settings):
    settings.DEBUG = True
    call_command("synthetic_archive", "--meetings", "50", verbosity=0)

    at = timezone.now()
    assert Listing.objects.live(at).once().count() == 50
    assert Tag.objects.count() == 400
    assert list(invariants.breaches()) == []
    topic = Tag.objects.most_used(at)[0]
    assert f"{topic.item_count} agenda items" in page(client, topic.get_absolute_url())
    assert Mention.objects.live(at).once().filter(tag=topic).count() == topic.item_count


def test_the_archive_is_the_same_whenever_it_is_made(settings):
    from meetings.synthetic.archive import Archive
    from meetings.synthetic.reference import make_reference

    reference = make_reference()
    first, second = (list(Archive(reference, 20).told()) for _ in range(2))

    assert [row.meeting.number for row in first] == [row.meeting.number for row in second]
    assert [row.items[0].text for row in first] == [row.items[0].text for row in second]


def test_the_archive_is_loaded_once_and_not_among_real_readouts_unless_meant(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("synthetic_archive", "--meetings", "1")

    call_command("synthetic_archive", "--meetings", "1", "--beside-the-real-ones", verbosity=0)
    with pytest.raises(CommandError, match="already"):
        call_command("synthetic_archive", "--meetings", "1", "--beside-the-real-ones")
