"""What of ours is lacking: the only things that hold back a release.

What looks wrong in the paper's own text is pointed out elsewhere, and never holds it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from meetings.models import PhotoUse, Readout


@dataclass(frozen=True)
class Omission:
    """Something that must be supplied before release: the field, and a sentence."""

    field: str
    sentence: str


def omissions(readout: Readout) -> list[Omission]:
    """What a draft lacks for its release, in the order of the form."""
    return [*_facts(readout), *_words(readout), *_photos(readout), *_note(readout)]


def _facts(readout: Readout) -> Iterator[Omission]:
    if not readout.title:
        yield Omission("title", "The title is missing.")
    if readout.relation is None:
        yield Omission("relation", "The relation is missing.")
    elif readout.relation.listed_from is None:
        yield Omission("relation", "This relation is not listed yet; say from when it is.")
    if readout.released_on is None:
        yield Omission("released_on", "The release date is missing.")


def _words(readout: Readout) -> Iterator[Omission]:
    passages = list(readout.passages.all())
    if not readout.introduction and not passages:
        yield Omission("introduction", "There is neither an introduction nor an agenda item.")
    source = readout.translation_of
    if source is None:
        return
    originals = dict(source.passages.exclude(text="").values_list("item", "text"))
    for passage in passages:
        if passage.text and not passage.language and originals.get(passage.item_id) == passage.text:
            yield Omission("passages", f"“{passage}” has not been translated yet.")


def _photos(readout: Readout) -> Iterator[Omission]:
    for use in readout.photo_uses.all():
        if sentence := _alternative_text(use, readout.title):
            yield Omission("photo_uses", sentence)


def _alternative_text(use: PhotoUse, title: str) -> str:
    text = use.alternative_text.strip()
    if not text:
        return f"Photo {use.position + 1} has no alternative text."
    says_title = re.fullmatch(
        rf"(\(photo\s*\d*\)\s*)?{re.escape(title)}\W*\d*", text, re.IGNORECASE
    )
    if says_title or re.match(r"photo\s*:", text, re.IGNORECASE):
        return f"The alternative text of photo {use.position + 1} does not say what it shows."
    return ""


def _note(readout: Readout) -> Iterator[Omission]:
    if readout.correction_note.strip():
        return
    earlier = Readout.objects.begun(timezone.now()).filter(
        meeting=readout.meeting_id, language=readout.language
    )
    if earlier.exclude(pk=readout.pk).exists():
        yield Omission("correction_note", "A correction says publicly what it changes and why.")
