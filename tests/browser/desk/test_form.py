"""The form of a readout in a browser: topics as tokens, the text view, nothing lost."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from playwright.sync_api import expect

from meetings import release
from tests.browser.checks import axe_faults, watch, width_beyond_screen
from tests.browser.chromium import page_of
from tests.browser.desk.steps import log_in, open_form, press
from tests.factories import user_called

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("form")]


def topics(draft, label):
    return {tag.name for tag in draft.passages.get(label=label).item.tags.all()}


def row(page, number):
    return page.locator(f"#passages-{number}")


def test_suggested_topics_are_taken_one_by_one_by_row_and_all(form, draft):
    faults = watch(form)
    row(form, 0).get_by_role("button", name="+ Japan-U.S. Alliance").click()
    assert topics(draft, "1") == set()
    form.locator("#id_passages-2-topics").press("Alt+t")
    expect(row(form, 2).locator(".token:not(.chip)")).to_have_count(2)
    form.locator("#id_passages-2-topics").press("Alt+Shift+T")
    press(form, "Save and continue editing")
    assert topics(draft, "1") == {"Japan-U.S. Alliance"}
    assert topics(draft, "(1)") == {"North Korea", "East China Sea"}
    assert topics(draft, "3") == {"Okinawa"}
    assert faults == []


def test_enter_takes_the_highlighted_topic_and_creation_is_deliberate(form, draft):
    box = form.locator("#id_passages-6-topics")
    box.press_sequentially("senk")
    expect(form.get_by_role("option", name="Senkaku Islands", exact=True)).to_be_visible()
    box.press("Enter")
    box.press_sequentially("okinawas")
    expect(form.get_by_role("option", name="close to “Okinawa”")).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("okinawas")
    box.fill("")
    box.press_sequentially("Deep sea, north korea,")
    box.press("Backspace")
    press(form, "Save and continue editing")
    assert topics(draft, "3") == {"Senkaku Islands", "Deep sea"}


def test_a_new_topic_chosen_although_one_is_close_is_made_without_another_question(form, draft):
    form.locator("#id_passages-6-topics").press_sequentially("okinawas")
    form.get_by_role("option", name="close to “Okinawa”").click()
    press(form, "Save and continue editing")
    assert topics(draft, "3") == {"okinawas"}


def test_corrected_text_is_pasted_looked_at_and_saved(form, draft):
    form.locator("summary", has_text="Text of the whole readout").click()
    box = form.locator("#id_whole_text")
    text = box.input_value()
    box.fill(text.replace("1 Japan-U.S. Alliance", "1 New\n\nThey spoke.\n\n2 Japan-U.S. Alliance"))
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.locator("#found-title")).to_contain_text("1 changed · 1 new")
    # What is above the bar at the foot of the window is measured in a window that holds it all.
    form.set_viewport_size({"width": 1280, "height": 12000})
    assert axe_faults(form) == []
    expect(form.locator("#passages-group .inline-related:not(.empty-form)").first).to_contain_text(
        "They spoke."
    )
    press(form, "Save and continue editing")
    assert [row.label for row in draft.passages.all()][:3] == ["1", "2", "2"]


def test_form_fits_a_phone(browser, site, draft):
    with page_of(browser, site, viewport={"width": 360, "height": 740}) as page:
        log_in(page, "approver")
        open_form(page, draft)
        assert width_beyond_screen(page) <= 0
        beyond = page.evaluate(
            "[...document.querySelectorAll('#content :is(input, textarea, select)')].filter("
            "one => one.getBoundingClientRect().right > 361).map(one => one.id)"
        )
        assert beyond == []
        assert axe_faults(page) == []


def test_seals_fit_a_phone(browser, site, draft):
    release.submit(readout=draft, by=user_called("author"))
    edition = release.approve(readout=draft, by=user_called("approver"))
    with page_of(browser, site, viewport={"width": 360, "height": 740}) as page:
        log_in(page, "approver")
        page.goto(reverse("admin:meetings_readout_seals", args=[edition.pk]))
        assert width_beyond_screen(page) <= 0


def kept(page):
    return page.get_by_text("Recovery copy kept at")


def test_a_killed_browser_finds_the_text_again(browser, site, draft):
    with page_of(browser, site) as page:
        log_in(page, "author")
        open_form(page, draft)
        page.locator("#id_passages-6-text").fill("What was typed before the crash.")
        page.locator("#id_passages-6-topics").fill("North Korea")
        expect(kept(page)).to_be_visible()
    with page_of(browser, site) as page:
        log_in(page, "author")
        open_form(page, draft)
        page.get_by_role("link", name="Use it").click()
        expect(page.locator("#id_passages-6-text")).to_have_value(
            "What was typed before the crash."
        )
        page.set_viewport_size({"width": 1280, "height": 4000})
        assert axe_faults(page) == []
        press(page, "Save and continue editing")
        expect(page.get_by_text("was not saved")).to_have_count(0)
    assert draft.passages.get(label="3").text == "What was typed before the crash."
    assert topics(draft, "3") == {"North Korea"}


def test_an_expired_log_in_keeps_the_form_and_the_press_is_repeated(form, draft):
    form.locator("#id_title").fill("Typed while logged in")
    form.context.clear_cookies()
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.get_by_text("you are logged out")).to_be_visible()
    with form.context.expect_page() as opened:
        form.get_by_role("link", name="Log in in another tab").click()
    opened.value.get_by_label("Username").fill("approver")
    opened.value.get_by_label("Password").fill("secret-word")
    opened.value.get_by_role("button", name="Log in").click()
    expect(opened.value.locator("#user-tools")).to_be_visible()
    press(form, "Save and continue editing")
    draft.refresh_from_db()
    assert draft.title == "Typed while logged in"


def test_a_stopped_server_leaves_the_form_on_the_screen(form, draft):
    form.locator("#id_title").fill("Typed while it stood")
    form.route("**/*", lambda route: route.abort())
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.get_by_text("the server cannot be reached").first).to_be_visible()
    form.unroute("**/*")
    press(form, "Save and continue editing")
    draft.refresh_from_db()
    assert draft.title == "Typed while it stood"


def test_leaving_with_unsaved_edits_asks(form, draft):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    form.goto(reverse("admin:index"))
    assert asked == []
    open_form(form, draft)
    form.locator("#id_title").press_sequentially("x")
    form.goto(reverse("admin:index"))
    assert asked == ["beforeunload"]


def test_preview_follows_the_form_before_it_is_saved(form, draft):
    faults = watch(form)
    form.keyboard.press("Control+p")
    frame = form.frame_locator("#preview iframe")
    expect(frame.locator("h1")).to_have_text(draft.title)
    form.locator("#id_title").fill("A title that nobody saved")
    expect(frame.locator("h1")).to_have_text("A title that nobody saved")
    for width, word in ((360, "Phone"), (1280, "Desktop")):
        form.get_by_label(word).check()
        assert frame.locator("html").evaluate("html => html.clientWidth") in (width, width - 15)
    assert faults == []
    form.locator("#id_released_on").fill("no day")
    expect(form.locator("#preview [role=status]")).to_contain_text("cannot be saved as it stands")
    draft.refresh_from_db()
    assert draft.title != "A title that nobody saved"


def test_keys_save_in_place_and_do_the_main_act(form, draft):
    form.locator("#id_passages-6-text").fill("By the keys.")
    for _ in range(4):
        form.keyboard.press("Shift+ArrowLeft")
    before = form.evaluate("scrollY")
    assert before > 0
    form.keyboard.press("Control+s")
    expect(form.locator(".messagelist .success")).to_have_count(1)
    expect(form.locator("#id_passages-6-text")).to_be_focused()
    chosen = "box => [box.selectionStart, box.selectionEnd]"
    assert form.locator("#id_passages-6-text").evaluate(chosen) == [8, 12]
    assert abs(form.evaluate("scrollY") - before) < 120
    form.keyboard.press("Control+Enter")
    expect(form.locator(".state")).to_have_text("In review")
    assert draft.passages.get(label="3").text == "By the keys."


def test_keys_can_be_switched_off(form, draft):
    form.locator("summary", has_text="Keys").click()
    form.get_by_role("button", name="Switch").click()
    expect(form.locator("#desk-keys[data-off]")).to_have_count(1)
    form.keyboard.press("/")
    expect(form.locator("#nav-filter")).not_to_be_focused()
    box = form.locator("#id_passages-1-topics")
    box.press("Alt+t")
    box.press("Alt+ArrowUp")
    box.press("Alt+ArrowRight")
    assert form.evaluate("document.activeElement.getAttribute('aria-label')") == "Topics of item 2"
    assert form.locator("#passages-group .row").nth(1).get_attribute("id") == "passages-1"
    expect(row(form, 1).locator(".token:not(.chip)")).to_have_count(0)


def test_enter_in_a_field_saves_and_does_no_act(form, draft):
    form.locator("#id_title").fill("Entered")
    form.locator("#id_title").press("Enter")
    expect(form.locator(".messagelist .success")).to_have_count(1)
    draft.refresh_from_db()
    assert (draft.title, draft.submitted_at) == ("Entered", None)


def test_two_people_see_each_other(browser, site, form, draft):
    with page_of(browser, site) as other:
        log_in(other, "author")
        open_form(other, draft)
        expect(other.locator("#company")).to_contain_text("Also here: approver (since")


def test_topics_have_tokens_on_their_own_page_too(form, draft):
    faults = watch(form)
    form.goto(reverse("admin:meetings_readout_topics", args=[draft.pk]))
    box = form.get_by_label("Topics:").first
    box.press_sequentially("okin")
    expect(form.get_by_role("option", name="Okinawa")).to_be_visible()
    box.press("Enter")
    form.get_by_role("button", name="Save the topics").click()
    expect(form.locator(".messagelist .success")).to_be_visible()
    assert topics(draft, "1") == {"Okinawa"}
    form.goto(reverse("admin:meetings_readout_changelist"))
    form.keyboard.press("/")
    expect(form.locator("#searchbar")).to_be_focused()
    assert faults == []
    assert axe_faults(form) == []
    form.goto(reverse("admin:meetings_readout_topics", args=[draft.pk]))
    assert axe_faults(form) == []


@pytest.mark.parametrize("lacking", ["add_passage", "change_passage", "delete_passage"])
def test_the_scripts_work_for_one_who_lacks_a_right_on_passages(browser, site, draft, lacking):
    user = user_called("approver")
    rights = Permission.objects.filter(group__in=user.groups.all()).distinct()
    user.user_permissions.set(rights.exclude(codename=lacking))
    user.groups.clear()
    with page_of(browser, site) as page:
        faults = watch(page)
        log_in(page, "approver")
        open_form(page, draft)
        expect(row(page, 0)).to_contain_text("Japan-U.S. Alliance")
        assert row(page, 0).get_by_role("button", name="Insert below").count() == (
            lacking == "delete_passage"
        )
        page.locator("#id_title").fill("New")
        press(page, "Save and continue editing")
        assert faults == []
        # Else the bar of buttons lies over half a field, which is then too small a target.
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert axe_faults(page) == []
