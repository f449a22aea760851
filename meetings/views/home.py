from __future__ import annotations

from typing import Any

from meetings.finding import listed
from meetings.finding.listed import Listed
from meetings.models import Photo, PhotoUse, Readout, Tag
from meetings.views.common import ListPage, months_of
from meetings.views.corrections import corrections_in
from relations.models import Region

TOPICS = 12
CORRECTIONS = 3


class Home(ListPage):
    """What is new."""

    template_name = "meetings/home.html"
    section = ""

    def content(self) -> dict[str, Any]:
        at = self.request.at
        readouts = listed.newest(at)
        return {
            "months": list(months_of(readouts)),
            "lead": self.lead(readouts),
            "regions": Region.objects.with_relations(at),
            "topics": Tag.objects.most_used(at)[:TOPICS],
            "corrections": corrections_in(Readout.objects.corrections(at), at, CORRECTIONS),
        }

    def lead(self, readouts: list[Listed]) -> tuple[PhotoUse, Listed] | None:
        """Give the first photo of the newest readout that has one to show, and the readout."""
        keys = [row.readout for row in readouts]
        uses = PhotoUse.objects.filter(readout__in=keys)
        photos = list(uses.values_list("photo", flat=True))
        shown = Photo.objects.public(self.request.at).filter(pk__in=photos)
        uses = uses.filter(photo__in=list(shown.values_list("pk", flat=True)))
        uses = uses.select_related("photo").prefetch_related("photo__renditions")
        first = {use.readout_id: use for use in uses.order_by("-position", "-pk")}
        return next(((first[row.readout], row) for row in readouts if row.readout in first), None)
