"""What the main jobs cost, counted in a browser: clicks, pastes, keys, characters and pages.

The counts are those of the desk's description; each test prints what it counted.
"""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Readout
from meetings.record import document_of
from tests.browser.desk import world
from tests.browser.desk.counting import Tally, copy
from tests.browser.desk.entering import LINES, TITLE
from tests.browser.desk.pasting import SAMPLE, SUGGESTED, TYPED, fill_from_text, row
from tests.browser.desk.steps import press

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("counts")]

ALTERNATIVE = (
    "Fumio Kishida, Minister for Foreign Affairs, and Rex Tillerson, Secretary of State, "
    "during the meeting"
)
AUTHOR = {"clicks": 13, "pastes": 1, "keys": 5, "characters": 65, "loads": 2}
NIGHT = {"clicks": 16, "pastes": 1, "keys": 5, "loads": 2}


def report(job, tally):
    print(f"\n{job}: {tally}")


def plain(readout):
    """The canonical document, without the identities that chance gives meeting and items."""
    document = json.loads(json.dumps(document_of(Readout.objects.with_rows().get(pk=readout.pk))))
    del document["meeting"]
    for passage in document["passages"]:
        del passage["item"]
    return document


def topics(readout):
    return {
        passage.label: tag.name
        for passage in readout.passages.all()
        for tag in passage.item.tags.all()
    }


def is_whole(readout):
    """Look at everything that the sample says, in the stored record."""
    assert (readout.title, readout.relation.title) == (TITLE, LINES[0])
    assert (readout.released_on, readout.introduction) == (date(2017, 2, 10), LINES[4])
    labels = list(readout.passages.values_list("label", "depth"))
    assert labels == [("1", 0), ("2", 0), *((f"({n})", 1) for n in range(1, 5)), ("3", 0), ("4", 0)]
    assert topics(readout) == SUGGESTED | TYPED
    uses = readout.photo_uses.values_list("caption", "alternative_text")
    assert list(uses) == [(LINES[2], ALTERNATIVE), (LINES[3], ALTERNATIVE)]
    sitting = readout.sittings.get()
    assert (sitting.began_at.isoformat(), sitting.zone) == (
        "2017-02-10T14:10:00+00:00", "America/New_York",
    )  # fmt: skip
    assert (sitting.precision, sitting.minutes, sitting.form.name) == ("around", 30, "Meeting")
    held = [
        (one.side, one.name, str(one.held_appointments.get().appointment.post))
        for one in readout.participants.all()
    ]
    assert held == [
        ("home", "Fumio Kishida", "Minister for Foreign Affairs, Japan"),
        ("counterpart", "Rex Tillerson", "Secretary of State, United States of America"),
    ]


def test_author_from_first_page_to_sent_for_review(newsroom, sit_down, photos):
    page, counter = sit_down("author")
    fill_from_text(page, photos)
    press(page, "Send for review")
    tally = counter.tally()
    report("Author", tally)
    assert tally.beyond(**AUTHOR) == [], tally
    readout = world.readout()
    assert readout.submitted_by.username == "author"
    is_whole(readout)


def test_approver_from_first_page_to_approved(newsroom, sit_down, photos):
    page, _ = sit_down("author")
    fill_from_text(page, photos)
    press(page, "Send for review")
    page, counter = sit_down("approver")
    page.get_by_role("link", name=TITLE).first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Approve").first.click()
    tally = counter.tally()
    report("Approver", tally)
    assert tally.beyond(clicks=3, loads=2, keys=0, characters=0) == [], tally
    assert world.readout().approved_by.username == "approver"


def test_night_duty_alone(newsroom, sit_down, photos):
    page, counter = sit_down("night")
    fill_from_text(page, photos)
    page.locator("summary", has_text="Night duty").click()
    page.locator("#id_night-reason").click()
    page.keyboard.type("The minister is on the air.")
    press(page, "Release alone")
    tally = counter.tally()
    report("Night duty", tally)
    assert tally.beyond(**NIGHT) == [], tally
    assert world.readout().night_reason == "The minister is on the air."
    is_whole(world.readout())


