"""Acts on who holds what: a reshuffle, a newcomer, and one person entered twice.

Readouts print people as they were named that day; none of these acts touches a printed word.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from meetings import finding, log
from meetings.models import Entry, Participant
from meetings.models.readout import first_language
from meetings.querysets import public_people
from meetings.release.act import Refused, act
from relations.identity import fold
from relations.models import Appointment, Party, Person, PersonName, Post

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@act
def reshuffle(
    *, post: Post, incoming: Person, day: date, by: User, outgoing: Person | None = None
) -> Appointment:
    """Let one person follow another in a post; the day of handover belongs to both.

    Without `outgoing` the post was vacant, or is held by several. Raises Refused.
    """
    _require(by, "relations.add_appointment", "relations.change_appointment")
    Post.objects.select_for_update().get(pk=post.pk)
    held = Appointment.objects.on(day).filter(post=post)
    if held.filter(person=incoming).exists():
        raise Refused(f"{incoming} holds this post on that day already.")
    if outgoing is not None:
        _end(held.filter(person=outgoing).first(), outgoing, day)
    appointment = Appointment(person=incoming, post=post, started_on=day)
    _save(appointment)
    follows = f" after {outgoing}" if outgoing else ""
    _note(by, post, CHANGE, f"{incoming} holds it from {day:%d %B %Y} on{follows}.")
    return appointment


@act
def newcomer(
    *,
    name: str,
    by: User,
    post: Post | None = None,
    title: str = "",
    party: Party | None = None,
    day: date | None = None,
) -> Appointment:
    """Enter a person together with the post they hold, from `day` on or since when is not known.

    Gives the appointment. The post is one that is there, or a new one: `title` of `party`. Raises
    Refused.
    """
    _require(by, "relations.add_person", "relations.add_appointment")
    name = " ".join(name.split())
    person = Person(name=name, slug=_free_slug(name))
    _save(person)
    if post is None:
        post = _new_post(title, party, by)
    appointment = Appointment(person=person, post=post, started_on=day)
    _save(appointment)
    _note(by, person, ADDITION, f"Entered as {appointment}.")
    return appointment


@act
def merge(*, person: Person, into: Person, by: User) -> int:
    """Join a person who was entered twice to the entry that is kept; gives the meetings concerned.

    Names and appointments go to the kept entry, an appointment it has already stays where it is.
    Approved editions stay as they are and lead to the kept person. Raises Refused.
    """
    _require(by, "relations.change_person", "relations.delete_person")
    person, into = (Person.objects.select_for_update().get(pk=one.pk) for one in (person, into))
    if person == into:
        raise Refused("A person cannot be merged into themselves: choose another.")
    for one in (person, into):
        if one.merged_into_id:
            raise Refused(f"{one} has been merged into {one.merged_into} already.")
    # What the public does not know is told by nothing public: it stays with the joined entry.
    if public_people(timezone.now()).filter(pk=person.pk).exists():
        _give_names(person, into)
    person.merged_into = into
    person.save(update_fields=["merged_into"])
    Person.objects.filter(merged_into=person).update(merged_into=into)
    _give_appointments(person, into)
    Participant.objects.filter(person=person, readout__approved_at__isnull=True).update(person=into)
    theirs = models.Q(person=into) | models.Q(person__merged_into=into)
    seats = Participant.objects.filter(theirs)
    meetings = set(seats.values_list("readout__meeting", flat=True))
    finding.settle(meetings)
    subject = f"person “{person}” into “{into}”"
    details = {"person": person.uid, "into": into.uid, "meetings": len(meetings)}
    log.write(act=Entry.Act.MERGE, by=by, subject=subject, details=details)
    return len(meetings)


def namesakes(name: str) -> list[Person]:
    """Those who are known under this name in any of its forms, those joined to them included."""
    key = fold(name)
    words = [word for word in key.split() if word]
    if not words:
        return []
    either = models.Q(name__icontains=words[-1]) | models.Q(names__text__icontains=words[-1])
    near = Person.objects.filter(either).select_related("merged_into").prefetch_related("names")
    found = [
        person.merged_into or person
        for person in near.distinct()
        if key in {fold(person.name), *(fold(form.text) for form in person.names.all())}
    ]
    return list(dict.fromkeys(found))


def _require(by: User, *rights: str) -> None:
    if not (by.is_active and by.has_perms(rights)):
        raise Refused(f"{by} may not change who holds which post.")


def _end(appointment: Appointment | None, person: Person, day: date) -> None:
    if appointment is None:
        raise Refused(f"{person} does not hold this post on that day.")
    appointment.ended_on = day
    _save(appointment)


def _new_post(title: str, party: Party | None, by: User) -> Post:
    if not by.has_perm("relations.add_post"):
        raise Refused(f"{by} may not enter a new post.")
    if not title.strip() or party is None:
        raise Refused("Choose a post, or give the title and the party of a new one.")
    post = Post(title=" ".join(title.split()), party=party)
    _save(post)
    return post


def _save(row: models.Model) -> None:
    """Save a row that its own rules allow; what they refuse is said in their words."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    row.save()


def _free_slug(name: str) -> str:
    """The name as an address, numbered where another person has it."""
    wanted = slugify(name)[:110] or "person"
    taken = set(Person.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [wanted, *numbered] if slug not in taken)


def _give_names(person: Person, into: Person) -> None:
    known = {fold(into.name), *(fold(name.text) for name in into.names.all())}
    own = PersonName(person=into, language=first_language(), text=person.name)
    for name in [*person.names.all(), own]:
        if fold(name.text) not in known:
            name.person = into
            name.save()
            known.add(fold(name.text))
    person.names.all().delete()


def _give_appointments(person: Person, into: Person) -> None:
    for appointment in person.appointments.select_related("post"):
        there = into.appointments.filter(post=appointment.post)
        if not there.filter(pk__in=Appointment.objects.overlapping(appointment)).exists():
            appointment.person = into
            appointment.save(update_fields=["person"])


def _note(by: User, row: models.Model, flag: int, sentence: str) -> None:
    """One line in the admin's own log, where all that is done to people and posts is kept."""
    LogEntry.objects.log_actions(by.pk, [row], flag, sentence, single_object=True)
