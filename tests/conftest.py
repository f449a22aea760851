"""What all tests share."""

import os
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from meetings import triggers
from tests import machine

hypothesis_settings.register_profile("usual", max_examples=50, deadline=None)
hypothesis_settings.register_profile("soak", max_examples=5_000, deadline=None)
hypothesis_settings.load_profile(machine.size("usual", "soak"))

# Sequences go on: what is put back keeps its keys, and the next row is to come after them.
FLUSH = {
    "verbosity": 0,
    "interactive": False,
    "inhibit_post_migrate": True,
    "reset_sequences": False,
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite, test in a file: a live server's threads open connections of their own."""
    database = site.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(site.VAR_DIR / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let a test that commits be cleaned up after.

    The record's rules refuse the clean-up, and what migrations put in (groups, forms of meeting)
    goes with it: the rules step aside for that moment, and both are put back.
    """
    with django_db_blocker.unblock():
        initial = connection.creation.serialize_db_to_string()

    def clean_up(self):
        triggers.drop(connection)
        call_command("flush", **FLUSH)
        connection.creation.deserialize_db_from_string(initial)
        triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", clean_up)
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def chromium_path():
    """The browser that the machine has; the tests that drive one are marked `browser`."""
    return machine.chromium() or pytest.skip(
        f"needs a Chromium: install {machine.CHROMIUM_PACKAGE}"
    )


@pytest.fixture(scope="session")
def java_path():
    """Java, for the HTML checker."""
    return machine.java() or pytest.skip(f"needs Java: install {machine.JAVA_PACKAGE}")


def pytest_collection_modifyitems(config, items):
    """Leave out what is about the other database: no machine could run it here."""
    other = "sqlite" if "READOUT_TEST_DATABASE_URL" in os.environ else "postgresql"
    left_out = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_sessionfinish(session):
    """Note what was skipped; where nothing may be (READOUT_NO_SKIPS=1), a skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(session.config, "workerinput") or not reporter:
        return
    skipped = reporter.stats.get("skipped", [])
    if path := os.environ.get("READOUT_SKIPS_FILE"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(f"{report.nodeid}: {_reason(report)}\n" for report in skipped)
    if skipped and os.environ.get("READOUT_NO_SKIPS") == "1" and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.section("a skip is a failure here (READOUT_NO_SKIPS=1)", red=True)


def _reason(report):
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")
