"""Broken texts: whatever comes, it is read, and every character has its place."""

from random import Random

from meetings.intake import read, to_json
from tests import machine
from tests.intake.shapes import SAMPLE, SHAPES
from tests.intake.texts import LABELS, LINES, WORDS

TEXTS = [SAMPLE, *(shape["text"] for shape in SHAPES)]
SIGNS = (
    "\x00\u00a0\u00ad\u200b\ufeff\ud800（１）〔〕«»“”‘’'\"()[]{}.,:;-–—/\\ \t\r\n0123456789aApm"
    "時分年月日頃令和"
)


def mutate(text, random):
    """Cut, swap, repeat and sprinkle."""
    for _ in range(random.randint(1, 8)):
        at, to = sorted(random.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + random.choice((1, 3, 20, 200)))
        put = random.choice(
            (
                "",
                random.choice(SIGNS) * random.randint(1, 5),
                text[at:to] * 2,
                f"\n{random.choice(LABELS)} {random.choice(WORDS)}\n",
                f"\n{random.choice(LINES)}\n",
                text[at:to][::-1],
                text[at:to].swapcase(),
            )
        )
        text = text[:at] + put + text[to:]
    return text


def test_mutated_texts_are_read_and_lose_nothing():
    random = Random(2017)
    for _ in range(machine.size(1_500, 100_000)):
        text = mutate(random.choice(TEXTS), random)

        reading = read(text)

        assert not reading.unplaced, text
        assert to_json(reading)["findings"] is not None
