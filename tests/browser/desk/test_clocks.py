"""The two clocks of a sitting in a browser: either is typed, and the other follows."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.checks import watch
from tests.browser.desk.steps import press
from tests.factories import make_party, make_relation

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("outline")]


def clock(form, name):
    return form.locator(f"[name=sittings-0-{name}]")


def save(form):
    clock(form, "precision").select_option("exact")
    press(form, "Save and continue editing")


def test_our_clock_follows_that_of_the_place_across_midnight(form, draft):
    faults = watch(form)
    clock(form, "zone").fill("America/New_York")
    clock(form, "local_clock").fill("12:30")
    expect(clock(form, "home_clock_time")).to_have_value("02:30")
    expect(clock(form, "home_clock_day")).to_have_value("2017-02-11")
    said = "11 February 2017, 02:30 JST is 10 February 2017, 12:30 New York."
    expect(form.get_by_text(said)).to_be_visible()
    save(form)
    assert draft.sittings.get().began_at == datetime(2017, 2, 10, 17, 30, tzinfo=UTC)
    assert faults == []


def test_the_place_follows_our_clock_and_two_typed_clocks_are_compared(form, draft):
    clock(form, "zone").fill("America/New_York")
    clock(form, "home_clock_time").fill("02:30")
    expect(clock(form, "local_clock")).to_have_value("12:30")
    clock(form, "local_clock").fill("12:00")
    said = form.get_by_text("The two clocks disagree. 11 February 2017, 02:30 JST is")
    expect(said).to_contain_text("10 February 2017, 12:00 New York is 11 February 2017, 02:00 JST")
    expect(clock(form, "home_clock_time")).to_have_value("02:30")
    clock(form, "home_clock_time").fill("")
    clock(form, "home_clock_time").blur()
    expect(clock(form, "home_clock_time")).to_have_value("02:00")
    save(form)
    assert draft.sittings.get().began_at == datetime(2017, 2, 10, 17, tzinfo=UTC)


def test_a_zone_is_proposed_by_place_or_relation_and_put_in_by_a_press(form, draft):
    draft.relation = make_relation("Japan-Fiji Relations", [make_party("Fiji")])
    draft.save(update_fields=["relation"])
    form.reload()
    clock(form, "local_clock").fill("09:00")
    expect(form.get_by_text("is proposed by Fiji.")).to_be_visible()
    assert clock(form, "zone").input_value() == ""
    clock(form, "place").fill("Munich")
    expect(form.get_by_text("is proposed by Munich.")).to_be_visible()
    form.get_by_role("button", name="+ Europe/Berlin").click()
    expect(clock(form, "home_clock_time")).to_have_value("17:00")
    save(form)
    assert draft.sittings.get().zone == "Europe/Berlin"
