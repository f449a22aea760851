"""What a list holds, as feeds for readers and programs: Atom and JSON Feed.

`lists` says what each public list holds, `content` makes entries of it, `atom` and `jsonfeed`
write them down.
"""

from meetings.feeds.content import Entry, Feed, Tombstone, corrections_feed, list_feed, topic_feed
from meetings.feeds.identity import lasting_id
from meetings.feeds.lists import PublicList, TopicItems

__all__ = [
    "Entry",
    "Feed",
    "PublicList",
    "Tombstone",
    "TopicItems",
    "corrections_feed",
    "lasting_id",
    "list_feed",
    "topic_feed",
]
