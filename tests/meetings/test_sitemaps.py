"""What leads programs to the pages: sitemaps, robots.txt, the search description, calendars."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from meetings import release
from meetings.models import Sitting
from meetings.views.finders import short_name
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_edition,
    make_occasion,
    make_person,
    make_relation,
    make_tag,
    user_called,
)
from tests.meetings.pages import live, page
from tests.meetings.sample import released

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
HOSTILE = "Talk\r\nBEGIN:VEVENT\x07;,<b>&]]>\u202e会談"
MAPS = [
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/sitemap-2017-02.xml",
    "/sitemap-pages.xml",
    "/sitemap-topics.xml",
    "/sitemap-people.xml",
    "/sitemap-occasions.xml",
]
CALENDAR = "/relations/testland/calendar.ics"


def locations(client, address):
    """The addresses of a sitemap, each with its last change."""
    rows = ElementTree.fromstring(page(client, address))
    return {row.findtext(f"{MAP}loc"): row.findtext(f"{MAP}lastmod") for row in rows}


def test_a_seal_is_the_last_change_of_a_page_and_of_its_month(client, world):
    readout = live(**world, live_from=ago(days=3))
    other = live(live_from=ago(days=3), released_on=date(2016, 1, 1))
    with time_machine.travel(ago(days=1), tick=False):
        administrator = user_called("administrator", "Administrator")
        release.seal(target=readout.participants.get(), by=administrator, reason="personal")

    day = f"{timezone.localdate(ago(days=1))}"
    month, index = (locations(client, one) for one in ("/sitemap-2017-02.xml", "/sitemap.xml"))
    assert month[SITE + readout.get_absolute_url()].startswith(day)
    assert index[f"{SITE}/sitemap-2017-02.xml"].startswith(day)
    assert not index[f"{SITE}/sitemap-{other.released_on:%Y-%m}.xml"].startswith(day)


# Sitemaps


def test_the_index_leads_to_every_page(client, world):
    readout = live(**world)

    index = locations(client, "/sitemap.xml")
    found = {address for one in index for address in locations(client, one.removeprefix(SITE))}

    assert {SITE + address for address in MAPS[2:]} == set(index)
    for address in (
        "/", "/readouts/", "/countries/", "/topics/", "/corrections/", "/relations/testland/",
        "/regions/north/", "/topics/trade/", "/people/visitor/", "/occasions/summit/",
        readout.get_absolute_url(),
    ):  # fmt: skip
        assert SITE + address in found
        page(client, address)


def test_a_page_changed_when_its_present_edition_began(client):
    first = live(live_from=ago(days=3))
    second = make_edition(first, live_from=ago(days=1))
    japanese = live(meeting=first.meeting, language="ja", live_from=ago(days=2), title="会談")

    found = locations(client, "/sitemap-2017-02.xml")

    assert found == {
        SITE + first.get_absolute_url(): second.live_from.isoformat(),
        SITE + japanese.get_absolute_url(): japanese.live_from.isoformat(),
    }
    [index] = [row for row in locations(client, "/sitemap.xml").items() if "2017" in row[0]]
    assert index == (f"{SITE}/sitemap-2017-02.xml", second.live_from.isoformat())


def test_news_are_what_was_first_released_within_two_days(client):
    fresh = live(title="Fresh & <new>", live_from=ago(days=1))
    live(live_from=ago(days=3))
    make_edition(live(live_from=ago(days=4)), live_from=ago(hours=1))

    tree = ElementTree.fromstring(page(client, "/sitemap-news.xml"))

    assert [row.findtext(f"{MAP}loc") for row in tree] == [SITE + fresh.get_absolute_url()]
    assert tree.findtext(f".//{NEWS}title") == "Fresh & <new>"
    assert tree.findtext(f".//{NEWS}language") == "en"
    assert tree.findtext(f".//{NEWS}publication_date") == fresh.live_from.isoformat()


def test_what_was_taken_back_is_in_no_sitemap(client, world):
    readout = live(**world)
    by = user_called("administrator", "Administrator")
    release.withdraw(meeting=readout.meeting, language="en", by=by, reason="error")

    assert set(locations(client, "/sitemap.xml")) == {f"{SITE}/sitemap-pages.xml"}
    page(client, "/sitemap-2017-02.xml", 404)


@pytest.mark.parametrize("name", ["2016-01", "2017-13", "0000-01", "nothing"])
def test_there_is_no_sitemap_of_nothing(client, world, name):
    live(**world)

    page(client, f"/sitemap-{name}.xml", 404)


def test_sitemaps_and_calendars_begin_at_the_moment_of_release(client, world):
    moment = ahead(hours=1)
    live(**world, live_from=ago(days=9))
    coming = live(**world, live_from=moment, title="Talk to come")
    address = coming.get_absolute_url()

    for instant, seen in [(moment.timestamp() - 1, False), (moment.timestamp(), True)]:
        with time_machine.travel(instant, tick=False):
            for one in ("/sitemap-2017-02.xml", "/sitemap-news.xml", CALENDAR):
                assert (address in page(client, one).replace("\r\n ", "")) is seen, one


def test_hidden_rows_change_no_byte_of_a_sitemap_or_a_calendar(client, world):
    public = live(**world, live_from=ago(days=1))
    before = {address: client.get(address).content for address in [*MAPS, CALENDAR]}

    hidden = {"relation": make_relation(listed_from=None), "participants": [make_person()]}
    make_draft(**world)
    live(**{**world, **hidden}, live_from=ahead(hours=1), released_on=date(2015, 1, 1))
    hidden = {"tags": [make_tag()], "occasion": make_occasion()}
    live(**{**world, **hidden}, live_from=ahead(hours=1))
    make_edition(public, live_from=ahead(hours=1), **world)
    live(meeting=public.meeting, language="ja", live_from=ahead(hours=2), relation=public.relation)
    make_relation(listed_from=ahead(days=1))

    assert {
        address for address in before if client.get(address).content != before[address]
    } == set()


def test_sitemaps_and_calendars_ask_as_much_for_twelve_rows_as_for_one(client, world):
    def queries():
        found = {}
        for address in [*MAPS, CALENDAR]:
            with CaptureQueriesContext(connection) as captured:
                page(client, address)
            found[address] = len(captured)
        return found

    live(**world)
    with_one = queries()
    for _ in range(11):
        live(**{**world, "tags": [make_tag()], "participants": [make_person()]})

    assert queries() == with_one


def test_hostile_titles_keep_sitemaps_well_formed(client, world):
    live(**world, title=HOSTILE)

    for address in MAPS:
        assert len(ElementTree.fromstring(page(client, address))) > 0


# Robots and browsers


def test_robots_are_led_to_the_sitemaps_and_not_told_of_the_desk(client):
    response = client.get("/robots.txt")
    text = response.content.decode()

    assert response.headers["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {SITE}/sitemap.xml\n" in text
    assert f"Sitemap: {SITE}/sitemap-news.xml\n" in text
    assert "Disallow: /search/\n" in text
    assert settings.ADMIN_PATH not in text


def test_browsers_find_the_search(client):
    tree = ElementTree.fromstring(page(client, "/opensearch.xml"))
    space = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert tree.find(f"{space}Url").get("template") == f"{SITE}/search/?q={{searchTerms}}"
    assert len(tree.findtext(f"{space}ShortName")) <= 16
    assert 'rel="search"' in page(client, "/")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Foreign Office", "Foreign Office"),
        ("Ministry of Foreign Affairs", "MFA"),
        ("ministry of something entirely small", "ministry of some"),
    ],
)
def test_a_long_name_is_shortened_to_what_browsers_show(name, short):
    assert short_name(name) == short


# Calendars


def events(client):
    response = client.get(CALENDAR)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def sit(draft, **facts):
    return Sitting.objects.create(readout=draft, **{"held_on": date(2017, 2, 10), **facts})


def test_a_sitting_of_a_known_hour_is_an_event_at_its_place(client, world):
    draft = make_draft(relation=world["relation"], title="Talk", held_on=None)
    sit(
        draft, began_at=datetime(2017, 2, 10, 18, 0, tzinfo=UTC), zone="America/New_York",
        precision="exact", minutes=50, minutes_precision="about", place="New York",
    )  # fmt: skip
    readout = released(draft)

    [event] = events(client)
    text = page(client, CALENDAR)

    assert "DTSTART;TZID=America/New_York:20170210T130000" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:America/New_York" in text
    assert event["duration"].dt == timedelta(minutes=50)
    assert (event["summary"], event["location"]) == ("Talk", "New York")
    assert event["url"] == SITE + readout.get_absolute_url()


def test_a_sitting_of_a_known_day_takes_the_whole_day(client, world):
    live(**world)

    [event] = events(client)

    assert event["dtstart"].dt == date(2017, 2, 10)
    assert "DTSTART;VALUE=DATE:20170210" in page(client, CALENDAR)
    assert "duration" not in event


def test_an_hour_without_a_place_is_in_the_ministrys_zone(client, world):
    draft = make_draft(relation=world["relation"], held_on=None)
    sit(draft, began_at=datetime(2017, 2, 10, 14, 10, tzinfo=UTC), precision="around")
    released(draft)

    [event] = events(client)

    assert "DTSTART;TZID=Asia/Tokyo:20170210T231000" in page(client, CALENDAR)
    assert event["description"] == "Began around the time given."


def test_events_keep_their_identity_across_a_correction(client, world):
    first = live(**world, live_from=ago(days=2))
    [before] = events(client)
    make_edition(first, live_from=ago(days=1), **world)

    [after] = events(client)

    assert after["uid"] == before["uid"]
    assert after["last-modified"].dt > before["last-modified"].dt


def test_a_hostile_title_makes_no_event_of_its_own(client, world):
    draft = make_draft(relation=world["relation"], title=HOSTILE, held_on=None)
    sit(draft, place=HOSTILE, as_printed=HOSTILE)
    released(draft)

    [event] = events(client)

    assert "BEGIN:VEVENT" in event["location"]
    assert "\x07" not in page(client, CALENDAR)


def test_a_relation_that_is_not_listed_has_no_calendar(client):
    live(relation=make_relation(slug="hidden", listed_from=None))

    page(client, "/relations/hidden/calendar.ics", 404)
