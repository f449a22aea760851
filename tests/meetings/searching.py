"""Searching in tests."""

from django.utils import timezone

from meetings.search import Filters, search
from tests.meetings.pages import live


def found(text, **filters):
    """The titles found, best first."""
    hits = search(text, at=timezone.now(), filters=Filters(**filters)).hits
    return [hit.readout.title for hit in hits]


def says(text, **facts):
    """A live readout, named by its words."""
    return live(**{"title": f"Talks: {text}", "passages": [text], **facts})
