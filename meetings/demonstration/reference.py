"""The demonstration's parties, relations, people, occasions and topics."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from meetings.demonstration.content import Facts, read
from meetings.models import Occasion, Tag, TagAlias, TagName
from relations.models import (
    Appointment,
    Party,
    PartyName,
    Person,
    Post,
    Region,
    Relation,
    RelationFact,
    RelationLink,
    RelationParty,
)

LISTED_FROM = datetime(2012, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Reference:
    """What readouts refer to, each by the key that the data files use."""

    relations: dict[str, Relation] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    printed: dict[str, Facts] = field(default_factory=dict)
    appointments: dict[str, list[Appointment]] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)
    topics: dict[str, Tag] = field(default_factory=dict)


def make_reference() -> Reference:
    """Make all of it from `who.toml` and `topics.toml`."""
    who, reference = read("who"), Reference()
    _make_parties(who, reference)
    for facts in who["relations"]:
        reference.relations[facts["slug"]] = _make_relation(facts, reference)
    for facts in who["people"]:
        _make_person(facts, reference)
    for facts in who["occasions"]:
        reference.occasions[facts["slug"]] = Occasion.objects.create(**facts)
    for facts in read("topics")["topics"]:
        reference.topics[facts["name"]] = _make_topic(facts)
    return reference


def _make_parties(who: Facts, reference: Reference) -> None:
    regions = {
        facts["slug"]: Region.objects.create(position=position, **facts)
        for position, facts in enumerate(who["regions"], start=1)
    }
    for facts in who["parties"]:
        names = facts.pop("names", {})
        region = regions.get(facts.pop("region", ""))
        party = Party.objects.create(region=region, **facts)
        PartyName.objects.bulk_create(
            PartyName(party=party, language=language, text=text) for language, text in names.items()
        )
        reference.parties[party.name] = party


def _make_relation(facts: Facts, reference: Reference) -> Relation:
    relation = Relation.objects.create(
        title=facts["title"],
        short_title=facts.get("short_title", ""),
        slug=facts["slug"],
        listed_from=LISTED_FROM,
    )
    for position, name in enumerate(facts["parties"]):
        RelationParty.objects.create(
            relation=relation, party=reference.parties[name], position=position
        )
    RelationFact.objects.bulk_create(
        RelationFact(relation=relation, position=position, **row)
        for position, row in enumerate(facts.get("facts", []))
    )
    RelationLink.objects.bulk_create(
        RelationLink(relation=relation, position=position, **row)
        for position, row in enumerate(facts.get("links", []))
    )
    return relation


def _make_person(facts: Facts, reference: Reference) -> None:
    slug = facts["slug"]
    reference.printed[slug] = {key: facts[key] for key in ("honorific", "name", "short")}
    reference.people[slug] = Person.objects.create(
        name=facts["name"], sort_name=facts.get("sort_name", ""), slug=slug
    )
    reference.appointments[slug] = [
        _make_appointment(reference.people[slug], reference, *row) for row in facts["appointments"]
    ]


def _make_appointment(
    person: Person, reference: Reference, party: str, title: str, *days: datetime
) -> Appointment:
    post, _ = Post.objects.get_or_create(
        party=reference.parties[party],
        title=title.removesuffix("*"),
        defaults={"one_holder": not title.endswith("*")},
    )
    appointment = Appointment(person=person, post=post)
    appointment.started_on, appointment.ended_on = (*days, None, None)[:2]
    appointment.full_clean()
    appointment.save()
    return appointment


def _make_topic(facts: Facts) -> Tag:
    tag = Tag.objects.create(name=facts["name"], description=facts["description"])
    for name in facts["aliases"]:
        TagAlias.objects.create(tag=tag, name=name)
    TagName.objects.bulk_create(
        TagName(tag=tag, language=language, text=text)
        for language, text in facts.get("names", {}).items()
    )
    return tag
