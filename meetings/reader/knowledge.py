"""What the site knows, as the plain data that the grammar takes."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from django.conf import settings

from meetings import intake
from meetings.models import Place, Tag, TagAlias, TagName
from relations.models import Appointment, Person, PersonName


def home() -> intake.Home:
    """The ministry's own side, as texts name it."""
    ministry = settings.MINISTRY
    return intake.Home(name=ministry.home_party, zone=ministry.home_zone, label=ministry.zone_label)


def known_places() -> intake.Places:
    """The cities that editors keep, with their aliases and zones."""
    rows = Place.objects.all()
    return intake.Places(intake.Place(row.name, row.zone, row.country, row.aliases) for row in rows)


def known_people() -> intake.KnownPeople:
    """Everyone the site knows, under each form of their name, with the posts they held.

    Keys are primary keys: of the person, and of the appointment.
    """
    names: dict[int, list[str]] = defaultdict(list)
    for known in Person.objects.known().only("name", "sort_name"):
        names[known.pk] += [known.name, known.sort_name]
    for form in PersonName.objects.only("person", "text"):
        names[form.person_id].append(form.text)
    posts: dict[int, list[intake.KnownPost]] = defaultdict(list)
    rows = Appointment.objects.values_list("person", "pk", "post__title", "started_on", "ended_on")
    for person, key, office, since, until in rows:
        posts[person].append(intake.KnownPost(key, office, since, until))
    return intake.KnownPeople(
        intake.KnownPerson(key, tuple(dict.fromkeys(texts)), tuple(posts[key]))
        for key, texts in names.items()
    )


def vocabulary() -> intake.Vocabulary:
    """The topics under their names, aliases and names in other languages; keys are names."""
    tags = Tag.objects.values_list("name", "name")
    aliases = TagAlias.objects.values_list("name", "tag__name")
    names = TagName.objects.filter(used_until__isnull=True).values_list("text", "tag__name")
    return intake.Vocabulary(chain(tags, aliases, names))
