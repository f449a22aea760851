"""What was typed while no server could be reached is in the browser afterwards."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import RecoveryCopy
from tests.browser.checks import axe_faults
from tests.browser.chromium import ARGUMENTS, PATIENCE_MS
from tests.browser.desk.steps import log_in, open_form, press

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("outline")]

TYPED = "Typed while the server stood still."


@pytest.fixture
def profile(browser, chromium_path, site, tmp_path):
    """A browser that keeps what it stores, to be killed and opened again."""
    contexts = []

    def opened():
        for context in contexts:
            context.close()
        contexts[:] = [
            browser.browser_type.launch_persistent_context(
                str(tmp_path / "profile"), executable_path=chromium_path, args=ARGUMENTS,
                base_url=site,
            )
        ]  # fmt: skip
        contexts[0].set_default_timeout(PATIENCE_MS)
        return contexts[0].pages[0]

    yield opened
    for context in contexts:
        context.close()


def type_while_nothing_answers(page, draft):
    log_in(page, "author")
    open_form(page, draft)
    page.route("**/*", lambda route: route.abort())
    page.locator("#id_passages-6-text").fill(TYPED)
    expect(page.get_by_text("A copy is kept in this browser alone")).to_be_visible()


def test_a_browser_killed_while_the_server_stood_still_has_the_text(profile, draft):
    type_while_nothing_answers(profile(), draft)
    page = profile()
    open_form(page, draft)
    expect(page.get_by_text("this browser has kept it")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 4000})
    assert axe_faults(page) == []
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".differences")).to_contain_text(TYPED)
    expect(page.locator("#id_passages-6-text")).to_have_value(TYPED)
    press(page, "Save and continue editing")
    assert draft.passages.get(label="3").text == TYPED
    open_form(page, draft)
    expect(page.locator("#passages-group .tools").first).to_be_visible()
    assert page.get_by_text("was not saved").count() == 0
    assert not RecoveryCopy.objects.exists()


def test_the_browsers_copy_is_discarded_and_is_no_one_elses(profile, draft):
    page = profile()
    type_while_nothing_answers(page, draft)
    page = profile()
    page.context.clear_cookies()
    log_in(page, "approver")
    open_form(page, draft)
    expect(page.locator("#passages-group .tools").first).to_be_visible()
    assert page.get_by_text("this browser has kept it").count() == 0
    page.context.clear_cookies()
    log_in(page, "author")
    open_form(page, draft)
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("this browser has kept it")).to_have_count(0)
    page.reload()
    expect(page.locator("#passages-group .tools").first).to_be_visible()
    assert page.get_by_text("this browser has kept it").count() == 0


def test_a_copy_made_logged_out_goes_with_the_save_that_follows(form, draft):
    cookies = form.context.cookies()
    form.context.clear_cookies()
    form.locator("#id_title").fill("Typed while logged out")
    said = "A copy is kept in this browser alone: you are logged out"
    expect(form.get_by_text(said)).to_be_visible()
    form.context.add_cookies(cookies)
    press(form, "Save and continue editing")
    expect(form.locator("#passages-group .tools").first).to_be_visible()
    assert form.get_by_text("this browser has kept it").count() == 0
    draft.refresh_from_db()
    assert draft.title == "Typed while logged out"


def test_a_save_that_fails_at_once_leaves_a_recovery_copy(form, draft):
    form.route("**/change/", lambda route: route.fulfill(status=500, body="A fault."))
    form.locator("#id_title").fill("Typed just before the fault")
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.get_by_text("A fault.")).to_be_visible()
    assert RecoveryCopy.objects.get().data["title"] == ["Typed just before the fault"]


def test_two_new_forms_are_kept_apart_in_one_browser(profile, draft):
    page = profile()
    log_in(page, "author")
    for number in range(2):
        tab = page.context.new_page()
        tab.goto(reverse("admin:meetings_readout_add"))
        tab.route("**/*", lambda route: route.abort())
        tab.locator("#id_title").fill(f"Form {number}")
        expect(tab.get_by_text("A copy is kept in this browser alone")).to_be_visible()
    page = profile()
    page.goto(reverse("admin:meetings_readout_add"))
    expect(page.get_by_text("this browser has kept it")).to_have_count(2)
    titles = set()
    for _ in range(2):
        page.get_by_role("button", name="Use it").first.click()
        expect(page.get_by_text("It is not saved yet")).to_be_visible()
        titles.add(page.locator("#id_title").input_value())
        page.goto(reverse("admin:meetings_readout_add"))
    assert titles == {"Form 0", "Form 1"}
    assert {copy.data["title"][0] for copy in RecoveryCopy.objects.all()} == titles
