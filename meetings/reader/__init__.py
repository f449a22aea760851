"""The reader at this desk: the grammar of `meetings.intake`, with what the site knows."""

from meetings.reader.drafting import AlreadyRead, draft_from, keep_source
from meetings.reader.knowledge import home, known_people, known_places, vocabulary
from meetings.reader.reading import Reader, earlier_tags, read_here, suggestions
from meetings.reader.sources import text_of

__all__ = [
    "AlreadyRead",
    "Reader",
    "draft_from",
    "earlier_tags",
    "home",
    "keep_source",
    "known_people",
    "known_places",
    "read_here",
    "suggestions",
    "text_of",
    "vocabulary",
]
