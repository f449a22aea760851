"""Counts of a topic's agenda items by each facet: what is settled, and what has changed since.

A count is stored as it stood at an instant (`TopicCounted.at`). What begins or ends between that
instant and the one asked about is a short list, found by index and added at reading; the next
write to the topic folds it in. A facet and its key are one word, such as "year:2017".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, Min
from django.utils import timezone

from meetings.finding.rows import AnyMention
from meetings.models import Mention, TopicCount, TopicCounted
from meetings.writing import batches, insert

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


def recount(gone: Sequence[AnyMention], come: Sequence[AnyMention]) -> None:
    """Settle the counts of all topics of these mentions, when some replace others.

    Called before the rows themselves are replaced, inside the same transaction.
    """
    tags = {mention.tag_id for mention in (*gone, *come)}
    if tags:
        recounting = Recounting(tags)
        recounting.replace(gone, come)
        recounting.store()


@transaction.atomic
def count_anew(tag: int) -> None:
    """Count a topic's items from its mentions alone, whatever is stored."""
    recounting = Recounting([tag])
    recounting.begin_anew()
    recounting.replace([], list(Mention.objects.filter(tag=tag)))
    recounting.store()


class Recounting:
    """The counts of some topics, held until the transaction ends, while mentions are replaced."""

    def __init__(self, tags: Iterable[int]) -> None:
        self.tags = sorted(tags)
        self._new = _lock(self.tags)
        # Another may have settled them while this waited: what it has counted is not counted again.
        self._now = timezone.now()
        self._counts: dict[int, Counts] = defaultdict(Counter)
        self._ends: dict[int, datetime] = {}
        _add_changes(self._counts, self.tags, self._now)
        self._look_ahead()

    def begin_anew(self) -> None:
        """Leave aside what is stored of the topics."""
        TopicCount.objects.filter(tag__in=self.tags).delete()
        self._counts.clear()
        self._new = set(self.tags)

    def replace(self, gone: Iterable[AnyMention], come: Sequence[AnyMention]) -> None:
        """Count some mentions in the place of others, before the rows themselves are replaced."""
        for mention in come:
            if not mention.is_live(self._now):
                # A count that is still to begin has its row at once: so it is found when it begins.
                self._counts[mention.tag_id].update(dict.fromkeys(mention.facets.split(), 0))
            self._end(mention.tag_id, mention.live_from)
            self._end(mention.tag_id, mention.live_until)
        for mentions, put in ((come, add), (gone, subtract)):
            for tag, facets in _holding(mentions, self._now).items():
                put(self._counts[tag], facets)

    def store(self) -> None:
        """Store the counts, and until when they hold as they are."""
        _store(self._counts, self._new)
        known = TopicCounted.objects.filter(tag__in=self.tags)
        known.update(at=self._now, holds_until=None)
        for tag, moment in self._ends.items():
            known.filter(tag=tag).update(holds_until=moment)

    def _look_ahead(self) -> None:
        """See what begins or ends next of that which is there.

        What is about to go is among it: the counts are then only looked at once too often.
        """
        for column in ("live_from", "live_until"):
            later = {"tag__in": self.tags, f"{column}__gt": self._now}
            rows = Mention.objects.filter(**later).order_by().values_list("tag")
            for tag, moment in rows.annotate(Min(column)):
                self._end(tag, moment)

    def _end(self, tag: int, moment: datetime | None) -> None:
        if moment is not None and moment > self._now:
            self._ends[tag] = min(moment, self._ends.get(tag, moment))


def _lock(tags: Sequence[int]) -> set[int]:
    """Hold the topics' counts until the transaction ends; give those of which nothing is stored."""
    there = TopicCounted.objects.select_for_update().filter(tag__in=tags).order_by("tag")
    missing = set(tags).difference(there.values_list("tag", flat=True))
    if not missing:
        return missing
    made = [TopicCounted(tag_id=tag, at=timezone.now()) for tag in sorted(missing)]
    TopicCounted.objects.bulk_create(made, ignore_conflicts=True)
    list(there.all())
    stored = TopicCount.objects.filter(tag__in=missing).order_by()
    return missing.difference(stored.values_list("tag", flat=True).distinct())


def _add_changes(counts: Mapping[int, Counts], tags: Sequence[int], now: datetime) -> None:
    mentions = Mention.objects.once().filter(tag__in=tags).order_by()
    since = F("tag__counted__at")
    for tag, facets in mentions.begun_between(since, now).values_list("tag", "facets"):
        add(counts[tag], [facets])
    for tag, facets in mentions.ended_between(since, now).values_list("tag", "facets"):
        subtract(counts[tag], [facets])


def _holding(mentions: Iterable[AnyMention], at: datetime) -> dict[int, list[str]]:
    """The facets of those that count at `at`, by topic."""
    facets: dict[int, list[str]] = defaultdict(list)
    for mention in mentions:
        if not mention.further and mention.is_live(at):
            facets[mention.tag_id].append(mention.facets)
    return facets


def _store(counts: Mapping[int, Counts], new: AbstractSet[int]) -> None:
    """Add to the stored counts, each in one step, whoever else is adding.

    Of `new` topics nothing is stored yet, and nobody else adds to them.
    """
    insert(TopicCount, ("tag", "facet", "key", "items"), _counted(counts, new))
    table = TopicCount._meta.db_table
    with connection.cursor() as cursor:
        for some in batches(_counted(counts, counts.keys() - new), AT_ONCE):
            places = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            sql = (
                f"INSERT INTO {table} (tag_id, facet, key, items) VALUES {places} "  # noqa: S608
                "ON CONFLICT (tag_id, facet, key) "
                f"DO UPDATE SET items = {table}.items + excluded.items"
            )
            cursor.execute(sql, [value for row in some for value in row])


def _counted(
    counts: Mapping[int, Counts], tags: AbstractSet[int]
) -> Iterator[tuple[int, str, int, int]]:
    """A topic, a facet, a key and a number of items: in one order, whoever counts."""
    for tag in sorted(tags & counts.keys()):
        for word, items in sorted(counts[tag].items()):
            facet, _, key = word.partition(":")
            yield tag, facet, int(key), items
