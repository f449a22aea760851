"""Who and what the archive is about: regions, relations, people, topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from django.conf import settings
from django.utils.text import slugify

from meetings.models import Tag
from meetings.synthetic.words import (
    BEGINNINGS,
    ENDINGS,
    FAMILY,
    GIVEN,
    KINDS,
    MATTERS,
    MINISTERS,
    REGIONS,
)
from relations.identity import fold
from relations.models import Party, Person, Region, Relation, RelationParty

RELATIONS, TOPICS = 60, 400
IN_OFFICE = 5
"""Foreign ministers of each country, one after the other."""
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Counterpart:
    """A relation with one country, and those who spoke for it, one after the other."""

    relation: Relation
    party: Party
    people: list[Person]


@dataclass(frozen=True)
class Reference:
    """All that the readouts of the archive point to."""

    counterparts: list[Counterpart]
    ministers: list[Person]
    home: Party
    topics: list[Tag]


def make_reference() -> Reference:
    """Make regions, countries, relations, people and topics, the most used topic first."""
    regions = Region.objects.bulk_create(
        Region(name=name, slug=slugify(name), folded=fold(name), position=place + 100)
        for place, name in enumerate(REGIONS)
    )
    names = [f"{first}{last}" for first, last in product(BEGINNINGS, ENDINGS)][:RELATIONS]
    parties = Party.objects.bulk_create(
        _party(name, regions[n % len(regions)]) for n, name in enumerate(names)
    )
    home_name = settings.MINISTRY.home_party
    home = Party.objects.filter(name=home_name).first() or Party.objects.create(name=home_name)
    relations = Relation.objects.bulk_create(
        _titled(f"{home.short or home.name}-{party.short} Relations") for party in parties
    )
    RelationParty.objects.bulk_create(
        RelationParty(relation=relation, party=party)
        for relation, party in zip(relations, parties, strict=True)
    )
    counterparts = [
        Counterpart(relation, party, _people(party, n))
        for n, (relation, party) in enumerate(zip(relations, parties, strict=True))
    ]
    ministers = Person.objects.bulk_create(_person(name, slugify(name)) for name in MINISTERS)
    return Reference(counterparts, ministers, home, _topics())


def _party(short: str, region: Region) -> Party:
    name = f"Republic of {short}"
    return Party(name=name, short=short, folded=fold(name), region=region)


def _titled(title: str) -> Relation:
    slug = slugify(title)
    return Relation(title=title, slug=slug, folded=fold(title), listed_from=LONG_AGO)


def _people(party: Party, n: int) -> list[Person]:
    names = [
        f"{GIVEN[(n * IN_OFFICE + k) % len(GIVEN)]} {FAMILY[(n + k) % len(FAMILY)]}"
        for k in range(IN_OFFICE)
    ]
    return Person.objects.bulk_create(
        _person(name, slugify(f"{name} {party.short} {k}")) for k, name in enumerate(names)
    )


def _person(name: str, slug: str) -> Person:
    return Person(name=name, sort_name=name, slug=slug)


def _topics() -> list[Tag]:
    names = [f"{kind} {matter}" for matter, kind in product(MATTERS, KINDS)][:TOPICS]
    return Tag.objects.bulk_create(
        Tag(name=name, slug=slugify(name), folded=fold(name)) for name in names
    )
