"""What holds for every kind of public page."""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from meetings import urls
from meetings.views.home import Home
from tests import machine
from tests.browser.checks import axe_faults, watch, width_beyond_screen
from tests.browser.chromium import page_of
from tests.browser.kinds import KINDS, STATUS, addresses
from tests.html import html_faults

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

ELSEWHERE = {"short", "short-language"}
SAME_IN_ANOTHER_LANGUAGE = {
    "editions-language", "edition-language", "changes-language", "page-language",
}  # fmt: skip
WIDTHS = machine.size((1280, 320), (1280, 768, 320))
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def at(demonstration):
    return addresses()


@pytest.fixture(scope="module")
def page(browser, demonstration):
    """One page for all: what is only looked at may be looked at in one window."""
    with page_of(browser, demonstration) as page:
        yield page


@pytest.fixture(scope="module")
def axe_page(browser, demonstration):
    """A page on which the policy does not keep axe from measuring."""
    with page_of(browser, demonstration, bypass_csp=True, reduced_motion="reduce") as page:
        yield page


@pytest.fixture(scope="module")
def page_without_javascript(browser, demonstration):
    with page_of(browser, demonstration, java_script_enabled=False) as page:
        yield page


@pytest.fixture(scope="module")
def watched(page):
    return watch(page)


@pytest.fixture(autouse=True)
def _usual_window(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


@pytest.fixture
def faults(watched):
    """What was noted in this test."""
    watched.clear()
    return watched


def test_every_address_that_answers_with_a_page_is_looked_at(at):
    paths = [urlsplit(address).path for kind, address in at.items() if kind != "404"]
    looked_at = {resolve(path).url_name for path in paths}
    # Feeds, data, photos and documents have no slash at their end.
    pages = {row.name for row in urls.urlpatterns if str(row.pattern).endswith("/")}
    assert pages - looked_at == ELSEWHERE | SAME_IN_ANOTHER_LANGUAGE


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(axe_page, at, kind):
    assert axe_page.goto(at[kind]).status == STATUS.get(kind, 200)
    faults = []
    for width in WIDTHS:
        axe_page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            axe_page.emulate_media(color_scheme=scheme)
            faults += [f"{width} px, {scheme}: {fault}" for fault in axe_faults(axe_page)]
    assert not faults, "\n".join(faults)


def test_a_failure_answers_with_a_page_like_the_others(axe_page, java_path, monkeypatch, tmp_path):
    monkeypatch.setattr(Home, "content", lambda view: 1 / 0)
    assert axe_page.goto("/").status == 500
    assert axe_page.locator("h1").count() == 1
    assert axe_faults(axe_page) == []
    assert html_faults(java_path, {"500": axe_page.content()}, tmp_path) == []


def test_axe_finds_a_planted_fault(axe_page, at):
    axe_page.goto(at["readout"])
    axe_page.evaluate("document.querySelector('main img').removeAttribute('alt')")
    assert [fault for fault in axe_faults(axe_page) if fault.startswith("image-alt")]


def test_the_dark_scheme_has_colours_of_its_own(page, at):
    page.goto(at["readout"])
    colour = "getComputedStyle(document.body).color"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) != light


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_a_narrow_screen(page, at, kind):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(at[kind])
    assert width_beyond_screen(page) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_keeps_to_its_host_and_its_policy(page, faults, at, kind):
    page.goto(at[kind], wait_until="load")
    assert faults == []


def test_a_planted_breach_of_the_policy_is_noticed(page, faults, at):
    page.goto(at["home"])
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("new Promise(seen => setTimeout(seen))")
    assert [fault for fault in faults if "style-src" in fault]


def test_a_planted_request_to_another_host_is_noticed(browser, demonstration):
    elsewhere = "http://127.0.0.2:9/mark.png"
    with page_of(browser, demonstration) as page:
        faults = watch(page)
        page.goto("/")
        with page.expect_request(elsewhere):
            page.evaluate(f"location.href = '{elsewhere}'")
        assert faults == [f"asks another host: {elsewhere}"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_one_title_and_begins_with_the_way_past_the_navigation(page, at, kind):
    page.goto(at[kind])
    assert page.locator("h1").count() == 1
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to main content"
    assert focused.is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#contents")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_the_same_without_javascript(page, page_without_javascript, at, kind):
    texts = []
    for window in (page, page_without_javascript):
        window.goto(at[kind])
        # The choice of a text size is there for those alone who can use it.
        parts = window.locator("nav, main, footer").all()
        texts.append([part.inner_text() for part in parts])
    assert texts[0] == texts[1]


def test_the_html_of_every_page_is_valid(page, at, java_path, tmp_path):
    pages = {kind: page.request.get(address).text() for kind, address in at.items()}
    assert set(pages) == set(KINDS)
    pages["planted"] = pages["home"].replace("</main>", "<p id=contents></main>")
    faults = html_faults(java_path, pages, tmp_path)
    assert [fault for fault in faults if not fault.startswith("planted,")] == []
    assert faults
