"""What is told of a meeting that is to be loaded: it can be read as the record reads a readout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from meetings.models import MeetingForm, Participant, Passage, Readout
from relations.identity import new_number, new_uid
from relations.models import Party, Person, Relation


class Rows(list[Any]):
    """Rows at hand, asked for as those of a database are."""

    def all(self) -> Rows:
        return self


NONE = Rows()


@dataclass(slots=True)
class Identity:
    """A new meeting's number, or a new agenda item's uid."""

    number: str = ""
    uid: str = ""


@dataclass(slots=True)
class Item:
    """An agenda item: its words, and the topics (by primary key) that it carries."""

    label: str
    heading: str
    text: str
    tags: Sequence[int] = ()
    depth: int = 0
    kind: str = Passage.Kind.ITEM
    language: str = ""
    item: Identity = field(default_factory=lambda: Identity(uid=new_uid()))
    readout: Told | None = field(default=None, repr=False)


@dataclass(slots=True)
class Seat:
    """Someone at the table, as printed."""

    name: str
    offices: str
    side: str = Participant.Side.COUNTERPART
    honorific: str = ""
    person: Person | None = None
    party: Party | None = None
    short: str = ""
    role: str = ""
    is_group: bool = False
    is_anonymous: bool = False

    held_appointments: ClassVar[Rows] = NONE

    @property
    def office_list(self) -> list[str]:
        return [line.strip() for line in self.offices.splitlines() if line.strip()]


@dataclass(slots=True)
class Told:
    """A readout in the site's first language, of one sitting on a day, and when it was released."""

    relation: Relation
    title: str
    released_on: date
    live_from: datetime
    introduction: str
    items: list[Item]
    seats: list[Seat]
    place: str = ""
    form: MeetingForm | None = None
    language: str = ""
    meeting: Identity = field(default_factory=lambda: Identity(number=new_number()))

    status: ClassVar[str] = Readout.Status.ORIGINAL
    translation_of: ClassVar[None] = None
    occasion: ClassVar[None] = None
    correction_note: ClassVar[str] = ""
    source: ClassVar[str] = ""
    listings: ClassVar[Rows] = NONE
    photo_uses: ClassVar[Rows] = NONE
    document_uses: ClassVar[Rows] = NONE

    # Of the sitting
    zone: ClassVar[str] = ""
    precision: ClassVar[str] = ""
    minutes_precision: ClassVar[str] = ""
    as_printed: ClassVar[str] = ""
    began_at: ClassVar[None] = None
    minutes: ClassVar[None] = None

    def __post_init__(self) -> None:
        for item in self.items:
            item.readout = self

    @property
    def section_label(self) -> str:
        return self.relation.title

    @property
    def held_on(self) -> date:
        return self.released_on

    @property
    def sittings(self) -> Rows:
        return Rows([self])

    @property
    def participants(self) -> Rows:
        return Rows(self.seats)

    @property
    def passages(self) -> Rows:
        return Rows(self.items)
