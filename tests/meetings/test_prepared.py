from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from meetings.models import Readout
from meetings.prepared import Joined, Prepared, prepared
from tests.factories import ago, ahead, make_readout

pytestmark = pytest.mark.django_db


def live_since(at: datetime, day: date, slug: str, key: int) -> QuerySet:
    rows = Readout.objects.live(at).filter(meeting__slug=slug, released_on=day, pk=key)
    return rows.values_list("title", "live_from", "released_on", "approved__content")


def facts(readout, at):
    slug = readout.meeting.slug
    return {"at": at, "day": readout.released_on, "slug": slug, "key": readout.pk}


def test_a_prepared_question_answers_as_its_queryset_does():
    question = prepared(live_since)
    for readout in (make_readout(live_from=ago(days=1)), make_readout(live_from=ago(days=2))):
        asked = facts(readout, ago(hours=1))
        rows = [(*row[:3], bytes(row[3])) for row in question(**asked)]
        assert rows == [(*row[:3], bytes(row[3])) for row in live_since(**asked)]
        assert rows[0][0] == readout.title


def test_a_prepared_question_asks_at_the_instant_it_is_given():
    question = prepared(live_since)
    readout = make_readout(live_from=ahead(hours=1))
    assert question(**facts(readout, ago(hours=1))) == []
    assert len(question(**facts(readout, ahead(hours=2)))) == 1


def test_a_prepared_question_makes_its_sql_once():
    calls = []

    def titles(at: datetime) -> QuerySet:
        calls.append(at)
        return Readout.objects.live(at).values_list("title")

    question = prepared(titles)
    with CaptureQueriesContext(connection) as queries:
        question(at=ago(days=1))
        question(at=ago(days=2))
    assert (len(calls), len(queries)) == (1, 2)


def test_an_argument_that_is_not_asked_by_is_refused():
    def titles(at: datetime, slug: str) -> QuerySet:
        return Readout.objects.live(at).values_list("title")

    with pytest.raises(TypeError, match="does not ask by slug"):
        prepared(titles)(at=ago(days=1), slug="x")


@prepared
def one_live(at: datetime, key: int) -> QuerySet:
    rows = Readout.objects.live(at).filter(pk=key)
    return rows.values_list("pk", "live_from", "relation", "approved__content")


@prepared
def titles_since(at: datetime, moment: datetime) -> QuerySet:
    rows = Readout.objects.live(at).filter(live_from__gte=moment).order_by("-live_from")
    return rows.values_list("title", "released_on")


@prepared
def moments_of(relation: int) -> QuerySet:
    rows = Readout.objects.filter(relation=relation, night_reason="", withdrawn_at=None)
    return rows.values_list("live_from", "live_until", "night_reason", "pk")


COLUMNS = ("pk", "live_from", "relation", "content")
ABOUT = {titles_since: {"moment": "live_from"}, moments_of: {"relation": "relation"}}


def test_questions_about_a_row_answer_as_each_does_alone(django_assert_num_queries):
    readout = make_readout(live_from=ago(days=2), title="50 % “more”")
    make_readout(live_from=ago(days=1))
    make_readout(live_from=ago(days=3))
    asked = {"at": ago(hours=1), "key": readout.pk}
    joined = Joined(one_live, COLUMNS, ABOUT)
    with django_assert_num_queries(1):
        row, [titles, moments] = joined(**asked)

    assert row[:3] == one_live(**asked)[0][:3]
    assert bytes(row[3]) == bytes(readout.approved.content)
    alone = titles_since(at=ago(hours=1), moment=readout.live_from)
    assert [tuple(one) for one in titles] == [tuple(one) for one in alone]
    assert [one[0] for one in titles][1:] == ["50 % “more”"]
    assert moments == [[readout.live_from, None, "", readout.pk]]


def test_a_question_without_an_answer_gives_no_row_beside_others():
    readout = make_readout(live_from=ago(days=1))
    joined = Joined(one_live, COLUMNS, {titles_since: {}})
    found = joined(at=ago(hours=1), key=readout.pk, moment=ahead(days=1))
    assert found[1] == [[]]


def test_without_a_row_nothing_is_asked_about_it():
    assert Joined(one_live, COLUMNS, ABOUT)(at=ago(hours=1), key=0) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keeps_plan", [True, False])
def test_a_question_prepared_in_one_thread_is_asked_in_another(keeps_plan):
    readout = make_readout(live_from=ago(days=1))
    question = Prepared(live_since, keeps_plan=keeps_plan)
    asked = facts(readout, ago(hours=1))

    def ask():
        try:
            return question(**asked)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as aside:
        assert len(question(**asked)) == len(aside.submit(ask).result()) == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_closed_is_opened_again():
    readout = make_readout(live_from=ago(days=1))
    question, asked = prepared(live_since), facts(readout, ago(hours=1))
    assert len(question(**asked)) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (ours,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [ours])
    other.close()
    # As at the beginning of a request.
    connection.health_check_done = False
    assert len(question(**asked)) == 1
