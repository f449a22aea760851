"""Decide and Stop in a hand: taps and bytes on a screen of 360 pixels, and nothing for axe."""

from datetime import timedelta
from gzip import compress
from io import BytesIO
from time import monotonic

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from meetings import release
from meetings.files.keep import keep_photo
from meetings.files.paint import draw_meeting_picture
from meetings.models import Readout
from tests.browser.checks import axe_faults, watch, width_beyond_screen
from tests.browser.chromium import page_of
from tests.browser.desk.steps import log_in
from tests.factories import make_draft, make_readout, user_called

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("phone")]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
MOST_BYTES = 50_000
MOST_SECONDS = 30


class Thumb:
    """A thumb that counts its taps on a page."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, name, role="button"):
        self.taps += 1
        self.page.get_by_role(role, name=name).first.tap()

    def open(self, words):
        self.taps += 1
        self.page.locator("summary", has_text=words).tap()


@pytest.fixture
def newsroom(newsroom):
    """One with a readout that waits and one that has been out for an hour, a photo each."""
    author = user_called("author")
    waiting = make_draft(title="Waiting", by=author, photos=[picture("Waiting")])
    release.submit(readout=waiting, by=author)
    hour = timezone.now() - timedelta(hours=1)
    make_readout(title="Out", live_from=hour, photos=[picture("Out")])


def picture(words):
    upload = BytesIO(draw_meeting_picture(words, (1440, 960)))
    return keep_photo(upload=upload, by=user_called("author"))


def called(title):
    return Readout.objects.get(title=title)


@pytest.fixture
def phone(browser, site, newsroom):
    with page_of(browser, site, **PHONE) as page:
        log_in(page, "approver")
        yield page


@pytest.fixture
def plain_phone(browser, site, newsroom):
    """A phone that runs no scripts."""
    with page_of(browser, site, java_script_enabled=False, **PHONE) as page:
        log_in(page, "approver")
        yield page


def weigh(page):
    """Count from now on the bytes of all that comes; gives the list that will hold them.

    Style sheets count as they are sent in production, where they are compressed beforehand.
    """
    sizes = []

    def note(response):
        body = response.body() if response.status == 200 else b""
        is_sheet = response.request.resource_type == "stylesheet"
        sizes.append(len(compress(body) if is_sheet else body))

    page.on("response", note)
    return sizes


def sign_in_at(page, address, username):
    """Sign in on the way to a page; gives the bytes of all that comes from then on."""
    page.goto(address)
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("secret-word")
    sizes = weigh(page)
    page.get_by_role("button", name="Log in").tap()
    return sizes


def decide(page, title):
    page.goto(reverse("admin:meetings_readout_decide", args=[called(title).pk]))


def test_a_readout_is_approved_in_one_tap_without_scripts(plain_phone):
    decide(plain_phone, "Waiting")
    thumb = Thumb(plain_phone)
    thumb.tap("Approve now")
    expect(plain_phone.get_by_text("approved it on")).to_be_visible()
    assert thumb.taps <= 3
    assert called("Waiting").is_approved


def test_a_readout_is_returned_in_two_taps_and_a_comment(plain_phone):
    decide(plain_phone, "Waiting")
    thumb = Thumb(plain_phone)
    thumb.open("Return")
    plain_phone.get_by_label("What should be changed").fill("Name the island.")
    thumb.tap("Return to its author")
    expect(plain_phone.get_by_text("Name the island.")).to_be_visible()
    assert thumb.taps <= 3
    assert called("Waiting").submitted_at is None


def test_an_expired_bookmark_leads_to_a_withdrawal_within_five_taps(browser, site, newsroom):
    with page_of(browser, site, **PHONE) as page:
        began, sizes = monotonic(), sign_in_at(page, reverse("admin:desk_stop"), "night")
        expect(page.get_by_role("heading", name="Stop")).to_be_visible()
        thumb = Thumb(page)
        thumb.tap("Withdraw: Out", "link")
        thumb.tap("Error of fact")
        thumb.tap("Withdraw now")
        expect(page.get_by_text("Withdraw: done")).to_be_visible()
        assert monotonic() - began <= MOST_SECONDS
        page.wait_for_load_state("networkidle")
        assert sum(sizes) <= MOST_BYTES
        assert thumb.taps <= 5
        assert page.request.get(called("Out").get_absolute_url()).status == 410
        thumb.tap("Restore: Out", "link")
        thumb.tap("Restore now")
        expect(page.get_by_text("Restore: done")).to_be_visible()
        assert page.request.get(called("Out").get_absolute_url()).status == 200


def test_an_expired_bookmark_leads_to_an_approval_within_three_taps(browser, site, newsroom):
    address = reverse("admin:meetings_readout_decide", args=[called("Waiting").pk])
    with page_of(browser, site, **PHONE) as page:
        began, sizes = monotonic(), sign_in_at(page, address, "approver")
        thumb = Thumb(page)
        thumb.tap("Approve now")
        expect(page.get_by_text("approved it on")).to_be_visible()
        assert monotonic() - began <= MOST_SECONDS
        page.wait_for_load_state("networkidle")
        assert sum(sizes) <= MOST_BYTES
        assert thumb.taps <= 3
    assert called("Waiting").is_approved


def addresses():
    number = called("Out").meeting.number
    return [
        reverse("admin:index"),
        reverse("admin:meetings_readout_add"),
        reverse("admin:meetings_readout_decide", args=[called("Waiting").pk]),
        reverse("admin:desk_stop"),
        reverse("admin:desk_stop_one", args=[number, "withdraw"]),
        reverse("admin:desk_stop_one", args=[number, "seal"]),
        reverse("admin:desk_stop_one", args=[number, "withdraw"]) + "?part=en&reason=error",
        reverse("admin:meetings_readout_compare", args=[called("Out").pk]),
        reverse("admin:desk_reshuffle"),
        reverse("admin:desk_newcomer"),
    ]


def test_axe_finds_nothing_and_all_fits_the_screen(phone):
    faults = []
    for address in addresses():
        phone.goto(address)
        faults += [f"{address}: {fault}" for fault in axe_faults(phone)]
        if width := width_beyond_screen(phone):
            faults.append(f"{address}: {width} px too wide")
    assert faults == [], "\n".join(faults)


def test_these_pages_keep_to_their_host_and_their_policy(phone):
    faults = watch(phone)
    for address in addresses():
        phone.goto(address)
    assert faults == [], "\n".join(faults)
