"""Participants, sittings and heads, in leads of many shapes."""

from datetime import date

import pytest

from meetings.intake import KnownPerson, KnownPost, read

HOME = "Mr. Taro Minamida, Minister for Foreign Affairs"
CASES = {
    "subject and guest": (
        f"{HOME}, held a meeting with H.E. Dr. Samir al Fahim, Minister of Foreign Affairs of the"
        " State of Qadira.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            ("counterpart", "H.E. Dr.", "Samir al Fahim", ("Minister of Foreign Affairs",)),
        ],
    ),
    "several counterparts between subject and verb": (
        f"{HOME} of Japan, with H.E. Mr. Oren DASTAN, Minister of Foreign Affairs of the Republic"
        " of Velmora, and the Hon. Mireille Aubrac MP, Minister for Foreign Affairs, Trade and"
        " Tourism of the Kingdom of Castellane, held a trilateral meeting.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            ("counterpart", "H.E. Mr.", "Oren DASTAN", ("Minister of Foreign Affairs",)),
            (
                "counterpart",
                "the Hon.",
                "Mireille Aubrac MP",
                ("Minister for Foreign Affairs, Trade and Tourism",),
            ),
        ],
    ),
    "two offices of one person": (
        f"{HOME}, received a courtesy call by H. E. Ms. Ana BRUINS SLOT, Deputy Prime Minister and"
        " Minister of Foreign Affairs and International Cooperation of the Grand Duchy of Norr.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            (
                "counterpart",
                "H. E. Ms.",
                "Ana BRUINS SLOT",
                (
                    "Deputy Prime Minister",
                    "Minister of Foreign Affairs and International Cooperation",
                ),
            ),
        ],
    ),
    "an office whose name holds a comma": (
        f"{HOME}, had a working dinner with the Rt. Hon. A. K. O'Vantor, MP, Secretary of State for"
        " Foreign, Commonwealth and Development Affairs of the United Kingdom.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            (
                "counterpart",
                "the Rt. Hon.",
                "A. K. O'Vantor, MP",
                ("Secretary of State for Foreign, Commonwealth and Development Affairs",),
            ),
        ],
    ),
    "title first, on both sides": (
        "Prime Minister Minamida held a summit telephone talk with President Oren Dastan of the"
        " Republic of Velmora.",
        [
            ("home", None, "Minamida", ("Prime Minister",)),
            ("counterpart", None, "Oren Dastan", ("President",)),
        ],
    ),
    "no honorific, joined by and": (
        f"{HOME} and Siv Halvorsen, Minister of Foreign Affairs of the Commonwealth of Norrland"
        " held a telephone conversation.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            ("counterpart", None, "Siv Halvorsen", ("Minister of Foreign Affairs",)),
        ],
    ),
    "the home side with Excellency": (
        "H.E. Mr. MINAMIDA Taro, Minister for Foreign Affairs of Japan, held a meeting with Lt."
        " Gen. (res.) Jürgen Groß-Weil, Federal Minister for European Affairs of the Ostravan"
        " Republic.",
        [
            ("home", "H.E. Mr.", "MINAMIDA Taro", ("Minister for Foreign Affairs",)),
            (
                "counterpart",
                "Lt. Gen. (res.)",
                "Jürgen Groß-Weil",
                ("Federal Minister for European Affairs",),
            ),
        ],
    ),
    "an office that ends in no party": (
        f"{HOME}, held a video conference with H.E. Mr. Jos Borran, High Representative of the"
        " European Union for Foreign Affairs and Security Policy, Vice-President of the European"
        " Commission.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            (
                "counterpart",
                "H.E. Mr.",
                "Jos Borran",
                (
                    "High Representative of the European Union for Foreign Affairs and Security"
                    " Policy",
                    "Vice-President",
                ),
            ),
        ],
    ),
    "a group": (
        f"{HOME}, held a luncheon with Ambassadors of 8 nations in Japan.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            ("counterpart", None, "Ambassadors of 8 nations", ()),
        ],
    ),
    "a group that calls": (
        f"six governors of Velmoran states paid a courtesy call on {HOME}.",
        [
            ("counterpart", None, "six governors of Velmoran states", ()),
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
        ],
    ),
    "no space after the honorific": (
        f"{HOME}, held a meeting with H.E.Ms.Ana Bárcena, Minister of Foreign Affairs of Velmora.",
        [
            ("home", "Mr.", "Taro Minamida", ("Minister for Foreign Affairs",)),
            ("counterpart", "H.E.Ms.", "Ana Bárcena", ("Minister of Foreign Affairs",)),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_participants_are_read(name):
    lead, wanted = CASES[name]

    people = read(f"On May 4, 2021, commencing at 5:00 p.m. for 30 minutes, {lead}").participants

    assert [(one.side, one.honorific, one.name, one.offices) for one in people] == wanted


def test_visits_are_noted():
    home, counterpart = read(
        f"On May 4, 2021, at 5:00 p.m., {HOME}, who is visiting Munich to attend the Ocean Forum,"
        " held a meeting with Ms. Siv Halvorsen, Minister of Foreign Affairs of Norrland, during"
        " her visit to Germany."
    ).participants

    assert home.visit == "who is visiting Munich to attend the Ocean Forum"
    assert counterpart.visit == "during her visit to Germany"


def test_a_later_short_form_may_be_the_given_name():
    reading = read(
        f"May 4, 2021\n\nOn May 4, {HOME}, held a meeting with H.E. Ms. Retna Marsuda, Minister of"
        " Foreign Affairs of Velmora.\n\n1. Minister Retna and Minister Minamida met."
    )

    assert [one.short for one in reading.participants] == ["Minister Minamida", "Minister Retna"]


def test_each_part_of_a_meeting_is_a_sitting():
    meeting, lunch = read(
        f"On May 4, 2021, commencing at 10:00 a.m. for approximately 60 minutes, {HOME}, held a"
        " Foreign Ministers' Meeting with Ms. Siv Halvorsen, Minister of Foreign Affairs of"
        " Norrland, followed by a working lunch commencing at 11:30 a.m. for about 90 minutes."
    ).sittings

    assert (meeting.form, meeting.times[0].value, meeting.minutes) == (
        "meeting",
        "2021-05-04T10:00",
        60,
    )
    assert (lunch.form, lunch.times[0].value, lunch.minutes) == (
        "working lunch",
        "2021-05-04T11:30",
        90,
    )


def test_talks_of_two_days_are_two_sittings():
    sittings = read(
        "June 9, 2014\n\nOn June 7 and 8, the 14th Japan-Velmora Strategic Dialogue was held in"
        " Wellington between Mr. Akio Sugiura, Deputy Minister for Foreign Affairs, and Ms. Liv"
        " Dastan, Permanent Secretary of Velmora.\n\n1. They met."
    ).sittings

    assert [one.held_on for one in sittings] == [date(2014, 6, 7), date(2014, 6, 8)]
    assert {(one.form, one.place, one.zone) for one in sittings} == {
        ("strategic dialogue", "Wellington", "Pacific/Auckland")
    }
    assert all(one.times == () for one in sittings)


def test_a_year_is_inferred_only_from_a_release_within_ten_days():
    lead = f"On December 30, at 5:00 p.m., {HOME}, held a meeting."

    assert read(f"January 2, 2021\n\n{lead}").sittings[0].held_on == date(2020, 12, 30)
    assert read(f"March 2, 2021\n\n{lead}").sittings[0].held_on is None
    assert read(lead).sittings[0].held_on is None
    assert read(lead, released_on=date(2021, 1, 9)).sittings[0].held_on == date(2020, 12, 30)


def test_a_country_with_one_zone_settles_the_zone():
    text = (
        f"On May 4, 2021, at 5:00 p.m. (local time), {HOME}, who is visiting {{}}, held a meeting."
    )

    assert read(text.format("Norway")).sittings[0].zone == "Europe/Oslo"
    assert read(text.format("the United States")).sittings[0].zone is None


def test_title_and_lead_that_name_different_forms_are_found():
    text = (
        "Press Releases\nJapan-Qadira Foreign Ministers’ Meeting\nMay 4, 2021\n\nOn May 4, at 5:00"
        f" p.m., {HOME}, held a telephone talk with Mr. Samir al Fahim, Minister of Qadira."
    )

    assert "form_disagrees" in [finding.code for finding in read(text).findings]


@pytest.mark.parametrize(
    ("line", "number", "credit"),
    [
        ("Japan-Qadira Foreign Ministers’ Meeting1", 1, None),
        ("Japan-Qadira Foreign Ministers’ Meeting 2", 2, None),
        ("(Photo) Japan-Qadira Foreign Ministers’ Meeting", None, None),
        ("(Photo)1", 1, None),
        ("(Photo 3) The Ministers at the table", 3, None),
        ("(photo) Japan-Qadira Meeting-1", 1, None),
        ("(Photo:Japan-Qadira Meeting)", None, None),
        ("Ministers (Photo: Cabinet Public Affairs Office)", None, "Cabinet Public Affairs Office"),
        ("(Photo: Cabinet Public Relations Office)", None, "Cabinet Public Relations Office"),
        ("• The Ministers shake hands", None, None),
    ],
)
def test_captions_are_kept_as_printed(line, number, credit):
    (caption,) = read(
        f"Japan-Qadira Relations\nMay 4, 2021\n{line}\nOn May 4, at 5:00 p.m., {HOME}, met with Ms."
        " Siv Halvorsen."
    ).captions

    assert (caption.text, caption.number, caption.credit) == (line, number, credit)


def test_a_credit_on_the_next_line_belongs_to_the_caption_above():
    (caption,) = read(
        f"May 4, 2021\nThe Ministers\n(Photo: Cabinet Public Affairs Office)\nOn May 4, at 5 p.m.,"
        f" {HOME}, met with Ms. Siv Halvorsen."
    ).captions

    assert caption.credit == "Cabinet Public Affairs Office"
    assert caption.plain == "The Ministers"


def minamida(**post):
    return KnownPerson(
        "p1",
        ("Taro Minamida", "MINAMIDA Taro", "南田太郎"),
        (KnownPost("o1", "Minister for Foreign Affairs", **post),),
    )


def test_known_people_are_matched_with_the_posts_they_held_that_day():
    text = f"On May 4, 2021, at 5:00 p.m., {HOME}, held a meeting with Ms. Siv Halvorsen."

    home, guest = read(text, people=[minamida(held_from=date(2020, 1, 1))]).participants

    assert (home.person, home.posts) == ("p1", ("o1",))
    assert (guest.person, guest.posts) == (None, ())


def test_an_office_not_held_that_day_is_found():
    text = f"On May 4, 2021, at 5:00 p.m., {HOME}, held a meeting with Ms. Siv Halvorsen."

    findings = read(text, people=[minamida(held_until=date(2020, 1, 1))]).findings

    assert "office_not_held" in [finding.code for finding in findings]


def test_a_name_close_to_a_known_one_is_found():
    text = (
        "On May 4, 2021, at 5:00 p.m., Mr. Taro Minamita, Minister for Foreign Affairs, held talks."
    )

    reading = read(text, people=[minamida()])

    assert reading.participants[0].person is None
    assert "name_close" in [finding.code for finding in reading.findings]


def test_a_name_misspelt_in_the_rows_is_found():
    text = (
        f"May 4, 2021\n\nOn May 4, at 5:00 p.m., {HOME}, held talks.\n\n1. Minister Minimada spoke."
    )

    assert "name_close" in [finding.code for finding in read(text).findings]
