"""Counts of a topic's agenda items by each facet: what is settled, and what has changed since.

A count is stored as it stood at an instant (`TopicCounted.at`). What begins or ends between that
instant and the one asked about is a short list, found by index and added at reading; the next
write to the topic folds it in. A facet and its key are one word, such as "year:2017".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils import timezone

from meetings.models import Mention, TopicCount, TopicCounted

Counts = Counter[str]
ALL = f"{TopicCount.Facet.ALL}:0"
AT_ONCE = 500


def counts_of(tag: int, at: datetime) -> Counts:
    """How many agenda items a topic has at `at`, by facet and key, exactly."""
    counted = TopicCounted.objects.filter(tag=tag).first()
    if counted is None:
        return Counter()
    rows = TopicCount.objects.filter(tag=tag).values_list("facet", "key", "items")
    counts: Counts = Counter({f"{facet}:{key}": items for facet, key, items in rows})
    mentions = Mention.objects.once().filter(tag=tag).order_by()
    begun, ended = mentions.begun_between(counted.at, at), mentions.ended_between(counted.at, at)
    add(counts, begun.values_list("facets", flat=True))
    subtract(counts, ended.values_list("facets", flat=True))
    return Counter({word: items for word, items in counts.items() if items})


def counted_anew(tag: int, at: datetime) -> Counts:
    """The same counts made from all the topic's mentions, for comparison."""
    counts: Counts = Counter()
    add(counts, Mention.objects.live(at).once().filter(tag=tag).values_list("facets", flat=True))
    return counts


def add(counts: Counts, facets: Iterable[str]) -> None:
    """Count mentions in by their facets."""
    counts.update("".join(facets).split())


def subtract(counts: Counts, facets: Iterable[str]) -> None:
    """Take mentions out again by their facets."""
    counts.subtract("".join(facets).split())


def recount(gone: Sequence[Mention], come: Sequence[Mention], now: datetime) -> None:
    """Settle at `now` the counts of all topics of these mentions, when some replace others.

    Called before the rows themselves are replaced, inside the same transaction.
    """
    tags = sorted({mention.tag_id for mention in (*gone, *come)})
    _lock(tags, now)
    # Another may have settled them while this waited: what it has counted is not counted again.
    now = timezone.now()
    counts: dict[int, Counts] = defaultdict(Counter)
    _add_changes(counts, tags, now)
    for mention in come:
        # A count that is still to begin has its row at once: so it is found when it begins.
        counts[mention.tag_id].update(dict.fromkeys(mention.facets.split(), 0))
    for mentions, put in ((come, add), (gone, subtract)):
        for tag, facets in _holding(mentions, now).items():
            put(counts[tag], facets)
    _store(counts)
    TopicCounted.objects.filter(tag__in=tags).update(at=now)


def _lock(tags: Sequence[int], now: datetime) -> None:
    """Hold the topics' counts until the transaction ends; one never counted begins at nothing."""
    there = TopicCounted.objects.select_for_update().filter(tag__in=tags).order_by("tag")
    if len(there) < len(tags):
        new = [TopicCounted(tag_id=tag, at=now) for tag in tags]
        TopicCounted.objects.bulk_create(new, ignore_conflicts=True)
        list(there.all())


def _add_changes(counts: Mapping[int, Counts], tags: Sequence[int], now: datetime) -> None:
    mentions = Mention.objects.once().filter(tag__in=tags).order_by()
    since = F("tag__counted__at")
    for tag, facets in mentions.begun_between(since, now).values_list("tag", "facets"):
        add(counts[tag], [facets])
    for tag, facets in mentions.ended_between(since, now).values_list("tag", "facets"):
        subtract(counts[tag], [facets])


def _holding(mentions: Iterable[Mention], at: datetime) -> dict[int, list[str]]:
    """The facets of those that count at `at`, by topic."""
    facets: dict[int, list[str]] = defaultdict(list)
    for mention in mentions:
        if not mention.further and _holds(mention, at):
            facets[mention.tag_id].append(mention.facets)
    return facets


def _holds(mention: Mention, at: datetime) -> bool:
    return mention.live_from <= at and (mention.live_until is None or at < mention.live_until)


def _store(counts: Mapping[int, Counts]) -> None:
    """Add to the stored counts, each in one step, whoever else is adding."""
    table = TopicCount._meta.db_table
    rows = [
        (tag, facet, int(key), items)
        for tag, of_tag in sorted(counts.items())
        for word, items in sorted(of_tag.items())
        for facet, _, key in [word.partition(":")]
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            places = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            sql = (
                f"INSERT INTO {table} (tag_id, facet, key, items) VALUES {places} "  # noqa: S608
                "ON CONFLICT (tag_id, facet, key) "
                f"DO UPDATE SET items = {table}.items + excluded.items"
            )
            cursor.execute(sql, [value for row in some for value in row])
