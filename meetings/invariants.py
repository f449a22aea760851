"""What is always true of the record, asked of the whole database.

Constraints and triggers refuse most of what these look for; they find what came in past them: a
restored backup, a disabled trigger, a hand on the disk. Each check gives a sentence a breach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.core.files.storage import storages
from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from meetings import finding, triggers
from meetings.finding import shared
from meetings.models import (
    Attendance,
    Document,
    Entry,
    FormerAddress,
    JointMention,
    Listing,
    Meeting,
    Mention,
    Passage,
    Photo,
    Readout,
    Rendition,
    SharedTopics,
    Snapshot,
    Tag,
    TagAlias,
)
from meetings.models.finding import Findable
from meetings.record import SCHEMAS, record_of, sha256_of
from meetings.search import index
from relations.identity import fold
from relations.models import Appointment

Check = Callable[[], Iterator[str]]


def breaches(*, files: bool = False) -> Iterator[str]:
    """A sentence for each breach; `files` asks for the digest of every stored file as well."""
    for check in [*CHECKS, *([stored_files] if files else [])]:
        yield from check()


def rules() -> Iterator[str]:
    for name in triggers.missing(connection):
        yield f"The database lacks the rule {name}."


def snapshots() -> Iterator[str]:
    for snapshot in Snapshot.objects.iterator(chunk_size=500):
        if sha256_of(bytes(snapshot.content)) != snapshot.sha256:
            yield f"Snapshot {snapshot.pk} of readout {snapshot.readout_id} does not bear its hash."


def approved_rows() -> Iterator[str]:
    """An approved edition's rows still make the document that was approved."""
    editions = Readout.objects.approved_ones().with_rows().select_related("approved", "meeting")
    for edition in editions.iterator(chunk_size=200):
        yield from _approved_rows(edition)


def _approved_rows(edition: Readout) -> Iterator[str]:
    name = f"Edition {edition.pk} of meeting {edition.meeting.number} [{edition.language}]"
    snapshot = edition.approved
    if snapshot is None or snapshot.readout_id != edition.pk:
        yield f"{name} has no approved document of its own."
    elif snapshot.schema not in SCHEMAS:
        yield f"{name} is stored under the unknown schema {snapshot.schema}."
    elif record_of(edition, snapshot.schema).content != bytes(snapshot.content):
        yield f"{name}: its rows differ from the document that was approved."


def signatures() -> Iterator[str]:
    alone = Q(submitted_by=F("approved_by")) | ~(
        Q(changed_by=F("submitted_by")) | Q(changed_by=F("approved_by"))
    )
    unsigned = Readout.objects.approved_ones().filter(alone, night_reason="")
    for edition in unsigned.select_related("meeting"):
        yield f"Edition {edition.pk} of meeting {edition.meeting.number} lacks two signatures."
    same = Readout.objects.filter(countersigned_by=F("approved_by"))
    for edition in same:
        yield f"Edition {edition.pk} was countersigned by the person who released it."


def approvals_in_the_log() -> Iterator[str]:
    """Each approval stands in the log with the hash of what was approved."""
    acts = (Entry.Act.APPROVE, Entry.Act.NIGHT)
    logged = set(Entry.objects.filter(act__in=acts).values_list("readout_id", "after"))
    editions = Readout.objects.approved_ones().values_list("pk", "approved__sha256")
    for pk, digest in editions.iterator(chunk_size=2000):
        if (pk, digest) not in logged:
            yield f"The log does not tell of the approval of edition {pk}."


def one_live_edition() -> Iterator[str]:
    """At no instant are two editions of a meeting live in a language."""
    rows = Readout.objects.in_succession().order_by("meeting", "language", "live_from")
    last: tuple | None = None
    for row in rows.values_list("meeting", "language", "live_from", "live_until", "pk").iterator():
        if last and last[:2] == row[:2] and (last[3] is None or last[3] > row[2]):
            yield f"Editions {last[4]} and {row[4]} are live at the same time."
        elif last and last[:2] == row[:2] and last[3] < row[2]:
            yield f"Nothing is live between editions {last[4]} and {row[4]}."
        last = row


