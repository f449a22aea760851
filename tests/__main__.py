"""The whole suite: `make test` and `make soak`.

On SQLite; again on PostgreSQL when its server is on the machine; then in a browser when there is
one. What was skipped is named at the end, with the Debian package that would bring it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import machine
from tests.postgres import cluster

# What needs no database is tested once.
WITHOUT_DATABASE = ("tests/intake", "tests/meetings/files")


def main():
    with tempfile.TemporaryDirectory(prefix="readout-skips-") as folder:
        notes = Path(folder) / "skips"
        notes.touch()
        os.environ["READOUT_SKIPS_FILE"] = str(notes)
        skipped = []
        codes = [_suite("on SQLite", "-n", "2", "-m", "not browser")]
        if machine.postgres_folder():
            codes.append(_suite_on_postgres())
        else:
            skipped.append(f"the suite on PostgreSQL: install {machine.POSTGRES_PACKAGE}")
        if machine.chromium():
            codes.append(_suite("in a browser", "-n", "2", "--dist", "loadgroup", "-m", "browser"))
        else:
            skipped.append(f"the browser tests: install {machine.CHROMIUM_PACKAGE}")
        skipped += sorted(set(notes.read_text(encoding="utf-8").splitlines()))
    return _close(codes, skipped)


def _suite(where, *options):
    print(f"\nThe suite {where}", flush=True)
    return subprocess.run([sys.executable, "-m", "pytest", *options]).returncode


def _suite_on_postgres():
    with cluster() as address:
        os.environ["READOUT_TEST_DATABASE_URL"] = address
        ignored = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
        code = _suite("on PostgreSQL", "-n", "2", "-m", "not browser", *ignored)
        del os.environ["READOUT_TEST_DATABASE_URL"]
    return code


def _close(codes, skipped):
    for line in skipped:
        print(f"Skipped: {line}")
    if skipped and os.environ.get("READOUT_NO_SKIPS") == "1":
        print("A skip is a failure here (READOUT_NO_SKIPS=1).")
        return 1
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
