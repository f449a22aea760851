"""Questions whose SQL is made once, and asked many times.

Of an uncached page Django spends three quarters on turning querysets into SQL, each time anew.
A prepared question is a function that gives a queryset ending in `values_list()`; its SQL is made
at the first call, from stand-ins for the arguments, and kept. So there is still one place that
says what is public, and it is a queryset.

    @prepared
    def released_titles(at: datetime) -> QuerySet[Any, Any]:
        return Readout.objects.live(at).values_list("title")

    rows = released_titles(at=request.at)

What a page asks about the row it has found is asked with it, in one statement (`Joined`): half
of what a small question costs is the way there and back.
"""

from __future__ import annotations

import inspect
import json
import re
import select
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, update_wrapper
from typing import Any

from django.db import connection
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

    def converted(self, rows: list[Row]) -> list[Row]:
        if not self.converters:
            return rows
        return list(self.compiler.apply_converters(rows, self.converters))


class Prepared:
    """A question that is turned into SQL once for each kind of database.

    With `keeps_plan` PostgreSQL too may plan it once for all values, as suits it where every
    value finds about as much.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], *, keeps_plan: bool = True) -> None:
        update_wrapper(self, ask)
        self._ask = ask
        self._keeps_plan = keeps_plan
        self._plans: dict[str, _Plan] = {}

    def __call__(self, **values: Value) -> list[Row]:
        """The rows, as tuples in the order of `values_list()`."""
        plan = self.plan()
        with planning_cursor() if self._keeps_plan else connection.cursor() as cursor:
            adapted = {name: _adapted(value) for name, value in values.items()}
            pairs = zip(plan.arguments, plan.constants, strict=True)
            cursor.execute(
                plan.sql, [held if name is None else adapted[name] for name, held in pairs]
            )
            return plan.converted(cursor.fetchall())

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
        names = {_adapted(value): name for name, value in stand_ins.items()}
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


class Joined:
    """A question with others about the row that it finds, all of them asked in one statement.

    `others` are asked with values from that row, as far as each says which of its arguments is
    which of the first one's `columns`, and for the rest with those that are given. The database
    gives their rows as JSON, so no column of theirs holds bytes.
    """

    def __init__(
        self, first: Prepared, columns: Sequence[str], others: dict[Prepared, dict[str, str]]
    ) -> None:
        self._questions = [first, *others]
        self._places = [
            {name: columns.index(column) for name, column in known.items()}
            for known in others.values()
        ]

    def __call__(self, **values: Value) -> tuple[Row, list[list[Row]]] | None:
        """The row, and the rows of each of the others; None when there is no row."""
        plans = [question.plan() for question in self._questions]
        statement = self._statement(*plans)
        adapted = {name: _adapted(value) for name, value in values.items()}
        with planning_cursor(is_numbered=True) as cursor:
            cursor.execute(statement.sql, statement.parameters(adapted))
            found = cursor.fetchone()
        if found is None:
            return None
        first, *others = plans
        [row] = first.converted([found[: first.width]])
        answers = zip(others, found[first.width :], strict=True)
        return row, [_read(plan, answer) for plan, answer in answers]

    @lru_cache(maxsize=20)  # noqa: B019  # there are few, and each for good
    def _statement(self, first: _Plan, *others: _Plan) -> _Statement:
        statement = _Statement(connection.vendor == "postgresql")
        row, rows = (
            ("json_build_array", "json_agg")
            if statement.is_numbered
            else ("json_array", "json_group_array")
        )
        found = statement.part(first, {})
        parts = [f"f.c{place}" for place in range(first.width)]
        for plan, places in zip(others, self._places, strict=True):
            # Each keeps its order inside its own aggregate.
            named = f"WITH q({_columns(plan)}) AS ({statement.part(plan, places)})"
            parts.append(f"({named} SELECT {rows}({row}({_columns(plan)})) FROM q)")  # noqa: S608
        statement.sql = f"WITH f({_columns(first)}) AS ({found}) SELECT {', '.join(parts)} FROM f"  # noqa: S608
        return statement


def _columns(plan: _Plan) -> str:
    return ", ".join(f"c{place}" for place in range(plan.width))


def _read(plan: _Plan, answer: Any) -> list[Row]:
    rows = json.loads(answer) if isinstance(answer, str) else answer or []
    for row in rows:
        for place, read in plan.from_json.items():
            row[place] = read(row[place]) if row[place] is not None else None
    return plan.converted(rows)


class _Statement:
    """SQL of several plans, and what stands for its placeholders.

    PostgreSQL takes them by number ($1), each value once; psycopg need not read such a statement
    each time.
    """

    def __init__(self, is_numbered: bool) -> None:
        self.sql = ""
        self.is_numbered = is_numbered
        self._slots: list[tuple[str | None, Any]] = []

    def part(self, plan: _Plan, places: dict[str, int]) -> str:
        """A plan's SQL, in which some arguments are columns of the row that is found first."""
        slots = zip(plan.arguments, plan.constants, strict=True)

        def put(found: re.Match[str]) -> str:
            if found[1] == "%":
                return "%" if self.is_numbered else "%%"
            name, held = next(slots)
            if name in places:
                return f"f.c{places[name]}"
            return self._placeholder(name, None if name else held)

        return _PLACEHOLDER.sub(put, plan.sql)

    def _placeholder(self, name: str | None, held: Any) -> str:
        slot = (name, held)
        if name is None or not self.is_numbered or slot not in self._slots:
            self._slots.append(slot)
            return f"${len(self._slots)}" if self.is_numbered else "%s"
        return f"${self._slots.index(slot) + 1}"

    def parameters(self, values: dict[str, Any]) -> list[Any]:
        return [held if name is None else values[name] for name, held in self._slots]


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

    if _has_word_from_server():
        connection.close_if_health_check_failed()
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    own: Any = (RawCursor if is_numbered else Cursor)(connection.connection)
    return wrap(own)


def _has_word_from_server() -> bool:
    """Whether something came on the connection since its last answer, as when it was closed.

    To ask that of the system costs nothing beside Django's question to the server, which is the
    way there and back once more for each page.
    """
    if connection.connection is None:
        return False
    if connection.connection.closed:
        return True
    word = select.poll()
    word.register(connection.connection.fileno(), select.POLLIN)
    return bool(word.poll(0))


def prepared(ask: Callable[..., QuerySet[Any, Any]]) -> Prepared:
    """Make a function that gives a queryset of `values_list()` a prepared question.

    Each argument is an int, str, date or datetime, annotated as such and passed by name; it is
    compared with in the queryset, and decides nothing about the form of the question.
    """
    return Prepared(ask)


def _adapted(value: Any) -> Any:
    """The value as the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
