"""There is room for what the desk says, on a wide screen and on a phone's."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings import release
from tests.browser.checks import width_beyond_screen
from tests.browser.chromium import page_of
from tests.browser.desk.steps import log_in, open_form
from tests.factories import user_called

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("form")]

WIDTHS = "all => all.map(one => one.getBoundingClientRect().width)"
LEAST = 150
"""Pixels for a sentence or a choice."""


@pytest.fixture(params=[1280, 360])
def page(request, browser, site, draft):
    release.submit(readout=draft, by=user_called("author"))
    with page_of(browser, site, viewport={"width": request.param, "height": 900}) as page:
        log_in(page, "author")
        yield page


def save_with_errors(page, draft):
    open_form(page, draft)
    label = page.locator("#id_passages-1-label")
    label.evaluate("box => { box.removeAttribute('maxlength'); box.value = 'y'.repeat(80); }")
    page.locator("#id_released_on").fill("no day")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".errorlist")).to_have_count(2)


def test_errors_of_fields_are_as_wide_as_sentences(page, draft):
    save_with_errors(page, draft)
    assert min(page.locator(".errorlist").evaluate_all(WIDTHS)) > LEAST
    assert width_beyond_screen(page) == 0


def test_no_button_lies_over_a_notice_or_the_state(page, draft):
    save_with_errors(page, draft)
    tools = page.locator(".object-tools").bounding_box()
    for said in page.locator(".errornote, .standing").all():
        box = said.bounding_box()
        assert (
            box["x"] + box["width"] <= tools["x"]
            or box["y"] >= tools["y"] + tools["height"]
            or box["y"] + box["height"] <= tools["y"]
        )


def test_the_lists_choices_can_be_read(page, draft):
    page.goto(reverse("admin:meetings_readout_changelist"))
    assert min(page.locator(".actions select").evaluate_all(WIDTHS)) > LEAST - 20
    assert width_beyond_screen(page) == 0


def test_the_history_stays_within_the_screen(page, draft):
    page.goto(reverse("admin:meetings_readout_history", args=[draft.pk]))
    page.locator("tbody .words").evaluate("cell => { cell.textContent = 'Unbreakable'.repeat(9); }")
    assert width_beyond_screen(page) == 0
