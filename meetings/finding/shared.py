"""Which earlier meetings an edition shares topics with: a choice that is made once and kept.

It is made when the edition's topics are settled, among what is public at that moment, and made
anew only when they change. To choose again at some later act would show, on a public page, that
something hidden had been done to its meeting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from heapq import nlargest
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.finding.rows import AnyMention
from meetings.models import Mention, SharedTopics
from meetings.prepared import prepared
from meetings.writing import insert

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
    """An edition with topics."""

    place: _Place
    readout: int
    tags: frozenset[int]


def renew(gone: Sequence[AnyMention], come: Sequence[AnyMention], now: datetime) -> None:
    """Choose for each edition whose topics changed when some mentions took the place of others.

    Called when they are written, in the same transaction.
    """
    before, after = _editions(gone), _editions(come)
    had = {edition.readout: edition.tags for edition in before}
    changed = [edition for edition in after if had.get(edition.readout) != edition.tags]
    if gone:
        ended = had.keys() - {edition.readout for edition in after}
        anew = ended.union(edition.readout for edition in changed)
        meetings = {mention.meeting_id for mention in gone}
        SharedTopics.objects.filter(meeting__in=meetings, readout__in=anew).delete()
        _drop_lost(_begun(gone, now) - _begun(come, now), now)
    insert(SharedTopics, FIELDS, _chosen(changed, now))


def choose_where_none(now: datetime) -> None:
    """Choose for each edition that leads nowhere, as all do on a site that is new to this."""
    chosen = SharedTopics.objects.filter(readout=OuterRef("readout"))
    without = Mention.objects.filter(~Exists(chosen)).order_by()
    insert(SharedTopics, FIELDS, _chosen(_editions(without.iterator()), now))


def _editions(mentions: Iterable[AnyMention]) -> list[_Edition]:
    """Those whose words the mentions are in, from the earliest meeting to the latest."""
    tags: dict[int, set[int]] = {}
    places: dict[int, _Place] = {}
    for mention in mentions:
        tags.setdefault(mention.readout_id, set()).add(mention.tag_id)
        places[mention.readout_id] = _Place(mention.released_on, mention.meeting_id)
    return sorted(
        _Edition(places[readout], readout, frozenset(own)) for readout, own in tags.items()
    )


def _chosen(editions: Sequence[_Edition], now: datetime) -> Iterator[tuple[int, int, int, int]]:
    """For each edition the few earlier meetings that share most topics with it, and rarest.

    For many editions, given in order of time, the database is asked once a topic for what stands
    before the first of them, and once for all that stands from there to the last.
    """
    between = _between(editions, now)
    mentioned: dict[int, list[_Place]] = {}
    for edition in editions:
        weights: dict[_Place, int] = {}
        for tag in edition.tags:
            places = mentioned.get(tag)
            if places is None:
                further = between[tag][bisect_left(between[tag], edition.place) :]
                places = mentioned[tag] = [*_before(tag, edition.place, now), *further]
            here = bisect_left(places, edition.place)
            window = set(places[max(0, here - WINDOW) : here])
            worth = ONE_TOPIC + ONE_TOPIC // max(1, len(window))
            for place in window:
                weights[place] = weights.get(place, 0) + worth
        # Of equal weight the newest, as `nlargest` compares places after weights.
        own = edition.place.meeting
        others = ((worth, place) for place, worth in weights.items() if place.meeting != own)
        for worth, place in nlargest(MOST, others):
            yield own, edition.readout, place.meeting, worth


def _before(tag: int, place: _Place, now: datetime) -> Iterator[_Place]:
    """The last public places at which a topic was taken up before this one, oldest first."""
    rows = mentioned_before(tag=tag, day=place.day, meeting=place.meeting, at=now)
    return reversed([_Place(*row) for row in rows])


def _between(editions: Sequence[_Edition], now: datetime) -> dict[int, list[_Place]]:
    """By topic of the editions, the public places from the first of them to the last, in order."""
    found: dict[int, list[_Place]] = defaultdict(list)
    if editions and editions[0].place != editions[-1].place:
        tags = frozenset[int]().union(*(edition.tags for edition in editions))
        days = (editions[0].place.day, editions[-1].place.day)
        mentions = Mention.objects.live(now).once().filter(tag__in=tags, released_on__range=days)
        # By the key itself: a meeting's own order is another.
        rows = mentions.order_by("released_on", "meeting_id")
        for tag, *place in rows.values_list("tag_id", "released_on", "meeting_id").iterator():
            found[tag].append(_Place(*place))
    return found


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


def _begun(mentions: Iterable[AnyMention], at: datetime) -> set[tuple[int, int]]:
    """Meetings with the topics by which the public finds them, or once did."""
    return {(row.meeting_id, row.tag_id) for row in mentions if row.live_from <= at}
