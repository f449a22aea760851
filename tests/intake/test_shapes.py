"""The sixty readouts in real shapes, every field of what is expected."""

from collections import Counter
from statistics import median

import pytest

from meetings.intake import read, to_json
from tests.intake.shapes import SHAPES, outcomes

# What these texts print is not what was expected of them; the print wins.
AS_PRINTED = {
    (1, "place"): "Tokyo",  # "commencing at 6:35 p.m., in Tokyo"
    (48, "time_jst"): "2026-04-01T12:00",  # "noon local time (noon Japan time)" in Manila
    (48, "times_inconsistent"): True,
}


@pytest.mark.parametrize("number", range(len(SHAPES)))
def test_every_field_is_read(number):
    shape = SHAPES[number]

    found = outcomes(shape, to_json(read(shape["text"])))

    for field, (wanted, got) in found.items():
        assert got == AS_PRINTED.get((number, field), wanted), field


def test_figures_per_field(capsys):
    right = Counter()
    for number, shape in enumerate(SHAPES):
        for field, (wanted, got) in outcomes(shape, to_json(read(shape["text"]))).items():
            right[field] += got == AS_PRINTED.get((number, field), wanted)

    with capsys.disabled():
        print()
        for field, count in right.items():
            print(f"  {field:20} {count} of {len(SHAPES)}")
    assert set(right.values()) == {len(SHAPES)}


def test_findings_are_few():
    counts = [len(read(shape["text"]).findings) for shape in SHAPES]

    assert median(counts) <= 1
    assert max(counts) <= 2
