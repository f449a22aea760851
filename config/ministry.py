"""The ministry's own identity, read from one file: what is not set is not drawn."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


@dataclass(frozen=True)
class Link:
    """A label and the address it leads to; `language` is the label's, if it is not English."""

    label: str
    address: str
    language: str = ""


@dataclass(frozen=True)
class Column:
    """One column of the footer: a heading over links."""

    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Ministry:
    """Whose site this is, and what its header and footer say."""

    name: str
    home_party: str
    home_party_short: str
    home_zone: str
    zone_label: str
    address: tuple[str, ...] = ()
    phone: str = ""
    press_contact: str = ""
    copyright: str = ""
    navigation: tuple[Link, ...] = ()
    utility_links: tuple[Link, ...] = ()
    policy_links: tuple[Link, ...] = ()
    share_links: tuple[Link, ...] = ()
    footer_columns: tuple[Column, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.home_zone)


TEXTS = ("name", "home_party", "home_party_short", "home_zone", "zone_label")
OPTIONAL_TEXTS = ("phone", "press_contact", "copyright")
LINK_LISTS = ("navigation", "utility_links", "policy_links", "share_links")


def load_ministry(path: Path) -> Ministry:
    """Give the ministry that the TOML file at `path` describes.

    Raises ImproperlyConfigured, with every fault in one message, when the file cannot be read,
    lacks what the site cannot run without, or holds a word we do not know.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{path} cannot be read: {error}") from error
    if faults := list(_faults(data)):
        raise ImproperlyConfigured(f"{path}: " + "; ".join(faults))
    return _ministry(data)


def _faults(data: dict[str, Any]) -> Iterator[str]:
    known = {*TEXTS, *OPTIONAL_TEXTS, *LINK_LISTS, "address", "footer_columns"}
    yield from (f"“{word}” is not a setting" for word in data.keys() - known)
    yield from (f"“{word}” is missing" for word in TEXTS if not data.get(word))
    for word in TEXTS + OPTIONAL_TEXTS:
        if not isinstance(data.get(word, ""), str):
            yield f"“{word}” must be text"
    if not _is_list_of(data.get("address", []), str):
        yield "“address” must be a list of lines"
    columns = data.get("footer_columns", [])
    if not _is_list_of(columns, dict):
        yield "“footer_columns” must be a list of tables"
        columns = []
    lists = {word: data.get(word, []) for word in LINK_LISTS}
    lists |= {
        f"footer_columns {number}": column.get("links", [])
        for number, column in enumerate(columns, 1)
    }
    yield from (
        f"“{word}” must be a list of labels and addresses"
        for word, links in lists.items()
        if not _are_links(links)
    )
    yield from _zone_faults(data.get("home_zone"))


def _zone_faults(name: object) -> Iterator[str]:
    if not isinstance(name, str) or not name:
        return
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        yield f"“home_zone” names no time zone: {name}"


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(entry, kind) for entry in value)


def _are_links(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict)
        and isinstance(entry.get("label"), str)
        and isinstance(entry.get("address", ""), str)
        and entry.keys() <= {"label", "address"}
        for entry in value
    )


def _ministry(data: dict[str, Any]) -> Ministry:
    columns = [
        Column(column.get("heading", ""), _links(column.get("links", [])))
        for column in data.get("footer_columns", [])
    ]
    values: dict[str, Any] = {
        **{word: data[word] for word in TEXTS},
        **{word: data.get(word, "") for word in OPTIONAL_TEXTS},
        **{word: _links(data.get(word, [])) for word in LINK_LISTS},
        "address": tuple(data.get("address", [])),
        "footer_columns": tuple(column for column in columns if column.links),
    }
    return Ministry(**values)


def _links(entries: list[dict[str, str]]) -> tuple[Link, ...]:
    """Give the entries that lead somewhere."""
    return tuple(
        Link(entry["label"], entry["address"]) for entry in entries if entry.get("address")
    )


def ministry(request: HttpRequest) -> dict[str, Ministry]:
    """Offer the ministry to every template."""
    return {"ministry": settings.MINISTRY}
