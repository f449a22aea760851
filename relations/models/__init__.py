from relations.models.party import Party, PartyIdentifier, PartyName, Region, RegionName
from relations.models.person import Appointment, Person, PersonName, Post, PostName
from relations.models.relation import (
    Relation,
    RelationFact,
    RelationLink,
    RelationName,
    RelationParty,
)

__all__ = [
    "Appointment",
    "Party",
    "PartyIdentifier",
    "PartyName",
    "Person",
    "PersonName",
    "Post",
    "PostName",
    "Region",
    "RegionName",
    "Relation",
    "RelationFact",
    "RelationLink",
    "RelationName",
    "RelationParty",
]
