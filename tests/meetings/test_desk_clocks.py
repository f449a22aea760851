"""The clocks of a sitting while they are typed: what the desk answers, in words and values."""

import pytest

from meetings.models import Place
from tests.factories import make_party, make_relation, make_user
from tests.meetings.desk_form import signed_in

pytestmark = pytest.mark.django_db

NEW_YORK = {"zone": "America/New_York"}


def told(**typed):
    by_hand = {"typed": [name for name in typed if name != "zone"]}
    return signed_in("Author").post("/admin/meetings/readout/clocks/", typed | by_hand).json()


def values(*parts):
    names = ("held_on", "local_clock", "home_clock_day", "home_clock_time")
    return dict(zip(names, parts, strict=True))


SAMPLE = values("2017-02-10", "09:10", "2017-02-10", "23:10")


@pytest.mark.parametrize(
    "typed",
    [
        {"held_on": "2017-02-10", "local_clock": "9:10"},
        {"held_on": "2017-02-10", "home_clock_time": "23:10"},
        {"home_clock_day": "2017-02-10", "home_clock_time": "23:10"},
        {"held_on": "2017-02-10", "local_clock": "09:10", "home_clock_time": "23:10"},
    ],
)
def test_one_clock_gives_the_other(typed):
    answer = told(**typed, **NEW_YORK)
    assert answer["values"] == SAMPLE
    assert answer["said"] == "10 February 2017, 23:10 JST is 10 February 2017, 09:10 New York."


def test_our_clock_without_its_day_is_on_the_day_of_the_meeting_there():
    answer = told(held_on="2017-02-10", home_clock_time="05:00", **NEW_YORK)
    assert answer["values"] == values("2017-02-10", "15:00", "2017-02-11", "05:00")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"held_on": "2017-03-12", "local_clock": "02:30"}, "there was no such time"),
        ({"held_on": "2017-11-05", "local_clock": "01:30"}, "it was 01:30 twice"),
        (
            {"held_on": "2017-02-10", "local_clock": "09:30", "home_clock_time": "23:10"},
            "The two clocks disagree. 10 February 2017, 23:10 JST is",
        ),
        (
            {
                "held_on": "2017-02-12",
                "home_clock_day": "2017-02-10",
                "home_clock_time": "23:10",
            },
            "which is not 12 February 2017",
        ),
        ({"held_on": "2017-02-10", "local_clock": "25:00"}, "is no time of day"),
        ({"held_on": "some day", "local_clock": "09:00"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_linked_is_told_in_a_sentence_and_changes_nothing(typed, said):
    answer = told(**typed, **NEW_YORK)
    assert said in answer["said"]
    assert answer["values"] == {}


def test_nothing_is_demanded_that_is_not_known():
    for typed in ({}, {"held_on": "2017-02-10"}, {"local_clock": "09:00"}):
        assert told(**typed)["said"] == told(**typed, **NEW_YORK)["said"] == ""
    assert "is not a time zone" in told(zone="Mars/Olympus")["said"]


def test_a_zone_is_proposed_by_the_place_before_the_relation():
    Place.objects.create(name="Testville", zone="Pacific/Fiji", country="FJ")
    relation = make_relation("With Germany", [make_party("Germany")]).pk
    assert told(place="Testville, Testland", relation=relation)["zone"] == "Pacific/Fiji"
    assert told(relation=relation)["zone"] == "" == told(relation="x" * 30)["zone"]
    fiji = make_relation("With Fiji", [make_party("Fiji")]).pk
    assert (told(relation=fiji)["zone"], told(relation=fiji)["because"]) == ("Pacific/Fiji", "Fiji")
    assert told(relation=fiji, **NEW_YORK)["zone"] == ""


def test_an_act_is_told_by_all_clocks():
    typed = {"day": "2017-02-11", "time": "00:30", "zones": "America/New_York"}
    said = "Will appear on 11 February 2017, 00:30 JST (10 February 2017, 10:30 New York)."
    assert told(**typed)["said"] == said
    assert told(**typed | {"time": ""})["said"] == ""
    assert "is no time of day" in told(**typed | {"time": "24:30"})["said"]
    assert "is not a time zone" in told(**typed | {"zones": "Nowhere"})["said"]


def test_labels_out_of_order_are_told_with_what_they_would_be():
    rows = {"label": ["1", "", "2"], "depth": ["0", "0", "0"], "stored": ["1", "", "1"]}
    answer = signed_in("Author").post("/admin/meetings/readout/labels/", rows).json()
    assert answer == {"labels": ["1", "2", "3"], "words": "1–3"}


@pytest.mark.parametrize("depth", ["", "12", "-1", "x"])
def test_labels_are_told_whatever_their_depth_is_said_to_be(depth):
    rows = {"label": ["1", "3"], "depth": ["0", depth], "stored": ["1", "1"]}
    answer = signed_in("Author").post("/admin/meetings/readout/labels/", rows).json()
    assert answer["labels"] == ["1", "2"]


@pytest.mark.parametrize("part", ["labels", "clocks"])
def test_strangers_are_told_nothing(part):
    client = signed_in(user=make_user("No such group"))
    assert client.post(f"/admin/meetings/readout/{part}/").status_code == 403
