"""The reader at this desk: the grammar of `meetings.intake`, with what the site knows."""

from meetings.reader.drafting import (
    CAPTION,
    DOCUMENT,
    AlreadyRead,
    Rows,
    draft_from,
    keep_source,
    made_from,
    rows_of,
    words_of,
)
from meetings.reader.knowledge import home, known_people, known_places, vocabulary
from meetings.reader.reading import Reader, earlier_tags, read_here
from meetings.reader.sources import text_of

__all__ = [
    "CAPTION",
    "DOCUMENT",
    "AlreadyRead",
    "Reader",
    "Rows",
    "draft_from",
    "earlier_tags",
    "home",
    "keep_source",
    "known_people",
    "known_places",
    "made_from",
    "read_here",
    "rows_of",
    "text_of",
    "vocabulary",
    "words_of",
]
