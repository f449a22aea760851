"""Which zone a sitting's clocks are likely in: proposed, and never put in by itself."""

from __future__ import annotations

from meetings import intake, reader
from relations.models import Party


def proposed_zone(place: str, relation: str = "") -> tuple[str, str]:
    """The zone of a place, or of the one country a relation is with, and whose it is.

    Both are empty where there is none to propose. `relation` is its key as text.
    """
    if place.strip():
        found = reader.known_places().first_in(place.strip())
        return (found[0].zone, found[1]) if found and found[0].zone else ("", "")
    if not relation.isdecimal() or len(relation) > 18:
        return "", ""
    parties = Party.objects.filter(memberships__relation=int(relation))
    names = list(parties.values_list("name", flat=True)[:2])
    country = intake.shipped_places().find(names[0]) if len(names) == 1 else None
    return (country.zone, names[0]) if country and country.zone else ("", "")
