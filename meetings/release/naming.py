"""How people and their offices are named in another language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, QuerySet

from meetings.models import ParticipantAppointment, Readout
from meetings.models.readout import first_language
from relations.models import PersonName, Post, PostName


def name_people(readout: Readout) -> None:
    """Name a draft's participants in its language, by the names that were in use on its day.

    In the site's first language all have a name, and all posts a title. A person who is named
    anew loses honorific and short form, which belonged to the other name; offices are named anew
    where the posts of all are known in that language. The rest stays.
    """
    day = _day_of(readout)
    is_first = readout.language == first_language()
    names = _in_use(PersonName.objects.filter(language=readout.language), "person_id", day)
    titles = _in_use(PostName.objects.filter(language=readout.language), "post_id", day)
    posts = _posts(readout)
    for participant in readout.participants.select_related("person__merged_into"):
        if (entered := participant.person) is not None:
            person = entered.merged_into or entered
            if name := names.get(person.pk, person.name if is_first else ""):
                participant.name, participant.honorific, participant.short = name, "", ""
        held = posts.get(participant.pk, [])
        offices = [titles.get(post.pk, post.title if is_first else "") for post in held]
        if offices and all(offices):
            participant.offices = "\n".join(offices)
        participant.save()


def _day_of(readout: Readout) -> date | None:
    first = readout.sittings.first()
    return first.held_on if first else readout.released_on


def _in_use(names: QuerySet, key: str, day: date | None) -> dict[int | None, str]:
    """By whom they name, the names in use on a day: of several, the one that ended first."""
    found: dict[int | None, str] = {}
    for name in _ordered(names):
        if name.used_until is None or (day is not None and name.used_until >= day):
            found.setdefault(getattr(name, key), name.text)
    return found


def _ordered(names: Iterable[Model]) -> list:
    return sorted(names, key=lambda name: (name.used_until is None, name.used_until, name.pk))


def _posts(readout: Readout) -> dict[int, list[Post]]:
    """By participant, the posts in which they sat."""
    held = ParticipantAppointment.objects.filter(participant__readout=readout).order_by("pk")
    posts: dict[int, list[Post]] = {}
    for one in held.select_related("appointment__post"):
        posts.setdefault(one.participant_id, []).append(one.appointment.post)
    return posts
