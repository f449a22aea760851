"""A running site of one's own: a database file, and a server in a thread of this process."""

import shutil
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer


@contextmanager
def database_at(path):
    """Let this process, its server's threads included, work on the database in a file.

    A file that is not there becomes a database as migrations leave it.
    """
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        if not path.exists():
            call_command("migrate", verbosity=0)
        yield
    finally:
        # All is to stand in the one file, though an answer to a script may still be on its way.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def database_like(source, folder):
    """Let this process work on a copy of a database file; gives the copy's path."""
    path = folder / "site.sqlite3"
    shutil.copy(source, path)
    with database_at(path):
        yield path


@contextmanager
def serving():
    """Serve the site; gives its address, without a slash at its end."""
    server = LiveServer("127.0.0.1")
    try:
        yield server.url
    finally:
        server.stop()


def load_demonstration():
    """Load the demonstration's content, which wants the DEBUG that a server here goes without."""
    with override_settings(DEBUG=True):
        call_command("demo", verbosity=0, stdout=_Nowhere())


class _Nowhere:
    def write(self, text):
        pass
