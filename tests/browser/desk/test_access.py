"""axe finds nothing on any kind of page at the desk, light or dark, with all of it open."""

import pytest

from tests.browser.checks import axe_faults
from tests.browser.chromium import page_of
from tests.browser.desk.pages import KINDS
from tests.browser.desk.steps import log_in

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("access")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_desk(browser, site, furnished, scheme):
    faults = []
    with page_of(browser, site, color_scheme=scheme) as page:
        log_in(page, "approver")
        for kind, go in KINDS.items():
            go(page, furnished)
            # What sticks to the foot of the window hides nothing once one is there.
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            faults += [f"{kind}, {scheme}: {fault}" for fault in axe_faults(page)]
    assert faults == [], "\n".join(faults)


def test_a_planted_fault_is_found(form):
    form.evaluate("document.querySelector('#content').append(document.createElement('img'))")
    assert any("image-alt" in fault for fault in axe_faults(form))
