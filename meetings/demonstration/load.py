"""Loading the demonstration: all of it or nothing, and only into an empty database."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

from meetings.demonstration.accounts import accounts, make_accounts
from meetings.demonstration.acts import live_through
from meetings.demonstration.content import readouts
from meetings.demonstration.pages import make_pages
from meetings.demonstration.reference import make_reference
from meetings.demonstration.writing import Desk
from meetings.files.store import kept_only_on_success
from meetings.models import Document, Meeting, Occasion, Photo, Tag
from relations.models import Party, Person, Region, Relation

KINDS: tuple[type[models.Model], ...] = (
    Region, Party, Relation, Person, Tag, Occasion, Photo, Document, Meeting,
)  # fmt: skip


class NotHere(Exception):
    """The demonstration may not be loaded here; its text is the sentence for the person."""


def load() -> bool:
    """Load the demonstration; gives whether anything was loaded, and False if it was there.

    Raises NotHere with DEBUG off, and for a database that holds anything else.
    """
    if not settings.DEBUG:
        raise NotHere("The demonstration is loaded only with DEBUG on; this site is in earnest.")
    if accounts().exists():
        return False
    if found := _found():
        raise NotHere(
            f"This database is in use: it holds {found}. The demonstration wants its own."
        )
    with kept_only_on_success():
        users = make_accounts()
        make_pages()
        desk = Desk(make_reference())
        for facts in readouts():
            live_through(facts, desk, users)
    return True


def _found() -> str:
    """What the database holds of its own, in words; nothing when it is empty."""
    kinds = (get_user_model(), *KINDS)
    counts = [(kind, kind._default_manager.count()) for kind in kinds]
    return ", ".join(_in_words(kind, count) for kind, count in counts if count)


def _in_words(kind: type[models.Model], count: int) -> str:
    name = kind._meta.verbose_name if count == 1 else kind._meta.verbose_name_plural
    return f"{count} {name}"
