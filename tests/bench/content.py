"""The database that is measured: readouts of the sample's shape, loaded in bulk.

Every rule of the database stays on: rows are entered while their readouts are drafts, and all
are approved at the end.
"""

from datetime import UTC, datetime, time, timedelta
from itertools import count

from django.conf import settings
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from meetings import finding
from meetings.addresses import slug_of
from meetings.files.limits import RENDITION_WIDTHS
from meetings.models import (
    AgendaItem,
    Meeting,
    MeetingForm,
    Participant,
    ParticipantAppointment,
    Passage,
    Photo,
    PhotoUse,
    Readout,
    Rendition,
    Sitting,
    Snapshot,
    TaggedItem,
)
from meetings.record import record_of, sha256_of
from relations.models import RelationParty
from tests.bench.words import MATTERS, Words
from tests.factories import (
    make_appointment,
    make_party,
    make_person,
    make_post,
    make_region,
    make_relation,
    make_tag,
    user_called,
)

REGIONS, RELATIONS, TOPICS = 6, 40, 60
READOUTS_A_DAY = 2
BATCH = 500
# Label, depth and characters of text of each passage, as the sample has them.
SHAPE = [
    ("1", 0, 220), ("2", 0, 0), ("(1)", 1, 200), ("(2)", 1, 330), ("(3)", 1, 60), ("(4)", 1, 50),
    ("3", 0, 140), ("4", 0, 390),
]  # fmt: skip
# Where in it the five topics are.
TAGGED = (0, 2, 3, 6, 7)


def fill(number):
    """Load `number` readouts that were released in turn up to yesterday."""
    with transaction.atomic():
        Load(number).run()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _add(rows):
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)


