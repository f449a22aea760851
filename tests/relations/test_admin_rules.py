"""What the admin of people, posts and parties refuses, in a sentence, and what it keeps."""

from datetime import date

import pytest
from django.db import IntegrityError

from relations.models import (
    Appointment,
    Party,
    RelationFact,
)
from tests.admin_forms import address, new_row, opened, post, signed_in
from tests.factories import (
    make_appointment,
    make_party,
    make_person,
    make_post,
    make_relation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver():
    return signed_in(make_user("Approver"))


def test_a_second_holder_is_refused_with_a_sentence(approver):
    post_, other = make_post("Minister"), make_person("Bo Test")
    make_appointment(make_person("Ana Test"), post_, date(2012, 1, 1), None)
    url = address(Appointment, "add")
    data = opened(approver, url) | {
        "person": other.pk,
        "post": post_.pk,
        "started_on": "2014-01-01",
    }

    response = post(approver, url, data)

    assert "Ana Test holds this post from 1 January 2012 to now" in response.sentences


def test_two_overlapping_appointments_on_one_form_are_refused(approver):
    person, post_ = make_person(), make_post("Minister")
    data = opened(approver, address(person))
    for start, end in (("2012-01-01", "2014-01-01"), ("2013-01-01", "")):
        data = new_row(data, "appointments", post=post_.pk, started_on=start, ended_on=end)

    response = post(approver, address(person), data)

    assert "is held by one person at a time" in response.sentences
    assert not person.appointments.exists()


def test_a_handover_day_is_free_on_one_form(approver):
    person, post_ = make_person(), make_post("Minister")
    data = opened(approver, address(person))
    for start, end in (("2012-01-01", "2013-01-01"), ("2013-01-01", "")):
        data = new_row(data, "appointments", post=post_.pk, started_on=start, ended_on=end)

    response = post(approver, address(person), data)

    assert response.status_code == 302, response.sentences
    assert person.appointments.count() == 2


def test_a_post_that_several_hold_does_not_become_one_persons(approver):
    several = make_post("State Minister", one_holder=False)
    make_appointment(make_person("Ana Test"), several)
    make_appointment(make_person("Bo Test"), several)
    data = opened(approver, address(several))

    response = post(approver, address(several), {**data, "one_holder": "on"})

    assert "hold it at the same time" in response.sentences
    several.refresh_from_db()
    assert not several.one_holder


def test_a_rule_of_the_database_speaks_over_the_form_that_broke_it(approver, monkeypatch):
    post_, other = make_post("Minister"), make_person("Bo Test")
    make_appointment(post=post_)
    monkeypatch.setattr(Appointment, "clean", lambda self: None)
    url = address(Appointment, "add")
    data = opened(approver, url) | {
        "person": other.pk,
        "post": post_.pk,
        "started_on": "2014-01-01",
    }

    response = post(approver, url, data)

    assert response.sentences == "Another person holds this post in these days."
    assert response.context["adminform"].form["started_on"].value() == "2014-01-01"


def test_who_was_slower_with_the_same_name_gets_a_sentence(approver, monkeypatch):
    url = address(Party, "add")
    data = opened(approver, url) | {"name": "Testland"}

    def beaten(self, *args, **kwargs):
        monkeypatch.undo()
        Party.objects.create(name="Testland")
        raise IntegrityError("UNIQUE constraint failed: relations_party.folded")

    monkeypatch.setattr(Party, "save", beaten)
    response = post(approver, url, data)

    assert response.status_code == 200
    assert "at this moment" in response.sentences
    assert response.context["adminform"].form["name"].value() == "Testland"


def test_a_save_over_a_newer_save_is_refused_with_both_texts(approver):
    party = make_party("Testland", short="T.")
    data = opened(approver, address(party))
    Party.objects.filter(pk=party.pk).update(short="Testl.")

    refused = post(approver, address(party), {**data, "short": "Tl."})
    form = refused.context["adminform"].form
    again = post(approver, address(party), {**data, "short": "Tl.", "seen": form["seen"].value()})

    assert "it is now “Testl.”; you have “Tl.”" in refused.sentences
    assert form["short"].value() == "Tl."
    assert again.status_code == 302
    party.refresh_from_db()
    assert party.short == "Tl."


def test_a_row_that_a_colleague_changed_is_not_silently_put_back(approver):
    relation = make_relation()
    fact = RelationFact.objects.create(relation=relation, label="Capital", value="Old", position=1)
    data = opened(approver, address(relation))
    RelationFact.objects.filter(pk=fact.pk).update(value="New City")

    response = post(approver, address(relation), {**data, "short_title": "Japan-T."})

    assert "it is now “New City”; you have “Old”" in response.sentences
