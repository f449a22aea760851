"""What a public page depends on, and until when it stays as it is: the seam for a cache.

Nothing on this site has to wake up for a release, so a copy of a page kept in front of it must
not outlive the page. Two things make one stale: an act (a withdrawal, a seal, a topic attached),
which a cache is told of by the names of what was touched; and the clock, which nobody tells of.
For each kind of page this module knows the names, and the next instant at which the page reads
otherwise by the clock alone.

That instant tells of what is to be released. It is for the cache alone: it never leaves the house
in a header such as Expires or max-age, nor in how long an answer may be kept by others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from meetings.models import Listing, Mention, Page, Readout, TaggedItem
from meetings.page.frame import Frame
from relations.models import Relation


@dataclass(frozen=True, slots=True)
class Dependence:
    """The names of what a page shows, and when it changes next if nobody acts; None for never."""

    names: frozenset[str]
    until: datetime | None


def of_readout(frame: Frame, at: datetime) -> Dependence:
    """What the page of a live readout depends on: itself, its neighbours, its topics, its place.

    An edition's own page and its list of editions depend on no more than this.
    """
    near = Q(meeting=frame.meeting)
    near |= Q(relation=frame.relation, language=frame.language)
    names = {f"meeting:{frame.number}", f"relation:{frame.relation_slug}"}
    if frame.occasion:
        near |= Q(occasion=frame.occasion, language=frame.language)
        names.add(f"occasion:{frame.occasion_slug}")
    tags = TaggedItem.objects.filter(content_object__passages__readout=frame.key)
    names |= {f"topic:{slug}" for slug in tags.values_list("tag__slug", flat=True)}
    return Dependence(
        frozenset(names),
        _earliest(
            [
                next_change(_approved().filter(near), at),
                next_change(Mention.objects.filter(tag__in=tags.values("tag")), at),
                _next_listed(Q(pk=frame.relation), at),
            ]
        ),
    )


def of_list(at: datetime, relation: int | None = None) -> Dependence:
    """What a page that lists readouts depends on: those of a relation, given by its key, or all."""
    if relation is None:
        changes = [next_change(Listing.objects.all(), at), _next_listed(Q(), at)]
        return Dependence(frozenset({"readouts"}), _earliest(changes))
    changes = [next_change(Listing.objects.of(relation), at), _next_listed(Q(pk=relation), at)]
    slugs = Relation.objects.filter(pk=relation).values_list("slug", flat=True)
    return Dependence(frozenset(f"relation:{slug}" for slug in slugs), _earliest(changes))


def of_topic(tag: int, slug: str, at: datetime) -> Dependence:
    """What a topic's page depends on, given by the topic's key and slug, narrowed or not."""
    mentions = Mention.objects.filter(tag=tag)
    own = Q(pk__in=mentions.values("relation"))
    until = _earliest([next_change(mentions, at), _next_listed(own, at)])
    return Dependence(frozenset({f"topic:{slug}"}), until)


def of_page(slug: str, at: datetime) -> Dependence:
    """What one of the ministry's own pages depends on: the texts that are to replace it."""
    later = Page.objects.filter(slug=slug, live_from__gt=at).aggregate(first=Min("live_from"))
    return Dependence(frozenset({f"page:{slug}"}), later["first"])


def next_change(rows: QuerySet, at: datetime) -> datetime | None:
    """The first instant after `at` at which one of these rows begins or ends being live."""
    found = rows.order_by().aggregate(
        begins=Min("live_from", filter=Q(live_from__gt=at)),
        ends=Min("live_until", filter=Q(live_until__gt=at)),
    )
    return _earliest(found.values())


def _approved() -> QuerySet:
    """Editions that the clock alone releases: approved, and not withdrawn."""
    return Readout.objects.filter(withdrawn_at__isnull=True, live_from__isnull=False)


def _next_listed(relations: Q, at: datetime) -> datetime | None:
    later = Relation.objects.filter(relations, listed_from__gt=at)
    return later.aggregate(first=Min("listed_from"))["first"]


def _earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min((instant for instant in instants if instant), default=None)
