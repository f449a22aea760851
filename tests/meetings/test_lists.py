"""The pages that list what was released: home, press releases, corrections, and their cost."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import release
from meetings.models import TagAlias
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_occasion,
    make_party,
    make_person,
    make_photo,
    make_region,
    make_relation,
    make_tag,
    make_user,
)
from tests.html import html_faults
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6
MOST_QUERIES_OF_A_TOPIC = 3

LISTS = [
    "/",
    "/countries/",
    "/countries/?q=testland",
    "/regions/north/",
    "/relations/testland/",
    "/relations/testland/archive/2017/",
    "/readouts/",
    "/readouts/2017/02/",
    "/topics/",
    "/topics/trade/",
    "/topics/trade/?relation=testland&year=2017",
    "/topics/trade/?region=north&person=visitor",
    "/topics/trade/?facet=topic",
    "/topics/trade/wording/testland/",
    "/people/visitor/",
    "/occasions/summit/",
    "/corrections/",
]


@pytest.fixture
def world():
    """What every list page needs to be there: a release with all that it may point to."""
    party = make_party("Testland", region=make_region("North", slug="north"))
    return {
        "relation": make_relation("Japan-Testland Relations", [party], slug="testland"),
        "participants": [make_person(slug="visitor")],
        "occasion": make_occasion(slug="summit"),
    }


def add_rows(world, tag, count):
    """Add `count` rows of each kind to every list page."""
    region = world["relation"].region
    for n in range(count):
        first = live(tags=[tag, make_tag()], photos=[make_photo()], **world)
        make_edition(first, live_from=ago(hours=1), **world)
        make_relation(parties=[make_party(region=region)])
        make_relation(parties=[make_party(region=make_region())])
        TagAlias.objects.create(tag=tag, name=f"Other name {tag.aliases.count()} {n}")


def queries(address):
    with CaptureQueriesContext(connection) as captured:
        page(Client(), address)
    return len(captured)


def test_a_list_asks_as_much_for_fifty_rows_as_for_one(world):
    tag = make_tag("Trade")
    add_rows(world, tag, 1)
    with_one = {address: queries(address) for address in LISTS}

    add_rows(world, tag, 49)

    assert {address: queries(address) for address in LISTS} == with_one
    assert max(with_one.values()) <= MOST_QUERIES, with_one
    of_topics = [asked for address, asked in with_one.items() if address.startswith("/topics/")]
    assert max(of_topics) <= MOST_QUERIES_OF_A_TOPIC, with_one


def test_the_lists_are_valid_html(world, java_path, tmp_path):
    add_rows(world, make_tag("Trade"), 2)
    client = Client()

    assert html_faults(java_path, {at: page(client, at) for at in LISTS}, tmp_path) == []


# Home


def test_home_names_the_ministry_once_and_lists_the_newest(client):
    live(title="Older talk", released_on=date(2017, 2, 1))
    live(title="Newer talk", released_on=date(2017, 2, 3))

    text = page(client, "/")

    assert text.count("<h1>") == 1
    assert text.index("Newer talk") < text.index("Older talk")
    assert "February 3, 2017" in text


def test_home_shows_the_newest_photo_that_is_not_sealed(client):
    sealed, shown = make_photo(), make_photo()
    live(photos=[shown], released_on=date(2017, 2, 1))
    live(photos=[sealed], released_on=date(2017, 2, 3))
    release.seal(target=sealed, by=make_user("Approver"), reason="rights")

    text = page(client, "/")

    assert shown.token in text
    assert sealed.token not in text


def test_an_empty_site_has_its_pages(client):
    for address in ["/", "/countries/", "/readouts/", "/topics/", "/corrections/"]:
        assert page(client, address)


# Press releases


def test_press_releases_reach_back_31_days_from_the_newest(client):
    live(title="The newest", released_on=date(2017, 3, 3))
    live(title="Thirty days before", released_on=date(2017, 2, 1))
    live(title="One day more", released_on=date(2017, 1, 31))

    text = page(client, "/readouts/")

    assert "The newest" in text
    assert "Thirty days before" in text
    assert "One day more" not in text
    assert 'aria-label="January 2017"' in text


def test_a_month_leads_to_the_months_beside_it_that_have_something(client):
    for month in (1, 3, 6):
        live(title=f"Talk of month {month}", released_on=date(2017, month, 1))

    text = page(client, "/readouts/2017/03/")

    assert "Talk of month 3" in text
    assert "Talk of month 1" not in text
    assert 'rel="prev" class="earlier" href="/readouts/2017/01/"' in text
    assert 'rel="next" class="later" href="/readouts/2017/06/"' in text
    assert "/readouts/2017/02/" not in text


def test_an_empty_month_between_is_a_page_and_one_outside_is_not(client):
    live(released_on=date(2017, 1, 1))
    live(released_on=date(2017, 3, 1))

    assert "Nothing was released" in page(client, "/readouts/2017/02/")
    for month in ("2016/12", "2017/13", "2017/00", "0000/01"):
        page(client, f"/readouts/{month}/", 404)
    page(client, "/readouts/2999/01/", 404)


def test_a_day_has_one_heading_over_its_releases(client):
    for title in ("First talk", "Second talk"):
        live(title=title, released_on=date(2017, 2, 10))

    text = page(client, "/readouts/2017/02/")

    assert text.count("<h3") == 1
    assert '<time datetime="2017-02-10">February 10<span' in text


def test_a_meeting_is_listed_once_in_however_many_languages(client):
    english = live(title="Talk in English")
    for language, title in (("ja", "会談"), ("fr", "Entretien")):
        live(meeting=english.meeting, language=language, title=title)
    japanese = live(language="ja", title="電話会談")

    text = page(client, "/readouts/")

    assert "Talk in English" in text
    assert "会談</a>" not in text.replace("電話会談</a>", "")
    assert "Entretien" not in text
    assert f'href="{japanese.get_absolute_url()}" hreflang="ja" lang="ja"' in text


def test_a_release_is_listed_from_its_moment_on(client):
    moment = ahead(hours=1)
    live(title="Talk to come", live_from=moment)

    for instant, seen in [(moment.timestamp() - 1, False), (moment.timestamp(), True)]:
        with time_machine.travel(instant, tick=False):
            assert ("Talk to come" in page(client, "/")) is seen
            assert ("Talk to come" in page(client, "/readouts/")) is seen


# Corrections


def test_a_correction_is_listed_with_its_note_and_edition(client):
    original = live(title="Talk", live_from=ago(days=2))
    make_edition(original, live_from=ago(days=1), correction_note="The hour was wrong.")

    text = page(client, "/corrections/")

    assert "The hour was wrong." in text
    assert "edition 2" in text
    assert f'href="{original.get_absolute_url()}editions/2/"' in text


def test_a_correction_to_come_is_not_listed(client):
    make_edition(live(), live_from=ahead(days=1), correction_note="The hour was wrong.")

    assert "The hour was wrong." not in page(client, "/corrections/")


def test_a_first_edition_and_a_translation_correct_nothing(client):
    original = live(title="Talk")
    live(meeting=original.meeting, language="ja", live_from=ago(hours=1), title="会談")

    assert "Nothing has been corrected." in page(client, "/corrections/")


def test_corrections_can_be_read_by_year(client):
    make_edition(live(live_from=ago(days=3)), live_from=ago(days=2), correction_note="A word.")
    year = timezone.localtime(ago(days=2)).year

    assert "A word." in page(client, f"/corrections/?year={year}")
    page(client, f"/corrections/?year={year - 5}", 404)
    page(client, "/corrections/?year=nonsense", 404)


def test_each_month_of_the_archive_leads_to_its_own_page(client):
    for year, month in [(2022, 5), (2022, 11), (1999, 12), (2011, 11)]:
        live(released_on=date(year, month, 3), title=f"Talk of {month}")

    text = page(client, "/readouts/")

    links = set(re.findall(r"/readouts/\d{4}/\d{2}/(?=\")", text))
    assert links == {"/readouts/2022/05/", "/readouts/2022/11/", "/readouts/1999/12/",
                     "/readouts/2011/11/"}  # fmt: skip
    assert all("Talk of" in page(client, link) for link in links)


def test_corrections_of_words_stand_apart_from_added_photos(client):
    for title, changed in [
        ("Call", {"introduction": "Other words."}),
        ("Talk", {"photos": [make_photo()]}),
    ]:
        make_edition(live(title=title), live_from=ago(hours=1), **changed)

    before, after = page(client, "/corrections/").split('<section aria-labelledby="additions">')

    assert (">Call</a>" in before, ">Talk</a>" in before) == (True, False)
    assert (">Call</a>" in after, ">Talk</a>" in after) == (False, True)


@pytest.mark.parametrize("year", ["0001", "9999", "0000", "12"])
def test_a_year_in_which_nothing_can_be_is_not_found(client, year):
    for address in ("/corrections/", "/corrections.json", "/corrections/feed.atom"):
        page(client, f"{address}?year={year}", 404)
