"""Questions whose SQL is made once, and asked many times.

Of an uncached page Django spends three quarters on turning querysets into SQL, each time anew.
A prepared question is a function that gives a queryset ending in `values_list()`; its SQL is made
at the first call, from stand-ins for the arguments, and kept. So there is still one place that
says what is public, and it is a queryset.

    @prepared
    def released_titles(at: datetime) -> QuerySet[Any, Any]:
        return Readout.objects.live(at).values_list("title")

    rows = released_titles(at=request.at)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import update_wrapper
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]

# Values that no question holds by itself, by the type of the argument they stand for.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 4_611_000_000_000 + place,
    str: lambda place: f"\ue000{place}\ue000",
    date: lambda place: date(1801, 3, 1 + place),
    datetime: lambda place: datetime(1801, 5, 1 + place, tzinfo=UTC),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """SQL with, for each of its parameters, the argument it takes or the value it always has."""

    sql: str
    arguments: list[str | None]
    constants: list[Any]
    compiler: SQLCompiler
    converters: dict[int, Any]


class Prepared:
    """A question that is turned into SQL once for each kind of database."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]]) -> None:
        update_wrapper(self, ask)
        self._ask = ask
        self._plans: dict[str, _Plan] = {}

    def __call__(self, **values: int | str | date | datetime) -> list[Row]:
        """The rows, as tuples in the order of `values_list()`."""
        plan = self._plans.get(connection.vendor)
        if plan is None:
            # Threads that ask first at once share one plan, and so what their connections hold.
            plan = self._plans.setdefault(connection.vendor, self._plan())
        adapted = {name: _adapted(value, connection) for name, value in values.items()}
        pairs = zip(plan.arguments, plan.constants, strict=True)
        parameters = [held if name is None else adapted[name] for name, held in pairs]
        with planning_cursor() as cursor:
            cursor.execute(plan.sql, parameters)
            rows = cursor.fetchall()
        if not plan.converters:
            return rows
        return list(plan.compiler.apply_converters(rows, plan.converters))

    def _plan(self) -> _Plan:
        kinds = inspect.get_annotations(self._ask, eval_str=True)
        kinds.pop("return", None)
        stand_ins = {
            name: STAND_INS[kind](place) for place, (name, kind) in enumerate(kinds.items())
        }
        names = {_adapted(value, connection): name for name, value in stand_ins.items()}
        compiler = self._ask(**stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        arguments = [names.get(value) for value in parameters]
        if unused := stand_ins.keys() - arguments:
            raise TypeError(f"{self._ask.__name__} does not ask by {', '.join(sorted(unused))}.")
        columns = [column[0] for column in compiler.select]
        converters = compiler.get_converters(columns)
        return _Plan(sql, arguments, list(parameters), compiler, converters)


def planning_cursor() -> Any:
    """A cursor under which PostgreSQL can keep the plan of what it is asked again.

    Django's own put the values into the SQL, which is then another each time. Psycopg's leave
    them beside it, and prepare what a connection is asked often (OPTIONS["prepare_threshold"]):
    planning these questions costs more than answering them.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from psycopg import Cursor

    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    own: Any = Cursor(connection.connection)
    return wrap(own)


def prepared(ask: Callable[..., QuerySet[Any, Any]]) -> Prepared:
    """Make a function that gives a queryset of `values_list()` a prepared question.

    Each argument is an int, str, date or datetime, annotated as such and passed by name; it is
    compared with in the queryset, and decides nothing about the form of the question.
    """
    return Prepared(ask)


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """The value as the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
