"""Feeds as Atom (RFC 4287), with tombstones for what was taken back (RFC 6721)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from meetings.feeds.content import Entry, Feed
from meetings.page.text import paragraphs
from meetings.xml import xml_text

ATOM = "application/atom+xml; charset=utf-8"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class TombstoneAtomFeed(Atom1Feed):
    """Django's Atom feed that also says what was taken back."""

    def root_attributes(self) -> dict[str, str]:
        base = {"xml:base": self.feed["base"], "xmlns:at": TOMBSTONES}
        return {**super().root_attributes(), **base}

    def latest_post_date(self) -> datetime:
        """The list's last change; never the present moment, which would change at each reading."""
        return self.feed["updated"]

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        super().write_items(handler)
        for tombstone in self.feed["tombstones"]:
            attributes = {"ref": tombstone.id, "when": rfc3339_date(tombstone.when)}
            handler.addQuickElement("at:deleted-entry", None, attributes)


def atom_of(feed: Feed, absolute: Callable[[str], str]) -> str:
    """The feed as an Atom document; `absolute` makes an address of the site absolute."""
    document = TombstoneAtomFeed(
        title=xml_text(feed.title),
        link=absolute(feed.page + feed.query),
        description=None,
        language="en",
        feed_url=absolute(f"{feed.page}feed.atom{feed.query}"),
        feed_guid=feed.id,
        author_name=xml_text(settings.MINISTRY.name),
        base=absolute("/"),
        updated=feed.updated,
        tombstones=feed.tombstones,
    )
    for entry in feed.entries:
        _add(document, entry, absolute)
    return document.writeString("utf-8")


def _add(document: TombstoneAtomFeed, entry: Entry, absolute: Callable[[str], str]) -> None:
    document.add_item(
        title=xml_text(entry.title),
        link=absolute(entry.address),
        description="".join(f"<p>{part}</p>" for part in paragraphs(xml_text(entry.text))),
        unique_id=entry.id,
        pubdate=entry.published,
        updateddate=entry.updated,
        language=entry.language,
    )
