"""Who holds what: a reshuffle, a newcomer, one person entered twice."""

import json
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from meetings import people, release
from relations.models import Appointment, Person
from tests.admin_forms import address, signed_in
from tests.factories import (
    ago,
    ahead,
    make_appointment,
    make_draft,
    make_party,
    make_person,
    make_post,
    make_readout,
    make_user,
)
from tests.meetings.desk_steps import (
    acts,
    html,
)

pytestmark = pytest.mark.django_db


def test_a_reshuffle_ends_one_appointment_and_begins_another(approver):
    post = make_post("Minister of Tides")
    before = make_appointment(make_person("Old Hand"), post, date(2015, 1, 1))
    after = make_person("New Hand")
    day = date(2017, 8, 3)
    data = {"post": post.pk, "outgoing": before.person.pk, "incoming": after.pk, "day": day}
    client = signed_in(approver)
    url = reverse("admin:desk_reshuffle")
    client.post(url, data)
    again = client.post(url, data)
    before.refresh_from_db()
    assert before.ended_on == day
    assert Appointment.objects.get(person=after).started_on == day
    assert LogEntry.objects.count() == 1
    assert "already" in html(again)


def test_a_newcomer_is_entered_with_a_new_post_in_one_form():
    author = make_user("Author")
    party = make_party("Republic of Testland")
    data = {"name": "Ann  Onym", "title": "Envoy", "party": party.pk, "day": "2017-02-01"}
    client = signed_in(author)
    client.post(reverse("admin:desk_newcomer"), data)
    again = client.post(reverse("admin:desk_newcomer"), data)
    appointment = Appointment.objects.get()
    assert (appointment.person.name, str(appointment.post)) == (
        "Ann Onym", "Envoy, Republic of Testland",
    )  # fmt: skip
    assert "is known already" in html(again)
    assert LogEntry.objects.count() == 1


def test_a_person_entered_twice_becomes_one_whom_their_readouts_lead_to(approver):
    twice, kept = make_person("A. Onym", slug="twice"), make_person("Ann Onym", slug="kept")
    appointment = make_appointment(twice)
    make_readout(live_from=ago(days=1), participants=[twice])
    draft = make_draft(participants=[twice])
    url = reverse("admin:relations_person_merge", args=[twice.pk])
    asked = signed_in(approver).post(url, {"into": kept.pk})
    assert "This cannot be undone." in html(asked)
    signed_in(approver).post(url, {"into": kept.pk, "confirmed": "1"})
    choices = reverse("admin:autocomplete")
    field = {"app_label": "relations", "model_name": "appointment", "field_name": "person"}
    found = signed_in(approver).get(choices, {**field, "term": "onym"}).json()["results"]
    assert [row["text"] for row in found] == ["Ann Onym"]
    assert Client().get("/people/twice/").headers["Location"] == "/people/kept/"
    assert draft.participants.get().person == kept
    appointment.refresh_from_db()
    assert appointment.person == kept
    assert people.namesakes("a. onym") == [kept]
    assert acts()[-1] == "merge"


def test_a_name_that_the_public_never_knew_is_told_by_nothing_public(approver, client):
    hidden, kept = make_person("Quincy Quagga"), make_person("Ann Onym")
    make_readout(live_from=ahead(days=1), participants=[hidden])
    make_readout(live_from=ago(days=1), participants=[kept])

    people.merge(person=hidden, into=kept, by=approver)

    assert "Quagga" not in client.get("/search/?q=onym").content.decode()
    assert people.namesakes("Quincy Quagga") == [kept]


def test_a_merge_follows_an_earlier_one_and_is_done_once(approver):
    first, second, third = make_person(), make_person(), make_person()
    people.merge(person=first, into=second, by=approver)
    people.merge(person=second, into=third, by=approver)
    assert Person.objects.filter(merged_into=third).count() == 2
    with pytest.raises(release.Refused, match="merged into"):
        people.merge(person=second, into=third, by=approver)


def test_a_newcomer_entered_in_a_popup_is_given_to_the_row_that_asked():
    client = signed_in(make_user("Author"))
    url = reverse("admin:desk_newcomer")
    assert 'name="_popup"' in html(client.get(url, {"_popup": "1"}))
    data = {"name": "Ann Onym", "title": "Envoy", "party": make_party().pk, "_popup": "1"}
    answer = client.post(url, data)
    appointment = Appointment.objects.get()
    told = json.loads(answer.context["popup_response_data"])
    assert told == {"value": str(appointment.pk), "obj": str(appointment)}


@pytest.mark.parametrize(("group", "offered"), [("Author", True), (None, False)])
def test_the_participants_row_leads_to_a_newcomer_for_those_who_may(group, offered):
    user = make_user("Author")
    if group is None:
        rights = Permission.objects.filter(group__name="Author")
        user.user_permissions.set(rights.exclude(codename="add_appointment"))
        user.groups.clear()
    draft = make_draft(participants=[make_person()])
    shown = html(signed_in(user).get(address(draft)))
    assert (f'href="{reverse("admin:desk_newcomer")}?_to_field=id' in shown) == offered
