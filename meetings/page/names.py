"""Names of what a document knows by permanent keys: a relation's parties, forms of meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from config.ministry import Link
from meetings.models import Sitting
from meetings.page.ways import way
from meetings.prepared import Row, prepared
from relations.models import Party, RelationParty


@dataclass(frozen=True, slots=True)
class Names:
    """The parties of a readout's relation in their order, and its forms of meeting by key.

    Of a party, its name and whether it is a state. `region` is that of the first which has one.
    """

    parties: list[tuple[str, bool]]
    forms: dict[str, str]
    region: Link | None


def names_of(readout: int, relation: int | None) -> Names:
    """The names around a readout; both are given by their keys."""
    return named(names_around(readout=readout, relation=relation or 0))


def named(found: Iterable[Row]) -> Names:
    """The names that `names_around` found."""
    rows = sorted(found, key=lambda row: tuple(row[:3]))
    parties = [row for row in rows if row[0] == "party"]
    forms = {key: _inside(name) for kind, _, _, key, name, *_ in rows if kind == "form"}
    regions = (Link(row[5], way("region", row[6])) for row in parties if row[6])
    return Names(
        [(row[4], row[3] == Party.Kind.STATE) for row in parties], forms, next(regions, None)
    )


@prepared
def names_around(readout: int, relation: int) -> QuerySet[Any, Any]:
    region = {"region": F("party__region__name"), "region_slug": F("party__region__slug")}
    none = {"region": _text(""), "region_slug": _text("")}
    parties = RelationParty.objects.filter(relation=relation).order_by()
    parties = parties.annotate(
        kind=_text("party"), order=F("pk"), key=F("party__kind"), name=F("party__name"), **region
    )
    forms = Sitting.objects.filter(readout=readout, form__isnull=False).order_by()
    forms = forms.annotate(
        kind=_text("form"), order=F("pk"), key=F("form__key"), name=F("form__name"), **none
    )
    columns = ("kind", "position", "order", "key", "name", "region", "region_slug")
    return parties.values_list(*columns).union(forms.values_list(*columns), all=True)


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _inside(name: str) -> str:
    """A name as it stands inside a line: “telephone talk”, but “G7 session”."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
