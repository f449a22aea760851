"""Search: what is found by which words, in which order, and what never is."""

from datetime import date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings import release
from meetings.models import Meeting, SearchText, Tag, TagAlias, TagName
from meetings.querysets import TagQuerySet
from meetings.querysets.finding import FindableQuerySet
from meetings.search import Filters, engines, index, names, read, results, search, vocabulary
from meetings.search.excerpts import excerpt, marked
from meetings.search.names import Known
from meetings.search.query import Query, phrase_of, term_of
from meetings.search.vocabulary import Found
from meetings.search.words import tokens_of, words_of
from relations.models import PartyName, Person, PersonName
from relations.querysets import RelationQuerySet
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_party,
    make_person,
    make_readout,
    make_region,
    make_relation,
    make_tag,
    user_called,
)
from tests.html import html_faults
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


def found(text, **filters):
    """The titles found, best first."""
    hits = search(text, at=timezone.now(), filters=Filters(**filters)).hits
    return [hit.readout.title for hit in hits]


def says(text, **facts):
    """A live readout, named by its words."""
    return live(**{"title": f"Talks: {text}", "passages": [text], **facts})


# What was typed


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("trade talks", ["trade", "talks"], []),
        ('"trade talks" steel', ["trade talks", "steel"], []),
        ("“trade talks”", ["trade talks"], []),
        ('trade -steel -"raw iron"', ["trade"], ["steel", "raw iron"]),
        ('"trade talks', ["trade talks"], []),
        ('trade"talks"', ["trade", "talks"], []),
        ("Japan-Testland – talks", ["Japan-Testland", "talks"], []),
        ('" - -- * ( ) : ^ " ""', [], []),
        ("-steel", [], ["steel"]),
        ("trade\0talks\ud800", ["trade", "talks"], []),
    ],
)
def test_typed_text_is_read_as_words_phrases_and_exclusions(typed, wanted, unwanted):
    question = read(typed)

    assert [part.text for part in question.wanted] == wanted
    assert [part.text for part in question.unwanted] == unwanted


def test_more_than_can_be_searched_for_is_cut_and_said(client):
    assert not read("word " * 80).is_cut
    assert read(" ".join(f"word{n}" for n in range(17))).is_cut
    assert "the end was left out" in page(client, "/search/?q=" + "x" * 5000)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Ministers' meetings", ["the", "minist", "meet"]),
        ("Japan's U.S. policy", ["japan", "us", "polici"]),
        ("São Tomé, Ｗｉｄｅ", ["sao", "tome", "wide"]),
        ("日米会談", ["日米", "米会", "会談", "談"]),
        ("ﾄﾞｲﾂ", ["ドイ", "イツ", "ツ"]),
        ("TPP交渉", ["tpp", "交渉", "渉"]),
        ("plan a. Next", ["plan", "a", "next"]),
    ],
)
def test_words_are_known_whatever_their_form(text, words):
    assert words_of(text) == words


@given(st.text(max_size=300))
def test_words_hold_nothing_that_a_database_reads_as_a_sign(text):
    for word in words_of(text):
        assert word
        assert word.isalnum() or "_" not in word
        assert not set(word) & set(" '\"\\:&|!()<>*-^+{}\0")


@given(st.text(max_size=300))
def test_a_text_has_the_words_that_are_marked_in_it(text):
    assert words_of(text) == [token.word for token in tokens_of(text)]


# What is found


@pytest.mark.parametrize(
    "typed",
    [
        "abduction", "ABDUCTIONS resolved", '"issue of abductions"', "“abductions Issue”  -steel",
        "resolving", "testland abductions", "japan-testland abduction", "the abductions",
        "ａｂｄｕｃｔｉｏｎ", "abductions' ", "abductions)", "issue*",
    ],
)  # fmt: skip
def test_a_passage_is_found_by_its_words_and_those_over_it(typed):
    relation = make_relation("Japan-Testland Relations")
    facts = {"relation": relation, "title": "Meeting"}
    text = "They spoke of the Abductions issue. The issue of abductions is to be resolved."
    live(passages=[text], **facts)
    live(passages=["They spoke of steel."], title="Other")

    assert found(typed) == ["Meeting"]


@pytest.mark.parametrize("typed", ['"trade of steel"', "iron", "stee", "-steel"])
def test_what_lacks_a_word_is_not_found(typed):
    live(passages=["They spoke of trade.", "They spoke of steel and of no trade of iron ore."])
    SearchText.objects.filter(words__contains="iron").update(words="they spoke of steel")

    assert found(typed) == []


def test_what_is_to_be_left_out_is_left_out():
    says("Steel and trade")
    says("Steel alone")

    assert found("steel -trade") == ["Talks: Steel alone"]
    assert found('steel -"and trade"') == ["Talks: Steel alone"]
    assert found('-"and trade"') == []


