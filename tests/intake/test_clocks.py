"""Home and local clocks against each other, over ten zones and their clock changes."""

import pytest

from meetings.intake import read

LEAD = (
    "Japan-Qadira Relations\n\n{released}\n\nOn {day}, commencing at {local} (local time; {home}"
    " JST) for 30 minutes, Mr. Taro Minamida, Minister for Foreign Affairs, who is visiting"
    " {place}, held a meeting with H.E. Mr. Samir al Fahim, Minister of Foreign Affairs of the"
    " State of Qadira. The overview is as follows.\n\n1. They met."
)
RIGHT = [
    ("New York", "March 11, 2017", "March 11", "9:00 a.m.", "11:00 p.m."),
    ("New York", "March 13, 2017", "March 13", "9:00 a.m.", "10:00 p.m."),  # clocks forward
    ("London", "October 27, 2018", "October 27", "3:00 p.m.", "11:00 p.m."),
    ("London", "October 29, 2018", "October 29", "3:00 p.m.", "October 30, 0:00 a.m."),  # back
    ("Munich", "June 7, 2024", "June 7", "5:10 p.m.", "June 8, 12:10 a.m."),
    ("Tehran", "April 22, 2021", "April 22", "10:50 a.m.", "3:20 p.m."),
    ("New Delhi", "May 1, 2022", "May 1", "11:30 a.m.", "3:00 p.m."),
    ("Wellington", "February 18, 2021", "February 18", "10:35 a.m.", "6:35 a.m."),
    ("Port Moresby", "January 2, 2021", "January 2", "8:53 a.m.", "7:53 a.m."),
    ("Honolulu", "July 3, 2019", "July 3", "7:00 p.m.", "July 4, 2:00 p.m."),
    ("Sydney", "April 2, 2023", "April 2", "2:30 a.m.", "1:30 a.m."),  # the hour came twice
    ("Sydney", "April 2, 2023", "April 2", "2:30 a.m.", "0:30 a.m."),
]
WRONG = [
    ("New York", "March 13, 2017", "March 13", "9:00 a.m.", "11:00 p.m.", "clocks_disagree"),
    ("London", "October 29, 2018", "October 29", "3:00 p.m.", "11:00 p.m.", "clocks_disagree"),
    ("Munich", "June 7, 2024", "June 7", "5:10 p.m.", "June 7, 12:10 a.m.", "dates_disagree"),
    (
        "Brasilia",
        "January 9, 2023",
        "January 9",
        "10:30 a.m.",
        "January 10, 10:30 p.m.",
        "dates_disagree",
    ),
    ("Tehran", "April 22, 2024", "April 22", "10:50 a.m.", "3:20 p.m.", "clocks_disagree"),
    ("New Delhi", "May 1, 2022", "May 1", "11:30 a.m.", "2:30 p.m.", "clocks_disagree"),
    ("Wellington", "July 18, 2021", "July 18", "10:35 a.m.", "6:35 a.m.", "clocks_disagree"),
    ("New York", "March 12, 2017", "March 12", "2:30 a.m.", "4:30 p.m.", "clocks_disagree"),
    ("Honolulu", "July 3, 2019", "July 3", "7:00 p.m.", "July 3, 2:00 p.m.", "dates_disagree"),
    ("Port Moresby", "January 2, 2021", "January 2", "8:53 a.m.", "9:53 a.m.", "clocks_disagree"),
]


def codes(place, released, day, local, home):
    text = LEAD.format(place=place, released=released, day=day, local=local, home=home)
    return [finding.code for finding in read(text).findings]


@pytest.mark.parametrize("pair", RIGHT)
def test_clocks_that_agree_are_not_flagged(pair):
    assert codes(*pair) == []


@pytest.mark.parametrize("pair", WRONG)
def test_clocks_that_disagree_are_found(pair):
    *pair, code = pair

    assert codes(*pair) == [code]


def test_a_disagreement_says_what_each_clock_would_make_the_other():
    text = LEAD.format(
        place="New York",
        released="March 13, 2017",
        day="March 13",
        local="9:00 a.m.",
        home="11:00 p.m.",
    )

    (finding,) = read(text).findings

    assert "11:00 p.m. on March 13 JST is 10:00 a.m. on March 13 in New York" in finding.message
    assert "9:00 a.m. on March 13 in New York is 10:00 p.m. on March 13 JST" in finding.message


@pytest.mark.parametrize(
    ("printed", "value", "precision"),
    [
        ("8 p.m.", "20:00", "exact"),
        ("around 8:15pm", "20:15", "around"),
        ("3:30PM", "15:30", "exact"),
        ("just after 7:30 a.m.", "07:30", "just after"),
        ("about 08:40 a.m.", "08:40", "around"),
        ("0:00 p.m.", "12:00", "exact"),
        ("0:20 p.m.", "12:20", "exact"),
        ("00:45 p.m.", "12:45", "exact"),
        ("12:00 p.m.", "12:00", "exact"),
        ("12 p.m.", "12:00", "exact"),
        ("noon", "12:00", "exact"),
        ("0:28 a.m.", "00:28", "exact"),
        ("12 a.m.", "00:00", "exact"),
        ("4.45 p.m.", "16:45", "exact"),
        ("16.45", "16:45", "exact"),
        ("around10:35", "10:35", "around"),
        ("11:40p.m.", "23:40", "exact"),
        ("10:00 P.M.", "22:00", "exact"),
        ("19:10 p.m.", "19:10", "exact"),
        ("22:05", "22:05", "exact"),
    ],
)
def test_each_form_of_clock_is_read(printed, value, precision):
    text = (
        f"On May 4, 2021, commencing at {printed} for 30 minutes, Mr. A. Minamida held a meeting."
    )

    (time,) = read(text).sittings[0].times

    assert (time.value[-5:], time.precision, time.clock) == (value, precision, "unstated")


