"""A reading as plain JSON data."""

from typing import Any

from meetings.intake.cleaning import summary
from meetings.intake.reading import Finding, Reading, ReadItem, ReadParticipant, ReadSitting


def to_json(reading: Reading) -> dict[str, Any]:
    """Give a reading as data for JSON: null for what the text does not state.

    Times are as printed, without offset; where the text leaves the year open, they have "XXXX"
    for it, and `held_on` is null.
    """
    return {
        "relation": reading.relation,
        "title": reading.title,
        "released_on": reading.released_on.isoformat() if reading.released_on else None,
        "captions": [
            {"text": one.text, "number": one.number, "credit": one.credit}
            for one in reading.captions
        ],
        "introduction": reading.introduction,
        "closing": reading.closing,
        "sittings": [_sitting(one) for one in reading.sittings],
        "participants": [_participant(one) for one in reading.participants],
        "items": [_item(one) for one in reading.items],
        "left_out": list(reading.left_out),
        "cleaned": summary(reading.cleaned),
        "findings": [_finding(one) for one in reading.findings],
    }


def _sitting(sitting: ReadSitting) -> dict[str, Any]:
    return {
        "form": sitting.form,
        "held_on": sitting.held_on.isoformat() if sitting.held_on else None,
        "times": [
            {"value": time.value, "clock": time.clock, "precision": time.precision}
            for time in sitting.times
        ],
        "zone": sitting.zone,
        "minutes": sitting.minutes,
        "minutes_precision": sitting.minutes_precision,
        "place": sitting.place,
    }


def _participant(participant: ReadParticipant) -> dict[str, Any]:
    return {
        "side": participant.side,
        "honorific": participant.honorific,
        "name": participant.name,
        "short": participant.short,
        "offices": list(participant.offices),
        "group": participant.group,
    }


def _item(item: ReadItem) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "depth": item.depth,
        "label": item.label,
        "heading": item.heading,
        "text": item.text,
        "tags": list(item.tags),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "message": finding.message, "line": finding.line}
