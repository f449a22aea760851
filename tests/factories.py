"""Rows for tests: each factory fills in all that a test does not care about."""

import itertools
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from meetings import addresses, drafts, finding, log, tagging
from meetings.models import (
    AgendaItem,
    Document,
    DocumentUse,
    Entry,
    Meeting,
    MeetingForm,
    Occasion,
    Participant,
    ParticipantAppointment,
    Passage,
    Photo,
    PhotoUse,
    Readout,
    ReadoutRelation,
    Rendition,
    Sitting,
    Tag,
)
from meetings.record import sha256_of
from relations.models import Appointment, Party, Person, Post, Region, Relation, RelationParty

numbers = itertools.count(1)
LONG_AGO = datetime(2017, 1, 1, tzinfo=timezone.get_default_timezone())


def ago(**delta):
    """An instant that is past: `ago(days=1)`."""
    return timezone.now() - timedelta(**delta)


def ahead(**delta):
    """An instant to come, whole seconds: `ahead(hours=1)`."""
    return (timezone.now() + timedelta(**delta)).replace(microsecond=0)


def make_user(*groups, username=None, **facts):
    """A member of staff in the groups named, "Author" if none is."""
    username = username or f"editor{next(numbers)}"
    facts = {"is_staff": True, **facts}
    user = get_user_model().objects.create_user(username, password="secret-word", **facts)
    user.groups.set(Group.objects.filter(name__in=groups or ["Author"]))
    return user


def user_called(name, *groups):
    """One user of that name, made when first asked for."""
    there = get_user_model().objects.filter(username=name).first()
    return there or make_user(*groups, username=name)


def make_region(name=None, **facts):
    n = next(numbers)
    return Region.objects.create(**{"name": name or f"Region {n}", "slug": f"region-{n}", **facts})


def make_party(name=None, **facts):
    return Party.objects.create(
        **{"name": name or f"Republic of Testland {next(numbers)}", **facts}
    )


def make_relation(title=None, parties=(), **facts):
    n = next(numbers)
    defaults = {"title": title or f"Japan-Testland {n} Relations", "slug": f"testland-{n}"}
    relation = Relation.objects.create(**{**defaults, "listed_from": LONG_AGO, **facts})
    for position, party in enumerate(parties):
        RelationParty.objects.create(relation=relation, party=party, position=position)
    return relation


def make_person(name=None, **facts):
    n = next(numbers)
    return Person.objects.create(**{"name": name or f"Person {n}", "slug": f"person-{n}", **facts})


def make_post(title="Minister for Foreign Affairs", party=None, **facts):
    return Post.objects.create(title=title, party=party or make_party(), **facts)


def make_appointment(person=None, post=None, started_on=date(2012, 1, 1), ended_on=None):
    return Appointment.objects.create(
        person=person or make_person(),
        post=post or make_post(),
        started_on=started_on,
        ended_on=ended_on,
    )


def make_occasion(name=None, **facts):
    n = next(numbers)
    return Occasion.objects.create(**{"name": name or f"Visit {n}", "slug": f"visit-{n}", **facts})


def make_tag(name=None, **facts):
    return Tag.objects.create(name=name or f"Topic {next(numbers)}", **facts)


