"""The outline of a readout in a browser: rows moved, inserted, doubled, removed and named."""

import pytest
from playwright.sync_api import expect

from meetings.models import PhotoUse
from tests.browser.checks import axe_faults, watch, width_beyond_screen
from tests.browser.chromium import page_of
from tests.browser.desk.steps import log_in, open_form, press
from tests.factories import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("outline")]

TALLEST = 1800
"""Pixels of the form with the sample, its texts closed, at 1,280 px."""


def labels(form):
    return form.locator("#passages-group .row:not(.empty-form) [name$='-label']").evaluate_all(
        "boxes => boxes.map(box => box.value).join(' ')"
    )


def row(form, number):
    return form.locator(f"#passages-{number}")


def tool(form, number, words):
    return row(form, number).get_by_role("button", name=words, exact=True)


def stored(draft):
    return " ".join(draft.passages.values_list("label", flat=True))


def test_an_item_takes_its_points_along_and_new_labels_are_only_offered(form, draft):
    faults, said = watch(form), form.locator("#passages-group .said")
    form.locator("#id_passages-1-heading").press("Alt+ArrowUp")
    expect(said).to_contain_text("item 2 is 1 of 8.")
    expect(form.locator("#id_passages-1-heading")).to_be_focused()
    assert labels(form) == "2 (1) (2) (3) (4) 1 3 4"
    press(form, "Save and continue editing")
    assert stored(draft) == "2 (1) (2) (3) (4) 1 3 4"
    form.locator("#id_passages-0-heading").press("Alt+ArrowRight")
    expect(said).to_contain_text("item 2 is at depth 1.")
    form.locator("#id_passages-0-heading").press("Alt+ArrowLeft")
    form.get_by_role("button", name="Renumber 1–4", exact=True).click()
    expect(said).to_have_text("The labels are renumbered.")
    press(form, "Save and continue editing")
    assert stored(draft) == "1 (1) (2) (3) (4) 2 3 4"
    assert faults == []


def test_a_row_is_dragged_by_its_handle_and_keeps_among_its_kind(form, draft):
    form.set_viewport_size({"width": 1280, "height": 2000})
    form.get_by_role("button", name="Open or close all texts").click()
    top = {"x": 4, "y": 2}
    row(form, 7).locator(".handle").drag_to(row(form, 3).locator(".handle"), target_position=top)
    assert labels(form) == "1 4 2 (1) (2) (3) (4) 3"
    row(form, 5).locator(".handle").drag_to(row(form, 2).locator(".handle"), target_position=top)
    assert labels(form) == "1 4 2 (4) (1) (2) (3) 3"
    expect(form.get_by_role("button", name="Renumber 1–4, (1)–(4)")).to_be_visible()
    press(form, "Save and continue editing")
    assert stored(draft) == "1 4 2 (4) (1) (2) (3) 3"


def middle(part):
    box = part.bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def touch(form, *parts):
    """Put a finger on the first part, move it to the middle of each further one, and let go."""
    session = form.context.new_cdp_session(form)
    kinds = ["touchStart", *("touchMove" for _ in parts[1:])]
    for kind, part in zip(kinds, parts, strict=True):
        send = {"type": kind, "touchPoints": [middle(part)]}
        session.send("Input.dispatchTouchEvent", send)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_row_is_dragged_with_a_finger_and_stays_where_it_is_let_go_elsewhere(form, draft):
    faults = watch(form)
    form.set_viewport_size({"width": 1280, "height": 2000})
    handle = row(form, 7).locator(".handle")
    touch(form, handle, row(form, 6).locator(".handle"), row(form, 1).locator(".handle"))
    assert labels(form) == "1 4 2 (1) (2) (3) (4) 3"
    touch(form, handle, row(form, 0).locator(".handle"), form.locator("#header"))
    assert labels(form) == "1 4 2 (1) (2) (3) (4) 3"
    press(form, "Save and continue editing")
    assert stored(draft) == "1 4 2 (1) (2) (3) (4) 3"
    assert faults == []


def test_rows_are_inserted_doubled_and_removed_with_a_way_back(form, draft):
    tool(form, 1, "Insert below").click()
    expect(form.locator("#id_passages-8-label")).to_be_focused()
    form.locator("#id_passages-8-text").fill("A new first point.")
    expect(form.locator("#id_passages-8-depth")).to_have_value("1")
    tool(form, 0, "Duplicate").click()
    expect(form.locator("#id_passages-9-heading")).to_have_value("Japan-U.S. Alliance")
    for number in (3, 6):
        tool(form, number, "Remove").click()
    expect(row(form, 3).locator("h3")).to_contain_text("(2) The two sides agreed")
    form.keyboard.press("Enter")
    expect(form.locator("#id_passages-6-text")).to_be_visible()
    press(form, "Save and continue editing")
    assert stored(draft) == "1 1 2  (1) (3) (4) 3 4"
    assert draft.passages.get(label="").text == "A new first point."


def test_what_was_removed_comes_back_removed_when_the_form_is_refused(form, draft):
    tool(form, 1, "Insert below").click()
    tool(form, 8, "Remove").click()
    tool(form, 2, "Remove").click()
    form.locator("#id_released_on").fill("no day")
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.locator(".errornote")).to_be_visible()
    expect(form.locator(".removed")).to_have_count(2)
    tool(form, 2, "Undo").click()
    form.locator("#id_released_on").fill("2017-02-10")
    press(form, "Save and continue editing")
    assert stored(draft) == "1 2 (1) (2) (3) (4) 3 4"


def test_fields_are_called_by_their_rows(form, draft):
    expect(form.get_by_label("Text of item 2 (1)", exact=True)).to_have_attribute(
        "name", "passages-2-text"
    )
    expect(row(form, 2).locator("h3")).to_have_attribute("aria-level", "4")
    form.locator("#participants-0 summary").click()
    expect(form.get_by_role("combobox", name="Person of participant 1")).to_be_visible()
    form.locator("#id_passages-1-heading").press("Alt+ArrowUp")
    form.get_by_role("button", name="Renumber").click()
    expect(form.get_by_label("Text of item 1 (1)", exact=True)).to_have_attribute(
        "name", "passages-2-text"
    )


def test_a_text_grows_in_its_box(form, draft):
    box = form.locator("#id_passages-6-text")
    before = box.bounding_box()["height"]
    box.fill("A line.\n" * 12)
    assert box.bounding_box()["height"] > before + 100


@pytest.mark.parametrize("width", [1280, 360])
def test_form_is_short_with_closed_texts_and_whole_with_all_open(browser, site, draft, width):
    words = {"caption": "Caption", "alternative_text": "Two ministers at a table"}
    for place in range(2):
        PhotoUse.objects.create(readout=draft, photo=make_photo(), position=place, **words)
    with page_of(browser, site, viewport={"width": width, "height": 900}) as page:
        log_in(page, "author")
        open_form(page, draft)
        expect(page.locator(".chip").first).to_be_visible()
        page.get_by_role("button", name="Open or close all texts").click()
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= (TALLEST if width == 1280 else 5000)
        page.locator("#readout_form details").evaluate_all("all => all.forEach(d => d.open = true)")
        assert width_beyond_screen(page) <= 0
        page.set_viewport_size({"width": width, "height": 12000})
        page.evaluate("new Promise(requestAnimationFrame)")
        assert axe_faults(page) == []