@pytest.mark.parametrize(
    ("clause", "clocks"),
    [
        ("5:00 p.m. (11:00 p.m., Japan time)", ["unstated", "home"]),
        ("5:00 p.m. (local time; 11:00 p.m. JST)", ["local", "home"]),
        ("5:00 p.m. (local time; the same day, 11:00 p.m. JST)", ["local", "home"]),
        ("5:00 p.m. local time (On May 4, at 11:00 p.m. JST)", ["local", "home"]),
        ("5:00 p.m. (local time, at 11:00 p.m. on May 4, Japan time)", ["local", "home"]),
        ("5:00 p.m. (local time. 11:00 p.m., Japan time.)", ["local", "home"]),
        ("5:00 p.m. (local time: on May 4 at 11:00 p.m. Japan time)", ["local", "home"]),
        ("5:00 p.m.(local time; 11:00 p.m. JST)", ["local", "home"]),
        ("11:00 p.m. (5:00 p.m. on May 4, local time)", ["unstated", "local"]),
        ("11:00 p.m. JST (5:00 p.m. local time, May 4)", ["home", "local"]),
        ("11:00 p.m. Japan time (local time 5:00 p.m.)", ["home", "local"]),
        ("5:00 p.m. (NY time)", ["local"]),
        ("5:00 p.m. (France time)", ["local"]),
        ("11:00 p.m. for 20 minutes, (Japan time),", ["home"]),
        (
            "5:00 p.m. for 20 minutes (local time, 11:00 p.m. on May 4, Japan time)",
            ["local", "home"],
        ),
        ("11:00 p.m.", ["unstated"]),
    ],
)
def test_each_clause_says_whose_clock_it_is(clause, clocks):
    text = f"On May 4, 2021, commencing at {clause} Mr. A. Minamida held a meeting."

    (sitting,) = read(text).sittings

    assert [time.clock for time in sitting.times] == clocks


@pytest.mark.parametrize(
    ("printed", "minutes", "precision"),
    [
        ("for approximately 30 minutes", 30, "about"),
        ("for 45 minutes", 45, "exact"),
        ("for over 50 minutes", 50, "over"),
        ("for approximately an hour", 60, "about"),
        ("for one hour and 40 minutes", 100, "exact"),
        ("for about one and a half hours", 90, "about"),
        ("for two hours and a half", 150, "exact"),
        ("for a total of two hours and thirty minutes", 150, "exact"),
        ("for around forty-five minutes", 45, "about"),
        ("for half an hour", 30, "exact"),
        ("for 160 minutes", 160, "exact"),
    ],
)
def test_each_length_of_time_is_read(printed, minutes, precision):
    text = f"On May 4, 2021, commencing at 5:00 p.m. {printed}, Mr. A. Minamida held a meeting."

    (sitting,) = read(text).sittings

    assert (sitting.minutes, sitting.minutes_precision) == (minutes, precision)


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        (
            "On Friday, May 4, 2021, at 5:00 p.m. Mr. A. Minamida held a meeting.",
            "weekday_disagrees",
        ),
        ("On May 22th, 2021, at 5:00 p.m. Mr. A. Minamida held a meeting.", "ordinal_malformed"),
        (
            "On May 4, 2021, at 19:10 p.m. Mr. A. Minamida held a meeting.",
            "clock_24_hours_with_half",
        ),
        ("On May 4, 2021, at 25:10 Mr. A. Minamida held a meeting.", "clock_malformed"),
        ("On February 30, 2021, at 5:10 p.m. Mr. A. Minamida held a meeting.", "date_malformed"),
        (
            "On May 4, from 5:00 p.m. to 6:00 p.m. for 30 minutes, Mr. A. Minamida held a meeting"
            " in Paris on May 4, 2021.",
            "length_disagrees",
        ),
        (
            "On May 4, at 5:00 p.m. Mr. A. Minamida, Minister for Foreign Affairs, held a meeting.",
            "year_unknown",
        ),
        (
            "On May 4, 2021, at 5 p.m. Mr. A. Minamida, during his visit to Paris, held a meeting.",
            "clock_unstated",
        ),
        (
            "On May 4, 2021, at 5:00 p.m. (local time) Mr. A. Minamida, who is visiting Zorbograd,"
            " held a meeting.",
            "zone_unknown",
        ),
    ],
)
def test_what_is_doubtful_about_time_is_found(lead, code):
    findings = {finding.code: finding for finding in read(lead).findings}

    assert code in findings
    assert findings[code].line == 1


@pytest.mark.parametrize(
    ("lead", "values", "minutes"),
    [
        (
            "平成29年2月10日、午後11時10分頃(日本時間)から約30分間、会談を行いました。",
            ["2017-02-10T23:10"],
            30,
        ),
        (
            "2017年2月10日、午後4時05分（現地時間；日本時間同日午後8時05分）から約1時間半、外相会談を行いました。",
            ["2017-02-10T16:05", "2017-02-10T20:05"],
            90,
        ),
        ("令和元年5月1日、22時30分頃から20分間、電話会談を行いました。", ["2019-05-01T22:30"], 20),
        ("２０２１年５月４日、正午から１時間、外相会談を行いました。", ["2021-05-04T12:00"], 60),
    ],
)
def test_japanese_days_and_clocks_are_read(lead, values, minutes):
    (sitting,) = read(lead).sittings

    assert [time.value for time in sitting.times] == values
    assert sitting.minutes == minutes
