"""Identities of feeds, entries and calendar events: for ever, whatever their addresses become."""

from uuid import UUID, uuid5

from django.conf import settings

# Drawn once; every identity hangs on it.
NAMESPACE = UUID("5d0c1f0e-6b5e-4f6c-9a57-2f8d6c9b7e11")


def lasting_id(*parts: str | int) -> str:
    """The `urn:uuid:` (RFC 9562, 5.5) that these parts, such as a meeting's number, always have."""
    return uuid5(NAMESPACE, "/".join(map(str, parts))).urn


def meeting_id(number: str) -> str:
    """A meeting's identity in lists, in whichever language it stands there."""
    return lasting_id("meeting", number)


def edition_id(number: str, language: str, edition: int) -> str:
    """An edition's identity: its meeting, language, and place among those that were public."""
    return lasting_id("meeting", number, language, edition)


def item_id(uid: str) -> str:
    """An agenda item's identity, by its uid."""
    return lasting_id("item", uid)


def site_id(*parts: str | int) -> str:
    """The identity of a list that each ministry has one of."""
    return lasting_id("site", settings.MINISTRY.home_party, *parts)
