"""Tags suggested from a vocabulary."""

from time import process_time

from meetings.intake import Vocabulary, read, suggest_tags
from tests.intake.shapes import SAMPLE

VOCABULARY = Vocabulary(
    [
        ("North Korea", "north-korea"),
        ("North Korean issue", "north-korea"),
        ("Trans-Pacific Partnership", "tpp"),
        ("TPP", "tpp"),
        ("South China Sea", "south-china-sea"),
        ("Okinawa", "okinawa"),
        ("OSA", "osa"),
        ("security and defense", "security"),
        ("Free and Open Indo-Pacific", "foip"),
        ("拉致問題", "abductions"),
        ("China Sea", "china-sea"),
    ]
)


def test_names_and_aliases_are_found_in_rows():
    items = read(SAMPLE, vocabulary=VOCABULARY).items

    assert [item.tags for item in items] == [
        (),
        (),
        ("north-korea", "china-sea", "south-china-sea"),
        ("north-korea",),
        (),
        (),
        ("okinawa",),
        ("tpp",),
    ]


def test_spelling_and_capitals_do_not_matter_but_acronyms_keep_theirs():
    assert VOCABULARY.suggest("security and defence") == ("security",)
    assert VOCABULARY.suggest("the North Korean issues") == ("north-korea",)
    assert VOCABULARY.suggest("a “free and open Indo-Pacific”") == ("foip",)
    assert VOCABULARY.suggest("They visited Osa.") == ()
    assert VOCABULARY.suggest("Through OSA they gave boats.") == ("osa",)


def test_japanese_names_are_found():
    assert VOCABULARY.suggest("両大臣は拉致問題について話した。") == ("abductions",)


def test_what_earlier_rows_under_the_heading_carried_is_suggested_too():
    rows = [("Okinawa", "They spoke."), ("Ports", "They left.")]

    found = suggest_tags(rows, VOCABULARY, earlier={"ports": ["shipping"]})

    assert found == [("okinawa",), ("shipping",)]


def test_five_thousand_names_take_five_milliseconds():
    large = Vocabulary(
        [
            (f"Topic {first} {second}", f"t{first}-{second}")
            for first in "alpha beta gamma delta minister".split()
            for second in range(1000)
        ]
        + [("North Korea", "north-korea")]
    )
    rows = [(item.heading, item.text) for item in read(SAMPLE).items]
    best = 1.0
    for _ in range(5):
        began = process_time()
        suggest_tags(rows, large)
        best = min(best, process_time() - began)

    assert best < 0.005
