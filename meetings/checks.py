"""A refusal to start on a database that does not keep the rules."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from meetings import triggers


@checks.register(checks.Tags.database)
def rules_are_in_place(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Name the triggers and constraints that a migrated database lacks."""
    errors: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if "meetings_readout" not in connection.introspection.table_names():
            continue
        names = triggers.missing(connection)
        if names:
            errors.append(
                checks.Error(
                    f"The database “{alias}” lacks rules of the record: {', '.join(names)}.",
                    hint="Run “manage.py migrate”; it puts them back.",
                    id="meetings.E001",
                )
            )
    return errors
