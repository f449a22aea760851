"""What a readout's page has besides the ministry's layout."""

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from config.ministry import Link
from meetings.models import MeetingForm, Sitting
from meetings.release import seal
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_edition,
    make_form,
    make_occasion,
    make_readout,
    make_relation,
    make_tag,
    user_called,
)
from tests.meetings.pages import live, page
from tests.meetings.sample import released
from tests.page_text import lines_of

pytestmark = pytest.mark.django_db


def shown(client, readout):
    return page(client, readout.get_absolute_url())


def fact(html, term):
    """The text of the values that stand under a term of the page's closing facts."""
    found = re.search(rf"<dt>{term}</dt>(.*?)</div>", html, re.S)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def with_sitting(**facts):
    draft = make_draft(held_on=None)
    Sitting.objects.create(readout=draft, **facts)
    return released(draft)


# When


def test_the_clock_that_shows_the_day_printed_comes_first(client):
    readout = with_sitting(
        held_on=date(2019, 8, 26), began_at=datetime(2019, 8, 26, 17, 30, tzinfo=UTC),
        zone="Europe/Paris", precision="exact",
    )  # fmt: skip
    held = " ".join(fact(shown(client, readout), "Held").split())
    assert held == "August 26, 2019, 7:30 p.m. local time (2:30 a.m. JST, August 27)"


def test_the_year_of_a_clock_is_said_where_it_is_another(client):
    readout = with_sitting(
        held_on=date(2019, 12, 31), began_at=datetime(2019, 12, 31, 17, 30, tzinfo=UTC),
        zone="Europe/Paris", precision="exact",
    )  # fmt: skip
    assert "(2:30 a.m. JST, January 1, 2020)" in fact(shown(client, readout), "Held")


def test_a_form_of_meeting_is_called_by_its_present_name(client):
    readout = with_sitting(held_on=date(2019, 8, 26), form=make_form("Working lunch"))
    MeetingForm.objects.filter(key="working-lunch").update(name="Luncheon")
    assert fact(shown(client, readout), "Held").endswith(", luncheon")


def test_a_release_and_its_correction_of_the_same_day_are_told_in_words(client):
    first = make_readout(live_from=datetime(2017, 2, 10, 14, 45, tzinfo=UTC))
    make_edition(first, live_from=datetime(2017, 2, 10, 14, 57, tzinfo=UTC))
    text = "February 10, 2017, 11:45 p.m. JST; corrected 11:57 p.m."
    html = shown(client, first)
    assert fact(html, "Released").startswith(text)
    assert f"Released {text}" in lines_of(html, whole=True)


def test_a_later_correction_names_its_day(client):
    first = make_readout(live_from=datetime(2017, 2, 10, 14, 45, tzinfo=UTC))
    make_edition(first, live_from=datetime(2017, 2, 12, 0, 0, tzinfo=UTC))
    assert "; corrected February 12, 2017, 9:00 a.m. JST" in fact(shown(client, first), "Released")


# Links


def test_the_link_of_a_passage_names_the_edition(client):
    first = live(passages=["Words"])
    uid = first.passages.get().item.uid
    second = make_edition(first, live_from=ago(hours=1), passages=["Other words"])
    assert f'href="editions/2/#{uid}"' in shown(client, first)
    assert f'href="#{uid}"' in page(client, f"{second.get_absolute_url()}editions/1/")


def test_a_heading_without_text_has_its_link_beside_it(client):
    html = shown(client, live(passages=[{"label": "2", "heading": "Region"}], tags=[make_tag()]))
    assert re.search(r"<h2[^>]*>.*Region <a class=.anchor.[^>]*>#</a></h2>", html)
    assert not re.search(r'class="topics"[^>]*>\s*<a class="anchor"', html)


def test_the_ministrys_ways_to_share_are_plain_links(client):
    share = (Link("Mail", "mailto:?subject={title}&body={address}"),)
    readout = live(title="Talks & more?")
    with override_settings(MINISTRY=_ministry(share_links=share)):
        html = shown(client, readout)
    number = readout.meeting.number
    address = f"http%3A%2F%2Ftestserver%2Fr%2F{number}%2F"
    assert f'href="mailto:?subject=Talks%20%26%20more%3F&amp;body={address}"' in html


def test_without_ways_to_share_none_is_drawn(client):
    with override_settings(MINISTRY=_ministry(share_links=())):
        assert "Share" not in shown(client, live())


def _ministry(**facts):
    from dataclasses import replace

    return replace(settings.MINISTRY, **facts)


# Readouts near to it


def test_others_of_the_same_occasion_are_linked(client):
    occasion = make_occasion("Summit")
    readout, other = live(occasion=occasion), live(occasion=occasion, title="Another meeting")
    make_readout(live_from=ahead(days=1), occasion=occasion, title="A hidden meeting")
    near = fact(shown(client, readout), "Of the same occasion")
    assert "Another meeting (February 10, 2017)" in near
    assert "A hidden meeting" not in near
    assert readout.title not in near
    assert other.title in near


def test_readouts_on_the_same_topics_are_linked_earlier_and_later_three_at_most(client):
    tags = [make_tag(), make_tag()]
    for number in range(4):
        live(tags=tags[:1], title=f"Earlier {number}", released_on=date(2016, 1, 1))
    readout = live(tags=tags)
    live(tags=tags, title="Shares both", released_on=date(2018, 1, 1))
    live(tags=tags[1:], title="Later", released_on=date(2018, 1, 1))
    make_readout(live_from=ahead(days=1), tags=tags, title="A hidden meeting")

    near = fact(shown(client, readout), "On the same topics")
    assert near.count("(January 1") == 3
    assert near.startswith("Shares both")
    assert "Earlier" in near
    assert "Later" in near


def test_what_stands_beside_is_not_named_again_among_those_on_the_same_topics(client):
    tag, relation = make_tag(), make_relation()
    live(tags=[tag], relation=relation, title="Just before", released_on=date(2016, 1, 1))
    readout = live(tags=[tag], relation=relation)

    page = shown(client, readout)
    assert page.count(">Just before<") == 1
    assert "On the same topics" not in page


def test_what_was_sealed_is_no_longer_near(client):
    occasion = make_occasion()
    readout, other = live(occasion=occasion), live(occasion=occasion, title="Taken back")
    assert "Taken back" in shown(client, readout)
    seal(target=other, by=user_called("admin", "Administrator"), reason="error")
    assert "Taken back" not in shown(client, readout)


def test_what_is_near_costs_no_further_question(client):
    relation, occasion = make_relation(), make_occasion()
    tags = [make_tag() for _ in range(4)]
    lonely = live()
    readout = live(relation=relation, occasion=occasion, tags=tags)
    for day in range(1, 6):
        live(relation=relation, occasion=occasion, tags=tags, released_on=date(2017, 2, day))
    counts = []
    for one in (lonely, readout):
        with CaptureQueriesContext(connection) as queries:
            shown(client, one)
        counts.append(len(queries))
    assert counts == [1, 1]
