"""What a page tells search engines, and those who show a link to it, in its head."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from meetings import release
from meetings.models import Sitting
from tests.factories import (
    ago,
    make_draft,
    make_edition,
    make_party,
    make_person,
    make_photo,
    make_relation,
    user_called,
)
from tests.meetings.pages import live, page
from tests.meetings.sample import TITLE, make_sample, released

pytestmark = pytest.mark.django_db

SECRET = "A sentence that must not be read"
HOSTILE = "Talk <b>&amp;\x07]]>\u202eevil</script><!--\"'"


def approver():
    return user_called("administrator", "Administrator")


def json_ld(client, readout):
    html = page(client, readout.get_absolute_url())
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(text)["@graph"]


def test_a_page_is_a_news_article_about_an_event_of_both_parties(client):
    readout = make_sample()

    article, breadcrumb = json_ld(client, readout)
    event = article["about"][0]

    assert (article["@type"], article["headline"]) == ("NewsArticle", TITLE)
    assert article["@id"] == f"http://testserver{readout.get_absolute_url()}"
    assert event["@type"] == "Event"
    assert [party["name"] for party in event["organizer"]] == ["Japan", "United States of America"]
    assert {party["@type"] for party in event["organizer"]} == {"GovernmentOrganization"}
    assert [person["name"] for person in event["attendee"]] == ["Fumio Kishida", "Rex Tillerson"]
    assert event["attendee"][0]["url"].startswith("http://testserver/people/")
    assert [step["position"] for step in breadcrumb["itemListElement"]] == [1, 2, 3, 4]


def test_an_event_begins_at_its_place_or_on_its_day(client):
    exact, day_only = make_draft(held_on=None), make_draft()
    Sitting.objects.create(
        readout=exact, held_on=date(2017, 2, 10), zone="America/New_York", precision="exact",
        began_at=datetime(2017, 2, 10, 18, 0, tzinfo=UTC), minutes=50, minutes_precision="about",
    )  # fmt: skip

    event = json_ld(client, released(exact))[0]["about"][0]

    assert (event["startDate"], event["duration"]) == ("2017-02-10T13:00:00-05:00", "PT50M")
    assert json_ld(client, released(day_only))[0]["about"][0]["startDate"] == "2017-02-10"


def test_the_head_tells_nothing_that_is_sealed(client):
    photo = make_photo()
    readout = live(participants=[make_person(SECRET)], photos=[photo])
    for part in (readout.participants.get(), photo):
        release.seal(target=part, by=approver(), reason="personal")

    text = page(client, readout.get_absolute_url())

    assert SECRET not in text
    assert photo.token not in text


def test_the_head_of_a_page_can_hold_hostile_words(client):
    hostile = live(title=HOSTILE, participants=[make_person(HOSTILE)], introduction=HOSTILE)

    article, _ = json_ld(client, hostile)

    assert article["headline"] == HOSTILE
    assert article["about"][0]["attendee"][0]["name"] == HOSTILE


def test_a_page_names_its_languages_and_its_own_address(client):
    english = live()
    japanese = live(meeting=english.meeting, language="ja", title="会談")
    site = "http://testserver"

    for readout in (english, japanese):
        text = page(client, readout.get_absolute_url())
        assert f'<link rel="canonical" href="{site}{readout.get_absolute_url()}">' in text
        for other in (english, japanese):
            address = f'hreflang="{other.language}" href="{site}{other.get_absolute_url()}"'
            assert f'<link rel="alternate" {address}>' in text


def test_a_link_to_a_page_shows_its_title_words_and_photo(client):
    photo = make_photo()
    readout = live(title='The "Talk"', introduction="On [that day](/readouts/).", photos=[photo])

    text = page(client, readout.get_absolute_url())

    assert 'property="og:title" content="The &quot;Talk&quot;"' in text
    assert 'property="og:description" content="On that day."' in text
    assert f'property="og:image" content="http://testserver/photos/{photo.token}/' in text


def test_an_earlier_edition_is_no_article_of_its_own(client):
    first = live(live_from=ago(days=2))
    make_edition(first, live_from=ago(days=1))

    assert "ld+json" not in page(client, f"{first.get_absolute_url()}editions/1/")


def test_an_earlier_edition_is_told_apart_and_cited_at_its_own_address(client):
    first = live(live_from=ago(days=2), title="Talk")
    make_edition(first, live_from=ago(days=1))
    address = f"{first.get_absolute_url()}editions/1/"

    earlier, present = page(client, address), page(client, first.get_absolute_url())

    assert "<title>Talk, February 10, 2017, edition 1 | " in earlier
    assert "<title>Talk, February 10, 2017 | " in present
    assert f"edition 1, http://testserver{address}</dd>" in earlier
    assert f"edition 2, http://testserver/r/{first.meeting.number}/</dd>" in present
    assert ["noindex" in text for text in (earlier, present)] == [True, False]


def test_what_is_sealed_or_shown_again_is_a_change_of_the_page(client):
    readout = live(live_from=ago(days=2), participants=[make_person()])
    before = json_ld(client, readout)[0]
    seals = release.seal(target=readout.participants.get(), by=approver(), reason="personal")
    sealed = json_ld(client, readout)[0]
    release.lift(seal=seals[0], by=approver())
    lifted = json_ld(client, readout)[0]

    assert before["dateModified"] == before["datePublished"] == sealed["datePublished"]
    moments = [article["dateModified"] for article in (before, sealed, lifted)]
    assert moments == sorted(set(moments))


def test_only_states_are_countries(client):
    group = make_party("Reef Community", kind="organisation")
    readout = live(relation=make_relation(parties=[group]))

    organizers = json_ld(client, readout)[0]["about"][0]["organizer"]

    assert organizers[1] == {"@type": "Organization", "name": "Reef Community"}


def test_about_a_time_is_no_moment(client):
    around = make_draft(held_on=None)
    Sitting.objects.create(
        readout=around, held_on=date(2017, 2, 10), zone="America/New_York", precision="around",
        began_at=datetime(2017, 2, 10, 18, 0, tzinfo=UTC),
    )  # fmt: skip

    assert json_ld(client, released(around))[0]["about"][0]["startDate"] == "2017-02-10"
