"""What this machine has that some tests need, and the Debian package that brings it."""

import os
import shutil
from pathlib import Path

CHROMIUM_PACKAGE = "chromium"
JAVA_PACKAGE = "default-jre-headless"
POSTGRES_PACKAGE = "postgresql"

SOAK = os.environ.get("READOUT_TEST_SIZE") == "soak"


def size(usual, soak):
    """Give the size at which a test runs: `usual` in `make test`, `soak` in `make soak`."""
    return soak if SOAK else usual


def chromium():
    """Give the path of a Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def java():
    """Give the path of Java, or None."""
    return shutil.which("java")


def postgres_folder():
    """Give the newest folder that holds PostgreSQL's server programs, or None."""
    found = shutil.which("initdb")
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    folders = [*installed, *([Path(found).resolve().parent] if found else [])]
    return next((folder for folder in reversed(folders) if _has_server(folder)), None)


def _has_server(folder):
    return all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres"))
