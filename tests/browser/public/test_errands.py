"""Two errands from the home page, each within five clicks.

A click is what the page's document hears of: a link, a button, and Enter in a field, which clicks
the form's button. What is typed is no click.
"""

import re
from datetime import date

import pytest

from tests.browser.chromium import page_of
from tests.browser.site import database_like, serving
from tests.factories import (
    ago,
    make_party,
    make_person,
    make_readout,
    make_region,
    make_relation,
    make_tag,
)

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("errands")]

MOST_CLICKS = 5
UNITED_STATES = "Japan-United States of America Relations"
YEARS = range(2011, 2021)
LATER = [year for year in YEARS if year >= 2018]
FUTENMA = "The two sides affirmed that the relocation to Henoko is the only solution."
COUNT_CLICKS = """
document.addEventListener("click", () => {
  sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
}, true);
"""


@pytest.fixture(scope="module")
def archive(empty_database, tmp_path_factory, django_db_blocker):
    """The address of a site with ten years of readouts with the United States and one other."""
    folder = tmp_path_factory.mktemp("archive")
    with django_db_blocker.unblock(), database_like(empty_database, folder):
        fill()
        with serving() as address:
            yield address


def fill():
    north = make_region("North America", slug="north-america")
    party = make_party("United States of America", short="U.S.", region=north)
    states = make_relation(UNITED_STATES, [party], slug="us", short_title="Japan-U.S.")
    other = make_relation("Japan-Velmora Relations", [make_party("Velmora")], slug="velmora")
    abductions, futenma = make_tag("Abductions issue"), make_tag("Futenma relocation")
    minister = make_person("Ann Example", slug="ann")
    for year in YEARS:
        on = {"released_on": date(year, 3, 1), "live_from": ago(days=1), "participants": [minister]}
        said = f"Minister Example asked for cooperation on the abductions issue in {year}."
        for relation in (states, other):
            make_readout(relation=relation, passages=[said], tags=[abductions], **on)
        words = FUTENMA.replace("only ", "") if year in LATER else FUTENMA
        make_readout(relation=states, passages=[words], tags=[futenma], **on)


@pytest.fixture
def page(browser, archive):
    with page_of(browser, archive) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.add_init_script(COUNT_CLICKS)
        page.goto("/")
        yield page


def clicks(page):
    return int(page.evaluate("sessionStorage.clicks ?? 0"))


def search_for(page, words):
    field = page.get_by_role("searchbox").first
    field.fill(words)
    with page.expect_navigation():
        field.press("Enter")


def follow(page, where, name):
    with page.expect_navigation():
        where.get_by_role("link", name=name, exact=True).click()


def topic_with_the_united_states(page, words, topic):
    """From the home page to a topic within the relation, found by its facet."""
    search_for(page, words)
    follow(page, page.locator("main"), topic)
    follow(page, page.locator(".facets"), UNITED_STATES)


def test_a_journalist_gets_a_link_to_what_was_said_on_the_abductions_issue_before_2018(page):
    topic_with_the_united_states(page, "abductions issue", "Abductions issue")
    said = page.locator("article.mention", has_text="March 1, 2017")
    said.locator(".words-heading a").click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied").wait_for()
    made = clicks(page)

    link = page.evaluate("() => navigator.clipboard.readText()")
    page.goto(link)
    assert re.search(r"/readouts/2017/03/01/[-\w]+/editions/1/#[0-9a-z]{10}$", link)
    assert "the abductions issue in 2017" in page.locator(":target").inner_text()
    assert UNITED_STATES in page.locator(".section-label").first.inner_text()
    assert made == MOST_CLICKS


def test_a_scholar_sees_how_the_sentence_on_futenma_changed(page):
    topic_with_the_united_states(page, "Futenma", "Futenma relocation")
    follow(page, page.locator("main"), "The wording over time")

    steps = page.locator("article.step")
    assert steps.count() == len(YEARS)
    [lost] = page.locator("main del").all_inner_texts()
    assert "only" in lost.split()
    assert page.locator("main ins").count() == 0
    changed = steps.filter(has=page.locator("del"))
    assert f"March 1, {LATER[0]}" in changed.inner_text()
    assert clicks(page) <= MOST_CLICKS


def test_a_click_too_many_would_be_counted(page):
    for _ in range(MOST_CLICKS + 1):
        page.locator("footer address").click()
    assert clicks(page) == MOST_CLICKS + 1
