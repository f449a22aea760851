"""One second before its release a readout is nowhere; at its release it is everywhere.

A hundred at one instant, and nobody wakes up for them: between the two questions there is a second
and nothing else.
"""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from meetings.models import Readout
from tests.factories import (
    make_document,
    make_edition,
    make_occasion,
    make_party,
    make_person,
    make_photo,
    make_readout,
    make_region,
    make_relation,
    make_tag,
)
from tests.noninterference.worlds import NOTHING, answers
from tests.page_text import lines_of

MOMENT = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
LAST_SECOND = MOMENT - timedelta(seconds=1)
DAY = date(2017, 6, 1)
MANY, CORRECTED = 100, 20

LISTS = [
    "/", "/relations/testland/", "/relations/testland/archive/2017/", "/regions/north/",
    "/readouts/", "/readouts/2017/06/", "/occasions/summit/", "/people/ann/", "/topics/trade/",
    "/topics/trade/?topic=peace", "/topics/trade/?relation=testland&year=2017", "/search/?q=cargo",
    "/search/?q=arrival", "/readouts/feed.atom", "/readouts/feed.json",
    "/relations/testland/feed.atom", "/relations/testland/feed.json", "/regions/north/feed.atom",
    "/regions/north/feed.json", "/topics/trade/feed.atom", "/topics/trade/feed.json",
    "/topics/trade/feed.atom?year=2017", "/people/ann/feed.atom", "/people/ann/feed.json",
    "/occasions/summit/feed.atom", "/occasions/summit/feed.json", "/readouts.json",
    "/readouts/2017/06.json", "/relations/testland.json", "/relations/testland/archive/2017.json",
    "/regions/north.json", "/topics/trade.json", "/people/ann.json", "/occasions/summit.json",
    "/sitemap-news.xml", "/sitemap-2017-06.xml", "/relations/testland/calendar.ics",
]  # fmt: skip
# What says that they are there without naming them: the text it has from their moment on.
SIGNS = {
    "/topics/": "Trade (100)",
    "/topics/?order=use": "Trade (100)",
    "/topics/?order=recent": "Trade (100)",
    "/topics/trade/": "100 agenda items",
    "/topics/trade/?facet=topic": "Peace (100)",
    "/topics/trade/?facet=person": "Ann (100)",
    "/topics/trade/?year=2017": "100 agenda items, 2017",
    "/topics/trade/wording/testland/": "100 agenda items, in order of time.",
    "/search/?q=cargo": "100 places in 100 readouts",
    "/search/?q=trade": "Trade",
    "/search/?q=ann": "Ann",
    "/search/?q=trady": "Did you mean trade?",
    "/relations/testland/": "Trade (100)",
    "/sitemap.xml": "sitemap-2017-06.xml",
    "/sitemap-topics.xml": "/topics/trade/",
    "/sitemap-people.xml": "/people/ann/",
    "/sitemap-occasions.xml": "/occasions/summit/",
    "/topics.json": '"items": 100',
}


pytestmark = pytest.mark.django_db


@pytest.fixture
def hundred(db):
    """A hundred readouts scheduled for one instant."""
    with time_machine.travel(MOMENT - timedelta(days=1), tick=False):
        facts = facts_of_all()
        for number in range(MANY):
            release_at_the_moment(number, facts)


def facts_of_all():
    party = make_party("Testland", region=make_region("North", slug="north"))
    return {
        "relation": make_relation("Testland", [party], slug="testland"),
        "tags": [make_tag("Trade"), make_tag("Peace")],
        "participants": [make_person("Ann", slug="ann")],
        "occasion": make_occasion("Summit", slug="summit"),
        "released_on": DAY,
    }


def release_at_the_moment(number, facts):
    return make_readout(
        title=f"Arrival {number:03}", passages=[f"They spoke of cargo {number}."],
        photos=[make_photo()], documents=[make_document()], live_from=MOMENT, **facts,
    )  # fmt: skip


def at_both(addresses):
    """What the addresses answer at the last second before the release, and at its instant."""
    with time_machine.travel(LAST_SECOND, tick=False):
        before = answers([NOTHING, *addresses])
    with time_machine.travel(MOMENT, tick=False):
        return before, answers([NOTHING, *addresses])


def own_addresses():
    """Each readout's page, data and short address; of each tenth its editions and files as well."""
    found = []
    for number, readout in enumerate(Readout.objects.select_related("meeting").order_by("pk")):
        page = readout.get_absolute_url()
        found += [page, f"{page[:-1]}.json", f"/r/{readout.meeting.number}/"]
        if number % 10 == 0:
            photo, document = readout.photo_uses.get().photo, readout.document_uses.get().document
            found += [
                f"{page}editions/", f"{page}editions.json", f"{page}editions/1/",
                f"{page}editions/1.json", f"/photos/{photo.token}/360.avif",
                f"/documents/{document.token}.pdf",
            ]  # fmt: skip
    return found


