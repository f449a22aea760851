"""Rules the database itself keeps, whoever writes: triggers for PostgreSQL and SQLite.

A `Trigger` states when a write is refused, once, in SQL that both databases read; what they
spell differently stands in braces: `{clock}` for the database's own clock, `{differs:column}`
for "OLD.column is not NEW.column". Triggers that read other tables stop SQLite from altering
them, so all are dropped before a migration and created again after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from relations.models import Appointment, Post

CLOCK = {"postgresql": "clock_timestamp()", "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')"}
DIFFERS = {"postgresql": "OLD.{0} IS DISTINCT FROM NEW.{0}", "sqlite": "OLD.{0} IS NOT NEW.{0}"}
PREFIX = "rule_"


@dataclass(frozen=True)
class Trigger:
    """A write to `table` that is refused with `message` when `when` holds.

    `event` is INSERT, UPDATE or DELETE; `lock` is a query that PostgreSQL runs first, so that
    what `when` reads cannot change under it (SQLite has one writer at a time).
    """

    name: str
    table: str
    event: str
    when: str
    message: str
    lock: str = ""

    def create_sql(self, vendor: str) -> list[str]:
        when = self._spell(vendor)
        message = self.message.replace("'", "''")
        if vendor == "sqlite":
            return [
                f'CREATE TRIGGER "{PREFIX}{self.name}" BEFORE {self.event} ON "{self.table}" '
                f"FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            ]
        row = "OLD" if self.event == "DELETE" else "NEW"
        lock = f"PERFORM {self.lock};" if self.lock else ""
        return [
            f'CREATE OR REPLACE FUNCTION "{PREFIX}{self.name}"() RETURNS trigger '
            f"LANGUAGE plpgsql AS $rule$ BEGIN {lock} IF {when} THEN RAISE EXCEPTION "
            f"USING ERRCODE = '23514', MESSAGE = '{message}', CONSTRAINT = '{self.name}'; "
            f"END IF; RETURN {row}; END $rule$",
            f'CREATE TRIGGER "{PREFIX}{self.name}" BEFORE {self.event} ON "{self.table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{PREFIX}{self.name}"()',
        ]

    def drop_sql(self, vendor: str) -> str:
        if vendor == "sqlite":
            return f'DROP TRIGGER IF EXISTS "{PREFIX}{self.name}"'
        return f'DROP FUNCTION IF EXISTS "{PREFIX}{self.name}"() CASCADE'

    def _spell(self, vendor: str) -> str:
        when = self.when.replace("{clock}", CLOCK[vendor])
        return re.sub(r"\{differs:(\w+)\}", lambda m: DIFFERS[vendor].format(m[1]), when)


@dataclass(frozen=True)
class NoTruncate:
    """PostgreSQL only: TRUNCATE of `table` is refused (row triggers do not see it)."""

    table: str

    @property
    def name(self) -> str:
        return f"{self.table}_no_truncate"

    def create_sql(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return []
        return [
            f'CREATE OR REPLACE FUNCTION "{PREFIX}{self.name}"() RETURNS trigger LANGUAGE plpgsql '
            "AS $rule$ BEGIN RAISE EXCEPTION USING ERRCODE = '23514', "
            "MESSAGE = 'The record is never emptied.'; END $rule$",
            f'CREATE TRIGGER "{PREFIX}{self.name}" BEFORE TRUNCATE ON "{self.table}" '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{PREFIX}{self.name}"()',
        ]

    def drop_sql(self, vendor: str) -> str:
        return f'DROP FUNCTION IF EXISTS "{PREFIX}{self.name}"() CASCADE'


Rule = Trigger | NoTruncate


def install(connection: BaseDatabaseWrapper, rules: Iterable[Rule]) -> None:
    """Create the rules whose tables are there."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for rule in rules:
            if rule.table not in tables:
                continue
            for statement in rule.create_sql(connection.vendor):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper, rules: Iterable[Rule]) -> None:
    """Take the rules away, if they are there, so that tables can be altered."""
    with connection.cursor() as cursor:
        for rule in rules:
            if rule.create_sql(connection.vendor):
                cursor.execute(rule.drop_sql(connection.vendor))


def missing(connection: BaseDatabaseWrapper, rules: Iterable[Rule]) -> list[str]:
    """The names of the rules that the database does not hold."""
    there = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
    }
    with connection.cursor() as cursor:
        cursor.execute(there[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    wanted = [rule for rule in rules if rule.create_sql(connection.vendor)]
    return [rule.name for rule in wanted if f"{PREFIX}{rule.name}"[:63] not in found]


_APPOINTMENT = Appointment._meta.db_table
_POST = Post._meta.db_table

# An unknown start claims no day before the known end; an open end claims all that follow; the
# day on which one hands over to the other belongs to both. As `AppointmentQuerySet.overlapping`.
_OVERLAP = """
    COALESCE(a.started_on, a.ended_on) < COALESCE(b.ended_on, '9999-12-31')
    AND COALESCE(b.started_on, b.ended_on) < COALESCE(a.ended_on, '9999-12-31')
"""


def _second_holder(event: str) -> Trigger:
    own = _OVERLAP.replace("b.", "NEW.")
    return Trigger(
        name=f"appointment_overlaps_{event.lower()}",
        table=_APPOINTMENT,
        event=event,
        when=f"EXISTS (SELECT 1 FROM {_APPOINTMENT} a JOIN {_POST} p ON p.id = a.post_id "
        f"WHERE a.post_id = NEW.post_id AND p.one_holder AND a.id <> COALESCE(NEW.id, -1) "
        f"AND {own})",
        message="Another person holds this post in these days.",
        lock=f"1 FROM {_POST} WHERE id = NEW.post_id FOR UPDATE",
    )


RULES: list[Rule] = [
    _second_holder("INSERT"),
    _second_holder("UPDATE"),
    Trigger(
        name="post_becomes_one_holders",
        table=_POST,
        event="UPDATE",
        when=f"NEW.one_holder AND NOT OLD.one_holder AND EXISTS (SELECT 1 FROM {_APPOINTMENT} a "
        f"JOIN {_APPOINTMENT} b ON a.post_id = b.post_id AND a.id < b.id "
        f"WHERE a.post_id = NEW.id AND {_OVERLAP})",
        message="Several people hold this post at the same time.",
    ),
]
