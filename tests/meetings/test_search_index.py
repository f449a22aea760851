"""The index of search: it is what the record makes of it, and asking it costs little."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import finding
from meetings.models import SearchText
from meetings.search import engines, index
from meetings.search.query import Query, term_of
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_person,
    make_readout,
    make_tag,
)
from tests.meetings.pages import page
from tests.meetings.searching import says

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


# The index


def test_the_index_is_what_the_record_makes_of_it():
    first = says("Steel", tags=[make_tag()])
    make_edition(first, live_from=ahead(hours=1))
    make_readout()

    assert list(index.breaches()) == []
    finding.settle_all()
    assert list(index.breaches()) == []


@pytest.mark.parametrize(
    "plant",
    [
        lambda rows: rows.update(words="zebra"),
        lambda rows: rows.update(live_from=ago(days=900)),
        lambda rows: rows.delete(),
    ],
    ids=["other words", "another instant", "a row gone"],
)
def test_a_row_that_differs_from_the_record_is_told(plant):
    readout = says("Steel")
    plant(SearchText.objects.filter(part=SearchText.Part.PASSAGE))

    assert list(index.breaches()) == [
        f"The search index of meeting {readout.meeting_id} differs from the record."
    ]


@pytest.mark.sqlite
def test_a_full_text_index_that_differs_from_its_rows_is_told():
    says("Steel")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO meetings_searchtext_fts(rowid, heading, words, context) "
            "VALUES (1, '', 'zebra', '')"
        )

    assert "differs from the rows" in " ".join(index.breaches())


def test_keys_order_by_day_then_meeting():
    days = [date(1, 1, 1), date(1951, 9, 8), date(2017, 2, 10), date(2017, 2, 11), date(9999, 1, 1)]
    keys = [index.key_of(day, meeting, 0) for day in days for meeting in (1, 2, 10**8)]

    assert keys == sorted(keys)
    assert keys[-1] < 2**63
    with pytest.raises(ValueError, match="no place in the index"):
        index.key_of(days[0], 1, 2**16)


# Its cost


def test_a_search_asks_as_much_of_one_readout_as_of_thirty(client):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, "/search/?q=steel")
        return len(queries)

    topic, person = make_tag("Steel"), make_person("Steel Person")
    says("steel", tags=[topic], participants=[person])
    of_one = cost()
    for _ in range(30):
        says("steel", tags=[topic], participants=[person])

    assert cost() == of_one <= MOST_QUERIES


def plan_of(text):
    """How the database would find a word among a few thousand rows."""
    says("Steel")
    [row] = SearchText.objects.filter(part=SearchText.Part.PASSAGE)
    for number in range(1, 3000):
        row.pk, row.words = row.pk - (number << 36), f"common word{number}"
        SearchText.objects.bulk_create([row])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT gin_clean_pending_list('meetings_searchtext_vector')")
        cursor.execute("ANALYZE")
    query = Query((term_of([text]),))
    return engines.matching(
        SearchText.objects.live(timezone.now()), engines.question_of(query, connection), connection
    )[:1001].explain()


@pytest.mark.postgresql
def test_the_index_finds_a_rare_word():
    assert "meetings_searchtext_vector" in plan_of("word77")


@pytest.mark.sqlite
def test_the_index_is_read_newest_first_without_sorting():
    plan = plan_of("common")

    assert "VIRTUAL TABLE INDEX" in plan
    assert "TEMP B-TREE" not in plan
