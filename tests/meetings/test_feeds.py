"""Atom and JSON Feed of every list: what they hold, for how long, and under which identities."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime

from meetings import people, tagging
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_edition,
    make_person,
    make_relation,
    user_called,
)
from tests.meetings.feeds import (
    ATOM,
    HOSTILE,
    LISTS,
    approver,
    at,
    atom,
    ids,
    json_feed,
    titles,
)
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db


# What stands in them


@pytest.mark.parametrize("address", [*LISTS, "/corrections/"])
def test_an_atom_feed_has_what_atom_demands(client, world, address):
    make_edition(live(**world, live_from=ago(days=2)), live_from=ago(days=1), **world)

    response = client.get(at(address, "atom"))
    feed = ElementTree.fromstring(response.content)

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    for element in (feed, feed.find(f"{ATOM}entry")):
        for name in ("title", "id", "updated"):
            assert element.findtext(f"{ATOM}{name}"), name
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Ministry of Foreign Affairs"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["alternate"] == f"http://testserver{address}"
    assert links["self"] == f"http://testserver{at(address, 'atom')}"


@pytest.mark.parametrize("address", [*LISTS, "/corrections/"])
def test_a_json_feed_has_what_its_version_demands(client, world, address):
    make_edition(live(**world, live_from=ago(days=2)), live_from=ago(days=1), **world)

    response = client.get(at(address, "json"))
    feed = response.json()

    assert response.headers["Content-Type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://testserver{at(address, 'json')}"
    assert feed["home_page_url"] == f"http://testserver{address}"
    [item] = feed["items"]
    assert {"id", "url", "title", "content_text", "date_published", "date_modified"} <= set(item)


def test_an_entry_is_updated_when_its_edition_began_and_published_when_the_first_did(client):
    first, second = ago(days=3), ago(days=1)
    make_edition(live(live_from=first), live_from=second)

    [item] = json_feed(client, "/readouts/")["items"]

    assert parse_datetime(item["date_published"]) == first
    assert parse_datetime(item["date_modified"]) == second


def test_identities_stay_across_a_correction_and_a_change_of_address(client, world):
    readout = live(**world, live_from=ago(days=2))
    before = {address: ids(atom(client, address)) for address in LISTS}
    make_edition(readout, live_from=ago(days=1), **world)
    readout.meeting.slug = "another"
    readout.meeting.save()

    assert {address: ids(atom(client, address)) for address in LISTS} == before
    assert all(re.fullmatch(r"urn:uuid:[-0-9a-f]{36}", key) for [key] in before.values())


def test_entries_of_a_topic_are_agenda_items_with_their_words(client, world):
    readout = live(passages=[{"label": "2", "text": "They spoke of goods."}], title="Talk", **world)

    [item] = json_feed(client, "/topics/trade/")["items"]

    assert item["title"] == "Talk: 2"
    assert item["content_text"] == "They spoke of goods."
    uid = readout.passages.get().item.uid
    assert item["url"] == f"http://testserver{readout.get_absolute_url()}#{uid}"


def test_an_entry_says_its_language(client):
    live(language="ja", title="会談")

    feed = atom(client, "/readouts/")

    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert feed.find(f"{ATOM}entry").get(lang) == "ja"


def test_a_meeting_is_one_entry_in_however_many_languages(client):
    english = live(title="Talk")
    live(meeting=english.meeting, language="ja", title="会談")

    assert titles(client, "/readouts/") == ["Talk"]


def test_the_corrections_feed_names_the_edition_and_its_note(client):
    original = live(title="Talk", live_from=ago(days=2))
    make_edition(original, live_from=ago(days=1), correction_note="The hour was wrong.")

    [item] = json_feed(client, "/corrections/")["items"]

    assert item["content_text"] == "The hour was wrong."
    assert item["url"] == f"http://testserver{original.get_absolute_url()}editions/2/"


# Which they hold


def test_filters_narrow_a_feed_as_they_narrow_its_page(client, world):
    other = make_relation(slug="other")
    live(title="Old", released_on=date(2016, 2, 1), **world)
    live(title="New", released_on=date(2017, 2, 1), **world)
    live(title="Elsewhere", **{**world, "relation": other})

    assert titles(client, "/topics/trade/?relation=other") == ["Elsewhere: 1"]
    assert titles(client, "/topics/trade/?relation=testland&year=2016") == ["Old: 1"]
    assert titles(client, "/people/visitor/?year=2016") == ["Old"]
    assert sorted(titles(client, "/relations/testland/")) == ["New", "Old"]


@pytest.mark.parametrize(
    "address",
    [
        "/topics/trade/?year=1999",
        "/topics/trade/?year=x",
        "/topics/trade/?year=２０１７",
        "/topics/trade/?year=2017&year=2017",
        "/topics/trade/?relation=nowhere",
        "/topics/trade/?relation=hidden",
        "/people/visitor/?year=0000",
        "/corrections/?year=1999",
        "/relations/hidden/",
        "/relations/nowhere/",
        "/topics/nothing/",
        "/people/nobody/",
        "/occasions/never/",
        "/regions/nowhere/",
    ],
)
def test_what_a_page_does_not_know_its_feeds_do_not_either(client, world, address):
    hidden = make_relation(slug="hidden", listed_from=None)
    live(**world)
    make_draft(**{**world, "relation": hidden})

    for form in ("atom", "json"):
        page(client, at(address, form), 404)
    page(client, address, 404)


def test_a_renamed_topic_leads_its_feeds_along(client, world):
    live(**world)
    tagging.rename(tag=world["tags"][0], name="Commerce", by=user_called("author"))

    response = client.get("/topics/trade/feed.atom")

    assert (response.status_code, response.headers["Location"]) == (
        301,
        "/topics/commerce/feed.atom",
    )


def test_a_merged_person_leads_their_feed_along(client, world):
    double = make_person(slug="double")
    live(**{**world, "participants": [double]})
    live(**world)
    people.merge(person=double, into=world["participants"][0], by=approver())

    response = client.get("/people/double/feed.json")

    assert response.headers["Location"] == "/people/visitor/feed.json"
    assert len(titles(client, "/people/visitor/")) == 2


def test_a_feed_holds_the_newest_fifty(client, world):
    for day in range(52):
        live(title=f"Day {day}", released_on=date(2017, 1, 1) + timedelta(days=day), **world)

    assert titles(client, "/readouts/") == [f"Day {day}" for day in range(51, 1, -1)]


def test_a_feed_asks_as_much_for_twelve_rows_as_for_one(client, world):
    def queries():
        found = {}
        for address in [*LISTS, "/corrections/"]:
            with CaptureQueriesContext(connection) as captured:
                page(client, at(address, "atom"))
            found[address] = len(captured)
        return found

    def add(count):
        for _ in range(count):
            first = live(**world, live_from=ago(days=2))
            make_edition(first, live_from=ago(days=1), **world)
            live(**world, live_from=ago(days=2), withdrawn_at=ago(days=1))

    add(1)
    with_one = queries()
    add(11)

    assert queries() == with_one
    assert max(with_one.values()) <= 7, with_one


# When


def test_a_release_is_in_every_feed_from_its_moment_on(client, world):
    moment = ahead(hours=1)
    live(**world, live_from=ago(days=1), title="There before")
    live(**world, live_from=moment, title="Talk to come")

    for instant, seen in [(moment.timestamp() - 1, False), (moment.timestamp(), True)]:
        with time_machine.travel(instant, tick=False):
            for address in LISTS:
                assert ("Talk to come" in page(client, at(address, "atom"))) is seen, address
                assert ("Talk to come" in page(client, at(address, "json"))) is seen, address


def test_hidden_rows_change_no_byte_of_a_feed(client, world):
    public = live(**world, live_from=ago(days=2))
    addresses = [at(a, form) for a in [*LISTS, "/corrections/"] for form in ("atom", "json")]
    before = {address: client.get(address).content for address in addresses}

    make_draft(**world)
    live(**world, live_from=ahead(hours=1))
    live(**world, live_from=ahead(hours=1), withdrawn_at=ago(minutes=1))
    make_edition(public, live_from=ahead(hours=1), **world)
    live(meeting=public.meeting, language="ja", live_from=ahead(hours=2), relation=public.relation)

    assert {address: client.get(address).content for address in addresses} == before


# Whatever is in them


def test_hostile_words_keep_every_feed_well_formed(client, world):
    tag, person = world["tags"][0], world["participants"][0]
    relation, occasion = world["relation"], world["occasion"]
    make_edition(
        live(**world, title=HOSTILE, introduction=HOSTILE, live_from=ago(days=2)),
        live_from=ago(days=1), correction_note=HOSTILE, introduction=HOSTILE,
        passages=[{"heading": HOSTILE, "text": HOSTILE}], **world,
    )  # fmt: skip
    person.name = relation.title = occasion.name = HOSTILE
    tag.name = HOSTILE[:40]
    for row in (person, relation, occasion, tag):
        row.save()

    for address in [*LISTS, "/corrections/"]:
        [entry] = atom(client, address).iter(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title").startswith("Talk <b>&amp;]]>")
        [item] = json_feed(client, address)["items"]
        assert item["title"].startswith(HOSTILE)


def test_a_text_that_is_markup_is_shown_as_text(client):
    live(introduction="<script>alert(1)</script>\n\nSee [here](/readouts/).")

    summary = atom(client, "/readouts/").findtext(f"{ATOM}entry/{ATOM}summary")

    assert summary == (
        '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>See <a href="/readouts/">here</a>.</p>'
    )


def test_an_empty_list_has_a_feed_that_does_not_change(client):
    make_relation(slug="new")
    first = page(client, "/relations/new/feed.atom")

    with time_machine.travel(ahead(days=1)):
        assert page(client, "/relations/new/feed.atom") == first


def test_every_list_page_names_its_feeds(client, world):
    live(**world)

    for address in LISTS:
        text = page(client, address)
        for form in ("atom", "json"):
            query = address.partition("?")[2].replace("&", "&amp;")
            # Once for programs, in the head, and once for people.
            href = f'href="feed.{form}{"?" + query if query else ""}"'
            assert text.count(href) == 2, address


def test_a_feed_is_not_asked_with_an_address_of_the_visitors_making(client, world):
    live(**world)

    assert "visitor-made" not in page(client, "/readouts/feed.atom?x=visitor-made")
