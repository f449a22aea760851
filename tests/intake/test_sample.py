"""The one real page."""

from datetime import date, datetime
from time import process_time
from zoneinfo import ZoneInfo

from meetings.intake import read, to_json
from tests.intake.shapes import SAMPLE


def test_rows_have_their_labels_depths_and_headings():
    items = read(SAMPLE).items

    assert [(item.label, item.depth, item.heading) for item in items] == [
        ("1", 0, "Japan-U.S. Alliance"),
        ("2", 0, "Regional Situation"),
        ("(1)", 1, None),
        ("(2)", 1, None),
        ("(3)", 1, None),
        ("(4)", 1, None),
        ("3", 0, "Okinawa"),
        ("4", 0, "Japan-U.S. Economic Relations"),
    ]
    assert {item.kind for item in items} == {"item"}


def test_both_clocks_are_read_and_agree_for_new_york():
    (sitting,) = read(SAMPLE).sittings

    home, local = sitting.times

    assert (home.value, home.clock, home.precision) == ("2017-02-10T23:10", "home", "around")
    assert (local.value, local.clock, local.precision) == ("2017-02-10T09:10", "local", "around")
    assert sitting.began_at == datetime(2017, 2, 10, 9, 10, tzinfo=ZoneInfo("America/New_York"))
    assert (sitting.minutes, sitting.minutes_precision) == (30, "about")


def test_the_place_is_the_only_doubt():
    reading = read(SAMPLE)

    assert [finding.code for finding in reading.findings] == ["place_unstated"]
    assert reading.findings[0].line == 7
    assert (reading.sittings[0].place, reading.sittings[0].zone) == (None, None)


def test_participants_come_with_their_offices():
    home, counterpart = read(SAMPLE).participants

    assert (home.side, home.honorific, home.name) == ("home", "Mr.", "Fumio Kishida")
    assert home.offices == ("Minister for Foreign Affairs",)
    assert home.short == "Minister Kishida"
    assert (counterpart.side, counterpart.name) == ("counterpart", "Rex Tillerson")
    assert counterpart.honorific == "the Honorable"
    assert counterpart.offices == ("Secretary of State",)
    assert counterpart.party == "United States of America"
    assert counterpart.short == "Secretary Tillerson"


def test_head_captions_and_furniture_go_where_they_belong():
    reading = read(SAMPLE)

    assert reading.relation == "Japan-United States of America Relations"
    assert (reading.title, reading.title_is_printed) == (
        "Japan-U.S. Foreign Ministers' Meeting",
        False,
    )
    assert reading.released_on == date(2017, 2, 10)
    assert [(one.text[-8:], one.number) for one in reading.captions] == [
        ("Meeting1", 1),
        ("Meeting2", 2),
    ]
    assert reading.closing == "The overview of the meeting is as follows."
    assert reading.left_out == ("Back to Japan-United States of America Relations",)
    assert to_json(reading)["cleaned"] == ["1 no-break space"]


def test_json_has_the_agreed_shape():
    found = to_json(read(SAMPLE))

    assert list(found) == [
        "relation",
        "title",
        "released_on",
        "captions",
        "introduction",
        "closing",
        "sittings",
        "participants",
        "items",
        "left_out",
        "cleaned",
        "findings",
    ]
    assert list(found["captions"][0]) == ["text", "number", "credit"]
    assert list(found["sittings"][0]) == [
        "form",
        "held_on",
        "times",
        "zone",
        "minutes",
        "minutes_precision",
        "place",
    ]
    assert found["sittings"][0]["times"][0] == {
        "value": "2017-02-10T23:10",
        "clock": "home",
        "precision": "around",
    }
    assert list(found["participants"][0]) == [
        "side",
        "honorific",
        "name",
        "short",
        "offices",
        "group",
    ]
    assert list(found["items"][0]) == ["kind", "depth", "label", "heading", "text", "tags"]
    assert list(found["findings"][0]) == ["code", "message", "line"]


def test_it_is_read_at_once():
    read(SAMPLE)
    began = process_time()

    read(SAMPLE)

    assert process_time() - began < 0.1
