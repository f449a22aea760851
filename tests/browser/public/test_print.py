"""A readout on paper."""

from io import BytesIO

import pikepdf
import pytest

from tests.browser.kinds import SAMPLE, addresses

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

A4 = {"format": "A4", "prefer_css_page_size": True, "print_background": True}


def test_the_sample_is_printed_on_one_or_two_pages(page):
    page.goto(addresses()["readout"])
    with pikepdf.open(BytesIO(page.pdf(**A4))) as paper:
        assert len(paper.pages) in (1, 2)


def test_paper_shows_the_readout_and_where_it_is_from_and_nothing_to_click(page):
    page.goto(addresses()["readout"])
    page.emulate_media(media="print")

    for shown in ("h1", ".section-label", ".photos img", ".passage", ".cite", ".site-footer"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in ("nav", ".site-search", ".anchor", ".topics", ".press", ".page-end"):
        assert not any(part.is_visible() for part in page.locator(hidden).all()), hidden
    assert SAMPLE in page.locator(".cite").inner_text()


def test_a_page_too_many_would_be_counted(page):
    page.goto(addresses()["readout"])
    page.evaluate("document.querySelector('main').style.height = '90cm'")
    with pikepdf.open(BytesIO(page.pdf(**A4))) as paper:
        assert len(paper.pages) > 2
