"""The doors by name: what the table says an address asks, and how to shut it.

A door is the questions that stand behind a name, each a class or module, a name there, and what
it answers when nothing is public.
"""

from meetings import sitemaps
from meetings.querysets import (
    AttendanceQuerySet,
    DocumentQuerySet,
    FindableQuerySet,
    ListingQuerySet,
    MentionQuerySet,
    OccasionQuerySet,
    PageQuerySet,
    PhotoQuerySet,
    ReadoutQuerySet,
    TagQuerySet,
)
from meetings.search import names
from meetings.views import people, subjects, topics
from relations.models import Person
from relations.querysets import RegionQuerySet, RelationQuerySet


def no_rows(self, *asked, **further):
    return self.none()


def never(self, at):
    """No row, as a condition: a prepared question cannot be made of nothing."""
    return self.filter(live_from__lte=at, live_from__gt=at)


def nobody(at):
    return Person.objects.none()


DOORS = {
    "readouts": [(ReadoutQuerySet, "live", never)],
    "editions": [(ReadoutQuerySet, name, never) for name in ("begun", "public", "live")],
    "corrections": [(ReadoutQuerySet, "corrections", no_rows)],
    "listings": [(ListingQuerySet, "live", never)],
    "attendances": [(AttendanceQuerySet, "live", never)],
    "words on a topic": [(MentionQuerySet, "live", never)],
    "one topic": [(topics, "topic_at", lambda slug, at, other="": None)],
    "topics": [(TagQuerySet, name, no_rows) for name in ("live", "most_used", "with_counts")],
    "people": [(module, "public_people", nobody) for module in (people, subjects, sitemaps)],
    "occasions": [(OccasionQuerySet, "public", no_rows)],
    "relations": [(RelationQuerySet, "listed", no_rows)],
    "regions": [(RegionQuerySet, "with_relations", no_rows)],
    "own pages": [(PageQuerySet, "live", no_rows)],
    "photos": [(PhotoQuerySet, "public", no_rows)],
    "documents": [(DocumentQuerySet, "public", no_rows)],
    "names": [(names, "pages_of", lambda owners, at: {})],
    "texts": [(FindableQuerySet, "live", never)],
}
