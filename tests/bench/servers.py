"""The servers that are measured: granian as in production, each with two workers."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench import cpu

WORKERS = 2
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A server that answers on this machine."""

    name: str
    port: int
    pid: int

    @property
    def seconds(self):
        """The processor time that it and its workers have taken."""
        return cpu.seconds(self.pid)


@contextmanager
def serving(name, application):
    """Serve a WSGI application, given as "module:name", on a free port until the block ends."""
    port = _free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "4",
        "--log-level", "error", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        _await(process, port)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(process, port):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"The server of {process.args[-1]} did not start.")
