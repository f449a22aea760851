"""Entering the sample by hand: every field typed, every file chosen, as an author does."""

import re
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import expect

from meetings.files.paint import draw_meeting_picture
from meetings.files.paper import draw_pdf

TEXT = Path(__file__).parents[2] / "data" / "sample.txt"
LINES = [line for line in TEXT.read_text(encoding="utf-8").splitlines() if line]
TITLE = "Japan-U.S. Foreign Ministers' Meeting"
TOPICS = {
    "1": "Japan-U.S. Alliance",
    "(1)": "North Korea, East China Sea",
    "(2)": "North Korea, Abductions issue",
    "(4)": "Senkaku Islands, East China Sea, Japan-U.S. Alliance",
    "3": "Futenma relocation",
    "4": "Trans-Pacific Partnership",
}


def passages():
    """The rows of the sample's numbered part, as the fields of the form."""
    rows = []
    for line in LINES[5:-1]:
        if point := re.match(r"(\(\d\))\s+(.*)", line):
            rows.append({"depth": "1", "label": point[1], "text": point[2]})
        elif item := re.match(r"(\d) (.*)", line):
            rows.append({"depth": "0", "label": item[1], "heading": item[2]})
        else:
            rows[-1]["text"] = line
    return [{**row, "topics": TOPICS.get(row["label"], "")} for row in rows]


def enter_sample(page, folder):
    """Type the sample into the form of a new readout; its files are drawn into `folder`."""
    page.goto(reverse("admin:meetings_readout_add"))
    choose(page, "id_relation", LINES[0])
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_released_on").fill("2017-02-10")
    page.locator("#id_introduction").fill(LINES[4])
    enter_sitting(page)
    enter_participants(page)
    for number, row in enumerate(passages()):
        enter_row(page, "passages", number, row)
    enter_photos(page, folder)
    enter_document(page, folder)


def enter_sitting(page):
    row = {"held_on": "2017-02-10", "local_clock": "09:10", "zone": "America/New_York"}
    enter_row(page, "sittings", 0, {**row, "minutes": "30"})
    page.locator("#id_sittings-0-precision").select_option("around")
    page.locator("#id_sittings-0-minutes_precision").select_option("about")
    choose(page, "id_sittings-0-form", "Meeting")


def enter_participants(page):
    rows = [("home", "Mr.", "Fumio Kishida"), ("counterpart", "the Honorable", "Rex Tillerson")]
    for number, (side, honorific, name) in enumerate(rows):
        enter_row(page, "participants", number, {"honorific": honorific, "name": name})
        page.locator(f"#id_participants-{number}-side").select_option(side)
        choose(page, f"id_participants-{number}-held", name)


def enter_photos(page, folder):
    for number, caption in enumerate(LINES[2:4]):
        path = folder / f"photo{number}.jpg"
        path.write_bytes(draw_meeting_picture(caption, (1440, 960)))
        words = {"caption": caption, "alternative_text": "Drawing of two ministers at a table"}
        enter_row(page, "photo_uses", number, words)
        page.locator(f"#id_photo_uses-{number}-file").set_input_files(path)


def enter_document(page, folder):
    path = folder / "statement.pdf"
    path.write_bytes(draw_pdf("Joint Statement", ["The two sides agreed."]))
    enter_row(page, "document_uses", 0, {"title": "Joint Statement"})
    page.locator("#id_document_uses-0-file").set_input_files(path)


def enter_row(page, kind, number, words):
    """Type into the fields of a row, which is added to the form if it is not there yet."""
    while page.locator(f"#{kind}-{number}").count() == 0:
        page.locator(f"#{kind}-group .add-row a").click()
    for name, text in words.items():
        field = page.locator(f"#id_{kind}-{number}-{name}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def choose(page, field, words):
    """Look a row up in an autocomplete, and take the first that is found."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(words)
    found = page.locator(".select2-results__option", has_text=words).first
    expect(found).to_be_visible()
    found.click()
