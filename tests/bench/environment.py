"""The environment of the site that is measured: production's settings, on a folder of its own."""

import os
import secrets
from urllib.parse import quote

FOREIGN = {"DATABASE_URL", "REDIS_URL", "SENTRY_DSN", "DJANGO_SETTINGS_MODULE"}


def enter(folder, database=None):
    """Let this process and its children see the site that keeps all it writes in `folder`.

    `database` is the address of a PostgreSQL database; without it the site keeps SQLite's file.
    """
    for name in list(os.environ):
        if name in FOREIGN or name.startswith("READOUT_"):
            del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database or f"sqlite:///{quote(str(folder))}/readout.sqlite3",
        "READOUT_VAR_DIR": str(folder),
        "READOUT_SECRET_KEY": secrets.token_urlsafe(50),
        "READOUT_ALLOWED_HOSTS": "127.0.0.1",
        # What ends TLS in production is not what is measured.
        "READOUT_HTTPS": "false",
        "READOUT_LOG_LEVEL": "ERROR",
    }
