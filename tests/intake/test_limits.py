"""What is refused, and how reading grows with the text."""

from contextlib import suppress
from time import process_time

import pytest

from meetings.intake import MAX_BYTES, MAX_PASSAGES, Refused, read, read_html
from tests import machine
from tests.intake.shapes import SAMPLE

AWKWARD = [
    " ",
    "\n",
    "a",
    "A ",
    "1",
    "1 ",
    "(",
    "(1) ",
    "1. ",
    "1.\n",
    "(PDF) ",
    "(PDF",
    "A.B.",
    "Mr. ",
    "Abc Def\n",
    "May 3, 2017\n",
    "The overview of the ",
    "On May 3, at 5:00 p.m. he held ",
    "Back\n",
    "Back to Japan\n",
    "\u00a0x",
    "- ",
    "“",
    "Minister of Foreign Affairs and ",
    "On May 3 at 5:00 p.m. foo bar baz qux\n",
    "Minister A B, Minister of C of D, and Mr. E F, ",
    "(Photo) X (Photo: Office)\n",
    "A-",
    "H.E. ",
    "of the ",
    "and ",
]


def test_more_than_a_megabyte_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="longer than 1 MB"):
        read("a" * (MAX_BYTES + 1))
    with pytest.raises(Refused, match="longer than 1 MB"):
        read("会" * (MAX_BYTES // 3 + 1))


def test_more_than_three_hundred_passages_are_refused_with_a_sentence():
    rows = "".join(f"\n{number}. They met." for number in range(1, MAX_PASSAGES + 1))

    assert len(read("May 3, 2021\n" + rows).items) == MAX_PASSAGES
    with pytest.raises(Refused, match="more than 300 passages"):
        read(f"May 3, 2021\n{rows}\n{MAX_PASSAGES + 1}. They left.")


MARKUP = ["<!--", "<?", "<![if ", "<", "<a ", '<a b="', "<div>", "<ol><li>", "<p>x", "&amp"]
LONG = machine.size(50_000, MAX_BYTES)


@pytest.mark.parametrize("piece", AWKWARD, ids=repr)
def test_reading_grows_no_faster_than_the_text(piece):
    assert growth(read, piece) < 4


@pytest.mark.parametrize("piece", MARKUP, ids=repr)
def test_reading_a_page_grows_no_faster_than_the_page(piece):
    assert growth(read_html, piece) < 4


def test_reading_prose_grows_no_faster_than_the_prose():
    paragraph = "\n\nMinister Kishida stated that ports matter, and (1) that tides do. "
    assert growth(read, SAMPLE.replace("Back to", paragraph * 8)) < 4


def growth(ask, piece):
    """How many times dearer a sign is in a text that is eight times as long.

    Processor time, which others on the machine change little; the first call warms what is kept.
    """
    texts = [piece * max(1, length // len(piece.encode())) for length in (LONG // 8, LONG)]
    short, long = (min(seconds(ask, text) for _ in range(2)) / len(text) for text in texts)
    # Below a hundredth of a second there is nothing to compare.
    return long / max(short, 0.01 / len(texts[0]))


def seconds(ask, text):
    began = process_time()
    with suppress(Refused):
        ask(text)
    return process_time() - began
