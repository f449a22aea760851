"""The whole entry of the sample by keyboard alone, from the first page to its review."""

import pytest
from playwright.sync_api import expect

from meetings.files.paint import draw_meeting_picture
from tests.browser.chromium import page_of
from tests.browser.desk import world
from tests.browser.desk.counting import copy
from tests.browser.desk.entering import TEXT, TITLE
from tests.browser.desk.steps import log_in

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("outline")]

FARTHEST = 150
"""Presses of Tab from one field to the next that is wanted."""


def go_to(page, selector):
    """Go on with Tab until the field is in hand, which is then to be seen."""
    for _ in range(FARTHEST):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            expect(page.locator(":focus")).to_be_visible()
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never came to {selector}.")


def choose_files(page, selector, paths):
    go_to(page, selector)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(paths)


def test_the_sample_is_entered_and_sent_for_review_by_keyboard_alone(
    browser, site, newsroom, tmp_path
):
    photos = [tmp_path / f"photo{number}.jpg" for number in range(2)]
    for path in photos:
        path.write_bytes(draw_meeting_picture(path.stem, (900, 600)))
    with page_of(browser, site) as page:
        log_in(page, "author")
        pressed = []
        page.on("console", lambda message: pressed.append(message.text))
        page.add_init_script("addEventListener('mousedown', () => console.log('mouse'), true)")
        copy(page, TEXT.read_text(encoding="utf-8"))
        go_to(page, "#id_whole_text")
        with page.expect_navigation():
            page.keyboard.press("Control+v")
        go_to(page, "#id_sittings-0-zone")
        page.keyboard.type("America/New_York")
        go_to(page, "#id_passages-0-topics")
        expect(page.locator(".chip").first).to_be_attached()
        page.keyboard.press("Alt+Shift+T")
        go_to(page, "#id_passages-6-topics")
        page.keyboard.type("futen")
        expect(page.get_by_role("option", name="Futenma relocation")).to_be_visible()
        page.keyboard.press("Enter")
        choose_files(page, "#photo_uses-group .drop input", photos)
        for number in range(2):
            go_to(page, f"[name=photo_uses-{number}-alternative_text-proposed]")
            page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        expect(page.locator(".state")).to_have_text("In review")
        assert "mouse" not in pressed
    readout = world.readout()
    assert (readout.title, readout.photo_uses.count()) == (TITLE, 2)
    assert all(use.alternative_text for use in readout.photo_uses.all())
    assert readout.passages.get(label="3").item.tags.get().name == "Futenma relocation"
