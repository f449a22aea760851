"""Search: nothing typed breaks it, and nothing hidden shows in it."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import DateTimeField, Value
from django.db.models.functions import Cast
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings import release
from meetings.models import Meeting, SearchText, Tag, TagAlias
from meetings.prepared import Prepared
from meetings.querysets import TagQuerySet
from meetings.querysets.finding import FindableQuerySet
from meetings.search import names, read, results, search, vocabulary
from meetings.search.names import Known
from meetings.search.vocabulary import Found
from meetings.search.words import words_of
from relations.models import PartyName, Person
from relations.querysets import RelationQuerySet
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_party,
    make_person,
    make_readout,
    make_relation,
    make_tag,
    user_called,
)
from tests.meetings.pages import live
from tests.meetings.searching import found, says

pytestmark = pytest.mark.django_db


# Nothing breaks it

ODD = [
    "(" * 500, " " * 3000, "x" * 10_000, "*", "%", "_", "a*", '"', "'", "''", '""', "\\", "a OR",
    "NEAR(a b)", "a:b", "heading : x", "a & b | !c <-> d", "会", "é", "🙂", "ﷺ", "a\u0300", "½ ㎏",
    "-" * 400, '"' * 399, "a" * 399 + "会", "İ", "ß", "'; DROP TABLE x; --", "%s %(a)s", "Ω" * 300,
    "\ud800", "1e5 0x1F 1.000,5 -3 +4 10th", "http://a.example/b?c=d&e a@b.example", "i̇", "ꙮ ﬃ",
]  # fmt: skip


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_no_odd_text_breaks_a_search(typed):
    live(passages=["They spoke."])
    for text in (typed, f"{typed} spoke", f'"{typed}', f"spoke -{typed}"):
        sent = text.encode("utf-8", "replace").decode()
        assert Client().get("/search/", {"q": sent}).status_code == 200


@given(st.text(max_size=500))
def test_no_text_breaks_a_search(typed):
    with CaptureQueriesContext(connection):
        search(typed, at=timezone.now())
    assert Client().get("/search/", {"q": typed.replace("\0", "")}).status_code == 200


@pytest.fixture
def one_text():
    """A row of the index, whose words a test puts there itself."""
    live(title="Found", introduction="", passages=["Words."])
    return SearchText.objects.filter(part=SearchText.Part.PASSAGE)


def test_every_word_of_every_script_is_found_again(one_text):
    # Beyond these, what is a letter to PostgreSQL depends on the server's locale.
    common = st.characters(codec="utf-8", max_codepoint=0xFFFF)

    @given(st.text(common, min_size=1, max_size=60))
    def is_found_again(text):
        one_text.update(words=" ".join(words_of(text)))
        typed = text.replace('"', " ")
        if read(f'"{typed}"').wanted and words_of(typed) == words_of(text):
            assert found(f'"{typed}"') == ["Found"]

    is_found_again()


@pytest.mark.postgresql
def test_what_stands_in_a_word_is_a_part_of_it_to_postgresql_too():
    signs = (chr(point) for point in range(1, 0x10000) if not 0xD800 <= point < 0xE000)
    words = [word for sign in signs for word in words_of(f"x {sign} y")[1:-1]]
    assert len(words) > 40_000
    known = "tsvector_to_array(to_tsvector('simple', word)) = ARRAY[lower(word)]"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word FROM unnest(%s::text[]) word WHERE NOT {known}", [words])
        assert cursor.fetchall() == []


# What is hidden


def test_words_are_found_from_the_instant_of_release_until_the_next_edition():
    with time_machine.travel(datetime(2024, 5, 1, tzinfo=timezone.get_default_timezone())):
        begins, ends = ahead(hours=1), ahead(hours=2)
        first = says("Steel", live_from=begins)
        make_edition(first, live_from=ends, passages=["Iron."], title="Iron")

    def titles(text, at):
        return [hit.readout.title for hit in search(text, at=at).hits]

    second = timedelta(seconds=1)
    assert titles("steel", begins - second) == []
    assert titles("steel", begins) == titles("steel", ends - second) == ["Talks: Steel"]
    assert titles("steel", ends) == titles("iron", ends - second) == []
    assert titles("iron", ends) == ["Iron"]


def test_a_sealed_passage_a_sealed_edition_and_a_withdrawn_one_are_not_found():
    approver = user_called("approver", "Approver")
    part = live(title="Part", passages=["Open.", "Steel."])
    whole, gone = says("steel whole"), says("steel gone")
    [seal] = release.seal(target=part.passages.last(), by=approver, reason="rights")
    release.seal(target=whole, by=approver, reason="rights")
    release.withdraw(meeting=gone.meeting, language="en", by=approver, reason="error")

    assert found("steel") == []
    assert found("open") == ["Part"]
    release.lift(seal=seal, by=approver)
    assert found("steel") == ["Part"]


def hide(number):
    """Hidden readouts in all states, with topics, people and relations of their own."""
    party = make_party(f"Zebraland {number}", short=f"ZBR{number}")
    PartyName.objects.create(party=party, language="en", text=f"Steel {number}", short="steel")
    topics = [make_tag(f"Zebra {number}"), Tag.objects.get(name="Abductions issue")]
    TagAlias.objects.create(tag=topics[0], name=f"Steel zebra alias {number}")
    words = {
        "title": "Steel zebra meeting",
        "introduction": "Steel and zebra.",
        "passages": [{"heading": "Steel zebra", "text": "Steel, zebra and abductions."}],
        "tags": topics,
        "participants": [make_person(f"Zebra Steel {number}")],
        "relation": make_relation(parties=[party], listed_from=[None, ahead(days=2)][number % 2]),
    }
    make_readout(**words)
    make_readout(**words, live_from=ahead(days=1))
    make_readout(**words, live_from=ago(days=3), withdrawn_at=ago(days=2))
    sealed = make_readout(**words, live_from=ago(days=3))
    release.seal(target=sealed, by=user_called("approver", "Approver"), reason="rights")


def hide_beside(readout):
    """On a public meeting: the next edition, another language to come, and one in review."""
    same = {"meeting": readout.meeting, "title": "Zebra steel", "relation": readout.relation}
    make_edition(readout, live_from=ahead(hours=1), passages=["Zebra."], title="Zebra")
    make_readout(**same, language="fr", live_from=ahead(hours=2))
    draft = make_readout(**same, language="de")
    release.submit(readout=draft, by=draft.created_by)


TYPED = [
    "steel", "zebra", "abductions", "steels zebra", "ZBR0", "zbr1", "zebraland", "zebre", "stele",
    "abductoins", "z", "ze", "steel -zebra", "japan", "testland", "-zebra", "example", '"steel 1"',
]  # fmt: skip


def answers():
    return {typed: Client().get("/search/", {"q": typed}).content for typed in TYPED}


def answers_of_both_worlds():
    """What the searches answer before anything is hidden among the public readouts, and after."""
    with time_machine.travel(
        datetime(2024, 5, 1, tzinfo=timezone.get_default_timezone()), tick=False
    ):
        public = {
            "relation": make_relation("Japan-Testland Relations", [make_party("Testland")]),
            "participants": [make_person("Ann Example")],
            "tags": [make_tag("Abductions issue")],
        }
        first = says("Steel", **public)
        make_edition(first, live_from=ago(hours=1), passages=["Steel and abductions."])
        last = says("Steel again", released_on=date(2019, 1, 1), **public)
        alone = answers()
        for number in range(4):
            hide(number)
        hide_beside(last)
        return alone, answers()


def test_what_is_hidden_changes_no_byte_of_a_search():
    alone, among = answers_of_both_worlds()

    assert {typed for typed in TYPED if alone[typed] != among[typed]} == set()
    assert b"2 readouts" in alone["steel"]
    assert b">abductions</a>?" in alone["abductoins"]


def everything(rows, at):
    """All rows; a prepared question has to ask by the instant that it is given."""
    instant = Cast(Value(at, DateTimeField()), DateTimeField())
    return rows.alias(asked_at=instant).filter(asked_at__isnull=False)


@pytest.mark.parametrize(
    ("asked", "method", "told"),
    [
        (FindableQuerySet, "live", "steel"),
        (TagQuerySet, "live", "zebra"),
        (RelationQuerySet, "listed", "zbr1"),
        (vocabulary, "public_people", "zebra"),
        (vocabulary, "public_names", "zebre"),
        (results, "known_names", "steel"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_planted_leak_is_found(monkeypatch, asked, method, told):
    # A question that was asked before would go on as it was prepared then.
    monkeypatch.setattr(Prepared, "plan", Prepared.planned)
    plants = {
        "public_people": lambda at: everything(Person.objects, at),
        "public_names": lambda at: list(Tag.objects.values_list("name", flat=True)),
        "known_names": lambda typed, at: Known(relations=[Found(str(Meeting.objects.count()), "")]),
    }
    if method == "public_people":
        monkeypatch.setitem(vocabulary._PUBLIC, "person", (plants[method], "id", "slug", "name"))
    elif method in plants:
        monkeypatch.setattr(names if method == "public_names" else asked, method, plants[method])
    else:
        monkeypatch.setattr(asked, method, everything)

    alone, among = answers_of_both_worlds()

    assert alone[told] != among[told]