def test_without_javascript_the_same_is_stored(newsroom, sit_down, photos):
    page, _ = sit_down("author")
    fill_from_text(page, photos)
    press(page, "Send for review")
    first = world.readout()
    loads = []
    page, _ = sit_down("author", java_script_enabled=False)
    page.on("domcontentloaded", lambda one: loads.append(one.url))
    page.locator("#id_whole_text").fill(SAMPLE)
    page.get_by_role("button", name="Read it").click()
    fill_without_javascript(page, photos)
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    report("Without JavaScript", f"{len(loads)} loads")
    assert len(loads) <= 3
    second = world.readout()
    assert second.pk != first.pk
    assert plain(second) == plain(first)
    assert topics(second) == topics(first)


def fill_without_javascript(page, photos):
    page.locator("#id_sittings-0-zone").fill("America/New_York")
    for label, topic in {**SUGGESTED, **TYPED}.items():
        row(page, label).locator("[name$=-topics]:not([type=hidden])").fill(topic)
    for number, path in enumerate(photos):
        page.locator(f"#id_photo_uses-{number}-file").set_input_files(path)
        page.locator(f"#photo_uses-{number} [name$=-proposed]").check()


# Corrections


@pytest.fixture
def live(newsroom, sit_down, photos, clock):
    """The sample, released."""
    page, _ = sit_down("night")
    fill_from_text(page, photos)
    page.locator("summary", has_text="Night duty").click()
    page.locator("#id_night-reason").fill("The minister is on the air.")
    press(page, "Release alone")
    clock.forward += timedelta(minutes=1)
    return world.readout()


def open_correction(page):
    page.get_by_role("link", name=TITLE).first.click()
    press(page, "Open a correction")
    page.keyboard.type("Mends a slip.")


def test_one_character_of_a_live_readout_is_corrected(live, sit_down):
    page, counter = sit_down("author")
    open_correction(page)
    row(page, "3").locator("textarea").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    press(page, "Send for review")
    tally = counter.tally()
    report("One character corrected", tally)
    note = len("Mends a slip.")
    assert tally.beyond(clicks=5, pastes=0, loads=3, characters=note) == [], tally
    draft = world.readout()
    text = live.passages.get(label="3").text
    assert draft.passages.get(label="3").text == text[:-1]
    assert (draft.submitted_by.username, draft.correction_note) == ("author", "Mends a slip.")


def test_a_corrected_full_text_loses_no_topic(live, sit_down):
    page, counter = sit_down("author")
    open_correction(page)
    corrected = SAMPLE.replace("3 Okinawa\n", "3 Ports\n\nThey spoke of ports.\n\n4 Okinawa\n")
    corrected = corrected.replace("4 Japan-U.S. Economic", "5 Japan-U.S. Economic")
    copy(page, corrected.replace("30 minutes", "40 minutes"))
    page.get_by_text("Text of the whole readout").click()
    expect(page.locator("#id_whole_text")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Control+v")
    expect(page.get_by_text("What the text changes")).to_be_visible()
    press(page, "Send for review")
    tally = counter.tally()
    report("Corrected full text", tally)
    assert tally.beyond(clicks=4, pastes=1) == [], tally
    draft = world.readout()
    moved = {"3": None, "4": TYPED["3"], "5": SUGGESTED["4"]}
    assert topics(draft) == {k: v for k, v in (SUGGESTED | moved).items() if v}
    assert draft.passages.count() == 9
    assert "40 minutes" in draft.introduction


# What would be counted wrongly is noticed


def test_more_than_is_allowed_is_named(newsroom, sit_down):
    page, counter = sit_down("author")
    page.locator("#id_whole_text").click()
    page.keyboard.type("abc")
    page.keyboard.press("Home")
    page.locator("#id_whole_text").fill("typed by a script")
    page.goto(reverse("admin:index"))
    tally = counter.tally()
    assert tally == Tally(clicks=1, keys=1, characters=20, loads=1)
    assert tally.beyond(clicks=0, keys=1, loads=0) == ["1 clicks, at most 0", "1 loads, at most 0"]
