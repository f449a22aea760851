"""Countries and regions, one region, one relation."""

import re
from datetime import date

import pytest

from meetings.views.common import RECENT
from relations.models import RelationFact, RelationLink
from tests.factories import ahead, make_party, make_readout, make_region, make_relation, make_tag
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make_region("North", slug="north", position=1)


@pytest.fixture
def relation(north):
    party = make_party("Testland", region=north)
    return make_relation("Japan-Testland Relations", [party], slug="testland")


def test_regions_come_in_their_order_with_their_parties_a_to_z(client, north):
    south = make_region("South", slug="south", position=2)
    for name, region in (("Zeeland", north), ("aland", north), ("Borland", south)):
        make_relation(parties=[make_party(name, region=region)])

    text = page(client, "/countries/")

    places = [text.index(f">{name}</a>") for name in ("aland", "Zeeland", "Borland")]
    assert places == sorted(places)


def test_a_relation_not_listed_yet_is_nowhere(client, relation, north):
    west = make_region("West", slug="west")
    make_relation("Hidden", [make_party("Hideland", region=west)], listed_from=None, slug="hidden")
    later = make_party("Laterland", region=north)
    make_relation("To come", [later], listed_from=ahead(days=1), slug="later")

    text = page(client, "/countries/") + page(client, "/regions/north/") + page(client, "/")

    for word in ("Hideland", "Laterland", "West"):
        assert word not in text
    for address in ("/relations/hidden/", "/relations/later/", "/regions/west/"):
        page(client, address, 404)


def test_a_relation_with_several_stands_under_each_of_their_regions(client, relation, north):
    south = make_region("South", slug="south")
    parties = [make_party(region=north), make_party(region=south)]
    make_relation("Three Together", parties)

    assert page(client, "/countries/").count(">Three Together</a>") == 2
    assert "Three Together" in page(client, "/regions/south/")


def test_a_relation_with_an_organisation_has_a_place_without_region(client):
    make_relation(parties=[make_party("League of Testlands")], slug="league")

    assert "Organisations and groups" in page(client, "/countries/")
    assert "Back to Countries &amp; Regions" in page(client, "/relations/league/")


@pytest.mark.parametrize("word", ["testland", " TESTLAND ", "Japan-Test", "Ｔｅｓｔ"])
def test_a_word_finds_its_countries(client, relation, north, word):
    make_relation("Other Relations", [make_party("Zeeland", region=north)])

    text = page(client, f"/countries/?q={word}")

    assert ">Testland</a>" in text
    assert "Zeeland" not in text


def test_a_word_that_finds_nothing_says_so_and_stays_in_the_box(client, relation):
    text = page(client, "/countries/?q=%3Cb%3Enowhere")

    assert "0 countries and regions" in text
    assert 'value="&lt;b&gt;nowhere"' in text


def test_a_relation_shows_its_data_links_and_newest_readouts(client, relation):
    RelationFact.objects.create(
        relation=relation, label="Residents", value="1,234", as_of="2016", source="A census"
    )
    for heading in ("Economy", "Related Links"):
        RelationLink.objects.create(
            relation=relation, heading=heading, text=f"On {heading}", url="https://example.org/"
        )
    live(relation=relation, title="The talk", released_on=date(2017, 2, 10))

    text = page(client, "/relations/testland/")

    assert "<dt>Residents</dt>" in text
    assert "(2016, A census)" in text
    assert '(<time datetime="2017-02-10">February 10, 2017</time>)' in text
    order = ["Basic Data", "Recent Topics", "Economy", "Archives", "Related Links", "Back to North"]
    places = [text.index(f">{words}") for words in order]
    assert places == sorted(places)


def test_a_relation_shows_the_newest_and_leads_to_its_years(client, relation):
    for n in range(RECENT + 1):
        live(relation=relation, title=f"Talk {n}.", released_on=date(2016 + n % 2, 1, 1 + n))

    text = page(client, "/relations/testland/")

    assert text.count("Talk ") == RECENT
    assert 'href="/relations/testland/archive/2016/"' in text
    assert "Talk 0." in page(client, "/relations/testland/archive/2016/")
    assert "Talk 1." not in page(client, "/relations/testland/archive/2016/")


def test_a_year_without_releases_has_no_archive(client, relation):
    make_readout(relation=relation, released_on=date(2015, 1, 1), live_from=ahead(days=1))
    live(relation=relation, released_on=date(2017, 1, 1))

    page(client, "/relations/testland/archive/2015/", 404)
    page(client, "/relations/nowhere/archive/2017/", 404)


def test_a_readout_is_listed_under_its_further_relations_too(client, relation):
    live(title="Talk of three", also_under=[relation])

    assert "Talk of three" in page(client, "/relations/testland/")
    assert "Talk of three" in page(client, "/relations/testland/archive/2017/")


def test_a_region_shows_what_is_new_there(client, relation):
    live(title="Talk in the North", relation=relation)
    live(title="Talk elsewhere")

    text = page(client, "/regions/north/")

    assert "Talk in the North" in text
    assert "Talk elsewhere" not in text


def test_a_relation_shows_what_was_discussed_most_first(client, relation):
    trade, peace = make_tag("Trade"), make_tag("Peace")
    live(relation=relation, tags=[trade, peace])
    live(title="Talk of three", also_under=[relation], tags=[trade])
    make_readout(relation=relation, tags=[peace], live_from=ahead(days=1))
    live(tags=[make_tag("Elsewhere")])

    text = page(client, "/relations/testland/")

    found = re.findall(r'href="(/topics/[^"]+)">(\w+)</a> <span class="count">\((\d+)\)', text)
    assert found == [
        ("/topics/trade/?relation=testland", "Trade", "2"),
        ("/topics/peace/?relation=testland", "Peace", "1"),
    ]
    assert "Elsewhere" not in text
