"""`make bench`: prints what a request costs, how long pages take, and what they weigh.

On a private PostgreSQL cluster when its server is on the machine, on SQLite otherwise. Ratios
within one run are what to compare: the same machine differs from run to run.
"""

import sys
import tempfile
import time
from contextlib import ExitStack

from tests import machine
from tests.bench import archive, environment
from tests.postgres import cluster

READOUTS = 1000
# Requests in a round.
PAGES, CONSTANTS, SMALLEST = 600, 4000, 12000


def main():
    start = time.monotonic()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-bench-"))
        database = stack.enter_context(cluster()) if machine.postgres_folder() else None
        environment.enter(folder, database)
        _prepare()
        _measure(database)
    archive.main()
    if not database:
        print(f"Skipped: PostgreSQL and its share: install {machine.POSTGRES_PACKAGE}.")
    print(f"Took {time.monotonic() - start:.0f} s.")


def _prepare():
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench import content

    call_command("migrate", verbosity=0)
    # No page that is measured shows the admin's files, which take seconds to compress.
    call_command("collectstatic", verbosity=0, interactive=False)
    content.fill(READOUTS)


def _measure(database):
    from tests.bench import addresses, figures, report
    from tests.bench.servers import serving

    with ExitStack() as stack:
        site, constant, smallest = (
            stack.enter_context(serving(name, application))
            for name, application in (
                (report.PAGE, "config.wsgi:application"),
                (report.CONSTANT, "tests.bench.constant:application"),
                (report.SMALLEST, "tests.bench.smallest:application"),
            )
        )
        pages = addresses.pages()
        loads = [
            (smallest, ["/"], SMALLEST),
            (constant, ["/"], CONSTANTS),
            (site, pages["readout page"], PAGES),
        ]
        report.open_with(READOUTS, database)
        report.costs(figures.costs(loads, figures.database_process()), database)
        report.pages(
            (name, figures.queries(asked[0]), figures.latency(site, asked))
            for name, asked in pages.items()
        )
        report.weight(figures.weight(site, pages["readout page"][0]))
        report.reading()


if __name__ == "__main__":
    sys.exit(main())
