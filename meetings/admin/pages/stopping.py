"""What can be stopped: the meetings of the last two days and to come, each as one line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from meetings.models import Meeting, Photo, PhotoUse, Readout, Seal

RECENT = timedelta(hours=48)
MOST = 50
MOST_EDITIONS = 500


@dataclass
class Line:
    """A meeting with its approved editions, newest first, and its photos."""

    meeting: Meeting
    at: datetime
    editions: list[Readout] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    seals: dict[int, Seal] = field(default_factory=dict)
    """The open seals on its photos, by the photo's key."""

    @property
    def newest(self) -> Readout:
        return self.editions[0]

    @property
    def languages(self) -> list[str]:
        return sorted({edition.language for edition in self.editions})

    @property
    def to_come(self) -> list[Readout]:
        return [row for row in self._standing if row.live_from and row.live_from > self.at]

    @property
    def standing(self) -> list[str]:
        """The languages in which something can be withdrawn."""
        return sorted({edition.language for edition in self._standing})

    @property
    def withdrawn(self) -> list[str]:
        """The languages in which something can be restored."""
        taken = [edition for edition in self.editions if edition.withdrawn_at is not None]
        return sorted({edition.language for edition in taken})

    @property
    def open_photos(self) -> list[Photo]:
        return [photo for photo in self.photos if photo.pk not in self.seals]

    @property
    def states(self) -> list[tuple[str, str]]:
        """Each language with the state of its newest edition."""
        first: dict[str, str] = {}
        for edition in self.editions:
            first.setdefault(edition.language, edition.state(self.at))
        return sorted(first.items())

    @property
    def _standing(self) -> list[Readout]:
        return [edition for edition in self.editions if edition.withdrawn_at is None]


def lines(at: datetime, number: str = "") -> list[Line]:
    """The meetings released in the last 48 hours, taken back in that time, or to come.

    The nearest to now first; `number` asks for one meeting, however old. Five questions in all.
    """
    rows = Readout.objects.approved_ones().filter(meeting__in=_meetings(at, number))
    rows = rows.select_related("meeting", "relation").defer("introduction", "internal_note")
    found: dict[int, Line] = {}
    newest = rows.order_by("-live_from")
    for row in sorted(newest, key=lambda row: row.is_set_aside):
        line = found.setdefault(row.meeting_id, Line(row.meeting, at))
        line.editions.append(row)
    nearest = sorted(found.values(), key=lambda line: abs(_moment(line) - at))[:MOST]
    _add_photos({line.meeting.pk: line for line in nearest})
    return nearest


def _meetings(at: datetime, number: str) -> set[int]:
    """The keys of the meetings asked for, each by a question that an index answers."""
    if number:
        return set(Meeting.objects.filter(number=number).values_list("pk", flat=True))
    since = at - RECENT
    editions = Readout.objects.approved_ones().order_by("-live_from")
    fresh = editions.filter(Q(live_from__gte=since) | Q(withdrawn_at__gte=since))
    sealed = PhotoUse.objects.filter(photo__seals__sealed_at__gte=since)
    keys = fresh.values_list("meeting", flat=True)[:MOST_EDITIONS]
    return {*keys, *sealed.values_list("readout__meeting", flat=True)}


def _moment(line: Line) -> datetime:
    return line.newest.live_from or line.at


def _add_photos(found: dict[int, Line]) -> None:
    uses = PhotoUse.objects.filter(
        readout__meeting__in=found, readout__approved_at__isnull=False
    ).select_related("photo", "readout")
    places: dict[int, set[int]] = defaultdict(set)
    for use in uses.defer("readout__introduction").order_by("readout", "position"):
        line = found[use.readout.meeting_id]
        if line.meeting.pk not in places[use.photo_id]:
            places[use.photo_id].add(line.meeting.pk)
            line.photos.append(use.photo)
    seals = Seal.objects.filter(photo__in=places, lifted_at__isnull=True)
    for seal in seals.select_related("sealed_by"):
        for meeting in places[seal.photo_id or 0]:
            found[meeting].seals[seal.photo_id or 0] = seal
