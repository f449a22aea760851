"""The topics of an agenda item as a box of names between commas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings import tagging
from meetings.admin.topic_help import MEANT, close_to
from meetings.models import AgendaItem, FormerTagAddress, Tag, TagAlias
from relations.identity import fold

NAME = re.compile(r'"([^"]*)"|([^,，、\n"]+)')
CLOSE = (
    "“{name}” is close to “{close}”, a topic that is there. Write that name instead, or press the "
    "button again: the “+” says that a new topic is meant."
)
NEEDS_QUOTES = re.compile("[,，、]")


def names_in(text: str) -> list[str]:
    """The names in a box, each once: between commas or on lines of their own.

    A name that holds a comma stands in straight quotes. The sign of one that is meant, although
    a topic is close to it, is no part of the name.
    """
    found = (name.removeprefix(MEANT).strip() for name in _written(text))
    return list({fold(name): name for name in reversed(list(found)) if fold(name)}.values())[::-1]


def _written(text: str) -> list[str]:
    return [" ".join((quoted or plain).split()) for quoted, plain in NAME.findall(text)]


def in_a_box(topics: Iterable[Tag]) -> str:
    """Topics as the text of their box."""
    return _boxed(topic.name for topic in topics)


def _boxed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' if NEEDS_QUOTES.search(name) else name for name in names)


def find_all(names: Iterable[str]) -> dict[str, Tag]:
    """The topics that bear these names or aliases, by folded name."""
    keys = {fold(name) for name in names}
    if not keys:
        return {}
    aliases = TagAlias.objects.filter(folded__in=keys).select_related("tag")
    found = {alias.folded: alias.tag for alias in aliases}
    return found | {tag.folded: tag for tag in Tag.objects.filter(folded__in=keys)}


class TopicsField(forms.CharField):
    """Names of topics; gives the list of names."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "topics", "autocomplete": "off"}
        defaults = {
            "required": False,
            "label": "Topics",
            "widget": forms.TextInput(attrs),
            "max_length": 4000,
            "help_text": "Names or aliases, with commas between.",
        }
        super().__init__(**{**defaults, **kwargs})
        # What the box held when it was shown: others may attach topics at the same time.
        self.show_hidden_initial = True

    def clean(self, value: Any) -> Any:
        names = names_in(super().clean(value))
        if len(names) > tagging.MOST:
            raise ValidationError(f"An agenda item carries at most {tagging.MOST} topics.")
        return names


def check_names(names: list[str], vocabulary: dict[str, Tag], *, may_add: bool) -> None:
    """Raise ValidationError with a sentence for names that are no topics, and cannot become any."""
    unknown = [name for name in names if fold(name) not in vocabulary]
    if unknown and not may_add:
        said = ", ".join(f"“{name}”" for name in unknown)
        raise ValidationError(
            f"There is no topic {said}. Correct the name, or ask someone who may add topics."
        )
    for name in unknown:
        check_new(name)


def point_out(text: str, vocabulary: dict[str, Tag]) -> tuple[str, str]:
    """What to say of new names that are close to a topic, and the box with a sign before them.

    A name that bears the sign is meant, and nothing is said of it any more.
    """
    marked, said = [], []
    for name in _written(text):
        close = "" if name.startswith(MEANT) or fold(name) in vocabulary else close_to(name)
        marked.append(f"{MEANT}{name}" if close else name)
        if close:
            said.append(CLOSE.format(name=name, close=close))
    return " ".join(said), _boxed(marked)


def check_new(name: str) -> None:
    """Raise ValidationError unless a topic can be made of this name."""
    topic = Tag(name=name)
    topic.slug = topic.slugify(name)
    if not topic.slug:
        raise ValidationError(f"“{name}” has no letters to make an address of.")
    try:
        topic.full_clean()
    except ValidationError as error:
        raise ValidationError(f"“{name}” cannot be a topic: {' '.join(error.messages)}") from error
    if FormerTagAddress.objects.filter(slug=topic.slug).exists():
        raise ValidationError(f"“{name}” would take the former address of another topic.")


def attach_as_typed(
    item: AgendaItem, *, shown: list[str], typed: list[str], vocabulary: dict[str, Tag], by: Any
) -> None:
    """Attach what was added to a box and detach what was taken out of it; new names are made.

    What others attached since the box was shown stays. Raises meetings.tagging.TooManyTopics.
    """
    before = {vocabulary[fold(name)] for name in shown if fold(name) in vocabulary}
    wanted = [_topic(name, vocabulary) for name in typed]
    there = list(Tag.objects.filter(tagged__content_object=item).order_by("name"))
    kept = [tag for tag in there if tag in wanted or tag not in before]
    tagging.set_tags(item=item, tags=[*kept, *wanted], by=by)


def _topic(name: str, vocabulary: dict[str, Tag]) -> Tag:
    key = fold(name)
    if key not in vocabulary:
        vocabulary[key] = Tag.objects.create(name=name)
    return vocabulary[key]
