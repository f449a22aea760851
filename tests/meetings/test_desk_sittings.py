"""The two clocks of a sitting, as they are sent."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import Readout
from tests.factories import (
    make_draft,
)
from tests.meetings.desk_form import (
    ADD,
    change,
    entered,
    errors_of,
    form_of,
    only_readout,
    rows,
    signed_in,
)

pytestmark = pytest.mark.django_db


def sitting_of(client, **typed):
    return client.post(ADD, entered() | rows("sittings", {"precision": "exact", **typed}))


@pytest.mark.parametrize(
    "typed",
    [
        {"held_on": "2017-02-10", "local_clock": "09:10", "zone": "America/New_York"},
        {"home_clock_day": "2017-02-10", "home_clock_time": "23:10", "zone": "America/New_York"},
        {"held_on": "2017-02-10", "home_clock_day": "2017-02-10", "home_clock_time": "23:10"},
        {
            "held_on": "2017-02-10", "local_clock": "9:10", "zone": "America/New_York",
            "home_clock_day": "2017-02-10", "home_clock_time": "23:10",
        },
    ],
)  # fmt: skip
def test_either_clock_gives_the_instant(typed):
    response = sitting_of(signed_in("Author"), **typed)
    assert response.status_code == 302, response.context_data["errors"]
    sitting = only_readout().sittings.get()
    assert sitting.began_at == datetime(2017, 2, 10, 14, 10, tzinfo=UTC)
    assert sitting.held_on == date(2017, 2, 10)


CLOCKS = [
    {"held_on": "2017-02-10", "local_clock": "09:10"},
    {"home_clock_day": "2017-02-10", "home_clock_time": "23:10"},
]


@pytest.mark.parametrize("zone", ["New York", "America", "../etc", "localtime", "Factory"])
@pytest.mark.parametrize("typed", CLOCKS)
def test_a_mistyped_zone_is_said_at_its_field_with_either_clock(typed, zone):
    response = sitting_of(signed_in("Author"), zone=zone, **typed)
    assert f"“{zone}” is not a time zone" in errors_of(response)
    assert not Readout.objects.exists()


def test_a_mistyped_zone_of_a_stored_sitting_is_said_at_its_field():
    client, draft = signed_in("Author"), make_draft()
    data = form_of(client, change(draft)) | {
        "sittings-0-local_clock": "09:10", "sittings-0-zone": "America", "_save": "1",
    }  # fmt: skip
    assert "“America” is not a time zone" in errors_of(client.post(change(draft), data))


def test_clocks_that_disagree_are_named():
    response = sitting_of(
        signed_in("Author"), held_on="2017-02-10", local_clock="09:10", zone="America/New_York",
        home_clock_day="2017-02-10", home_clock_time="23:00",
    )  # fmt: skip
    text = errors_of(response)
    assert "10 February 2017, 23:00 JST is 10 February 2017, 09:00 New York" in text
    assert "10 February 2017, 09:10 New York is 10 February 2017, 23:10 JST" in text
    assert not Readout.objects.exists()


def test_changed_clock_leads_and_the_other_follows():
    client, draft = signed_in("Author"), make_draft()
    draft.sittings.update(
        began_at=datetime(2017, 2, 10, 14, 10, tzinfo=UTC), zone="America/New_York",
        precision="exact",
    )  # fmt: skip
    data = form_of(client, change(draft))
    assert data["sittings-0-local_clock"] == "09:10"
    assert data["sittings-0-home_clock_time"] == "23:10"
    client.post(change(draft), data | {"sittings-0-local_clock": "09:20", "_save": "1"})
    assert draft.sittings.get().began_at == datetime(2017, 2, 10, 14, 20, tzinfo=UTC)


def test_emptied_clock_follows_the_other():
    client, draft = signed_in("Author"), make_draft()
    began = datetime(2017, 2, 10, 14, 10, tzinfo=UTC)
    draft.sittings.update(began_at=began, zone="America/New_York", precision="exact")
    data = form_of(client, change(draft)) | {"sittings-0-local_clock": "", "_save": "1"}
    assert client.post(change(draft), data).status_code == 302
    assert draft.sittings.get().began_at == began


def test_time_that_never_was_is_refused():
    response = sitting_of(
        signed_in("Author"), held_on="2017-03-12", local_clock="02:30", zone="America/New_York"
    )
    assert "there was no such time" in errors_of(response)


def test_time_that_came_twice_is_asked_about():
    client = signed_in("Author")
    typed = {"held_on": "2017-11-05", "local_clock": "01:30", "zone": "America/New_York"}
    assert "write “01:30-04:00” or “01:30-05:00”" in errors_of(sitting_of(client, **typed))
    sitting_of(client, **{**typed, "local_clock": "01:30-05:00"})
    assert only_readout().sittings.get().began_at == datetime(2017, 11, 5, 6, 30, tzinfo=UTC)


def test_time_without_its_zone_is_refused():
    response = sitting_of(signed_in("Author"), held_on="2017-02-10", local_clock="09:10")
    assert "Say in which zone" in errors_of(response)


def test_day_alone_is_enough():
    sitting_of(signed_in("Author"), held_on="2017-02-10", precision="")
    assert only_readout().sittings.get().began_at is None
