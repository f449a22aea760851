"""The one door: what makes a row public, as conditions that every public question uses."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q


def released(at: datetime, readout: str = "") -> Q:
    """The release as a condition: begun at `at`, and not withdrawn.

    `readout` leads from the model asked to the readout, for example "readout__".
    """
    begun = Q(**{f"{readout}live_from__lte": at})
    return begun & Q(**{f"{readout}withdrawn_at__isnull": True})


def not_replaced(at: datetime, readout: str = "") -> Q:
    """No later edition has begun at `at`."""
    until = f"{readout}live_until"
    return Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": at})


def unsealed(target: str, path: str = "pk") -> Q:
    """No seal lies on the thing that `path` leads to."""
    from meetings.models import Seal

    return Q(~Exists(Seal.objects.filter(lifted_at__isnull=True, **{target: OuterRef(path)})))
