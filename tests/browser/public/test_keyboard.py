"""The way to a readout without a mouse."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

MOST_STEPS = 400


def go_by_keyboard(page, name):
    """Press Tab until the link of that name has the focus, then Enter."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            break
        assert is_seen(focused), f"no sign of the focus on {focused.inner_text()}"
        if focused.inner_text().strip() == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is out of the keyboard's reach on {page.url}")


def is_seen(focused):
    """Whether an element with the focus stands on the screen with a line around it."""
    return focused.evaluate("""element => {
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const isLined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        const isOnScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
        return (isLined || style.boxShadow !== 'none') && isOnScreen;
    }""")


def test_a_readout_is_reached_from_home_by_its_topic(page):
    page.goto("/")
    go_by_keyboard(page, "All topics")
    go_by_keyboard(page, "Futenma relocation")
    go_by_keyboard(page, "Japan-U.S. Foreign Ministers' Meeting")
    assert page.locator("h1").inner_text() == "Japan-U.S. Foreign Ministers' Meeting"


def test_the_way_past_the_navigation_leads_to_the_contents(page):
    page.goto("/topics/")
    go_by_skip_link(page)
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def go_by_skip_link(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