def text_of(answer):
    text = answer[2].decode().replace("\r\n ", "")
    return "\n".join(lines_of(text, whole=True)) if "<main" in text else text


def names(answer, *words, between=r"\W"):
    """Whether an answer holds titles or words of these readouts; an address counts as well."""
    pattern = "|".join(rf"{word}{between}\d" for word in words)
    return answer[0] == 200 and bool(re.search(pattern, text_of(answer), re.IGNORECASE))


def test_a_hundred_are_nowhere_before_their_moment_and_everywhere_at_it(hundred):
    own = own_addresses()
    before, at = at_both([*own, *LISTS, *SIGNS])

    assert len(own) == 3 * MANY + 6 * MANY // 10
    assert [a for a in own if before[a] != before[NOTHING]] == []
    assert [a for a in own if at[a][0] not in (200, 302)] == []
    assert [a for a in LISTS if names(before[a], "arrival", "cargo")] == []
    assert [a for a in LISTS if not names(at[a], "arrival")] == []
    assert [a for a, sign in SIGNS.items() if sign in text_of(before[a])] == []
    assert [a for a, sign in SIGNS.items() if sign not in text_of(at[a])] == []
    assert at[NOTHING] == before[NOTHING]


# The end of a life


@pytest.fixture
def corrected(db):
    """Readouts that say something else from the moment on, in all that can be corrected."""
    with time_machine.travel(MOMENT - timedelta(days=1), tick=False):
        after = facts_of_all()
        former = {
            "participants": [make_person("Bo", slug="bo")],
            "occasion": make_occasion("Congress", slug="congress"),
            "relation": make_relation("Velmora", [make_party("Velmora")], slug="velmora"),
        }
        for number in range(CORRECTED):
            correct_at_the_moment(number, after | former, after)


def correct_at_the_moment(number, before, after):
    first = make_readout(
        title=f"Departure {number:03}", passages=[f"They spoke of ballast {number}."],
        live_from=MOMENT - timedelta(hours=9), **before,
    )  # fmt: skip
    make_edition(
        first, title=f"Arrival {number:03}", passages=[f"They spoke of cargo {number}."],
        live_from=MOMENT, **{name: fact for name, fact in after.items() if name != "tags"},
    )  # fmt: skip


FORMER_LISTS = [
    "/relations/velmora/", "/relations/velmora/feed.atom", "/relations/velmora.json",
    "/relations/velmora/calendar.ics", "/search/?q=ballast", "/search/?q=departure",
]  # fmt: skip
# Of what is known only through an edition that has been replaced, there is no page.
FORMER_PAGES = [
    "/people/bo/", "/people/bo.json", "/people/bo/feed.json", "/occasions/congress/",
    "/occasions/congress.json", "/topics/trade/?relation=velmora",
]  # fmt: skip


def says(answer, *words):
    """Whether an answer says it in words: the address of a meeting stays as it was."""
    return names(answer, *words, between=r"\s")


def test_what_is_replaced_leaves_every_list_when_what_replaces_it_comes(corrected):
    lists = [address for address in LISTS if "sitemap" not in address]
    before, at = at_both([*LISTS, *FORMER_LISTS, *FORMER_PAGES])

    assert [a for a in before if says(before[a], "arrival", "cargo")] == []
    assert [a for a in at if says(at[a], "departure", "ballast")] == []
    assert [a for a in lists if not says(at[a], "arrival")] == []
    assert [a for a in FORMER_LISTS if not says(before[a], "departure")] == []
    assert [a for a in FORMER_PAGES if not says(before[a], "departure")] == []
    assert [a for a in FORMER_PAGES if at[a] != at[NOTHING]] == []
    assert before["/sitemap-2017-06.xml"] != at["/sitemap-2017-06.xml"]


def test_each_page_changes_its_words_at_the_moment_and_its_counts_stay(corrected):
    pages = {readout.get_absolute_url() for readout in Readout.objects.select_related("meeting")}
    before, at = at_both([*pages, "/topics/trade/", "/corrections/"])

    assert len(pages) == CORRECTED
    for page in pages:
        assert "ballast" in text_of(before[page])
        assert "cargo" not in text_of(before[page])
        assert "ballast" not in text_of(at[page])
        assert "cargo" in text_of(at[page])
    for answered in (before, at):
        assert f"{CORRECTED} agenda items" in text_of(answered["/topics/trade/"])
    assert "A word was corrected." not in text_of(before["/corrections/"])
    assert "A word was corrected." in text_of(at["/corrections/"])