def make_photo(content=None, **facts):
    """A photo's row with two stored renditions; the bytes are no picture."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages

    content = content or f"photo {next(numbers)}".encode()
    digest = sha256_of(content)
    store = storages["private"]
    name = store.save(f"photos/{digest}.jpg", ContentFile(content))
    photo = Photo.objects.create(
        **{
            "sha256": digest, "name": name, "content_type": "image/jpeg", "width": 1600,
            "height": 1067, "size": len(content), "uploaded_by": user_called("author"), **facts,
        }
    )  # fmt: skip
    for form, suffix in (("avif", "avif"), ("jpeg", "jpg")):
        for width in (360, 720):
            data = content + f"{form}{width}".encode()
            Rendition.objects.create(
                photo=photo, format=form, width=width, height=width * 2 // 3, size=len(data),
                sha256=sha256_of(data),
                name=store.save(f"renditions/{digest}-{width}.{suffix}", ContentFile(data)),
            )  # fmt: skip
    return photo


def make_document(content=None, **facts):
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages

    content = content or f"%PDF-1.4 {next(numbers)}".encode()
    digest = sha256_of(content)
    name = storages["private"].save(f"documents/{digest}.pdf", ContentFile(content))
    return Document.objects.create(
        **{
            "sha256": digest, "name": name, "size": len(content), "pages": 1,
            "uploaded_by": user_called("author"), **facts,
        }
    )  # fmt: skip


def make_draft(
    *,
    relation=None,
    passages=("The two sides agreed.",),
    tags=(),
    participants=(),
    photos=(),
    documents=(),
    also_under=(),
    held_on=date(2017, 2, 10),
    by=None,
    meeting=None,
    items=None,
    **facts,
):
    """A draft with rows: `passages` are texts or dicts of fields; `tags` go on the first item.

    `items` gives the agenda items of the passages, when the meeting has them already.
    """
    by = by or user_called("author", "Author")
    defaults = {
        "relation": relation or make_relation(),
        "title": f"Meeting {next(numbers)}",
        "released_on": date(2017, 2, 10),
        "introduction": "On February 10th, a meeting was held. The overview is as follows.",
    }
    readout = Readout.objects.create(
        meeting=meeting or Meeting.objects.create(),
        created_by=by,
        changed_by=by,
        **{**defaults, **facts},
    )
    if held_on:
        Sitting.objects.create(readout=readout, held_on=held_on)
    for position, row in enumerate(passages):
        row = {"text": row} if isinstance(row, str) else row
        item = items[position] if items else AgendaItem.objects.create(meeting=readout.meeting)
        Passage.objects.create(
            readout=readout, item=item, position=position, **{"label": str(position + 1), **row}
        )
        if position == 0 and tags:
            tagging.attach(item=item, tags=tags, by=by)
    for position, person in enumerate(participants):
        Participant.objects.create(
            readout=readout, position=position, person=person, name=person.name, honorific="Mr."
        )
    for position, photo in enumerate(photos):
        PhotoUse.objects.create(
            readout=readout, photo=photo, position=position,
            alternative_text="Two ministers at a long table", caption="At the table",
        )  # fmt: skip
    for position, document in enumerate(documents):
        DocumentUse.objects.create(
            readout=readout, document=document, position=position, title="Joint Statement"
        )
    for relation in also_under:
        ReadoutRelation.objects.create(readout=readout, relation=relation)
    drafts.snapshot_of(readout, by=by)
    return readout


def make_readout(*, live_from=None, live_until=None, withdrawn_at=None, **facts):
    """A readout: a draft, or an approved edition when `live_from` is given, past or to come.

    A past release is written into the row as the database allows it; acts of today go through
    `meetings.release`.
    """
    readout = make_draft(**facts)
    if live_from is None:
        return readout
    approver = user_called("approver", "Approver")
    readout.section_label = readout.section_label or readout.relation.title
    readout.save(update_fields=["section_label"])
    readout.approved = drafts.snapshot_of(readout, by=approver)
    readout.submitted_by, readout.submitted_at = readout.changed_by, live_from
    readout.approved_by, readout.approved_at = approver, min(live_from, timezone.now())
    readout.live_from, readout.live_until = live_from, live_until
    if withdrawn_at:
        readout.withdrawn_at, readout.withdrawal_reason = withdrawn_at, "error"
    readout.save()
    addresses.ask(meeting=readout.meeting, day=readout.released_on, title=readout.title)
    finding.settle([readout.meeting])
    log.write(act=Entry.Act.APPROVE, by=approver, readout=readout, after=readout.approved.sha256)
    return readout


def make_edition(of, **facts):
    """The next edition of a live readout, replacing it from `live_from` on."""
    live_from = facts.get("live_from")
    if live_from is not None:
        of.live_until = live_from
        of.save(update_fields=["live_until"])
    same = {
        "meeting": of.meeting, "relation": of.relation, "title": of.title,
        "language": of.language, "correction_note": "A word was corrected.",
        "items": [p.item for p in of.passages.all()],
    }  # fmt: skip
    return make_readout(**{**same, **facts})


def make_form(name="Meeting"):
    key = name.lower().replace(" ", "-")
    return MeetingForm.objects.get_or_create(key=key, defaults={"name": name})[0]


def hold(participant, appointment):
    """Let a participant sit in an appointment."""
    return ParticipantAppointment.objects.create(participant=participant, appointment=appointment)
