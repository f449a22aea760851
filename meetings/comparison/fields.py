"""The fields of a canonical document that are compared, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Names = Mapping[str, str]
Value = Callable[[Row, Names], str]
Fields = list[tuple[str, Value]]


def _plain(key: str) -> Value:
    def value(row: Row, names: Names) -> str:
        return in_words(row.get(key))

    return value


def _named(key: str) -> Value:
    """What a permanent identity stands for; the identity itself where nothing is known of it."""

    def value(row: Row, names: Names) -> str:
        found = row.get(key)
        many = found if isinstance(found, list) else [found]
        return ", ".join(names.get(one, one) for one in many if one)

    return value


def _began(row: Row, names: Names) -> str:
    if not row["began_at"]:
        return ""
    moment = datetime.fromisoformat(row["began_at"]).astimezone(ZoneInfo(row["zone"] or "UTC"))
    return f"{moment:%H:%M} {row['zone'] or 'UTC'}"


FACTS: Fields = [
    ("title", _plain("title")),
    ("relation", _named("relation")),
    ("relation line", _plain("section_label")),
    ("further relations", _named("also_under")),
    ("release date", _plain("released_on")),
    ("status", _plain("status")),
    ("occasion", _named("occasion")),
    ("introduction", _plain("introduction")),
    ("correction note", _plain("correction_note")),
    ("source", _plain("source")),
]
SITTING: Fields = [
    ("day", _plain("held_on")),
    ("began", _began),
    ("precision", _plain("precision")),
    ("minutes", _plain("minutes")),
    ("minutes are", _plain("minutes_precision")),
    ("place", _plain("place")),
    ("form", _plain("form")),
    ("as printed", _plain("as_printed")),
]
PARTICIPANT: Fields = [
    ("honorific", _plain("honorific")),
    ("name", _plain("name")),
    ("short form", _plain("short")),
    ("offices", _plain("offices")),
    ("side", _plain("side")),
    ("party", _named("party")),
    ("role", _plain("role")),
    ("group", _plain("group")),
    ("anonymous", _plain("anonymous")),
    ("person", _named("person")),
    ("posts", _named("posts")),
]
PASSAGE: Fields = [
    ("label", _plain("label")),
    ("heading", _plain("heading")),
    ("text", _plain("text")),
    ("depth", _plain("depth")),
    ("kind", _plain("kind")),
    ("language", _plain("language")),
]
PHOTO: Fields = [
    ("alternative text", _plain("alternative_text")),
    ("caption", _plain("caption")),
    ("credit", _plain("credit")),
]
DOCUMENT: Fields = [
    ("title", _plain("title")),
    ("kind", _plain("kind")),
    ("language", _plain("language")),
]


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)
