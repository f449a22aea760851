"""Whether the site can do its work: what a load balancer and a watchman ask."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views import View

from meetings import triggers

# Public or not is asked of the clock: two clocks further apart than this would disagree.
CLOCK_TOLERANCE = timedelta(seconds=1)
CLOCKS = {
    "postgresql": "SELECT (clock_timestamp() AT TIME ZONE 'UTC')::text",
    "sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')",
}
FINE = "ok"


class Health(View):
    """200 when all is well, 503 when something is not; each check says what."""

    def get(self, request: HttpRequest) -> JsonResponse:
        checks = {"process": FINE} | database_checks()
        is_well = all(answer == FINE for answer in checks.values())
        return JsonResponse(
            {"status": FINE if is_well else "failing", "checks": checks},
            status=200 if is_well else 503,
            headers={"Cache-Control": "no-store"},
        )


def database_checks() -> dict[str, str]:
    """Give each check of the database its answer: "ok", or what is wrong in a sentence."""
    try:
        return {
            "database": FINE,
            "migrations": _migrations(),
            "triggers": _triggers(),
            "clock": _clock(),
        }
    except DatabaseError:
        # What the driver says may hold the address of the database: it stays in the log.
        return {"database": "The database does not answer."}


def _migrations() -> str:
    pending = _known_migrations() - set(MigrationRecorder(connection).applied_migrations())
    return _answer("Pending", [f"{app}.{name}" for app, name in pending])


@lru_cache(maxsize=1)
def _known_migrations() -> frozenset[tuple[str, str]]:
    """The files do not change under a running process; reading them costs a tenth of a second."""
    return frozenset(MigrationLoader(None).graph.nodes)


def _triggers() -> str:
    return _answer("Missing", triggers.missing(connection))


def _answer(what: str, names: list[str]) -> str:
    return f"{what}: {', '.join(sorted(names))}." if names else FINE


def _clock() -> str:
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS[connection.vendor])
        theirs = datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
    after = timezone.now()
    # While the question travelled both clocks went on: inside that span nothing differs.
    apart = max(before - theirs, theirs - after)
    if apart <= CLOCK_TOLERANCE:
        return FINE
    return f"The database's clock differs by {apart.total_seconds():.0f} s."
