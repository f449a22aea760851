"""The index of topics, and a topic's agenda items."""

import re
from datetime import date

import pytest
import time_machine

from meetings import release, tagging
from meetings.finding import narrowing
from meetings.models import TagAlias
from meetings.views.facets import SHOWN
from meetings.views.topics import ITEMS_A_PAGE
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
    make_user,
)
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade():
    return make_tag("Trade", description="Goods and services.")


def words(text):
    """The words of the agenda items on a topic's page, in order."""
    lists = re.findall(r'<ul class="words".*?</ul>', text, re.S)
    return [" ".join(w.split()) for part in lists for w in re.findall(r"<p>(.*?)</p>", part, re.S)]


def facet(text, name):
    """The number that a facet's value bears."""
    found = re.search(rf'nofollow">{re.escape(name)}</a> <span class="count">\((.*?)\)', text)
    return found and found.group(1)


def total(text):
    return int(re.search(r"(\d+) agenda item", text).group(1))


def test_the_index_counts_an_item_once_in_all_its_editions_and_languages(client, trade):
    first = live(tags=[trade], live_from=ago(days=2))
    second = make_edition(first, live_from=ago(days=1))
    items = [passage.item for passage in second.passages.all()]
    live(meeting=first.meeting, items=items, language="ja", title="会談")

    index = page(client, "/topics/")

    assert '<a href="/topics/trade/">Trade</a> <span class="count">(1)</span>' in index
    assert total(page(client, "/topics/trade/")) == 1


def test_the_index_names_aliases_under_their_own_letter(client, trade):
    live(tags=[trade])
    TagAlias.objects.create(tag=trade, name="Commerce")

    index = page(client, "/topics/")

    assert index.index('id="letter-C"') < index.index("Commerce:") < index.index('id="letter-T"')


def test_a_topic_that_nothing_public_carries_is_not_there(client, trade):
    make_readout(tags=[trade])
    make_readout(tags=[trade], live_from=ahead(days=1))
    TagAlias.objects.create(tag=trade, name="Commerce")

    assert "Trade" not in page(client, "/topics/")
    for slug in ("trade", "commerce", "nothing"):
        page(client, f"/topics/{slug}/", 404)


def test_a_topic_shows_the_words_of_its_items_newest_first(client, trade):
    live(passages=["Old words."], tags=[trade], released_on=date(2016, 5, 1))
    newest = live(
        passages=[{"label": "2", "heading": "Commerce", "text": "New words."}, "Other words."],
        tags=[trade],
        released_on=date(2017, 5, 1),
    )

    text = page(client, "/topics/trade/")

    assert words(text) == ["New words.", "Old words."]
    anchor = newest.passages.first().item.anchor
    assert f'href="{newest.get_absolute_url()}#{anchor}"' in text
    assert "Goods and services." in text


def test_a_sealed_passage_is_neither_shown_nor_counted(client, trade):
    live(passages=["Kept words."], tags=[trade])
    sealed = live(passages=["Sealed words."], tags=[trade])
    release.seal(target=sealed.passages.first(), by=make_user("Approver"), reason="error")

    text = page(client, "/topics/trade/")

    assert words(text) == ["Kept words."]
    assert total(text) == 1


def test_items_are_filtered_by_relation_and_year(client, trade):
    near, far = make_relation("Near", slug="near"), make_relation("Far", slug="far")
    live(relation=near, passages=["Near, 2016."], tags=[trade], released_on=date(2016, 5, 1))
    live(relation=near, passages=["Near, 2017."], tags=[trade], released_on=date(2017, 5, 1))
    live(relation=far, passages=["Far, 2017."], tags=[trade], released_on=date(2017, 4, 1))

    def shown(query):
        text = page(client, f"/topics/trade/?{query}")
        assert total(text) == len(words(text))
        return words(text)

    assert shown("relation=near") == ["Near, 2017.", "Near, 2016."]
    assert shown("year=2017") == ["Near, 2017.", "Far, 2017."]
    assert shown("relation=near&year=2016") == ["Near, 2016."]
    assert shown("relation=far&year=2016") == []
    assert len(shown("relation=&year=")) == 3


def test_the_counts_of_a_filter_are_those_of_what_it_leaves(client, trade):
    near, far = make_relation("Near", slug="near"), make_relation("Far", slug="far")
    live(relation=near, also_under=[far, near], tags=[trade], released_on=date(2016, 5, 1))
    live(relation=near, tags=[trade], released_on=date(2017, 5, 1))

    text = page(client, "/topics/trade/")
    in_2017 = page(client, "/topics/trade/?year=2017")

    assert (facet(text, "Near"), facet(text, "Far")) == ("2", "1")
    assert total(text) == 2
    assert total(page(client, "/topics/trade/?relation=far")) == 1
    assert (facet(in_2017, "Near"), facet(in_2017, "Far")) == ("1", None)


