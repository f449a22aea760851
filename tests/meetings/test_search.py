"""Search: what is found by which words, in which order, and what never is."""

from datetime import date
from html import unescape

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import SearchText, TagAlias, TagName
from meetings.search import read, results, search
from meetings.search.excerpts import excerpt, marked
from meetings.search.query import phrase_of
from meetings.search.words import tokens_of, words_of
from relations.models import PartyName, PersonName
from tests.factories import (
    ahead,
    make_party,
    make_person,
    make_readout,
    make_region,
    make_relation,
    make_tag,
)
from tests.html import html_faults
from tests.meetings.pages import live, page
from tests.meetings.searching import found, says

pytestmark = pytest.mark.django_db


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


def test_the_last_year_of_the_calendar_is_a_year_too():
    says("steel", released_on=date.max)
    assert found("steel", year=date.max.year) == ["Talks: steel"]


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
