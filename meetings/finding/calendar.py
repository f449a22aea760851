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


def newest_days(rows: FindableQuerySet, unit: Unit) -> list[date]:
    """The newest day on which `rows` have something in each year or month, newest first.

    From each day found the index leads to the newest day before its year or month: so many steps
    as there are answers, however many rows.
    """
    days = rows.newest_first().values("released_on")
    start = RawSQL(START[connection.vendor].format(unit=unit), ())  # noqa: S611  # our own words
    first, first_params = days[:1].query.sql_with_params()
    step, step_params = days.filter(released_on__lt=start)[:1].query.sql_with_params()
    sql = (
        f"WITH RECURSIVE found(day) AS (SELECT ({first}) UNION ALL "  # noqa: S608  # our own words
        f"SELECT ({step}) FROM found WHERE found.day IS NOT NULL) "
        "SELECT day FROM found WHERE day IS NOT NULL"
    )
    with planning_cursor() as cursor:
        cursor.execute(sql, [*first_params, *step_params])
        return list(_days(row[0] for row in cursor.fetchall()))


def _days(values: Iterator[date | str]) -> Iterator[date]:
    """SQLite gives a day as it keeps it: as text."""
    for value in values:
        yield date.fromisoformat(value) if isinstance(value, str) else value