def addresses() -> Iterator[str]:
    approved = Meeting.objects.filter(readouts__approved_at__isnull=False)
    for meeting in approved.filter(address_on__isnull=True).distinct():
        yield f"{meeting} has an approved readout and no address."
    for former in FormerAddress.objects.select_related("meeting"):
        there = Meeting.objects.at_address(former.address_on, former.slug)
        for meeting in there.exclude(pk=former.meeting_id):
            yield f"The address {former} leads to two meetings: {meeting} and {former.meeting}."


def merged_meetings() -> Iterator[str]:
    """What was merged into another meeting holds nothing that could be released or stands."""
    for readout in Readout.objects.filter(meeting__merged_into__isnull=False, withdrawn_at=None):
        yield f"Readout {readout.pk} stands under a meeting that was merged into another."


def passages() -> Iterator[str]:
    for passage in Passage.objects.exclude(item__meeting=F("readout__meeting")):
        yield f"Passage {passage.pk} stands under an agenda item of another meeting."


def folded_names() -> Iterator[str]:
    for model in (Tag, TagAlias):
        for row in model.objects.iterator():
            if row.folded != fold(row.name):
                yield f"{model.__name__} “{row.name}” does not bear its folded name."
    for name in Tag.objects.filter(folded__in=TagAlias.objects.values("folded")):
        yield f"“{name}” is a topic and the alias of one."


def appointments() -> Iterator[str]:
    single = Appointment.objects.filter(post__one_holder=True).select_related("post")
    for appointment in single.iterator():
        for other in Appointment.objects.overlapping(appointment).filter(pk__gt=appointment.pk):
            yield f"Appointments {appointment.pk} and {other.pk} overlap in a post of one holder."


def rows_of_finding() -> Iterator[str]:
    """What the public finds readouts and items by is what the record says, and so are counts."""
    keys = list(Meeting.objects.values_list("pk", flat=True))
    for start in range(0, len(keys), 500):
        yield from _differing_rows(keys[start : start + 500])
    now = timezone.now()
    for tag in Tag.objects.values_list("pk", flat=True):
        if finding.counts_of(tag, now) != finding.counted_anew(tag, now):
            yield f"The counts of topic {tag} are not those of its mentions."


def _differing_rows(meetings: list[int]) -> Iterator[str]:
    models: tuple[type[Findable], ...] = (Listing, Mention, JointMention, Attendance)
    made: Iterable[Sequence[tuple[Any, ...]]] = finding.rows_of(meetings)
    for rows, model in zip(made, models, strict=True):
        yield from _differing(rows, model._default_manager.filter(meeting__in=meetings))


def _differing(made: Sequence[tuple[Any, ...]], stored: QuerySet[Any]) -> Iterator[str]:
    """A sentence for each row that is stored and not made anew, or the other way round."""
    fields = stored.model._meta.concrete_fields
    names = [field.attname for field in fields if field.name != "id"]
    wanted = Counter(tuple(getattr(row, name) for name in names) for row in made)
    found = Counter(stored.values_list(*names))
    for row in (found - wanted) + (wanted - found):
        kind = stored.model._meta.verbose_name_plural
        yield f"The {kind} of meeting {row[0]} differ from the record."


def shared_topics() -> Iterator[str]:
    """An edition leads to few meetings, none its own, with each of which it shares a topic."""
    now = timezone.now()
    for row in shared.unfounded(now) | SharedTopics.objects.filter(meeting=F("earlier")):
        yield f"Edition {row.readout_id} shares no topic with meeting {row.earlier_id}."
    by_edition = SharedTopics.objects.values_list("readout").annotate(n=Count("pk"))
    for edition, _ in by_edition.filter(n__gt=shared.MOST):
        yield f"Edition {edition} leads to more than {shared.MOST} meetings on its topics."


def stored_files() -> Iterator[str]:
    """Every photo, rendition and document is there and bears its digest."""
    storage = storages["private"]
    for model in (Photo, Rendition, Document):
        for name, digest in model.objects.values_list("name", "sha256").iterator():
            if not storage.exists(name):
                yield f"{model.__name__} {digest[:8]} is missing from the store."
                continue
            with storage.open(name) as file:
                if sha256_of(file.read()) != digest:
                    yield f"{model.__name__} {digest[:8]} does not bear its digest."


CHECKS: list[Check] = [
    rules,
    snapshots,
    approved_rows,
    signatures,
    approvals_in_the_log,
    one_live_edition,
    addresses,
    merged_meetings,
    passages,
    folded_names,
    appointments,
    rows_of_finding,
    shared_topics,
    index.breaches,
]
