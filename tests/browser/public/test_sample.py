"""The sample's page, as a reader sees it."""

from pathlib import Path

import pytest

from tests.browser.checks import folded, lines_of_the_page_proper
from tests.browser.kinds import SAMPLE, addresses

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

TEXT = Path(__file__).parents[2] / "data" / "sample.txt"


def test_the_page_proper_is_the_samples_lines_in_order(page):
    relation, *rest = [folded(line) for line in TEXT.read_text(encoding="utf-8").splitlines()]
    page.goto(addresses()["readout"])
    expected = [relation, SAMPLE, *filter(None, rest)]
    assert lines_of_the_page_proper(page) == expected


def test_both_photos_of_the_sample_are_drawn(page):
    page.goto(addresses()["readout"])
    drawn = page.locator("#contents-body img").evaluate_all(
        "images => images.map(image => image.complete && image.naturalWidth > 0)"
    )
    assert drawn == [True, True]
