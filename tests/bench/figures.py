"""What is measured."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench import client, cpu

ROUNDS = 3
SAMPLE = Path(__file__).parent.parent / "data" / "sample.txt"


@dataclass(frozen=True)
class Cost:
    """What one request to a server cost, as the median of the rounds."""

    server_cpu: float
    database_cpu: float
    rate: float

    @property
    def cpu(self):
        """Seconds of processor time, the database's share included."""
        return self.server_cpu + self.database_cpu


def costs(loads, database):
    """Give the cost of each load in turn, round after round, so that all meet the same weather.

    `loads` are servers with the addresses asked for and the number of requests in a round;
    `database` is the process above PostgreSQL's backends, or None.
    """
    rounds = {server.name: [] for server, _, _ in loads}
    for server, addresses, _ in loads:
        # Both workers import, compile templates and connect before anything is counted.
        client.ask(server.port, addresses, 240, connections=16)
    for _ in range(ROUNDS):
        for server, addresses, count in loads:
            rounds[server.name].append(_cost(server, addresses, count, database))
    return {name: _median(costs) for name, costs in rounds.items()}


def _cost(server, addresses, count, database):
    before = server.seconds, _database_seconds(database)
    rate = client.ask(server.port, addresses, count)["rate"]
    after = server.seconds, _database_seconds(database)
    return Cost((after[0] - before[0]) / count, (after[1] - before[1]) / count, rate)


def _database_seconds(root):
    return cpu.seconds(root) if root else 0.0


def _median(costs):
    # One round, the middle one: shares of different rounds would not add up.
    return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]


def database_process():
    """Give the number of PostgreSQL's first process, or None on SQLite."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cpu.parent_of(cursor.fetchone()[0])


def queries(address):
    """Give how many queries a page asks."""
    browser = Client(headers={"host": "127.0.0.1"})
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        status = browser.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address} was answered with {status}.")
    return len(captured)


def latency(server, addresses, count=100):
    """Give the p95 in seconds, for one reader who asks again and again."""
    client.ask(server.port, addresses, 20)
    return client.ask(server.port, addresses, count, connections=1)["p95"]


@dataclass(frozen=True)
class Weight:
    """What a page weighs, in bytes."""

    html: int
    main: int
    packed: int
    requests: int


def weight(server, address):
    """Give a page's weight: whole, its main part, and packed with the styles for the screen."""
    html = client.fetch(server.port, address)[1]
    read = re.sub(rb"<script type=.application/ld.json.*?</script>", b"", html, flags=re.DOTALL)
    main = re.search(rb"<main.*</main>", html, re.DOTALL)[0]
    links = re.findall(rb'<link rel="stylesheet" href="([^"]+)"(?![^>]*media="print")', html)
    styles = [
        len(client.fetch(server.port, link.decode(), "Accept-Encoding: gzip")[1]) for link in links
    ]
    return Weight(len(read), len(main), len(gzip.compress(html, 6)) + sum(styles), 1 + len(links))
