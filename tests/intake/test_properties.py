"""What holds for every text."""

import json
from collections import Counter

from hypothesis import given

from meetings.intake import read, to_json, write
from tests.intake.texts import any_text


def letters(text):
    """All that is not space, counted."""
    return Counter("".join(text.split()))


def fields(reading):
    """Everything a reading took out of the text, as printed."""
    printed = [
        reading.relation,
        reading.title if reading.title_is_printed else None,
        reading.released_printed,
        reading.introduction,
        reading.closing,
    ]
    printed += [caption.text for caption in reading.captions]
    for item in reading.items:
        printed += [item.label, item.heading, item.text]
    return [*(text for text in printed if text), *reading.left_out]


def rows(reading):
    return [(item.kind, item.depth, item.label, item.heading, item.text) for item in reading.items]


def written(reading):
    return write(
        reading.items,
        relation=reading.relation,
        title=reading.title if reading.title_is_printed else None,
        released=reading.released_printed,
        captions=[caption.text for caption in reading.captions],
        introduction=reading.introduction,
        closing=reading.closing,
    )


@given(any_text)
def test_every_character_is_in_exactly_one_place(text):
    reading = read(text)

    assert reading.unplaced == ()
    at = 0
    for placement in reading.placements:
        assert placement.start == at
        at = placement.end
    assert at == len(reading.cleaned_text)


@given(any_text)
def test_nothing_is_dropped_doubled_or_invented(text):
    reading = read(text)

    assert letters("".join(fields(reading))) == letters(reading.cleaned_text)


@given(any_text)
def test_rows_written_out_and_read_again_are_the_same(text):
    reading = read(text)

    again = read(written(reading))

    assert rows(again) == rows(reading)
    assert (again.introduction, again.closing) == (reading.introduction, reading.closing)


@given(any_text)
def test_all_that_cleaning_changed_is_listed(text):
    reading = read(text)
    changed = {one.at: one.became for one in reading.cleaned}

    kept = "".join(changed.get(at, sign) for at, sign in enumerate(text.replace("\r\n", "\n")))

    if "\r\n" not in text:
        assert kept == reading.cleaned_text


@given(any_text)
def test_the_same_text_gives_the_same_result(text):
    assert read(text) == read(text)


@given(any_text)
def test_every_reading_can_be_printed_as_json(text):
    assert json.loads(json.dumps(to_json(read(text))))["items"] is not None
