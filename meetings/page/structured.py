"""A readout's page in the words of schema.org, for search engines (JSON-LD 1.1).

A news article about an event between parties, with those who took part as the page names them,
and the way from the top. Nothing stands here that the page does not show.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from config.ministry import Link

Absolute = Callable[[str], str]
Data = dict[str, Any]

# Inside a script element no sign may end it or begin a comment (HTML, 4.12.1.3).
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@dataclass(frozen=True, slots=True)
class Article:
    """What search engines are told of a live readout.

    `parties` are those its relation is with, each a name and whether it is a state. `people` are
    the addresses of pages by uid, `unseen` the places of sealed participants, `photos` the
    addresses of those to be seen.
    """

    document: Data
    published: datetime
    modified: datetime
    parties: list[tuple[str, bool]]
    people: dict[str, str]
    unseen: set[int]
    photos: list[str]
    trail: list[Link]


def json_ld(article: Article, address: str, origin: str) -> SafeString:
    """The text of the `application/ld+json` script of the page at this address.

    `origin` is what stands before every address of the site: “https://www.example.org”.
    """
    canonical, absolute = origin + address, origin.__add__
    ministry = _organization(settings.MINISTRY.name)
    title = article.document["title"]
    news = {
        "@type": "NewsArticle",
        "@id": canonical,
        "headline": title,
        "inLanguage": article.document["language"],
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "author": ministry,
        "publisher": ministry,
        "image": [absolute(address) for address in article.photos],
        "about": _events(article, absolute),
    }
    graph = [_filled(news), _breadcrumb(article.trail, title, canonical, absolute)]
    content = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308


def _events(article: Article, absolute: Absolute) -> list[Data]:
    """The meeting's sittings, or the meeting itself when not even its day is known."""
    document = article.document
    shared = {
        "@type": "Event",
        "name": document["title"],
        "organizer": [
            _party(settings.MINISTRY.home_party, is_state=True),
            *(_party(name, is_state=is_state) for name, is_state in article.parties),
        ],
        "attendee": [
            _person(row, article.people, absolute)
            for place, row in enumerate(document["participants"])
            if place not in article.unseen and not (row["anonymous"] or row["group"])
        ],
    }
    sittings: list[Data] = document["sittings"] or [{}]
    return [_filled({**shared, **_when_and_where(sitting)}) for sitting in sittings]


def _when_and_where(sitting: Data) -> Data:
    if not sitting:
        return {}
    place = {"@type": "Place", "name": sitting["place"]} if sitting["place"] else None
    minutes = sitting["minutes"]
    return {
        "startDate": _start(sitting),
        "duration": f"PT{minutes}M" if minutes else None,
        "location": place,
    }


def _start(sitting: Data) -> str:
    # “Around” is no moment.
    if sitting["began_at"] is None or sitting["precision"] not in ("", "exact"):
        return sitting["held_on"]
    zone = ZoneInfo(sitting["zone"]) if sitting["zone"] else settings.MINISTRY.zone
    return datetime.fromisoformat(sitting["began_at"]).astimezone(zone).isoformat()


def _person(row: Data, people: dict[str, str], absolute: Absolute) -> Data:
    address = people.get(row["person"] or "")
    person = {
        "@type": "Person",
        "name": row["name"],
        "honorificPrefix": row["honorific"],
        "jobTitle": ", ".join(row["offices"]),
        "url": absolute(address) if address else None,
    }
    return _filled(person)


def _party(name: str, *, is_state: bool) -> Data:
    """A state by its government; of a region or a group it is told that it is an organisation."""
    if not is_state:
        return {"@type": "Organization", "name": name}
    return {**_organization(name), "areaServed": {"@type": "Country", "name": name}}


def _organization(name: str) -> Data:
    return {"@type": "GovernmentOrganization", "name": name}


def _breadcrumb(trail: list[Link], title: str, canonical: str, absolute: Absolute) -> Data:
    steps = [(link.label, absolute(link.address)) for link in trail if link.address]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([*steps, (title, canonical)], 1)
        ],
    }


def _filled(values: Data) -> Data:
    """Without what is not known."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
