"""New numbers for labels that are out of order."""

import pytest

from meetings.intake import relabelled


def rows(*labels, depth=0):
    return [(label, depth, True) for label in labels]


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        ("1 3 2", "1 2 3"),
        ("(2) (1)", "(1) (2)"),
        ("B. C.", "A. B."),
        ("（１） （３）", "（１） （２）"),
        ("(i) (iii) (ii)", "(i) (ii) (iii)"),
        ("(b) (a) (c) (d) (e) (f) (g) (h) (i) (j)", "(a) (b) (c) (d) (e) (f) (g) (h) (i) (j)"),
        ("H. I. K.", "A. B. C."),
        ("② ①", "① ②"),
        ("イ． ア．", "ア． イ．"),
    ],
)
def test_labels_are_numbered_in_their_own_style(labels, wanted):
    assert relabelled(rows(*labels.split()))[0] == wanted.split()


def test_points_are_counted_under_their_item():
    under = [*rows("1"), *rows("(1)", "(3)", depth=1), *rows("3"), *rows("(1)", depth=1)]
    assert relabelled(under) == (["1", "(1)", "(2)", "2", "(1)"], ["1–2", "(1)–(2)"])


def test_new_row_gets_the_label_it_lacks():
    assert relabelled([*rows("1"), ("", 0, False), *rows("2")])[0] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "labels", [["1", "2"], ["•", "•"], ["1", "A."], ["2. 2.", "3."], ["", ""], ["Annex", "1"], []]
)
def test_nothing_is_offered_where_labels_are_in_order_or_of_no_one_style(labels):
    assert relabelled(rows(*labels)) == (labels, [])


def test_stored_row_without_a_label_stays_without():
    assert relabelled(rows("2", "", "3"))[0] == ["1", "", "2"]


def test_a_style_that_does_not_reach_so_far_is_left_alone():
    labels = ["B.", *["A."] * 26]
    assert relabelled(rows(*labels)) == (labels, [])
