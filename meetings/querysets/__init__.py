"""The questions we ask of the record; everything public passes through here.

Each asks about one instant, which a request takes once and hands to every question. An edition
is *public* from its release on, unless withdrawn or sealed; it is *live* until the next edition
of its meeting and language begins.
"""

from meetings.querysets.agenda import PassageQuerySet
from meetings.querysets.door import not_replaced, released, unsealed
from meetings.querysets.files import DocumentQuerySet, PhotoQuerySet
from meetings.querysets.finding import (
    AttendanceQuerySet,
    FindableQuerySet,
    ListingQuerySet,
    MentionQuerySet,
    SharedTopicsQuerySet,
)
from meetings.querysets.meeting import MeetingQuerySet
from meetings.querysets.occasion import OccasionQuerySet
from meetings.querysets.page import PageQuerySet
from meetings.querysets.people import live_seats, public_people
from meetings.querysets.readout import ReadoutQuerySet
from meetings.querysets.tag import TagAliasQuerySet, TagQuerySet

__all__ = [
    "AttendanceQuerySet",
    "DocumentQuerySet",
    "FindableQuerySet",
    "ListingQuerySet",
    "MeetingQuerySet",
    "MentionQuerySet",
    "OccasionQuerySet",
    "PageQuerySet",
    "PassageQuerySet",
    "PhotoQuerySet",
    "ReadoutQuerySet",
    "SharedTopicsQuerySet",
    "TagAliasQuerySet",
    "TagQuerySet",
    "live_seats",
    "not_replaced",
    "public_people",
    "released",
    "unsealed",
]