@pytest.mark.parametrize(
    "typed", ["会談", "外相会", "談", "外", "「外相会談」", "ﾄﾞｲﾂ", "ドイツ外相"]
)
def test_japanese_is_found_without_spaces(typed):
    live(title="独", language="ja", passages=["ドイツ外相会談が行われた。"])
    live(title="他", language="ja", passages=["電話で話した。"])

    assert found(typed) == ["独"]


def test_japanese_signs_apart_are_not_a_word():
    live(title="他", language="ja", passages=["会合での相談"])

    assert found("会談") == []


def test_titles_come_before_headings_and_headings_before_words():
    words = [{"heading": "", "text": "About fishing."}]
    live(title="Fishing talks", passages=["None."], released_on=date(2001, 1, 1))
    live(
        title="Heads", passages=[{"heading": "Fishing", "text": "."}], released_on=date(2002, 1, 1)
    )
    live(title="Older", passages=words, released_on=date(2010, 1, 1))
    live(title="Newer", passages=words, released_on=date(2011, 1, 1))

    assert found("fishing") == ["Fishing talks", "Heads", "Newer", "Older"]


def test_introductions_are_found():
    live(title="Lunch", introduction="The Ministers lunched.", passages=["Trade."])

    assert found("lunched") == ["Lunch"]


def test_a_meeting_is_found_once_in_the_sites_first_language_that_has_the_words():
    first = live(title="Talks", passages=["On TPP."])
    items = [passage.item for passage in first.passages.all()]
    live(title="会談", language="ja", meeting=first.meeting, items=items, passages=["TPPと平和"])

    assert found("TPP") == ["Talks"]
    assert found("平和") == ["会談"]
    assert search("TPP", at=timezone.now()).count == 1


# Names


def test_an_alias_finds_what_bears_the_topics_name():
    topic = make_tag("Trans-Pacific Partnership")
    TagAlias.objects.create(tag=topic, name="TPP")
    TagName.objects.create(tag=topic, language="ja", text="環太平洋パートナーシップ")
    says("The Trans-Pacific Partnership")
    live(title="Tagged", tags=[topic], passages=["Nothing of it."])
    live(title="和", language="ja", passages=["環太平洋パートナーシップ協定"])

    assert set(found("tpp")) == {"Talks: The Trans-Pacific Partnership", "和"}
    assert found("trans-pacific partnership") == found("T.P.P.") == found('"TPP"') == found("tpp")
    assert [topic.name for topic in search("tpp", at=timezone.now()).known.topics] == [topic.name]


@pytest.mark.parametrize("typed", ["ROK", "rok", "R.O.K.", "South Testland", "Republic of Kest"])
def test_a_partys_short_name_finds_its_name(typed):
    party = make_party("Republic of Kest", short="ROK")
    PartyName.objects.create(party=party, language="en", text="South Testland")
    relation = make_relation("Japan-Kest Relations", [party])
    says("The Republic of Kest")
    live(title="Other", passages=["The republic"])

    known = search(typed, at=timezone.now())

    assert found(typed)[0] == "Talks: The Republic of Kest"
    assert [page.address for page in known.known.relations] == [relation.get_absolute_url()]


def test_people_are_found_first_under_any_name():
    person = make_person("Kishi Testo", slug="testo")
    PersonName.objects.create(person=person, language="ja", text="岸手須戸")
    live(participants=[person])

    for typed in ("testo", "kish", "Testo Kishi", "岸手須戸", "岸"):
        people = search(typed, at=timezone.now()).known.people
        assert [each.address for each in people] == ["/people/testo/"], typed


def test_a_misspelt_word_is_put_right_from_public_names(client):
    live(tags=[make_tag("Abductions issue")], passages=["The abductions issue."])

    text = page(client, "/search/?q=abductoins+-steel")

    assert "No readout has these words" in text
    assert 'Did you mean <a href="?q=abductions+-steel">abductions -steel</a>?' in text


# Filters and pages


def test_a_search_is_narrowed_by_relation_region_year_person_and_topic():
    region = make_region()
    relation = make_relation(parties=[make_party(region=region)])
    further, person, topic = make_relation(), make_person(), make_tag()
    says("steel one", relation=relation, also_under=[further], released_on=date(2015, 12, 31),
         participants=[person], tags=[topic])  # fmt: skip
    says("steel two", released_on=date(2016, 1, 1))

    everything = ["Talks: steel two", "Talks: steel one"]
    assert found("steel") == everything
    assert found("steel", year=2016) == everything[:1]
    for narrowed in (
        {"relation": relation}, {"relation": further}, {"region": region}, {"year": 2015},
        {"person": person}, {"topic": topic}, {"topic": topic, "year": 2015},
    ):  # fmt: skip
        assert found("steel", **narrowed) == everything[1:], narrowed
    assert found("steel", topic=topic, year=2016) == []


