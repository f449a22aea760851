"""Without scripts nothing typed is lost to an expired log-in, nor to a colleague's save."""

import pytest
from django.db.models import F
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Entry, Readout
from tests.browser.chromium import page_of
from tests.browser.desk.steps import log_in, open_form
from tests.factories import user_called

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("safety")]


@pytest.fixture
def plain(browser, site, draft):
    """A browser that runs no scripts, with the draft's form open."""
    with page_of(browser, site, java_script_enabled=False) as page:
        log_in(page, "approver")
        open_form(page, draft)
        yield page


def expire(page):
    page.context.clear_cookies(name="sessionid")


def sign_in_on(page, username):
    expect(page.get_by_text("kept on this page")).to_be_visible()
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("secret-word")
    page.get_by_role("button", name="Log in").click()


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()


def test_an_expired_log_in_gives_the_form_back_filled_and_unsaved(plain, draft):
    plain.locator("#id_title").fill("Typed while logged out")
    plain.locator("#id_passages-0-text").fill("First.\n\nSecond, “quoted” & <marked>.")
    expire(plain)
    save(plain)
    sign_in_on(plain, "approver")
    expect(plain.locator("#id_title")).to_have_value("Typed while logged out")
    expect(plain.get_by_text("It is not saved yet: press a button.")).to_be_visible()
    assert not Entry.objects.filter(act="save").exists()
    save(plain)
    expect(plain.locator(".messagelist .success")).to_be_visible()
    draft.refresh_from_db()
    assert draft.title == "Typed while logged out"
    assert draft.passages.first().text == "First.\n\nSecond, “quoted” & <marked>."


def test_it_is_not_given_to_another_person(plain, draft):
    plain.locator("#id_title").fill("Typed while logged out")
    expire(plain)
    save(plain)
    sign_in_on(plain, "author")
    expect(plain.get_by_text("another person")).to_be_visible()
    assert plain.get_by_text("Typed while logged out").count() == 0
    expect(plain.locator("#id_title")).to_have_value(draft.title)


def test_a_comment_on_decide_comes_back_and_is_sent_by_one_press(browser, site, draft):
    Readout.objects.filter(pk=draft.pk).update(
        submitted_at=draft.changed_at, submitted_by=user_called("author")
    )
    with page_of(browser, site, java_script_enabled=False) as page:
        log_in(page, "approver")
        page.goto(reverse("admin:meetings_readout_decide", args=[draft.pk]))
        page.locator("summary", has_text="Return").click()
        page.get_by_label("What should be changed").fill("Name the island.")
        expire(page)
        page.get_by_role("button", name="Return to its author").click()
        sign_in_on(page, "approver")
        expect(page.get_by_text("Name the island.")).to_be_visible()
        assert not Entry.objects.filter(act="return").exists()
        page.get_by_role("button", name="Send it now").click()
        expect(page.get_by_text("Name the island.")).to_be_visible()
    assert Entry.objects.get(act="return").reason == "Name the island."


def test_a_colleagues_save_gives_the_text_back_beside_theirs(plain, draft):
    plain.locator("#id_title").fill("Mine")
    Readout.objects.filter(pk=draft.pk).update(
        version=F("version") + 1, title="Theirs", changed_by=user_called("author")
    )
    save(plain)
    expect(plain.locator(".differences")).to_contain_text("Theirs")
    expect(plain.locator("#id_title")).to_have_value("Mine")
    save(plain)
    draft.refresh_from_db()
    assert draft.title == "Mine"
