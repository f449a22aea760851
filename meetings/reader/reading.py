"""Reading a text with what the site knows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from meetings import intake
from meetings.models import Passage, TaggedItem
from meetings.reader.knowledge import home, known_people, known_places, vocabulary
from relations.identity import fold
from relations.models import Relation, RelationName

MOST_HEADINGS = 400


class Reader:
    """Reads texts with the people, places and topics that the site knows at this moment."""

    def __init__(self) -> None:
        self.home = home()
        self.places = known_places()
        self.people = known_people()

    @cached_property
    def vocabulary(self) -> intake.Vocabulary:
        """The topics, loaded when they are first looked for."""
        return vocabulary()

    def read(
        self, text: str, *, released_on: date | None = None, with_topics: bool = True
    ) -> intake.Reading:
        """Read a text; raises meetings.intake.Refused for one that is too long."""
        return intake.read(
            text,
            home=self.home,
            places=self.places,
            people=self.people,
            vocabulary=self.vocabulary if with_topics else None,
            released_on=released_on,
        )

    def suggestions(
        self, reading: intake.Reading, relation: Relation | None
    ) -> list[tuple[str, ...]]:
        """The topics suggested for each row: what it names, then what its heading carried."""
        rows = [(item.heading, item.text) for item in reading.items]
        return intake.suggest_tags(
            rows, self.vocabulary, earlier_tags(relation) if relation else {}
        )


def read_here(text: str, *, released_on: date | None = None) -> intake.Reading:
    """Read one text with what the site knows; raises meetings.intake.Refused as above."""
    return Reader().read(text, released_on=released_on)


def relation_of(reading: intake.Reading) -> Relation | None:
    """The relation that the text's relation line names, by its title or a form of it."""
    if not reading.relation:
        return None
    found = Relation.objects.filter(folded=fold(reading.relation)).first()
    if found is None:
        name = RelationName.objects.filter(text__iexact=reading.relation).first()
        found = name.relation if name else None
    return found


def earlier_tags(relation: Relation) -> dict[str, list[str]]:
    """The names of topics that earlier items of a relation carried, by their heading."""
    passages = Passage.objects.filter(readout__relation=relation).exclude(heading="")
    newest = passages.order_by("-readout__released_on", "-pk").values_list("heading", "item")
    headings = {item: heading for heading, item in newest[:MOST_HEADINGS]}
    rows = TaggedItem.objects.filter(content_object__in=headings).order_by("tag__name")
    carried: dict[str, list[str]] = defaultdict(list)
    for item, name in rows.values_list("content_object", "tag__name"):
        if name not in carried[headings[item]]:
            carried[headings[item]].append(name)
    return dict(carried)
