"""Who holds a post: no two at once where one holds it, by ORM and by raw SQL alike."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from relations.admin.person import overlap
from relations.models import Appointment, Post
from tests.factories import make_appointment, make_person, make_post

pytestmark = pytest.mark.django_db

JANUARY, JUNE, DECEMBER = date(2012, 1, 1), date(2012, 6, 1), date(2012, 12, 1)

# Two appointments by their days, and whether a one-holder post refuses the second.
PAIRS = {
    "apart": ((JANUARY, JUNE), (date(2012, 6, 2), None), False),
    "the day of handover": ((JANUARY, JUNE), (JUNE, None), False),
    "the day of handover, the other way": ((JUNE, None), (JANUARY, JUNE), False),
    "a day too many": ((JANUARY, JUNE), (date(2012, 5, 31), None), True),
    "within": ((JANUARY, DECEMBER), (JUNE, JUNE + timedelta(days=1)), True),
    "the same days": ((JANUARY, JUNE), (JANUARY, JUNE), True),
    "two in office": ((JANUARY, None), (JUNE, None), True),
    "nothing known": ((JANUARY, None), (None, None), False),
    "start unknown, over before": ((JUNE, None), (None, JANUARY), False),
    "start unknown, ended within": ((JANUARY, DECEMBER), (None, JUNE), True),
    "start unknown twice": ((None, JUNE), (None, JUNE), False),
}
cases = pytest.mark.parametrize(("first", "second", "clash"), PAIRS.values(), ids=PAIRS)


def insert(post, days):
    """Write an appointment past the ORM."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO relations_appointment (person_id, post_id, started_on, ended_on) "
            "VALUES (%s, %s, %s, %s)",
            [make_person().pk, post.pk, *days],
        )


def is_refused(write):
    """Whether the database refuses a write because of another holder."""
    refusal = ""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        refusal = str(error)
    return "Another person holds this post in these days." in refusal


def says_no(appointment):
    """Whether an editor would be told of another holder."""
    refusal = ""
    try:
        appointment.full_clean()
    except ValidationError as error:
        refusal = str(error)
    return "holds this post from" in refusal


@cases
def test_the_form_and_the_database_judge_alike(first, second, clash):
    post = make_post()
    make_appointment(None, post, *first)
    new = Appointment(person=make_person(), post=post, started_on=second[0], ended_on=second[1])
    assert says_no(new) is clash
    assert overlap(Appointment(started_on=first[0], ended_on=first[1]), new) is clash
    assert is_refused(new.save) is clash


@cases
def test_raw_sql_inserts_no_second_holder(first, second, clash):
    post = make_post()
    insert(post, first)
    assert is_refused(lambda: insert(post, second)) is clash


@cases
def test_raw_sql_updates_nobody_into_a_second_holder(first, second, clash):
    post = make_post()
    make_appointment(None, post, *first)
    other = make_appointment(None, make_post(), *second)

    def move():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE relations_appointment SET post_id = %s WHERE id = %s", [post.pk, other.pk]
            )

    assert is_refused(move) is clash


@cases
def test_several_hold_a_post_of_several(first, second, clash):
    post = make_post("State Minister", one_holder=False)
    make_appointment(None, post, *first)
    new = Appointment(person=make_person(), post=post, started_on=second[0], ended_on=second[1])
    assert not says_no(new)
    assert not is_refused(new.save)


def test_the_same_person_does_not_hold_a_post_twice_at_once():
    there = make_appointment()
    again = Appointment(person=there.person, post=there.post, started_on=JUNE)
    assert says_no(again)


def test_an_appointment_is_no_obstacle_to_itself():
    there = make_appointment(started_on=JANUARY)
    there.ended_on = JUNE
    there.full_clean()
    there.save()
    assert Appointment.objects.get().ended_on == JUNE


def test_an_appointment_cannot_end_before_it_starts():
    bad = Appointment(person=make_person(), post=make_post(), started_on=JUNE, ended_on=JANUARY)
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        bad.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        bad.save()


def test_a_post_that_several_hold_does_not_become_one_persons():
    post = make_post(one_holder=False)
    for _ in range(2):
        make_appointment(post=post)
    with pytest.raises(IntegrityError, match="Several people hold this post"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(one_holder=True)


def test_a_post_whose_holders_followed_each_other_becomes_one_persons():
    post = make_post(one_holder=False)
    make_appointment(None, post, JANUARY, JUNE)
    make_appointment(None, post, JUNE, None)
    post.one_holder = True
    post.save()
    assert Post.objects.get().one_holder


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2012, 12, 26), date(2017, 8, 3)), "26 December 2012 to 3 August 2017"),
        ((date(2012, 12, 26), None), "26 December 2012 to now"),
        ((None, date(2017, 8, 3)), "? to 3 August 2017"),
    ],
)
def test_a_period_in_words(days, words):
    assert Appointment(started_on=days[0], ended_on=days[1]).period == words


@pytest.mark.parametrize(
    ("days", "held"),
    [
        ((JANUARY, JUNE), True),
        ((None, JUNE), True),
        ((JUNE, None), True),
        ((None, None), True),
        ((JANUARY, date(2012, 5, 31)), False),
        ((date(2012, 6, 2), None), False),
    ],
)
def test_an_appointment_holds_on_both_its_days_as_far_as_is_known(days, held):
    there = make_appointment(None, None, *days)
    assert there.held_on(JUNE) is held
    assert (there in Appointment.objects.on(JUNE)) is held


DAYS = st.one_of(st.none(), st.dates(date(2012, 1, 1), date(2012, 1, 12)))
PERIODS = st.tuples(DAYS, DAYS).filter(lambda days: None in days or days[0] <= days[1])


class AnyPair(TestCase):
    @given(PERIODS, PERIODS)
    def test_the_question_the_trigger_and_the_form_agree_on_any_two_periods(self, first, second):
        post = make_post()
        there = make_appointment(None, post, *first)
        new = Appointment(person=make_person(), post=post, started_on=second[0], ended_on=second[1])
        found = Appointment.objects.overlapping(new).exists()
        assert overlap(there, new) is found
        assert is_refused(new.save) is found
