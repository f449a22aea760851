from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from meetings.finding import listed
from meetings.finding.listed import Listed
from meetings.models import Photo, PhotoUse, Readout, Tag
from meetings.page.ways import way
from meetings.prepared import prepared
from meetings.views.common import ListPage, months_of
from meetings.views.corrections import corrections_in
from relations.models import Region

TOPICS = 12
CORRECTIONS = 3


class Topic(NamedTuple):
    """A topic, and how many agenda items carry it."""

    name: str
    slug: str
    items: int

    @property
    def address(self) -> str:
        return way("topic", self.slug)


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
            "topics": [topic for topic in map(Topic._make, most_used(at=at)) if topic.items > 0],
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


@prepared
def most_used(at: datetime) -> QuerySet[Any, Any]:
    """The topics of most public agenda items, from stored counts; of none, if there are no more."""
    counted: Any = Tag.objects.with_counts(at)
    counted = counted.order_by("-item_count", "name")
    return counted.values_list("name", "slug", "item_count")[:TOPICS]
