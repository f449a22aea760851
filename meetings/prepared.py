"""Questions whose SQL is made once, and asked many times.

Of an uncached page Django spends three quarters on turning querysets into SQL, each time anew.
A prepared question is a function that gives a queryset ending in `values_list()`; its SQL is made
at the first call, from stand-ins for the arguments, and kept. So there is still one place that
says what is public, and it is a queryset.

    @prepared
    def released_titles(at: datetime) -> QuerySet[Any, Any]:
        return Readout.objects.live(at).values_list("title")

    rows = released_titles(at=request.at)

Several questions of one page are asked `together`, in one statement: half of what a small
question costs is the way there and back.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, update_wrapper
from itertools import count
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, DateTimeField, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]
_PLACEHOLDER = re.compile("%([s%])")
Value = int | str | date | datetime

# Values that no question holds by itself, by the type of the argument they stand for.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 4_611_000_000_000 + place,
    str: lambda place: f"\ue000{place}\ue000",
    date: lambda place: date(1801, 3, 1 + place),
    datetime: lambda place: datetime(1801, 5, 1 + place, tzinfo=UTC),
}


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """SQL with, for each of its parameters, the argument it takes or the value it always has."""

    sql: str
    arguments: list[str | None]
    constants: list[Any]
    compiler: SQLCompiler
    width: int
    converters: dict[int, Any]
    from_json: dict[int, Callable[[str], Any]]

    def parameters(self, values: dict[str, Any]) -> list[Any]:
        adapted = {name: _adapted(value, connection) for name, value in values.items()}
        pairs = zip(self.arguments, self.constants, strict=True)
        return [held if name is None else adapted[name] for name, held in pairs]

    def converted(self, rows: list[Row]) -> list[Row]:
        if not self.converters:
            return rows
        return list(self.compiler.apply_converters(rows, self.converters))


class Prepared:
    """A question that is turned into SQL once for each kind of database."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]]) -> None:
        update_wrapper(self, ask)
        self._ask = ask
        self._plans: dict[str, _Plan] = {}

    def __call__(self, **values: Value) -> list[Row]:
        """The rows, as tuples in the order of `values_list()`."""
        plan = self.plan()
        with planning_cursor() as cursor:
            cursor.execute(plan.sql, plan.parameters(values))
            return plan.converted(cursor.fetchall())

    def of(self, **values: Value) -> Asked:
        """The question with its arguments, to be asked together with others."""
        plan = self.plan()
        return Asked(plan, plan.parameters(values))

    def plan(self) -> _Plan:
        plan = self._plans.get(connection.vendor)
        # Threads that ask first at once share one plan, and so what their connections hold.
        return plan or self._plans.setdefault(connection.vendor, self.planned())

    def planned(self) -> _Plan:
        """The SQL of the question, made anew."""
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
        return _Plan(
            sql, arguments, list(parameters), compiler, len(columns), converters,
            dict(_from_json(columns)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A prepared question with its arguments."""

    plan: _Plan
    parameters: list[Any]


def together(*asked: Asked) -> Iterator[list[Row]]:
    """The rows of each of these questions in turn, from one statement.

    The database gives them as JSON (in a row, one column a question), so no column holds bytes.
    """
    sql = _joined(tuple(one.plan for one in asked), connection.vendor)
    with planning_cursor(is_numbered=True) as cursor:
        cursor.execute(sql, [value for one in asked for value in one.parameters])
        answers = cursor.fetchone()
    for one, answer in zip(asked, answers, strict=True):
        rows = json.loads(answer) if isinstance(answer, str) else answer or []
        for row in rows:
            for place, read in one.plan.from_json.items():
                row[place] = read(row[place]) if row[place] is not None else None
        yield one.plan.converted(rows)


@lru_cache(maxsize=100)
def _joined(plans: tuple[_Plan, ...], vendor: str) -> str:
    """One statement of several; each keeps its order inside its own aggregate."""
    row, rows = {
        "postgresql": ("json_build_array", "json_agg"),
        "sqlite": ("json_array", "json_group_array"),
    }[vendor]
    parts = []
    for plan in plans:
        columns = ", ".join(f"c{place}" for place in range(plan.width))
        array = f"{rows}({row}({columns}))"
        parts.append(f"(WITH q({columns}) AS ({plan.sql}) SELECT {array} FROM q)")  # noqa: S608
    sql = f"SELECT {', '.join(parts)}"
    return _numbered(sql) if vendor == "postgresql" else sql


def _numbered(sql: str) -> str:
    """The statement as PostgreSQL itself takes it, so that psycopg need not read it each time."""
    numbers = count(1)
    return _PLACEHOLDER.sub(lambda found: "%" if found[1] == "%" else f"${next(numbers)}", sql)


def _from_json(columns: list[Any]) -> Iterator[tuple[int, Callable[[str], Any]]]:
    """How a column's value is read from JSON, where the database has a type that JSON lacks."""
    if connection.vendor != "postgresql":
        return  # SQLite keeps days and moments as texts, which Django's converters read.
    for place, column in enumerate(columns):
        if isinstance(column.output_field, DateTimeField):
            yield place, datetime.fromisoformat
        elif isinstance(column.output_field, DateField):
            yield place, date.fromisoformat


def planning_cursor(*, is_numbered: bool = False) -> Any:
    """A cursor under which PostgreSQL can keep the plan of what it is asked again.

    `is_numbered` tells that values are named in its own way there: $1, $2.

    Django's own put the values into the SQL, which is then another each time. Psycopg's leave
    them beside it, and prepare what a connection is asked often (OPTIONS["prepare_threshold"]):
    planning these questions costs more than answering them.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from psycopg import Cursor, RawCursor

    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    own: Any = (RawCursor if is_numbered else Cursor)(connection.connection)
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
