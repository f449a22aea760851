from datetime import date, datetime

import pytest

from meetings.page.text import linked, paragraphs, printed_clock, printed_day, printed_size


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("See https://a.example/x.", 'See <a href="https://a.example/x">https://a.example/x</a>.'),
        (
            "(https://a.example/x_(y))",
            '(<a href="https://a.example/x_(y)">https://a.example/x_(y)</a>)',
        ),
        ("[The text](/topics/)", '<a href="/topics/">The text</a>'),
        ("[The text](//evil.example)", "[The text](//evil.example)"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[1] and (2)", "[1] and (2)"),
        ("<a href='https://a.example'>", None),
    ],
)
def test_only_two_forms_of_link_are_known(text, html):
    if html is not None:
        assert linked(text) == html
    assert "<a href='" not in linked(text)


def test_a_blank_line_begins_a_paragraph_and_a_line_stays_a_line():
    assert paragraphs("One\ntwo\n \nThree\n") == ["One<br>two", "Three"]


def test_no_text_is_no_paragraph():
    assert paragraphs(" \n") == []


@pytest.mark.parametrize(
    ("language", "printed"),
    [("en", "February 10, 2017"), ("ja", "2017年2月10日"), ("fr", "10 février 2017")],
)
def test_a_day_is_printed_in_its_language(language, printed):
    assert printed_day(date(2017, 2, 10), language) == printed


@pytest.mark.parametrize(
    ("hour", "printed"), [(0, "12:05 a.m."), (12, "12:05 p.m."), (23, "11:05 p.m.")]
)
def test_a_clock_has_twelve_hours(hour, printed):
    assert printed_clock(datetime(2017, 2, 10, hour, 5)) == printed  # noqa: DTZ001


@pytest.mark.parametrize(
    ("size", "printed"), [(10, "1 KB"), (120 * 1024, "120 KB"), (3 * 1024**2 // 2, "1.5 MB")]
)
def test_a_size_is_printed_in_round_units(size, printed):
    assert printed_size(size) == printed
