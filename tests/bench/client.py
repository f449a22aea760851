"""Asking a site on this machine over kept connections, from a process of its own.

Python's own HTTP client would cost several times what the smallest answer costs.
"""

import json
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from statistics import quantiles


def ask(port, addresses, count, connections=4):
    """Ask `count` times, the addresses in turn; give the rate and the latencies.

    The answer holds "rate" (requests a second) and "p50" and "p95" (seconds).
    """
    order = {
        "port": port, "addresses": addresses, "count": count, "connections": connections
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.client"],
        input=json.dumps(order), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit("Nothing was measured: a page was not answered as it should be.")
    return json.loads(done.stdout)


def fetch(port, address, *headers):
    """Give the head and the body of one answer; `headers` are lines of the request."""
    with _connect(port) as connection:
        return _answer(connection, _request(address, *headers))


def _ask_in_turn(port, addresses):
    times = []
    with _connect(port) as connection:
        for address in addresses:
            request = _request(address)
            start = time.perf_counter()
            _answer(connection, request)
            times.append(time.perf_counter() - start)
    return times


def _connect(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _request(address, *headers):
    lines = [f"GET {address} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]
    return "\r\n".join(lines).encode()


def _answer(connection, request):
    connection.sendall(request)
    received = b""
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _more(connection)
    head = received[:end].lower()
    if not head.startswith(b"http/1.1 200"):
        asked, status = request.splitlines()[0].decode(), head.splitlines()[0].decode()
        raise RuntimeError(f"{asked} was answered with {status}.")
    length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    body = received[end + 4 :]
    while len(body) < length:
        body += _more(connection)
    return head, body


def _more(connection):
    data = connection.recv(1 << 16)
    if not data:
        raise RuntimeError("The server closed the connection in the middle of an answer.")
    return data


def main():
    order = json.load(sys.stdin)
    connections, count = order["connections"], order["count"]
    addresses = list(islice(cycle(order["addresses"]), count))
    shares = [addresses[n::connections] for n in range(connections)]
    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as threads:
        each = threads.map(lambda share: _ask_in_turn(order["port"], share), shares)
        try:
            times = [elapsed for share in each for elapsed in share]
        except RuntimeError as error:
            sys.exit(str(error))
    rate = count / (time.perf_counter() - start)
    twentieths = quantiles(times, n=20)
    json.dump({"rate": rate, "p50": twentieths[9], "p95": twentieths[18]}, sys.stdout)


if __name__ == "__main__":
    main()
