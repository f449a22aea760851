"""What of ours is lacking: the only things that hold back a release.

What looks wrong in the paper's own text is pointed out elsewhere, and never holds it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from meetings.models import Passage, PhotoUse, Readout


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
    if readout.translation_of is not None:
        yield from _untranslated(readout, readout.translation_of, passages)


def _untranslated(readout: Readout, source: Readout, passages: list[Passage]) -> Iterator[Omission]:
    """Words that are still the original's; one word alone may be the same in both languages."""
    if readout.introduction and readout.introduction == source.introduction:
        yield Omission("introduction", "The introduction has not been translated yet.")
    if _needs_translating(readout.title) and readout.title == source.title:
        yield Omission("title", "The title has not been translated yet.")
    originals = {one.item_id: one for one in source.passages.all()}
    for passage in passages:
        original = originals.get(passage.item_id)
        if original and not passage.language and _is_same(passage, original):
            yield Omission("passages", f"“{passage}” has not been translated yet.")
    captions = {use.photo_id: use for use in source.photo_uses.all()}
    for use in readout.photo_uses.all():
        if (of := captions.get(use.photo_id)) and _has_same_words(use, of):
            sentence = f"The words of photo {use.position + 1} have not been translated yet."
            yield Omission("photo_uses", sentence)


def _is_same(passage: Passage, original: Passage) -> bool:
    if passage.text and passage.text == original.text:
        return True
    return _needs_translating(passage.heading) and passage.heading == original.heading


def _has_same_words(use: PhotoUse, original: PhotoUse) -> bool:
    names = ("caption", "alternative_text")
    words = [(getattr(use, name), getattr(original, name)) for name in names]
    return any(mine == theirs and _needs_translating(mine) for mine, theirs in words)


def _needs_translating(words: str) -> bool:
    """Whether it has two words or more: one may be a name, and figures are the same anywhere."""
    return len(re.findall(r"[^\W\d_]+", words)) > 1 or bool(re.search(r"[\u3040-\u9fff]{4}", words))


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
