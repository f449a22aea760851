"""Rows: labels, depths and headings in the shapes that real texts have."""

import pytest

from meetings.intake import read

HEAD = (
    "Japan-Qadira Relations\nJapan-Qadira Foreign Ministers’ Meeting\nMay 3, 2021\n\nOn May 3,"
    " commencing at 6:35 p.m. for 25 minutes, Ms. Haruka Ishigaki, Minister for Foreign Affairs,"
    " held a meeting with Mr. Samir al Fahim, Minister of Foreign Affairs of the State of Qadira."
    " The overview of the meeting is as follows.\n\n"
)
CASES = {
    "four levels in the order they first nest": (
        "2. Ports\n(1) Piers\nA. They met.\n(a) They spoke.\nB. They ate.\n3. Tides\nThey left.",
        [
            ("2.", 0, "Ports"),
            ("(1)", 1, "Piers"),
            ("A.", 2, None),
            ("(a)", 3, None),
            ("B.", 2, None),
            ("3.", 0, "Tides"),
        ],
    ),
    "a top row shown as a bullet after points": (
        "1. They met.\n2. They spoke.\n• (1) Of ports.\n• (2) Of tides.\n• 3. They left.",
        [
            ("1.", 0, None),
            ("2.", 0, None),
            ("• (1)", 1, None),
            ("• (2)", 1, None),
            ("• 3.", 0, None),
        ],
    ),
    "a label printed twice": (
        "1. They met.\n\n2. 2. They spoke.\n\n3. They left.",
        [("1.", 0, None), ("2. 2.", 0, None), ("3.", 0, None)],
    ),
    "two labels on one line": (
        "1. They met.\n\n2. (1) They spoke.\n\n(2) They ate.\n\n3. They left.",
        [("1.", 0, None), ("2.", 0, None), ("(1)", 1, None), ("(2)", 1, None), ("3.", 0, None)],
    ),
    "a first heading that lost its number": (
        "Opening remarks\n\nThey met.\n\n2 Ports\n\n(1) They spoke.",
        [(None, 0, "Opening remarks"), ("2", 0, "Ports"), ("(1)", 1, None)],
    ),
    "headings without numbers": (
        "Opening remarks\nThey met.\nPorts\n(1) They spoke.\n(2) They ate.",
        [(None, 0, "Opening remarks"), (None, 0, "Ports"), ("(1)", 1, None), ("(2)", 1, None)],
    ),
    "numbers that begin again below a third level": (
        "1 Ports\n(1) Piers\n1. They met.\n2. They spoke.\n(2) Cranes\n1. They ate.\n2 Tides\nX.",
        [
            ("1", 0, "Ports"),
            ("(1)", 1, "Piers"),
            ("1.", 2, None),
            ("2.", 2, None),
            ("(2)", 1, "Cranes"),
            ("1.", 2, None),
            ("2", 0, "Tides"),
        ],
    ),
    "the same mark nested under headings": (
        "1. Ports\n1. They met.\n2. They spoke.\n2. Tides\n1. They ate.\n2. They left.",
        [
            ("1.", 0, "Ports"),
            ("1.", 1, None),
            ("2.", 1, None),
            ("2.", 0, "Tides"),
            ("1.", 1, None),
            ("2.", 1, None),
        ],
    ),
    "a restart after a sub-list is the next row above": (
        "1. They met.\n2. They spoke.\n(1) Of ports.\n(2) Of tides.\n1. They ate.\n2. They left.",
        [
            ("1.", 0, None),
            ("2.", 0, None),
            ("(1)", 1, None),
            ("(2)", 1, None),
            ("1.", 0, None),
            ("2.", 0, None),
        ],
    ),
    "a list inside a sentence": (
        "1. They named (1) ports, (2) tides and (3) grain.\n2. They noted (A) tin and\n(B) tea.",
        [("1.", 0, None), ("2.", 0, None)],
    ),
    "figures that begin a broken line": (
        "1. They said that some\n30 ministers came, and that 3.5 million\n4 tons were sold.",
        [("1.", 0, None)],
    ),
    "no space after the label": (
        "1.They met.\n2.They spoke.\n(1)They ate.\n3.They left.",
        [("1.", 0, None), ("2.", 0, None), ("(1)", 1, None), ("3.", 0, None)],
    ),
    "full-width labels": (
        "１　冒頭\n（１）両大臣は会った。\n（２）両大臣は話した。\n２　港湾\n両大臣は去った。",
        [("１", 0, "冒頭"), ("（１）", 1, None), ("（２）", 1, None), ("２", 0, "港湾")],
    ),
    "Japanese letters below figures": (
        "1 冒頭\n(1)概要\nア　両大臣は会った。\nイ　両大臣は話した。\n(2)結果\nア　去った。",
        [
            ("1", 0, "冒頭"),
            ("(1)", 1, "概要"),
            ("ア", 2, None),
            ("イ", 2, None),
            ("(2)", 1, "結果"),
            ("ア", 2, None),
        ],
    ),
    "dashes": ("- They met.\n-\n- They left.", [("-", 0, None), ("-", 0, None), ("-", 0, None)]),
    "rings below figures": (
        "1. They met.\n° Of ports.\n° Of tides.\n2. They left.",
        [("1.", 0, None), ("°", 1, None), ("°", 1, None), ("2.", 0, None)],
    ),
    "points that are nouns": (
        "1. Ports\n(1) Trade and investment\n(2) Tides\n2. They left.",
        [("1.", 0, "Ports"), ("(1)", 1, None), ("(2)", 1, None), ("2.", 0, None)],
    ),
    "letters and Roman numerals": (
        "(a) They met.\n(b) They spoke.\n(i) Of ports.\n(ii) Of tides.\n(c) They left.",
        [("(a)", 0, None), ("(b)", 0, None), ("(i)", 1, None), ("(ii)", 1, None), ("(c)", 0, None)],
    ),
    "a heading among paragraphs": (
        "1 Ports\nThey met.\n2 Both ministers spoke of tides at length.\n3 Grain\n(1) They ate.",
        [("1", 0, "Ports"), ("2", 0, None), ("3", 0, "Grain"), ("(1)", 1, None)],
    ),
    "paragraphs alone": ("They met.\n\nThey left.", [(None, 0, None), (None, 0, None)]),
    "five levels are kept to four": (
        "1. Ports\n(1) Piers\nA. Cranes\n(a) Ropes\ni. They met.\nii. They left.",
        [
            ("1.", 0, "Ports"),
            ("(1)", 1, "Piers"),
            ("A.", 2, "Cranes"),
            ("(a)", 3, None),
            ("i.", 3, None),
            ("ii.", 3, None),
        ],
    ),
    "a label on its own line": (
        "1.\nThey met.\n\n2.\nThey left.",
        [("1.", 0, None), ("2.", 0, None)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_outline_is_read(name):
    text, wanted = CASES[name]

    items = read(HEAD + text).items

    assert [(item.label, item.depth, item.heading) for item in items] == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. They met.\n2. 2. They spoke.", "label_doubled"),
        ("1. They met.\n2. They spoke.\n4. They left.", "label_gap"),
        ("1. They met.\n3. They spoke.\n2. They left.", "label_gap"),
        ("1. They met.\n2. They spoke.\n(1) Of ports.\n1. They left.", "label_restarts"),
        ("1. They met the whole day long.\n2. They met the whole day long.", "paragraph_doubled"),
    ],
)
def test_what_is_doubtful_about_rows_is_found(text, code):
    findings = read(HEAD + text).findings

    assert code in [finding.code for finding in findings]


def test_rows_are_told_apart_by_kind():
    text = (
        "(From the Qadira side, Mr. Pell Ostin, Ambassador, attended the meeting.)\n\n"
        "The two sides signed a note on tides.\n\n1. They met.\n2. They left.\n\n"
        "(* The foregoing is a provisional translation.)\n(END)\n\n(Reference)\nIt has ports.\n\n"
        "Participants:\nQadira: Pell Ostin, Ambassador\n\nBack to Japan-Qadira Relations"
    )

    reading = read(HEAD + text)

    assert [item.kind for item in reading.items] == [
        "attendance",
        "preamble",
        "item",
        "item",
        "note",
        "note",
        "reference",
        "attendance",
    ]
    assert reading.left_out == ("Back to Japan-Qadira Relations",)


def test_link_debris_is_left_out_and_proposes_a_document():
    reading = read(HEAD + "1. They issued a Joint Statement (PDF)Open a New Window on tides.")

    assert reading.items[0].text == "They issued a Joint Statement on tides."
    assert reading.left_out == ("(PDF)Open a New Window",)
    assert [document.title for document in reading.documents] == ["They issued a Joint Statement"]


def test_a_lead_that_is_item_one_keeps_its_label():
    reading = read("May 3, 2021\n\n1. On May 3, Ms. Haruka Ishigaki held talks.\n\n2. They left.")

    assert reading.introduction == "1. On May 3, Ms. Haruka Ishigaki held talks."
    assert [item.label for item in reading.items] == ["2."]
    assert reading.findings == ()