def test_filters_are_addresses_and_what_is_not_public_is_none(client):
    relation = make_relation("Japan-Testland Relations", slug="testland")
    says("steel", relation=relation)
    make_relation(slug="hidden", listed_from=None)
    make_readout(live_from=ahead(days=1), participants=[make_person(slug="later")])

    text = page(client, "/search/?q=steel&relation=testland&year=2017&region=")

    assert '<option value="testland" selected>' in text
    assert "<option selected>2017</option>" in text
    assert 'value="hidden"' not in text
    for asked in (
        "relation=hidden", "relation=none", "region=none", "year=1999", "year=x", "person=later",
        "topic=none", "page=0", "page=2", "page=-1", "page=x", "page=9999", "page=²",
    ):  # fmt: skip
        assert client.get(f"/search/?q=steel&{asked}").status_code == 404, asked


def test_results_come_in_pages_that_keep_the_search(client, monkeypatch):
    monkeypatch.setattr(results, "A_PAGE", 2)
    for number in range(5):
        live(title=f"Steel {number}", passages=["."], released_on=date(2011, 1, 1 + number))

    pages = [page(client, f"/search/?q=steel&year=2011&page={number}") for number in (1, 2, 3)]

    shown = [[n for n in range(5) if f"</mark> {n}</a>" in text] for text in pages]
    assert shown == [[3, 4], [1, 2], [0]]
    assert 'class="later" href="?q=steel&amp;year=2011&amp;page=2"' in pages[0]
    assert 'rel="next"' not in pages[2]


def test_of_very_many_the_newest_are_ranked_and_the_count_says_so(client, monkeypatch):
    monkeypatch.setattr(results, "MOST_MATCHES", 2)
    live(title="Steel", passages=["."], released_on=date(2001, 1, 1))
    for year in (2002, 2003):
        live(title=f"In {year}", passages=["Steel."], released_on=date(year, 1, 1))

    assert found("steel") == ["In 2003", "In 2002"]
    assert "1,000+ places found" in page(client, "/search/?q=steel")


# The page


def test_what_is_found_is_marked_and_everything_else_is_escaped(client):
    live(title="A & <B> steel", passages=["Steels <script>alert(1)</script> & steel's."])

    text = page(client, "/search/?q=steel%22<i>")

    assert "A &amp; &lt;B&gt; <mark>steel</mark>" not in text
    text = page(client, "/search/?q=steel+-%22<i>%22")
    assert "A &amp; &lt;B&gt; <mark>steel</mark>" in text
    assert "<mark>Steels</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp;" in text
    assert "<i>" not in text
    assert "<script>" not in text


def test_a_place_leads_to_its_paragraph_in_the_readout(client):
    readout = live(passages=[{"heading": "Trade", "text": "Steel."}])
    anchor = readout.passages.get().item.anchor

    assert f"{readout.get_absolute_url()}#{anchor}" in page(client, "/search/?q=steel")


def test_an_excerpt_shows_the_part_with_most_of_the_words():
    far = (
        "Once steel. " + "filler words " * 100 + "then steel and iron stood together " + "end " * 99
    )

    shown = excerpt(far, [phrase_of("steel"), phrase_of("iron")])

    assert "<mark>steel</mark> and <mark>iron</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 400


@given(st.text(max_size=600), st.text(max_size=20))
def test_marking_changes_no_word_of_the_text(text, typed):
    phrases = [phrase for phrase in [phrase_of(typed), phrase_of(text[5:9])] if phrase.words]

    shown = marked(text, phrases)

    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == unescape(
        marked(text, [])
    )


@pytest.mark.parametrize("asked", ["", "?q=", "?q=+++", "?q=%22", "?q=-steel", "?q=%E4%BC%9A"])
def test_a_page_without_results_says_what_to_do(client, asked):
    live()

    text = page(client, "/search/" + asked)

    assert 'name="q"' in text
    assert "<mark>" not in text


def test_the_page_is_valid_html(client, java_path, tmp_path):
    topic = make_tag("Steel")
    for number in range(3):
        live(passages=["On steel.", "And steel."], tags=[topic], title=f"T{number}")
    live(title="会談", language="ja", passages=["TPP Steel"])
    addresses = ["/search/", "/search/?q=steel", "/search/?q=stele&year=2017", "/search/?q=-a"]

    pages = {address: page(client, address) for address in addresses}

    assert html_faults(java_path, pages, tmp_path) == []


def test_every_page_has_the_search_box(client):
    assert 'action="/search/"' in page(client, "/topics/")


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


def everything(self, at):
    return self.all()


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
    plants = {
        "public_people": lambda at: Person.objects.all(),
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


# The index


def test_the_index_is_what_the_record_makes_of_it():
    first = says("Steel", tags=[make_tag()])
    make_edition(first, live_from=ahead(hours=1))
    make_readout()

    assert list(index.breaches()) == []
    index.replace_all()
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
    return engines.matching(SearchText.objects.live(timezone.now()), query, connection)[
        :1001
    ].explain()


@pytest.mark.postgresql
def test_the_index_finds_a_rare_word():
    assert "meetings_searchtext_vector" in plan_of("word77")


@pytest.mark.sqlite
def test_the_index_is_read_newest_first_without_sorting():
    plan = plan_of("common")

    assert "VIRTUAL TABLE INDEX" in plan
    assert "TEMP B-TREE" not in plan
