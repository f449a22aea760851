from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from meetings.models import Occasion, Readout
from meetings.views.common import NEWS, Crumb, ListPage, press_releases


class OccasionDetail(ListPage):
    """A visit or conference, and the readouts that belong to it."""

    template_name = "meetings/occasion.html"

    def content(self) -> dict[str, Any]:
        public = Occasion.objects.public(self.request.at)
        occasion = get_object_or_404(public, slug=self.kwargs["slug"])
        readouts = Readout.objects.live(self.request.at).of_occasion(occasion).listed_once()
        return {"occasion": occasion, "readouts": readouts.newest_first().for_list()}

    def trail(self, content: dict[str, Any]) -> list[Crumb]:
        return [NEWS, press_releases()]
