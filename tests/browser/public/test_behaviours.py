"""What JavaScript adds to pages that work without it."""

import re

import pytest

from tests.browser.chromium import page_of
from tests.browser.kinds import addresses

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("behaviours")]


@pytest.fixture
def readout(demonstration):
    return addresses()["readout"]


def copied(page, what):
    """Press a button beside the link of the passage on Okinawa; gives what was copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    passage = page.locator("section.passage", has_text="Henoko")
    passage.locator(".anchor").click()
    passage.get_by_role("button", name=what).click()
    passage.get_by_text("Copied").wait_for()
    return page.evaluate("() => navigator.clipboard.readText()")


def test_a_copied_link_names_the_passage_and_the_edition(page, readout):
    page.goto(readout)
    link = copied(page, "Copy link")
    assert re.search(r"/editions/1/#[0-9a-z]{10}$", link)
    page.goto(link)
    assert "Henoko" in page.locator(":target").inner_text()


def test_a_copied_quote_says_where_it_is_from(page, readout):
    page.goto(readout)
    words, source = copied(page, "Copy quote").splitlines()
    assert words.endswith("the relocation to Henoko is the only solution.”")
    assert source.startswith("Ministry of Foreign Affairs, “Japan-U.S. Foreign Ministers' Meeting”")
    assert "/editions/1/#" in source


def test_what_is_copied_is_not_offered_twice(page, readout):
    page.goto(readout)
    anchor = page.locator(".anchor").first
    anchor.click()
    assert anchor.get_attribute("aria-expanded") == "true"
    anchor.click()
    assert page.get_by_role("button", name="Copy link").count() == 0


def test_a_size_of_text_is_kept_from_page_to_page(page, readout):
    page.goto(readout)
    page.get_by_role("button", name="Largest").click()
    page.goto("/topics/")
    assert page.locator("html").evaluate("e => getComputedStyle(e).fontSize") == "20px"
    assert page.get_by_role("button", name="Largest").get_attribute("aria-pressed") == "true"


def test_without_javascript_nothing_is_offered_that_would_need_it(browser, demonstration, readout):
    with page_of(browser, demonstration, java_script_enabled=False) as page:
        page.goto(readout)
        assert not page.locator(".text-size").is_visible()
        page.locator(".anchor").first.click()
        assert re.search(r"/editions/1/#[0-9a-z]{10}$", page.url)


def test_a_page_loads_one_stylesheet(page, readout):
    asked = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.goto(readout)
    assert asked.count("stylesheet") == 1


def test_the_footer_ends_where_the_window_ends(page):
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto("/nothing/is/here/")
    box = page.locator(".site-footer").bounding_box()
    assert round(box["y"] + box["height"]) == 1400
