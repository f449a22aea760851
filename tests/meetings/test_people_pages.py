"""A person's meetings, and an occasion's."""

from datetime import date

import pytest

from meetings import release
from meetings.models import Participant
from tests.factories import (
    ahead,
    make_appointment,
    make_occasion,
    make_person,
    make_post,
    make_readout,
    make_user,
    user_called,
)
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("Ann Example", slug="ann")


def seated(person, offices, at=None, **facts):
    """A readout that prints `person` in `offices`, and was released by two people."""
    draft = make_readout(**facts)
    Participant.objects.create(
        readout=draft, person=person, position=9, name=person.name, offices=offices
    )
    release.submit(readout=draft, by=draft.created_by)
    release.approve(readout=draft, by=user_called("approver", "Approver"), at=at)
    return draft


def test_a_person_has_the_meetings_they_attended_and_the_offices_printed_there(client, person):
    seated(person, "Minister for Trade\nActing Prime Minister", title="First talk")
    live(title="Talk without them", participants=[make_person()])

    text = page(client, "/people/ann/")

    assert "First talk" in text
    assert "Minister for Trade, Acting Prime Minister" in text
    assert "Talk without them" not in text


def test_an_appointment_that_no_live_readout_prints_is_nowhere(client, person):
    make_appointment(person, make_post("Secretary of Everything"))
    seated(person, "Minister for Trade")
    seated(person, "Secretary of Everything", at=ahead(days=1), title="Talk to come")

    text = page(client, "/people/ann/")

    assert "Secretary of Everything" not in text
    assert "Talk to come" not in text


def test_whom_no_live_readout_names_is_not_there(client, person):
    make_readout(participants=[person])
    make_readout(participants=[person], live_from=ahead(days=1))

    page(client, "/people/ann/", 404)
    page(client, "/people/nobody/", 404)


def test_a_sealed_place_at_the_table_takes_the_person_from_the_list(client, person):
    sealed = live(participants=[person], title="Sealed talk")
    live(participants=[person], title="Other talk")
    by = make_user("Approver")
    release.seal(target=sealed.participants.first(), by=by, reason="personal")

    text = page(client, "/people/ann/")

    assert "Other talk" in text
    assert "Sealed talk" not in text


def test_a_second_entry_leads_to_the_person_only_if_it_was_printed(client, person):
    live(participants=[person])
    printed, never = make_person(slug="ann-e"), make_person(slug="a-example")
    live(participants=[printed])
    for second in (printed, never):
        second.merged_into = person
        second.save()

    response = client.get("/people/ann-e/")

    assert (response.status_code, response["Location"]) == (301, "/people/ann/")
    page(client, "/people/a-example/", 404)


def test_a_person_named_in_another_language_alone_has_that_readout(client, person):
    english = live(title="Talk in English")
    live(meeting=english.meeting, language="ja", title="会談", participants=[person])

    text = page(client, "/people/ann/")

    assert "会談" in text
    assert "Talk in English" not in text


def test_a_persons_meetings_can_be_read_by_year(client, person):
    live(participants=[person], title="Older talk", released_on=date(2015, 1, 1))
    live(participants=[person], title="Newer talk", released_on=date(2017, 1, 1))

    assert "Newer talk" not in page(client, "/people/ann/?year=2015")
    page(client, "/people/ann/?year=2016", 404)


def test_an_occasion_shows_its_live_readouts_and_its_days(client):
    visit = make_occasion(
        "Visit to Testland", slug="visit", place="Test City",
        starts_on=date(2017, 2, 9), ends_on=date(2017, 2, 11),
    )  # fmt: skip
    live(occasion=visit, title="Talk on the way")
    make_readout(occasion=visit, title="Talk to come", live_from=ahead(days=1))

    text = page(client, "/occasions/visit/")

    assert "Talk on the way" in text
    assert "Talk to come" not in text
    assert "February 9, 2017" in text


def test_an_occasion_that_nothing_live_belongs_to_is_not_there(client):
    make_readout(occasion=make_occasion(slug="visit"), live_from=ahead(days=1))

    page(client, "/occasions/visit/", 404)
