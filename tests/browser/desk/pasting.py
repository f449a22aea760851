"""Starting from the sample's text: pasted, confirmed where something is proposed, and sent."""

from playwright.sync_api import expect

from tests.browser.desk.counting import copy, drop
from tests.browser.desk.entering import TEXT

SAMPLE = TEXT.read_text(encoding="utf-8")
SUGGESTED = {
    "1": "Japan-U.S. Alliance",
    "(1)": "North Korea",
    "(2)": "Abductions issue",
    "(4)": "Senkaku Islands",
    "4": "Trans-Pacific Partnership",
}
TYPED = {"3": "Futenma relocation"}
"""No word of the passage names it: it is looked up."""


def paste(page):
    copy(page, SAMPLE)
    page.locator("#id_whole_text").click()
    with page.expect_navigation():
        page.keyboard.press("Control+v")


def row(page, label):
    """The row of the form with a label."""
    labels = page.locator("#passages-group .row:not(.empty-form) [name$=-label]")
    at = [box.input_value() for box in labels.all()].index(label)
    return page.locator(f"#passages-{at}")


def fill_from_text(page, photos):
    """Paste, confirm what is proposed, take the topics, drop the photos."""
    paste(page)
    page.locator("#id_sittings-0-zone").click()
    page.keyboard.type("America/New_York")
    expect(page.locator("#id_sittings-0-local_clock")).to_have_value("09:10")
    for label, topic in SUGGESTED.items():
        row(page, label).get_by_role("button", name=f"+ {topic}").click()
    row(page, "3").get_by_role("combobox", name="Topics").click()
    page.keyboard.type("fut")
    expect(page.get_by_role("option", name="Futenma relocation")).to_be_visible()
    page.keyboard.press("Enter")
    drop(page, page.locator("#photo_uses-group"), photos)
    for number in range(2):
        page.locator(f"#photo_uses-{number}").get_by_label("Use the proposed text").click()