def test_what_a_filter_does_not_know_is_not_found(client, trade):
    hidden = make_relation("Hidden", slug="hidden", listed_from=None)
    live(tags=[trade], relation=make_relation("Near", slug="near"))
    live(tags=[trade], relation=hidden)
    make_readout(tags=[trade], relation=make_relation(slug="other"), live_from=ahead(days=1))

    for query in (
        "relation=other",
        "relation=hidden",
        "relation=nonsense",
        "relation=near&relation=near",
        "year=1900",
        "year=x",
        "year=2017&year=2017",
        "after=nothing",
    ):
        page(client, f"/topics/trade/?{query}", 404)


def test_pages_of_a_topic_show_every_item_once(client, trade):
    for n in range(2 * ITEMS_A_PAGE + 1):
        live(passages=[f"Item {n}."], tags=[trade], released_on=date(2017, 1, 1 + n % 5))

    address, seen = "/topics/trade/", []
    while address:
        text = page(client, address)
        seen += words(text)
        further = re.search(r'rel="next" href="([^"]+)"', text)
        address = further and f"/topics/trade/{further.group(1)}"

    assert len(seen) == len(set(seen)) == 2 * ITEMS_A_PAGE + 1


def test_former_addresses_and_aliases_lead_on_in_one_hop(client, trade):
    live(tags=[trade])
    by = make_user("Approver")
    tagging.rename(tag=trade, name="Commerce", by=by)
    tagging.rename(tag=trade, name="Trade and Investment", by=by)
    TagAlias.objects.create(tag=trade, name="World Economy (WTO)")

    for slug in ("trade", "commerce", "world-economy-wto", "World-Economy-WTO"):
        response = client.get(f"/topics/{slug}/")
        assert response.status_code == 301, slug
        assert response["Location"] == "/topics/trade-and-investment/"


def test_a_former_address_of_what_is_hidden_now_leads_nowhere(client, trade):
    readout = live(tags=[trade])
    by = make_user("Approver")
    tagging.rename(tag=trade, name="Commerce", by=by)
    tagging.detach(item=readout.passages.first().item, tags=[trade], by=by)

    page(client, "/topics/trade/", 404)


# Facets


@pytest.fixture
def summit(trade):
    """Trade, twice with peace and once without; with two relations, people and years."""
    north, south = make_region("North", slug="north"), make_region("South", slug="south")
    peace, ann = make_tag("Peace"), make_person("Ann Example", slug="ann")
    near = make_relation("Near", [make_party(region=north)], slug="near")
    far = make_relation("Far", [make_party(region=south)], slug="far")
    live(relation=near, passages=["Near, 2016."], tags=[trade, peace], participants=[ann],
         released_on=date(2016, 5, 1))  # fmt: skip
    live(relation=near, passages=["Near, 2017."], tags=[trade], released_on=date(2017, 5, 1))
    live(relation=far, passages=["Far, 2017."], tags=[trade, peace], participants=[ann],
         released_on=date(2017, 4, 1))  # fmt: skip
    return trade


def test_a_topic_is_narrowed_by_each_facet_and_counted(client, summit):
    text = page(client, "/topics/trade/")

    counts = {name: facet(text, name) for name in ("Near", "Far", "North", "South", "Peace")}
    assert counts == {"Near": "2", "Far": "1", "North": "2", "South": "1", "Peace": "2"}
    assert (facet(text, "2016"), facet(text, "2017")) == ("1", "2")
    assert facet(text, "Ann Example") == "2"


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("region=north", ["Near, 2017.", "Near, 2016."]),
        ("person=ann", ["Far, 2017.", "Near, 2016."]),
        ("topic=peace", ["Far, 2017.", "Near, 2016."]),
        ("topic=peace&relation=near", ["Near, 2016."]),
        ("relation=near&region=north&year=2017", ["Near, 2017."]),
        ("topic=peace&person=ann&year=2017", ["Far, 2017."]),
        ("region=south&year=2016", []),
    ],
)
def test_conditions_combine_and_are_counted(client, summit, query, left):
    text = page(client, f"/topics/trade/?{query}")

    assert words(text) == left
    assert total(text) == len(left)
    assert '<meta name="robots" content="noindex">' in text
    feed = re.search(r'href="(feed\.atom[^"]*)"', text).group(1).replace("&amp;", "&")
    assert page(client, f"/topics/trade/{feed}").count("<entry") == len(left)


