"""Whether two clocks tell the same moment, and what each would make the other."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None for a name nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def instants(local: datetime, zone: str) -> list[datetime]:
    """The instants (UTC) a naive local time means: none in a gap, two in a repeated hour."""
    rules = zone_of(zone)
    if rules is None:
        return []
    found = []
    for fold in (0, 1):
        instant = local.replace(tzinfo=rules, fold=fold).astimezone(UTC)
        back = instant.astimezone(rules).replace(tzinfo=None)
        if back == local and instant not in found:
            found.append(instant)
    return found


def on_clock(instant: datetime, zone: str) -> datetime:
    """What a zone's clock showed at an instant, naive."""
    return instant.astimezone(zone_of(zone)).replace(tzinfo=None)


def shown_elsewhere(local: datetime, zone: str, other: str) -> list[datetime]:
    """What the clock of `other` showed when that of `zone` showed `local`."""
    return [on_clock(instant, other) for instant in instants(local, zone)]


def is_possible_offset(difference: timedelta) -> bool:
    """Whether any zone is that far from another: at most 26 hours, in quarters of an hour."""
    return abs(difference) <= timedelta(hours=26) and not difference % timedelta(minutes=15)
