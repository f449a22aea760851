"""Which earlier meetings an edition shares topics with: a choice that is made once and kept.

It is made when the edition's topics are settled, among what is public at that moment, and made
anew only when they change. To choose again at some later act would show, on a public page, that
something hidden had been done to its meeting.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from heapq import nlargest
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.finding.rows import MentionRow
from meetings.models import Mention, SharedTopics
from meetings.prepared import prepared
from meetings.writing import insert

Mentioning = Mention | MentionRow

MOST = 4
WINDOW = 12
"""So many mentions of a topic before an edition are looked at: a meeting is found from no more."""
ONE_TOPIC = 100
"""What sharing one topic weighs; a rare one weighs up to twice that."""
FIELDS = ("meeting", "readout", "earlier", "weight")


class _Place(NamedTuple):
    """Where a meeting stands in order of time, as lists have it."""

    day: date
    meeting: int


class _Edition(NamedTuple):
    """An edition with topics; `is_public` at the moment of choosing."""

    place: _Place
    readout: int
    tags: frozenset[int]
    is_public: bool


def renew(gone: Sequence[Mentioning], come: Sequence[Mentioning], now: datetime) -> None:
    """Choose for each edition whose topics changed when some mentions took the place of others.

    Called when they are written, in the same transaction.
    """
    before, after = _editions(gone, now), _editions(come, now)
    had = {edition.readout: edition.tags for edition in before}
    changed = [edition for edition in after if had.get(edition.readout) != edition.tags]
    if gone:
        ended = had.keys() - {edition.readout for edition in after}
        anew = ended.union(edition.readout for edition in changed)
        meetings = {mention.meeting_id for mention in gone}
        SharedTopics.objects.filter(meeting__in=meetings, readout__in=anew).delete()
        _drop_lost(_begun(gone, now) - _begun(come, now), now)
    insert(SharedTopics, FIELDS, _chosen(changed, now))


def _editions(mentions: Iterable[Mentioning], now: datetime) -> list[_Edition]:
    """Those whose words the mentions are in, from the earliest meeting to the latest."""
    tags: dict[int, set[int]] = {}
    places: dict[int, _Place] = {}
    public: set[int] = set()
    for mention in mentions:
        tags.setdefault(mention.readout_id, set()).add(mention.tag_id)
        places[mention.readout_id] = _Place(mention.released_on, mention.meeting_id)
        if mention.is_live(now):
            public.add(mention.readout_id)
    return sorted(
        _Edition(places[readout], readout, frozenset(own), readout in public)
        for readout, own in tags.items()
    )


def _chosen(editions: Iterable[_Edition], now: datetime) -> Iterator[tuple[int, int, int, int]]:
    """For each edition the few earlier meetings that share most topics with it, and rarest.

    Many editions are chosen for in order of time, each then known to those after it, so that the
    database is asked once a topic.
    """
    windows: dict[int, deque[_Place]] = {}
    for edition in editions:
        weights: dict[_Place, int] = {}
        for tag in edition.tags:
            window = windows.get(tag)
            if window is None:
                window = windows[tag] = deque(_before(tag, edition.place, now), WINDOW)
            worth = ONE_TOPIC + ONE_TOPIC // max(1, len(window))
            for place in window:
                weights[place] = weights.get(place, 0) + worth
            if edition.is_public and edition.place not in window:
                window.append(edition.place)
        # Of equal weight the newest, as `nlargest` compares places after weights.
        own = edition.place.meeting
        others = ((worth, place) for place, worth in weights.items() if place.meeting != own)
        for worth, place in nlargest(MOST, others):
            yield own, edition.readout, place.meeting, worth


def _before(tag: int, place: _Place, now: datetime) -> Iterator[_Place]:
    """The last public meetings with a topic before this one, oldest first, each once."""
    rows = mentioned_before(tag=tag, day=place.day, meeting=place.meeting, at=now)
    return reversed(list(dict.fromkeys(_Place(*row) for row in rows)))


@prepared
def mentioned_before(tag: int, day: date, meeting: int, at: datetime) -> QuerySet[Any, Any]:
    """The last places at which a topic was taken up before a meeting, as is public at `at`."""
    mentions = Mention.objects.live(at).once().filter(tag=tag, released_on__lte=day)
    mentions = mentions.filter(Q(released_on__lt=day) | Q(meeting__lt=meeting))
    return mentions.newest_first().values_list("released_on", "meeting_id")[:WINDOW]


def _drop_lost(lost: set[tuple[int, int]], now: datetime) -> None:
    """Let nothing lead to a meeting that has lost the last topic over which it did.

    `lost` are meetings, each with a topic that the public found it by.
    """
    if lost:
        meetings = {meeting for meeting, _ in lost}
        unfounded(now).filter(earlier__in=meetings).delete()


def unfounded(at: datetime) -> QuerySet[SharedTopics]:
    """Rows whose edition has no topic that its earlier meeting has, or had, in public."""
    own = Mention.objects.filter(readout=OuterRef("readout"), meeting=OuterRef("meeting"))
    theirs = Mention.objects.filter(meeting=OuterRef(OuterRef("earlier")), live_from__lte=at)
    return SharedTopics.objects.filter(~Exists(own.filter(tag__in=theirs.values("tag"))))


def _begun(mentions: Iterable[Mentioning], at: datetime) -> set[tuple[int, int]]:
    """Meetings with the topics by which the public finds them, or once did."""
    return {(row.meeting_id, row.tag_id) for row in mentions if row.live_from <= at}
