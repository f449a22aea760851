"""Leaks to be planted, each with the names of the addresses that it would show at."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q

from meetings import people, sitemaps, tagging
from meetings.models import SearchText
from meetings.querysets import (
    AttendanceQuerySet,
    ListingQuerySet,
    MentionQuerySet,
    OccasionQuerySet,
    PhotoQuerySet,
    ReadoutQuerySet,
    SharedTopicsQuerySet,
    TagQuerySet,
)
from meetings.search import names, results, vocabulary
from meetings.views import relations as relation_pages
from meetings.views import topics
from relations.models import Person
from relations.querysets import RelationQuerySet
from tests.noninterference import hidden_acts

SOON = timedelta(days=10)
"""All that is scheduled in these tests is released within this time."""


class Leak(NamedTuple):
    """A method in the place of another, and the names of addresses that tell."""

    where: object
    name: str
    method: object
    told_by: tuple[str, ...]


def everything(self, at):
    return self


def all_approved(self, at):
    # A prepared question uses each of its arguments.
    begun_or_not = Q(live_from__lte=at) | Q(live_from__gt=at)
    return self.filter(begun_or_not, live_until__isnull=True)


def listed_or_not(self, at):
    listed = Q(listed_from__lte=at) | Q(listed_from__gt=at) | Q(listed_from__isnull=True)
    return self.filter(listed)


def too_early(ask):
    """A question about a set of rows, asked before its time."""
    return lambda self, at, *rest: ask(self, at + SOON, *rest)


def chosen_by_any(self, at):
    """A prepared question has to ask by the instant that it is given."""
    return self.filter(Q(readout__live_from__lte=at) | Q(readout__live_from__gt=at))


def facets_too_early(slug, at, *facets):
    return FACETS(slug, at + SOON, *facets)


def days_of_all(rows, unit):
    return NEWEST_DAYS(rows.model.objects.all(), unit)


def months_too_early(at):
    return MONTHS(at + SOON)


def all_names(at):
    return [name for _, name in vocabulary._names_where("1 = 1", [])]


def pages_too_early(owners, at):
    return PAGES_OF(owners, at + SOON)


def rank_by_the_whole_archive(match, query):
    """The more is written of a meeting, released or not, the higher it stands."""
    return RANK(match, query) - SearchText.objects.filter(meeting=match.meeting).count()


def everybody(at):
    return Person.objects.all()


FACETS = topics.topic_at
NEWEST_DAYS = relation_pages.newest_days
MONTHS = sitemaps.months
PAGES_OF = names.pages_of
RANK = results._rank

LEAKS = {
    "a list": Leak(ReadoutQuerySet, "live", all_approved, ("occasion", "sitemap-news")),
    "corrections": Leak(
        ReadoutQuerySet, "corrections", too_early(ReadoutQuerySet.corrections), ("corrections",)
    ),
    "rows of finding": Leak(ListingQuerySet, "live", all_approved, ("readouts", "relation")),
    "the meetings of a person": Leak(AttendanceQuerySet, "live", all_approved, ("person",)),
    "the words on a topic": Leak(MentionQuerySet, "live", all_approved, ("topic", "wording")),
    "a facet": Leak(topics, "topic_at", facets_too_early, ("topic",)),
    "the count of a topic": Leak(
        TagQuerySet, "with_counts", too_early(TagQuerySet.with_counts), ("topics",)
    ),
    "the years of a list": Leak(
        relation_pages, "newest_days", days_of_all, ("relation", "relation-archive")
    ),
    "an occasion": Leak(OccasionQuerySet, "public", everything, ("occasion", "sitemap-section")),
    "a photo": Leak(PhotoQuerySet, "public", everything, ("photo", "photo-press")),
    "readouts on the same topics": Leak(SharedTopicsQuerySet, "live", chosen_by_any, ("readout",)),
    "a relation": Leak(RelationQuerySet, "listed", listed_or_not, ("relation", "countries")),
    "a sitemap's date": Leak(sitemaps, "months", months_too_early, ("sitemap",)),
    "what was perhaps meant": Leak(names, "public_names", all_names, ("search",)),
    "topics and people found first": Leak(names, "pages_of", pages_too_early, ("search",)),
    "the order of what is found": Leak(results, "_rank", rank_by_the_whole_archive, ("search",)),
}

# Of acts: what they write that the public must not be told.
LEAKS_OF_ACTS = {
    "the name of a topic that was merged": (
        hidden_acts.topic, Leak(tagging, "_was_public", lambda tag: True, ("topic", "topics"))
    ),
    "the name of a person who was merged": (
        hidden_acts.person, Leak(people, "public_people", everybody, ("search",))
    ),
}  # fmt: skip
