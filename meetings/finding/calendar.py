"""The years and months of which something is public, found without looking at all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.db import connection
from django.db.models.expressions import RawSQL

from meetings.prepared import planning_cursor
from meetings.querysets.finding import FindableQuerySet

Unit = Literal["year", "month"]

# The first day of the year or month that `found.day` lies in.
START = {
    "postgresql": "date_trunc('{unit}', found.day)::date",
    "sqlite": "date(found.day, 'start of {unit}')",
}

# The day from which the first step leads back.
AFTER_ALL = {"postgresql": "date '9999-12-31'", "sqlite": "'9999-12-31'"}


def newest_days(rows: FindableQuerySet, unit: Unit) -> list[date]:
    """The newest day on which `rows` have something in each year or month, newest first.

    From each day found the index leads to the newest day before its year or month: so many steps
    as there are answers, however many rows.
    """
    start = RawSQL(START[connection.vendor].format(unit=unit), ())  # noqa: S611  # our own words
    days = rows.filter(released_on__lt=start).newest_first().values("released_on")
    step, params = days[:1].query.sql_with_params()
    sql = (
        f"WITH RECURSIVE found(day) AS (SELECT {AFTER_ALL[connection.vendor]} UNION ALL "  # noqa: S608
        f"SELECT ({step}) FROM found WHERE found.day IS NOT NULL) "
        "SELECT day FROM found WHERE day IS NOT NULL"
    )
    with planning_cursor() as cursor:
        cursor.execute(sql, params)
        return list(_days(row[0] for row in cursor.fetchall()[1:]))


def _days(values: Iterator[date | str]) -> Iterator[date]:
    """SQLite gives a day as it keeps it: as text."""
    for value in values:
        yield date.fromisoformat(value) if isinstance(value, str) else value
