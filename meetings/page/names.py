"""Names of what a document knows by permanent keys: a relation's parties, forms of meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from meetings.models import Sitting
from meetings.prepared import Row, prepared
from relations.models import RelationParty


@dataclass(frozen=True, slots=True)
class Names:
    """The parties of a readout's relation in their order, and its forms of meeting by key."""

    parties: list[str]
    forms: dict[str, str]


def names_of(readout: int, relation: int | None) -> Names:
    """The names around a readout; both are given by their keys."""
    return named(names_around(readout=readout, relation=relation or 0))


def named(found: Iterable[Row]) -> Names:
    """The names that `names_around` found."""
    rows = sorted(tuple(row) for row in found)
    parties = [name for kind, _, _, name in rows if kind == "party"]
    forms = {key: _inside(name) for kind, _, key, name in rows if kind == "form"}
    return Names(parties, forms)


@prepared
def names_around(readout: int, relation: int) -> QuerySet[Any, Any]:
    parties = RelationParty.objects.filter(relation=relation).order_by()
    forms = Sitting.objects.filter(readout=readout, form__isnull=False).order_by()
    columns = ("kind", "position", "key", "name")
    return (
        parties.annotate(kind=_text("party"), key=_text(""), name=F("party__name"))
        .values_list(*columns)
        .union(
            forms.annotate(
                kind=_text("form"), key=F("form__key"), name=F("form__name")
            ).values_list(*columns),
            all=True,
        )
    )


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _inside(name: str) -> str:
    """A name as it stands inside a line: “telephone talk”, but “G7 session”."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
