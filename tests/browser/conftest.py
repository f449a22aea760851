"""A browser, and a database for the sites it looks at."""

import pytest

from tests.browser.chromium import chromium_at
from tests.browser.site import database_at


@pytest.fixture(scope="session")
def browser(chromium_path):
    with chromium_at(chromium_path) as browser:
        yield browser


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory, django_db_blocker):
    """The file of a database as migrations leave it, to be copied."""
    path = tmp_path_factory.mktemp("site") / "empty.sqlite3"
    with django_db_blocker.unblock(), database_at(path):
        pass
    return path
