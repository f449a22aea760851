"""A private PostgreSQL cluster, for as long as one command runs.

`python -m tests.postgres pytest tests/meetings` runs the command with READOUT_TEST_DATABASE_URL
set. The cluster lies in a temporary folder, listens on a socket there and on nothing else, and
is gone afterwards.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests import machine

# Nothing here has to survive a power cut.
OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=100",
    # Tables of a test are small: compiling a plan costs more than running it.
    "jit=off",
    # What tests roll back stays behind as dead rows, which every later scan would pass.
    "autovacuum_naptime=1",
    "autovacuum_vacuum_cost_delay=0",
    "autovacuum_vacuum_scale_factor=0",
    "autovacuum_vacuum_threshold=500",
    "autovacuum_analyze_scale_factor=100",
)


@contextmanager
def cluster(folder=None):
    """Start a cluster with the programs in `folder` and give the address of its database."""
    programs = folder or machine.postgres_folder()
    home = Path(tempfile.mkdtemp(prefix="readout-postgres-"))
    try:
        _give_to_server(home)
        _run(programs / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust",
             "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = " ".join(
            f"-c {option}" for option in (*OPTIONS, f"unix_socket_directories={home}")
        )
        _run(
            programs / "pg_ctl",
            "-D",
            home / "data",
            "-l",
            home / "log",
            "-o",
            options,
            "-w",
            "start",
        )
        try:
            yield f"postgres://postgres@{quote(str(home), safe='')}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _server_user():
    """PostgreSQL refuses to run as root: name the user who runs it then."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


def _give_to_server(home):
    if user := _server_user():
        shutil.chown(home, user)
    home.chmod(0o700)


def _run(*command):
    user = _server_user()
    before = ["runuser", "-u", user, "--"] if user else []
    words = [*before, *map(str, command)]
    done = subprocess.run(
        words, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}")


def main():
    if not machine.postgres_folder():
        sys.exit(f"PostgreSQL's server is not here: install {machine.POSTGRES_PACKAGE}.")
    # A polite end, too, stops the cluster.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with cluster() as address:
        environment = os.environ | {"READOUT_TEST_DATABASE_URL": address}
        return subprocess.run(sys.argv[1:], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
