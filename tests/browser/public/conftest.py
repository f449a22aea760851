"""The public's site, with the demonstration's content."""

import pytest

from tests.browser.chromium import page_of
from tests.browser.site import database_like, load_demonstration, serving


@pytest.fixture(scope="package")
def demonstration(empty_database, tmp_path_factory, django_db_blocker):
    """The address of a site with the demonstration's content. Its tests only read it."""
    folder = tmp_path_factory.mktemp("demonstration")
    with django_db_blocker.unblock(), database_like(empty_database, folder):
        load_demonstration()
        with serving() as address:
            yield address


@pytest.fixture
def page(browser, demonstration):
    with page_of(browser, demonstration) as page:
        yield page
