"""The text box in a browser: what is pasted or dropped on it, and the form that it fills."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Readout
from tests.browser.checks import axe_faults, watch, width_beyond_screen
from tests.browser.desk import world
from tests.browser.desk.counting import copy, drop
from tests.browser.desk.entering import LINES, TITLE
from tests.browser.desk.pasting import SAMPLE, fill_from_text, paste
from tests.browser.desk.steps import open_form, press
from tests.factories import make_draft, make_form, make_party, make_relation, user_called
from tests.intake.test_markup import paragraphs, word_file

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("text")]


@pytest.fixture
def page(newsroom, sit_down):
    page, _ = sit_down("author")
    return page


def test_a_word_file_dropped_on_the_box_is_read(page, tmp_path):
    path = tmp_path / "readout.docx"
    path.write_bytes(word_file(paragraphs(*LINES)))
    with page.expect_navigation():
        drop(page, page.locator("#id_whole_text"), [path])
    expect(page.locator("#id_title")).to_have_value(TITLE)
    press(page, "Save and continue editing")
    assert world.readout().source_texts.get().name == "readout.docx"


def copy_list(page):
    """Copy two passages whose numbers stand in the markup alone."""
    page.evaluate(
        """async () => {
            const html = "<p>May 3, 2021</p><ol><li>They met.</li><li>They agreed.</li></ol>";
            const parts = { "text/html": html, "text/plain": "They met. They agreed." };
            const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
            await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
        }"""  # noqa: E501
    )
    page.locator("#id_whole_text").click()


def test_lists_copied_from_a_page_keep_their_numbers(page):
    copy_list(page)
    with page.expect_navigation():
        page.keyboard.press("Control+v")
    expect(page.locator("#id_passages-1-label")).to_have_value("2.")


def paste_in_vain(page):
    """Paste a list while the server cannot be reached."""
    page.goto(reverse("admin:meetings_readout_add"))
    page.context.set_offline(True)
    copy_list(page)
    page.keyboard.press("Control+v")
    expect(page.locator("#kept")).to_contain_text("the server cannot be reached.")
    page.context.set_offline(False)


def test_a_list_that_could_not_be_sent_is_read_with_the_next_press(page):
    paste_in_vain(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Read it").click()
    expect(page.locator("#id_passages-1-label")).to_have_value("2.")


@pytest.mark.parametrize("is_typed", [True, False])
def test_what_came_after_a_list_that_could_not_be_sent_is_what_is_read(page, is_typed):
    paste_in_vain(page)
    text = "May 3, 2021\n\n1 Trade\n\nThey spoke of trade."
    with page.expect_navigation():
        if is_typed:
            page.locator("#id_whole_text").fill(text)
            page.get_by_role("button", name="Read it").click()
        else:
            copy(page, text)
            page.locator("#id_whole_text").press("Control+a")
            page.keyboard.press("Control+v")
    expect(page.locator("#id_passages-0-text")).to_have_value("They spoke of trade.")


def test_clocks_are_proposed_for_each_sitting_of_a_text(page):
    relation = make_relation("Japan-Fiji Relations", [make_party("Fiji")])
    draft = make_draft(by=user_called("author"), relation=relation)
    draft.sittings.create(position=1, held_on=date(2017, 2, 11), form=make_form())
    open_form(page, draft)
    page.get_by_text("Text of the whole readout").click()
    box = page.locator("#id_whole_text")
    box.fill(f"{box.input_value()}\n\n2 Trade\n\nThey spoke of trade.")
    with page.expect_navigation():
        page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("is proposed by Fiji.")).to_have_count(2)


def test_words_pasted_into_a_text_wait_for_the_button(page):
    box = page.locator("#id_whole_text")
    box.fill("May 3, 2021\n\nThey spoke of .")
    copy(page, "ports")
    box.press("Control+End")
    box.press("ArrowLeft")
    box.press("Control+v")
    expect(box).to_have_value("May 3, 2021\n\nThey spoke of ports.")
    with page.expect_navigation():
        page.get_by_role("button", name="Read it").click()
    expect(page.locator("#id_released_on")).to_have_value("2021-05-03")


def test_a_text_pasted_on_add_fills_what_is_empty_alone(page):
    page.goto(reverse("admin:meetings_readout_add"))
    expect(page.locator("#id_whole_text")).to_be_focused()
    page.locator("#id_released_on").fill("2017-02-11")
    paste(page)
    expect(page.locator("#id_released_on")).to_have_value("2017-02-11")
    expect(
        page.get_by_text("The text says “2017-02-10”. What stands here was kept.")
    ).to_be_visible()
    expect(page.locator("#id_title")).to_have_value(TITLE)


def test_the_filled_form_is_previewed_before_it_is_saved(page):
    paste(page)
    page.locator("#preview summary").click()
    shown = page.frame_locator("#preview iframe")
    expect(shown.locator("h1")).to_have_text(TITLE)
    expect(shown.get_by_text("the relocation to Henoko is the only solution")).to_be_visible()
    assert not Readout.objects.exists()


def test_the_filled_form_is_kept_like_a_typed_one(page):
    paste(page)
    expect(page.locator("#kept")).to_contain_text("Recovery copy kept")
    page.goto(reverse("admin:meetings_readout_add"))
    page.get_by_role("link", name="Use it").click()
    expect(page.locator("#id_title")).to_have_value(TITLE)


@pytest.mark.parametrize("width", [1280, 360])
def test_first_page_and_filled_form_are_in_order(page, photos, width):
    faults = watch(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(reverse("admin:index"))
    widths = [width_beyond_screen(page)]
    if width > 1000:
        fill_from_text(page, photos)
    else:
        paste(page)
    widths.append(width_beyond_screen(page))
    assert (faults, max(widths)) == ([], 0)
    # What is above the bar at the foot of the window is measured in a window that holds it all.
    page.set_viewport_size({"width": width, "height": 12000})
    assert axe_faults(page) == []
    page.goto(reverse("admin:index"))
    assert axe_faults(page) == []


def test_what_cannot_be_read_is_on_the_screen(page):
    items = "\n\n".join(f"{number}. Item" for number in range(400))
    page.locator("#id_whole_text").fill(f"{SAMPLE}\n\n{items}")
    with page.expect_navigation():
        page.get_by_role("button", name="Read it").click()
    expect(page.locator(".errornote")).to_contain_text("more than 300 passages")
    assert page.locator("#id_whole_text").input_value().startswith(SAMPLE.strip()[:40])
