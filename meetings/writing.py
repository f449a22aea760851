"""Writing many rows of a table at once: COPY on PostgreSQL, one statement on SQLite."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")
Row = Sequence[Any]
MOST_VALUES = 20_000
"""So many values are given to SQLite in one statement, which takes 32,766."""


def new_keys(model: type[models.Model], number: int) -> list[int]:
    """Primary keys that nothing else gets, for `number` new rows that are written with them.

    On SQLite inside a transaction, which is then the only one that writes.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return list(range(last + 1, last + 1 + number))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, number],
        )
        return [key for (key,) in cursor.fetchall()]


def insert(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Row], *, meanwhile: bool = False
) -> None:
    """Write rows of a model: `names` are the fields that each row gives, in their order.

    All are made before the first is written, since making one may ask the database, which is busy
    then; those that are made from memory alone can be made `meanwhile`.
    """
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)  # type: ignore[union-attr]
    table = f'"{model._meta.db_table}"'
    adapted = _adapted(fields, rows if meanwhile else list(rows))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = cursor.copy(f"COPY {table} ({columns}) FROM STDIN")
            with connection.wrap_database_errors, copying as copy:
                for row in adapted:
                    copy.write_row(row)
            return
        # Many rows a statement: full-text search sorts what it was given after each statement.
        places = f"({', '.join(['%s'] * len(names))})"
        for some in batches(adapted, MOST_VALUES // len(names)):
            sql = f"INSERT INTO {table} ({columns}) VALUES "  # noqa: S608  # our own words
            values = list(chain.from_iterable(some))
            cursor.execute(sql + ", ".join([places] * len(some)), values)


def insert_all(rows: Sequence[models.Model]) -> None:
    """Write unsaved rows of one model, with their keys or without; rows are given none here."""
    if not rows:
        return
    model = type(rows[0])
    fields = [f for f in model._meta.concrete_fields if f.name != "id" or rows[0].pk is not None]
    attributes = [field.attname for field in fields]
    values = ([getattr(row, name) for name in attributes] for row in rows)
    insert(model, [field.name for field in fields], values)


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows, `size` at a time."""
    batch: list[T] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _adapted(fields: Sequence[Any], rows: Iterable[Row]) -> Iterable[Row]:
    """The rows as the database's driver takes them."""
    adapt = {place: how for place, field in enumerate(fields) if (how := _way(field))}
    if not adapt:
        return rows
    return (
        [adapt[place](value) if place in adapt else value for place, value in enumerate(row)]
        for row in rows
    )


def _way(field: Any) -> Callable[[Any], Any] | None:
    """How a field's values are adapted; many rows have one moment, which is spelled once."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return lru_cache(maxsize=1_000)(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.DateField):
        return lru_cache(maxsize=1_000)(connection.ops.adapt_datefield_value)
    return None
