"""How lists, topics and search do as the archive grows: 2,000 and 20,000 readouts, both databases.

The archive is that of `manage.py synthetic_archive`, so the time to load it is measured too. Each
figure stands beside its goal; growth is the exponent: 0 where ten times as much costs the same,
1 where it costs ten times as much.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack

from tests import machine
from tests.bench import environment
from tests.postgres import cluster

SMALL, LARGE = 2_000, 20_000
REQUESTS = 200
# Seconds at most, and the most that they may grow.
GOALS = {
    "relation list": (0.008, 0.1),
    "topic page, first": (0.008, 0.1),
    "topic page, deep": (0.008, 0.1),
    "topic narrowed by relation": (0.008, 0.1),
    "two topics": (0.008, 0.1),
    "search, common word": (0.060, 0.5),
    "search, rare word": (0.010, 0.5),
}
RATE = {"PostgreSQL": 1_300, "SQLite": 3_000}


def main():
    databases = ["PostgreSQL"] * bool(machine.postgres_folder()) + ["SQLite"]
    for name in databases:
        small, large = (_in_a_process_of_its_own(name, number) for number in (SMALL, LARGE))
        _print(name, small, large)


def _in_a_process_of_its_own(database, number):
    """Settings are read once in a process: each archive has its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.archive", database, str(number)],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def measure(database, number):
    """Give the readouts loaded a second, and by kind of page the queries and p95 in seconds."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-bench-"))
        address = stack.enter_context(cluster()) if database == "PostgreSQL" else None
        environment.enter(folder, address)
        rate = _load(number)
        from tests.bench.servers import serving

        site = stack.enter_context(serving("site", "config.wsgi:application"))
        pages = {kind: _measure(site, asked) for kind, asked in _pages().items()}
        return {"rate": rate, "pages": pages}


def _measure(site, addresses):
    """Give the queries, the median and the p95, for one reader who asks again and again."""
    from tests.bench import client, figures

    client.ask(site.port, addresses, 40)
    times = client.ask(site.port, addresses, REQUESTS, connections=1)
    return figures.queries(addresses[0]), times["p50"], times["p95"]


def _load(number):
    import django

    django.setup()
    from django.core.management import call_command

    from meetings.synthetic import make
    from meetings.synthetic.archive import settle_statistics

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["admin"])
    start = time.monotonic()
    make(number)
    rate = number / (time.monotonic() - start)
    settle_statistics()
    return rate


def _pages():
    """Give the addresses of each kind: of common things and of rare ones."""
    from django.utils import timezone

    from meetings.models import Tag
    from relations.models import Relation

    topics = list(Tag.objects.most_used(timezone.now()))
    common, rare = topics[:10], topics[50::70]
    relations = [relation.get_absolute_url() for relation in Relation.objects.all()]
    return {
        "relation list": relations,
        "topic page, first": [topic.get_absolute_url() for topic in common + rare],
        "topic page, deep": [_deep_page(topic) for topic in common],
        "topic narrowed by relation": [_by_relation(topic) for topic in common],
        "two topics": [_with_another(topic) for topic in common],
        "search, common word": ["/search/?q=cooperation", "/search/?q=meeting"],
        "search, rare word": [f"/search/?q={topic.name.replace(' ', '+')}" for topic in rare],
    }


def _deep_page(topic):
    """The two-hundredth page of the topic, or the last if it has fewer."""
    from meetings.models import Mention
    from meetings.views.topics import ITEMS_A_PAGE

    rows = Mention.objects.once().filter(tag=topic).newest_first()
    place = min(199 * ITEMS_A_PAGE, rows.count() - ITEMS_A_PAGE - 1)
    return f"{topic.get_absolute_url()}?after={rows[place].item.uid}"


def _by_relation(topic):
    from meetings.models import TopicCount

    most = topic.counts.filter(facet=TopicCount.Facet.RELATION).latest("items").key
    from relations.models import Relation

    return f"{topic.get_absolute_url()}?relation={Relation.objects.get(pk=most).slug}"


def _with_another(topic):
    from meetings.models import Tag, TopicCount

    most = topic.counts.filter(facet=TopicCount.Facet.TOPIC).latest("items").key
    return f"{topic.get_absolute_url()}?topic={Tag.objects.get(pk=most).slug}"


def _print(database, small, large):
    head = f"{SMALL:,} readouts", f"{LARGE:,} readouts"
    print(f"\n{database:28}{'queries':>9}{head[0]:>18}{head[1]:>18}{'growth':>8}")
    print(f"{'':28}{'':9}{'median  p95 ms':>18}{'median  p95 ms':>18}")
    for kind, (most, most_growth) in GOALS.items():
        (queries, *before), (_, *after) = small["pages"][kind], large["pages"][kind]
        # Of the medians: what else the machine does falls on the slowest requests.
        growth = math.log(after[0] / before[0]) / math.log(LARGE / SMALL)
        met = after[1] <= most and growth <= most_growth
        shown = (f"{1e3 * middle:>11.1f}{1e3 * slow:>7.1f}" for middle, slow in (before, after))
        print(
            f"{kind:28}{queries:>9}{''.join(shown)}{growth:>8.2f}"
            f"   at most {1e3 * most:.0f} ms, {most_growth}: {_verdict(met)}"
        )
    goal = f"at least {RATE[database]:,}: {_verdict(large['rate'] >= RATE[database])}"
    print(f"{'loaded a second':37}{small['rate']:>18,.0f}{large['rate']:>18,.0f}{'':8}   {goal}")


def _verdict(met):
    return "met" if met else "NOT MET"


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
