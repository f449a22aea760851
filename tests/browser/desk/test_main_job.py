"""The site's main job: entered at the desk, released by a second person, read by the public."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.checks import folded, lines_of_the_page_proper, watch
from tests.browser.desk.entering import LINES, TITLE
from tests.browser.desk.steps import open_form, press, restore, seal_photo, withdraw
from tests.browser.desk.world import files_of, readout

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("main_job")]


def statuses(page, addresses):
    return [page.request.get(address).status for address in addresses]


def test_the_desk_keeps_to_its_host_and_its_policy(author, approved):
    faults = watch(author)
    open_form(author, approved)
    author.goto(reverse("admin:meetings_readout_add"))
    expect(author.locator(".select2").first).to_be_visible()
    assert faults == []


def test_page_photos_and_document_are_not_found_before_the_time(reader, approved, clock):
    addresses = [approved.get_absolute_url(), *files_of(approved)]
    clock.go_to(approved.live_from - timedelta(seconds=20))
    assert statuses(reader, addresses) == [404, 404, 404, 404]


def test_page_photos_and_document_are_there_from_the_time_on(reader, approved, clock):
    addresses = [approved.get_absolute_url(), *files_of(approved)]
    clock.go_to(approved.live_from)
    assert statuses(reader, addresses) == [200, 200, 200, 200]


def test_what_was_entered_by_hand_is_read_as_the_samples_lines(reader, released):
    reader.goto(released.get_absolute_url())
    lines = lines_of_the_page_proper(reader)
    at = lines.index("Related Documents")
    expected = [folded(line) for line in [LINES[0], TITLE, *LINES[1:]]]
    assert [*lines[:at], lines[-1]] == expected
    assert lines[at + 1].startswith("Joint Statement (PDF")


def test_the_entered_topics_lead_to_the_page(reader, released):
    reader.goto("/topics/")
    reader.get_by_role("link", name="Senkaku Islands").click()
    reader.locator("main").get_by_role("link", name=TITLE).first.click()
    expect(reader.locator("h1")).to_have_text(TITLE)


def test_a_correction_becomes_edition_2_and_edition_1_keeps_its_address(
    reader, author, approver, released
):
    open_form(author, released)
    press(author, "Open a correction")
    author.locator("#id_correction_note").fill("Corrects the number of minutes.")
    corrected = LINES[4].replace("30 minutes", "40 minutes")
    author.locator("#id_introduction").fill(corrected)
    press(author, "Send for review")
    open_form(approver, readout())
    press(approver, "Approve: release now")
    address = released.get_absolute_url()
    reader.goto(address)
    expect(reader.locator(".lead")).to_have_text(corrected)
    reader.goto(f"{address}editions/1/")
    expect(reader.locator(".lead")).to_have_text(LINES[4])
    reader.goto(f"{address}editions/2/")
    expect(reader.locator(".lead")).to_have_text(corrected)
    reader.goto("/corrections/")
    expect(reader.get_by_text("Corrects the number of minutes.")).to_be_visible()


def test_a_seal_takes_one_photo_away(reader, approver, released):
    first, second, document = files_of(released)
    seal_photo(approver, released, 0)
    assert statuses(reader, [first, second, document]) == [404, 200, 200]
    reader.goto(released.get_absolute_url())
    expect(reader.locator(".photos img")).to_have_count(1)
    expect(reader.locator(".photos")).to_contain_text("Removed on")


def test_what_was_withdrawn_is_gone_and_comes_back_the_same(reader, approver, released):
    address = released.get_absolute_url()
    before, digest = reader.request.get(address).body(), released.approved.sha256
    withdraw(approver, released)
    gone = reader.request.get(address)
    assert gone.status == 410
    assert "Japan-U.S. Alliance" not in gone.text()
    assert set(statuses(reader, files_of(released))) == {404}
    restore(approver, released)
    kept = readout().approved
    assert kept.sha256 == digest == sha256(bytes(kept.content)).hexdigest()
    assert reader.request.get(address).body() == before
    assert statuses(reader, files_of(released)) == [200, 200, 200]
