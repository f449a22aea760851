"""The figures as a table on the terminal, each beside its goal where it has one."""

import os

from tests.bench.reading import costs as costs_of_reading

PAGE, CONSTANT, SMALLEST = "readout page, uncached", "constant Django view", "smallest WSGI answer"
MOST_TIMES_CONSTANT = 18
# With more than this waiting for the processors, what is measured waits and misses its caches.
BUSY = 1.5
MOST_QUERIES = {"readout page": 8}
MOST_QUERIES_LIST = 6
# Bytes: the page's main part, the whole page but for what it tells machines (JSON-LD), page and
# styles compressed; and the requests.
MOST_MAIN, MOST_HTML, MOST_PACKED, MOST_REQUESTS = 5_000, 12_000, 20_000, 2


def open_with(readouts, database):
    kind = "PostgreSQL" if database else "SQLite"
    print(f"{readouts:,} readouts on {kind}; granian with 2 workers; 4 connections kept open")
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"This machine is busy with other work (load {load:.1f}): all is dearer than it is.")
    print()


def costs(found, database):
    """`database` tells whether it is a process of its own, whose share stands apart."""
    print(f"{'CPU per request':26}{'µs':>9}{'server':>9}{'database':>10}{'requests/s':>12}")
    for name, cost in found.items():
        share = f"{1e6 * cost.database_cpu:,.0f}" if database else "in server"
        own = f"{1e6 * cost.cpu:>9,.0f}{1e6 * cost.server_cpu:>9,.0f}"
        print(f"{name:26}{own}{share:>10}{cost.rate:>12,.0f}")
    times = found[PAGE].cpu / found[CONSTANT].cpu
    print()
    _line("page / constant view", f"{times:.1f}", times, MOST_TIMES_CONSTANT)
    _line("page / smallest answer", f"{found[PAGE].cpu / found[SMALLEST].cpu:.0f}")


def pages(rows):
    print(f"\n{'page':26}{'queries':>9}{'p95 ms':>9}")
    for name, queries, seconds in rows:
        most = MOST_QUERIES.get(name, MOST_QUERIES_LIST)
        print(f"{name:26}{queries:>9}{1e3 * seconds:>9.1f}   {_goal(queries, most, ' queries')}")


def weight(found):
    print()
    _line("HTML, main part, bytes", f"{found.main:,}", found.main, MOST_MAIN)
    _line("HTML, whole, bytes", f"{found.html:,}", found.html, MOST_HTML)
    _line("HTML and CSS, gzip, bytes", f"{found.packed:,}", found.packed, MOST_PACKED)
    _line("requests for them", found.requests, found.requests, MOST_REQUESTS)


def reading():
    """What the reader takes for texts of all sizes, and for finding rows again."""
    print(f"\n{'the reader':26}{'CPU ms':>9}")
    for name, taken, most in costs_of_reading():
        _line(name, f"{taken:,.1f}", taken, most, f"{most:,}" if most else None)


def _line(name, shown, value=None, most=None, most_shown=None):
    goal = f"   {_goal(value, most, '', most_shown)}" if most else ""
    print(f"{name:26}{shown:>9}{goal}")


def _goal(value, most, unit="", shown=None):
    verdict = "met" if value <= most else "NOT MET"
    return f"at most {shown or format(most, ',')}{unit}: {verdict}"
