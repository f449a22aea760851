"""The checks of a readout: what is lacking, what the paper says so, and what is good to know.

Only what is lacking of ours holds back a release. What looks wrong in the paper's own text is
ticked as printed by a person, and goes with the approval.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from meetings import intake, reader, release
from meetings.admin.desk import person_of
from meetings.admin.text_changes import place_of
from meetings.admin.text_view import Rows, of_record
from meetings.models import AsPrinted, Readout

PAPERS = frozenset(
    {
        "clocks_disagree",
        "date_malformed",
        "label_doubled",
        "length_disagrees",
        "ordinal_malformed",
        "paragraph_doubled",
        "weekday_disagrees",
    }
)
"""Findings that a person may settle as printed."""

WHERE = frozenset({"place_unstated", "zone_unknown"})
"""Findings that the zones of the sittings answer."""

TICKED, SHOWN = "as_printed", "as_printed_shown"


@dataclass(frozen=True)
class Check:
    """One place to look at: a sentence, the id of its field, and who said that it is printed so."""

    sentence: str
    place: str
    code: str = ""
    fingerprint: str = ""
    ticked: AsPrinted | None = None


@dataclass
class Checks:
    """The panel: `lacking` holds back release, `papers` is ticked, `others` informs."""

    lacking: list[Check] = field(default_factory=list)
    papers: list[Check] = field(default_factory=list)
    others: list[Check] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.lacking) + len(self.others) + sum(not one.ticked for one in self.papers)


def checks_of(readout: Readout, lacking: Sequence[release.Omission], rows: Rows) -> Checks:
    """The checks of a draft, read in the text that its form shows."""
    ticked = {one.fingerprint: one for one in readout.as_printed.select_related("by")}
    found = [
        Check(one.sentence, place, one.code, one.fingerprint, ticked.get(one.fingerprint))
        for one, place in _found(readout, rows)
    ]
    return Checks(
        lacking=[Check(one.sentence, _field(one.field)) for one in lacking],
        papers=[one for one in found if one.code in PAPERS],
        others=[one for one in found if one.code not in PAPERS],
    )


def _field(name: str) -> str:
    return f"{name}-group" if name in ("passages", "photo_uses") else f"id_{name}"


@dataclass(frozen=True)
class Doubt:
    """Something doubtful, with a digest of the words it is about."""

    code: str
    sentence: str
    fingerprint: str


def _found(readout: Readout, rows: Rows) -> Iterator[tuple[Doubt, str]]:
    try:
        reading = reader.Reader().read(
            rows.text, released_on=readout.released_on, with_topics=False
        )
    except intake.Refused:
        return
    for finding in open_findings(reading, readout):
        words = _words(finding, reading)
        digest = hashlib.sha256(f"{finding.code}\n{finding.message}\n{words}".encode()).hexdigest()
        place = place_of(finding, reading, rows.ids)
        yield Doubt(finding.code, finding.message[:400], digest[:16]), place


def open_findings(reading: intake.Reading, readout: Readout) -> list[intake.Finding]:
    """What the reader found doubtful, without what has been entered beside the text since."""
    zones = list(readout.sittings.values_list("zone", flat=True))
    is_told = bool(zones) and all(zones)
    return [one for one in reading.findings if not (is_told and one.code in WHERE)]


def _words(finding: intake.Finding, reading: intake.Reading) -> str:
    """The words that a finding is about, or its whole line."""
    if finding.start is not None and finding.end is not None:
        return reading.cleaned_text[finding.start : finding.end]
    lines = reading.cleaned_text.split("\n")
    return lines[finding.line - 1] if finding.line and finding.line <= len(lines) else ""


def keep_ticks(request: HttpRequest, readout: Readout) -> None:
    """Keep which places were ticked as printed; what the text says no more is forgotten."""
    shown = request.POST.getlist(SHOWN)
    ticked = set(request.POST.getlist(TICKED))
    if not shown and not readout.as_printed.exists():
        return
    rows = of_record(readout)
    found = {one.fingerprint: one for one, _ in _found(readout, rows) if one.code in PAPERS}
    lapsed = [key for key in shown if key not in ticked]
    readout.as_printed.exclude(fingerprint__in=[key for key in found if key not in lapsed]).delete()
    for key in sorted(ticked & found.keys()):
        doubt = found[key]
        readout.as_printed.get_or_create(
            fingerprint=key,
            defaults={"code": doubt.code, "sentence": doubt.sentence, "by": person_of(request)},
        )