class Load:
    """One load of the database, table by table."""

    def __init__(self, number):
        self.number = number
        self.words = Words()
        self.author = user_called("author", "Author")
        self.approver = user_called("approver", "Approver")

    def run(self):
        self._add_reference()
        self._add_readouts()
        self._add_people()
        self._add_passages()
        self._add_photos()
        self._approve()
        finding.settle_all()

    def _add_reference(self):
        regions = [make_region(f"Sea Region {n}", position=n) for n in range(REGIONS)]
        home = make_party(settings.MINISTRY.home_party)
        self.minister = make_appointment(make_person("Taro Nanashi"), make_post(party=home))
        self.relations, self.counterparts = [], []
        for n in range(RELATIONS):
            party = make_party(f"Republic of Velmora {n}", region=regions[n % REGIONS])
            relation = make_relation(f"Japan-Velmora {n} Relations")
            RelationParty.objects.create(relation=relation, party=party)
            self.relations.append(relation)
            person = make_person(f"Ada Quill {n}")
            self.counterparts.append(make_appointment(person, make_post(party=party)))
        self.tags = [make_tag(f"Matter {n}") for n in range(TOPICS)]

    def _add_readouts(self):
        titles = [f"Japan-Velmora Foreign Ministers' Meeting {n}" for n in range(self.number)]
        days = [self._day(n) for n in range(self.number)]
        meetings = _add(
            Meeting(address_on=day, slug=slug_of(title), wanted_slug=slug_of(title))
            for title, day in zip(titles, days, strict=True)
        )
        self.readouts = _add(
            Readout(
                meeting=meeting,
                relation=self.relations[n % RELATIONS],
                section_label=self.relations[n % RELATIONS].title,
                title=titles[n],
                released_on=days[n],
                introduction=self.words.text(330),
                created_by=self.author,
                changed_by=self.author,
            )
            for n, meeting in enumerate(meetings)
        )

    def _day(self, n):
        return timezone.localdate() - timedelta(days=1 + n // READOUTS_A_DAY)

    def _add_people(self):
        form = MeetingForm.objects.get(key="meeting")
        _add(
            Sitting(
                readout=readout, held_on=readout.released_on, place="Velmora Harbour", form=form,
                began_at=_noon(readout.released_on), zone="America/New_York", precision="around",
                minutes=30, minutes_precision="about",
            )
            for readout in self.readouts
        )  # fmt: skip
        sides = [
            (readout, place, appointment)
            for n, readout in enumerate(self.readouts)
            for place, appointment in enumerate((self.minister, self.counterparts[n % RELATIONS]))
        ]
        seats = _add(
            Participant(
                readout=readout, position=place, side=("home", "counterpart")[place],
                honorific="Mr.", name=appointment.person.name, person=appointment.person,
                offices=appointment.post.title, party=appointment.post.party,
            )
            for readout, place, appointment in sides
        )  # fmt: skip
        _add(
            ParticipantAppointment(participant=seat, appointment=appointment)
            for seat, (_, _, appointment) in zip(seats, sides, strict=True)
        )

    def _add_passages(self):
        items = _add(
            AgendaItem(meeting=readout.meeting) for readout in self.readouts for _ in SHAPE
        )
        items = iter(items)
        passages = []
        for readout in self.readouts:
            for position, (label, depth, length) in enumerate(SHAPE):
                passages.append(
                    Passage(
                        readout=readout, item=next(items), position=position, depth=depth,
                        label=label, text=self.words.text(length) if length else "",
                        heading="" if depth else self.words.random.choice(MATTERS).capitalize(),
                    )
                )  # fmt: skip
        _add(passages)
        _add(
            TaggedItem(content_object=passage.item, tag=tag, attached_by=self.author)
            for start in range(0, len(passages), len(SHAPE))
            for passage, tag in self._tagged(passages[start : start + len(SHAPE)])
        )

    def _tagged(self, passages):
        """Give five passages of one readout, each with a topic; some topics are common."""
        common = self.tags[: TOPICS // 10]
        tags = [self.words.random.choice(common), *self.words.random.sample(self.tags, 4)]
        return zip((passages[place] for place in TAGGED), tags, strict=True)

    def _add_photos(self):
        digests = [sha256_of(f"photo {n}".encode()) for n in range(2 * self.number)]
        photos = _add(
            Photo(
                sha256=digest, name=f"photos/{digest}.jpg", content_type="image/jpeg",
                width=1600, height=1067, size=400_000, uploaded_by=self.author,
            )
            for digest in digests
        )  # fmt: skip
        _add(
            Rendition(
                photo=photo, format=form, width=width, height=width * 2 // 3, size=40_000,
                sha256=photo.sha256, name=f"renditions/{photo.sha256}-{width}.{form}",
            )
            for photo in photos
            for form in ("avif", "jpeg")
            for width in RENDITION_WIDTHS
        )  # fmt: skip
        pairs = zip(count(), photos)
        _add(
            PhotoUse(
                readout=self.readouts[n // 2], photo=photo, position=n % 2,
                alternative_text="Two ministers shake hands before a painted screen",
                caption=f"Japan-Velmora Foreign Ministers' Meeting{n % 2 + 1}",
            )
            for n, photo in pairs
        )  # fmt: skip

    def _approve(self):
        whole = Readout.objects.with_rows().in_bulk([readout.pk for readout in self.readouts])
        _add(self._snapshot(readout, record_of(whole[readout.pk])) for readout in self.readouts)
        own = Snapshot.objects.filter(readout=OuterRef("pk")).values("pk")
        for day in {readout.released_on for readout in self.readouts}:
            moment = _noon(day)
            Readout.objects.filter(released_on=day).update(
                approved=Subquery(own), approved_at=moment, approved_by=self.approver,
                submitted_at=moment, submitted_by=self.author, live_from=moment,
            )  # fmt: skip

    def _snapshot(self, readout, record):
        return Snapshot(
            readout=readout, version=1, made_by=self.approver, schema=record.schema,
            content=record.content, sha256=record.sha256,
        )  # fmt: skip


def _noon(day):
    return datetime.combine(day, time(12), UTC)
