"""A corrected text finds its rows."""

from dataclasses import replace
from random import Random
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from meetings.intake import read, rematch
from meetings.intake.reading import ReadItem
from tests.intake.shapes import SAMPLE

NOUNS = (
    "ports tides grain buoys piers cranes maps salt wool tin ships whales kelp sand clay fog rain"
    " wind ice reefs"
).split()
VERBS = "shared reviewed welcomed explained noted raised hoped asked agreed signed".split()


def row(text, label="1.", heading=None, depth=0):
    return ReadItem("item", depth, label, heading, text, (), 1)


def rows(count, random):
    return [
        row(
            " ".join(random.choice(NOUNS + VERBS) for _ in range(random.randint(20, 60))),
            label=f"{number}.",
        )
        for number in range(1, count + 1)
    ]


def edited(old, edits, random):
    """Give the rows after some edits, each with the old place it came from or None."""
    new = list(enumerate(old))
    for _ in range(edits):
        at = random.randrange(len(new))
        match random.choice(["word", "insert", "remove", "move", "renumber", "indent"]):
            case "word":
                place, item = new[at]
                words = item.text.split()
                words[random.randrange(len(words))] = "harbour"
                new[at] = (place, replace(item, text=" ".join(words)))
            case "insert":
                new.insert(
                    at, (None, row(" ".join(random.choices("zebra quill oxbow".split(), k=30))))
                )
            case "remove":
                del new[at]
            case "move":
                new.insert(random.randrange(len(new)), new.pop(at))
            case "renumber":
                new[at] = (new[at][0], replace(new[at][1], label="9."))
            case "indent":
                new[at] = (new[at][0], replace(new[at][1], depth=1))
    return new


@given(st.integers(0, 2**32))
def test_twenty_edits_on_forty_rows_lose_no_surviving_row(seed):
    random = Random(seed)
    old = rows(40, random)
    new = edited(old, 20, random)

    found = rematch(old, [item for _, item in new])

    assert {pair.new: pair.old for pair in found.pairs} == {
        at: place for at, (place, _) in enumerate(new) if place is not None
    }


def test_five_edits_on_the_sample_keep_every_row():
    old = read(SAMPLE).items
    text = (
        SAMPLE.replace("cornerstone", "foundation")
        .replace("3 Okinawa", "3 Ports\n\nThe two sides spoke of ports.\n\n4 Okinawa")
        .replace("4 Japan-U.S. Economic", "5 Japan-U.S. Economic")
    )
    start = text.index("(3) Minister Kishida")
    text = text[:start] + text[text.index("(4) Secretary") :]
    new = read(text).items

    found = rematch(old, new)

    assert len(found.pairs) == 7
    assert [old[at].label for at in found.gone] == ["(3)"]
    assert [new[at].heading for at in found.came] == ["Ports"]
    for pair in found.pairs:
        assert old[pair.old].text[-40:] == new[pair.new].text[-40:]


def test_the_result_says_what_changed_and_what_moved():
    old = [row("ports and tides", "1."), row("grain and salt", "2."), row("wool and tin", "3.")]
    new = [row("wool and tin", "1."), row("ports and tides now", "2."), row("grain and salt", "3.")]

    found = rematch(old, new)

    assert [
        (pair.old, pair.words_changed, pair.label_changed, pair.moved) for pair in found.pairs
    ] == [(2, False, True, True), (0, True, True, False), (1, False, True, False)]


@given(st.integers(2, 40), st.integers(0, 2**32))
def test_half_of_the_words_in_order_are_enough(length, seed):
    random = Random(seed)
    words = [f"word{number}" for number in range(length)]
    kept = sorted(random.sample(range(length), (length + 1) // 2))
    text = " ".join(f"{words[at]} other" for at in kept)

    found = rematch([row(" ".join(words))], [row("nothing alike"), row(text)])

    assert [(pair.old, pair.new) for pair in found.pairs] == [(0, 1)]


def test_less_than_half_is_another_row():
    found = rematch([row("ports tides grain salt wool tin")], [row("ports tides fog ice kelp")])

    assert (found.pairs, found.gone, found.came) == ((), (0,), (0,))


def test_rows_alike_keep_their_order():
    old = [row("both sides met", f"{number}.") for number in range(1, 5)]

    found = rematch(old, old)

    assert all(pair.old == pair.new and pair.is_unchanged for pair in found.pairs)


def test_speed():
    random = Random(1)
    for count, seconds in ((40, 0.06), (300, 2.0)):
        old = rows(count, random)
        new = [replace(item, text=item.text + " now") for item in old]
        best = min(timed(old, new) for _ in range(3))
        assert best < seconds


def timed(old, new):
    began = process_time()
    rematch(old, new)
    return process_time() - began