def test_each_address_of_a_facet_leaves_as_many_items_as_it_says(client, summit):
    found = 0
    for start in ("", "?topic=peace", "?relation=near&year=2017"):
        text = page(client, f"/topics/trade/{start}")
        for address, items in re.findall(r'href="([^"]+)" rel="nofollow">.*?\((\d+)\)', text):
            narrowed = page(client, address.replace("&amp;", "&"))
            assert total(narrowed) == len(words(narrowed)) == int(items), address
            found += 1
    assert found >= 15


def test_at_most_three_conditions_and_only_known_ones_are_taken(client, summit):
    four = "relation=near&region=north&year=2016&person=ann"
    for query in (
        four,
        "topic=trade",
        "topic=x",
        "person=bo",
        "region=west",
        "facet=x",
        "facet=all",
    ):
        page(client, f"/topics/trade/?{query}", 404)
    assert 'id="narrow"' not in page(client, "/topics/trade/?relation=near&year=2016&person=ann")


def test_all_values_of_a_facet_have_a_page(client, trade):
    for n in range(SHOWN + 2):
        live(tags=[trade], relation=make_relation(f"Relation {n:02}"))

    text = page(client, "/topics/trade/")
    every = page(client, "/topics/trade/?facet=relation")

    assert text.count("?relation=") == SHOWN
    assert 'href="/topics/trade/?facet=relation"' in text
    assert [facet(every, f"Relation {n:02}") for n in range(SHOWN + 2)] == ["1"] * (SHOWN + 2)


def test_more_than_are_counted_are_said_to_be_more(client, summit, monkeypatch):
    monkeypatch.setattr(narrowing, "MOST_COUNTED", 1)

    text = page(client, "/topics/trade/?topic=peace&person=ann")

    assert "1+ agenda items" in text
    assert total(page(client, "/topics/trade/?topic=peace")) == 2


def test_where_not_all_are_counted_no_value_of_a_facet_is_lost(client, summit, monkeypatch):
    monkeypatch.setattr(narrowing, "MOST_COUNTED", 0)

    text = page(client, "/topics/trade/?person=ann")

    years = re.findall(r'year=(\d{4})[^>]*>\d{4}</a> <span class="count">(.*?)</span>', text)
    assert years == [("2017", "(1+)"), ("2016", "")]


def test_an_item_without_words_of_its_own_is_linked_in_words(client, trade):
    for label in ("•", "(1)"):
        live(tags=[trade], passages=[{"label": label, "heading": "", "text": "Goods."}])

    text = page(client, "/topics/trade/")

    links = re.findall(r'<p class="words-heading"><a [^>]+>(.*?)</a>', text)
    assert sorted(links) == [
        '<span class="num">(1)</span> '
        '<span class="visually-hidden">In its place in the readout</span>',
        "In its place in the readout",
    ]


def test_a_scheduled_item_counts_in_facets_from_its_second(client, summit):
    moment = ahead(hours=1)
    live(tags=[summit], relation=make_relation("New", slug="new"), live_from=moment)

    for instant, seen in [(moment.timestamp() - 1, None), (moment.timestamp(), "1")]:
        with time_machine.travel(instant, tick=False):
            assert facet(page(client, "/topics/trade/"), "New") == seen
            page(client, "/topics/trade/?relation=new", 200 if seen else 404)


def test_the_years_are_drawn_with_a_table_behind(client, summit):
    text = page(client, "/topics/trade/")

    assert "Agenda items by year, from 2016 to 2017; at most 2 in a year</title>" in text
    assert text.count("<rect ") == 2
    assert re.search(r'<th scope="row"><a [^>]+>2017</a></th><td>2</td>', text)
    assert "<svg" not in page(client, "/topics/trade/?year=2016")


# The index


def test_the_index_comes_by_use_and_by_recency(client, trade):
    old = make_tag("Ancient bells")
    for n in range(2):
        live(tags=[old], released_on=date(2010 + n, 1, 1))
    live(tags=[trade], released_on=date(2017, 1, 1))

    by_use = page(client, "/topics/?order=use")
    by_recency = page(client, "/topics/?order=recent")

    assert by_use.index("Ancient bells") < by_use.index(">Trade<")
    assert by_recency.index('id="year-2017"') < by_recency.index(">Trade<")
    assert by_recency.index(">Trade<") < by_recency.index('id="year-2011"')
    for query in ("order=x", "order=use&order=recent"):
        page(client, f"/topics/?{query}", 404)
