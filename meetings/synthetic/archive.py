"""The archive's readouts, drawn by chance that is always the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from meetings.bulk import Item, Seat, Told, load
from meetings.bulk.told import Identity
from meetings.models import MeetingForm, Participant, Tag
from meetings.synthetic.reference import Counterpart, Reference, make_reference
from meetings.synthetic.words import ENDS, FORMS, SUBJECTS, VERBS
from relations.identity import LETTERS, SIGNS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AUTHOR, APPROVER = "synthetic-archive-author", "synthetic-archive"
"""Two users that are made by this and can do nothing else: no password, not active."""
FIRST_DAY, LAST_DAY = date(1996, 1, 1), date(2025, 12, 31)
NOON = time(12, tzinfo=UTC)
ITEMS, TAGS = 4, 5
SENTENCES = 3


class AlreadyThere(RuntimeError):
    """The archive is in the database already."""


@transaction.atomic
def make(meetings: int) -> int:
    """Load an archive of so many invented meetings; gives their number.

    Raises AlreadyThere when there is one.
    """
    if get_user_model().objects.filter(username=APPROVER).exists():
        raise AlreadyThere("The synthetic archive is in this database already.")
    author, approver = _system_user(AUTHOR), _system_user(APPROVER)
    told = Archive(make_reference(), meetings).told()
    return load(told, author=author, approver=approver, reason="Synthetic archive.")


def settle_statistics() -> None:
    """Let the database look at what it holds now, so that it plans well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _system_user(username: str) -> User:
    user = get_user_model()(username=username, is_active=False)
    user.set_unusable_password()
    user.save()
    return user


class Archive:
    """Draws meetings: relations and topics are few that are common and many that are rare."""

    def __init__(self, reference: Reference, meetings: int) -> None:
        self.chance = Random(7)  # noqa: S311  # nothing here is secret
        self.reference = reference
        self.meetings = meetings
        self.form = MeetingForm.objects.filter(key="meeting").first()
        self.by_relation = _rarer_and_rarer(len(reference.counterparts), 0.7)
        self.by_topic = _rarer_and_rarer(len(reference.topics), 1.0)

    def told(self) -> Iterator[Told]:
        """The meetings in order of time."""
        days = (LAST_DAY - FIRST_DAY).days
        for n in range(self.meetings):
            share = n / self.meetings
            yield self._meeting(n, FIRST_DAY + timedelta(days=int(share * days)), share)

    def _meeting(self, n: int, day: date, share: float) -> Told:
        chance, reference = self.chance, self.reference
        other = chance.choices(reference.counterparts, cum_weights=self.by_relation)[0]
        form = FORMS[n % len(FORMS)]
        name = other.party.short
        moment = datetime.combine(day, NOON) + timedelta(minutes=n % 600)
        return Told(
            relation=other.relation,
            title=f"{reference.home.short or reference.home.name}-{name} {form}",
            released_on=day,
            live_from=moment,
            introduction=f"On {day:%B} {day.day}, the ministers met. The overview is as follows.",
            items=self._items(),
            seats=self._seats(other, share),
            place=f"{name} Harbour",
            form=self.form,
            meeting=Identity(number=str(chance.randrange(10**9, 10**10))),
        )

    def _seats(self, other: Counterpart, share: float) -> list[Seat]:
        """Who was in office then, on both sides."""
        ours = _of(self.reference.ministers, share)
        theirs = _of(other.people, share)
        office = "Minister for Foreign Affairs"
        home, party = self.reference.home, other.party
        return [
            Seat(ours.name, office, Participant.Side.HOME, "Mr.", person=ours, party=home),
            Seat(theirs.name, office, honorific="H.E.", person=theirs, party=party),
        ]

    def _items(self) -> list[Item]:
        drawn = self.chance.choices(self.reference.topics, cum_weights=self.by_topic, k=TAGS)
        of_items: list[list[Tag]] = [[] for _ in range(ITEMS)]
        for place, tag in enumerate(drawn):
            if tag not in of_items[place % ITEMS]:
                of_items[place % ITEMS].append(tag)
        return [self._item(place, tags) for place, tags in enumerate(of_items)]

    def _item(self, place: int, tags: list[Tag]) -> Item:
        matters = [tag.name.lower() for tag in tags] * SENTENCES
        text = " ".join(map(self._sentence, matters[:SENTENCES]))
        uid = Identity(uid=self._uid())
        return Item(str(place + 1), tags[0].name, text, [tag.pk for tag in tags], item=uid)

    def _sentence(self, matter: str) -> str:
        return f"{self._draw(SUBJECTS)} {self._draw(VERBS)} {matter}, {self._draw(ENDS)}."

    def _uid(self) -> str:
        return self._draw(LETTERS) + "".join(self.chance.choices(SIGNS, k=9))

    def _draw(self, among: Sequence[str]) -> str:
        # As `choice` does, in a fifth of its time: half of making an archive was drawing words.
        return among[int(self.chance.random() * len(among))]


def _rarer_and_rarer(number: int, steepness: float) -> list[float]:
    """Added-up weights of a first, a second … thing, each less common (Zipf's law)."""
    return list(accumulate(1 / rank**steepness for rank in range(1, number + 1)))


def _of(people: list, share: float):  # type: ignore[no-untyped-def]
    """Of people who held an office one after the other, who held it after a share of the time."""
    return people[int(share * len(people))]
