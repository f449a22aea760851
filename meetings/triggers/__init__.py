"""What the database refuses for the record: the product's rules at the bottom.

An approved edition and all its rows are closed to INSERT, UPDATE and DELETE; the one door is an
open `Erasure`. Only the columns of `Readout.lifecycle_fields()` move on, and those only forward.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

from meetings.triggers.edition import READOUT, ROWS, edition_rules
from meetings.triggers.kept import kept_rules
from relations import triggers
from relations.triggers import NoTruncate, Rule


def rules() -> list[Rule]:
    """Every rule of both apps, in the order in which they are created."""
    log = [f"meetings_{name}" for name in ("entry", "snapshot", "seal", "erasure")]
    emptied = [NoTruncate(table) for table in (READOUT, *ROWS, *log)]
    return [*triggers.RULES, *edition_rules(), *kept_rules(), *emptied]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every rule afresh."""
    drop(connection)
    triggers.install(connection, rules())


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take every rule away, for a migration or a test's clean-up."""
    triggers.drop(connection, rules())


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the rules, and of the exclusion constraint, that the database lacks."""
    names = triggers.missing(connection, rules())
    if connection.vendor != "postgresql":
        return names
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = 'one_live_edition'")
        return names if cursor.fetchone() else [*names, "one_live_edition"]


def follow_migrations(app: AppConfig) -> None:
    """Drop the rules before each migration and create them after it."""
    pre_migrate.connect(_before, sender=app, dispatch_uid="rules_before")
    post_migrate.connect(_after, sender=app, dispatch_uid="rules_after")


def _before(using: str, **kwargs: Any) -> None:
    drop(connections[using])


def _after(using: str, **kwargs: Any) -> None:
    install(connections[using])


__all__ = ["ROWS", "drop", "follow_migrations", "install", "missing", "rules"]
