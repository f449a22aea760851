"""Feeds as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import rfc3339_date

from meetings.feeds.content import Entry, Feed

JSON_FEED = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"
ABOUT_DELETED = "https://www.rfc-editor.org/rfc/rfc6721"


def json_feed_of(feed: Feed, absolute: Callable[[str], str]) -> str:
    """The feed as a JSON Feed; what was taken back stands in its extension `_deleted`."""
    document: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": absolute(feed.page + feed.query),
        "feed_url": absolute(f"{feed.page}feed.json{feed.query}"),
        "language": "en",
        "authors": [{"name": settings.MINISTRY.name}],
        "items": [_item(entry, absolute) for entry in feed.entries],
    }
    if feed.tombstones:
        entries = [{"id": gone.id, "when": rfc3339_date(gone.when)} for gone in feed.tombstones]
        document["_deleted"] = {"about": ABOUT_DELETED, "entries": entries}
    return json.dumps(document, ensure_ascii=False)


def _item(entry: Entry, absolute: Callable[[str], str]) -> dict[str, str]:
    return {
        "id": entry.id,
        "url": absolute(entry.address),
        "title": entry.title,
        "content_text": entry.text or entry.title,
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "language": entry.language,
    }
