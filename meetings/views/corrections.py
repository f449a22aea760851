from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from meetings.comparison import compare
from meetings.models import Readout
from meetings.page.history import page_address, printed_moment
from meetings.querysets import ReadoutQuerySet
from meetings.views.common import NEWS, RECENT, Crumb, ListPage, one_year, press_releases


@dataclass(frozen=True)
class Correction:
    """A public edition that replaced an earlier one, and the address at which it stays."""

    readout: Readout
    number: int
    address: str

    @property
    def released(self) -> str:
        """When it was released, as words in the ministry's zone."""
        moment = self.readout.live_from
        return printed_moment(moment) if moment else ""

    @cached_property
    def is_addition(self) -> bool:
        """Whether photos or documents were changed alone; of a row `with_edition_before`."""
        readout: Any = self.readout
        return compare(json.loads(bytes(readout.before)), readout.approved.document).has_same_words


class CorrectionList(ListPage):
    """Every public edition that replaced an earlier one, with its note."""

    template_name = "meetings/corrections.html"

    def content(self) -> dict[str, Any]:
        at = self.request.at
        corrections = Readout.objects.corrections(at)
        moments = corrections.order_by().datetimes("live_from", "year", order="DESC")
        years = [timezone.localtime(moment).year for moment in moments]
        year = one_year(self.request, years)
        asked = corrections.filter(live_from__year=year) if year else corrections
        rows = corrections_in(asked.with_edition_before(at), at, None if year else RECENT)
        return {
            "corrections": [row for row in rows if not row.is_addition],
            "additions": [row for row in rows if row.is_addition],
            "years": years,
            "year": year,
        }

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [NEWS, press_releases()]


def corrections_in(readouts: ReadoutQuerySet, at: datetime, most: int | None) -> list[Correction]:
    """Give the corrections among `readouts` as the public sees them at `at`, `most` of them."""
    return [
        Correction(row, row.number, page_address(row.meeting, row.language, row.number))
        for row in readouts.with_edition_number(at).for_list()[:most]
    ]
