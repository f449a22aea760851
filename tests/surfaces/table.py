"""The site's addresses as its resolver knows them, each with what is said of it here."""

from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

EVERYBODY, STAFF = "everybody", "staff, signed in"


class Surface(NamedTuple):
    """What an address answers with, who may see it, and the doors that it asks.

    `doors` are names in `tests.surfaces.doors`; one that asks none says the same at any instant.
    """

    kind: str
    content_type: str
    doors: tuple[str, ...] = ()
    seen_by: str = EVERYBODY


def page(*doors):
    return Surface("page", "text/html; charset=utf-8", doors)


def data(*doors):
    return Surface("data", "application/json", doors)


def feed(*doors):
    # "feed.atom" and "feed.json" are two forms at one name.
    return Surface("feed", "application/atom+xml; charset=utf-8 | application/feed+json", doors)


def finder(content_type, *doors):
    return Surface("finder", content_type, doors)


def file(content_type, *doors):
    return Surface("file", content_type, doors)


def redirect(*doors):
    return Surface("redirect", "text/html; charset=utf-8", doors)


XML = "application/xml"
SURFACES = {
    "home": page("listings", "corrections", "topics", "photos"),
    "countries": page("relations"),
    "region": page("regions", "listings"),
    "relation": page("relations", "listings"),
    "relation-archive": page("relations", "listings"),
    "readouts": page("listings"),
    "readouts-month": page("listings"),
    "readout": page("readouts"),
    "readout-language": page("readouts"),
    "editions": page("editions"),
    "editions-language": page("editions"),
    "edition": page("editions"),
    "edition-language": page("editions"),
    "changes": page("editions"),
    "changes-language": page("editions"),
    "short": redirect("readouts"),
    "short-language": redirect("readouts"),
    "occasion": page("occasions", "readouts"),
    "topics": page("topics"),
    "topic": page("one topic", "words on a topic"),
    "wording": page("one topic", "words on a topic"),
    "person": page("people", "attendances"),
    "search": page("names", "texts"),
    "corrections": page("corrections"),
    "page": page("own pages"),
    "page-language": page("own pages"),
    "site-map": page("own pages", "regions"),
    "readouts-feed": feed("listings"),
    "relation-feed": feed("relations", "listings"),
    "region-feed": feed("regions", "listings"),
    "topic-feed": feed("one topic", "words on a topic"),
    "person-feed": feed("people", "attendances"),
    "occasion-feed": feed("occasions", "listings"),
    "corrections-feed": feed("corrections"),
    "countries-data": data("relations"),
    "region-data": data("regions", "listings"),
    "relation-data": data("relations", "listings"),
    "relation-archive-data": data("relations", "listings"),
    "readouts-data": data("listings"),
    "readouts-month-data": data("listings"),
    "readout-data": data("readouts"),
    "readout-language-data": data("readouts"),
    "editions-data": data("editions"),
    "editions-language-data": data("editions"),
    "edition-data": data("editions"),
    "edition-language-data": data("editions"),
    "occasion-data": data("occasions", "listings"),
    "topics-data": data("topics"),
    "topic-data": data("one topic", "words on a topic"),
    "person-data": data("people", "attendances"),
    "corrections-data": data("corrections"),
    "relation-calendar": file("text/calendar; charset=utf-8", "relations", "listings"),
    "photo": file("image/jpeg | image/avif", "photos"),
    "photo-press": file("image/jpeg", "photos"),
    "document": file("application/pdf", "documents"),
    "sitemap": finder(XML, "readouts", "topics", "people", "occasions"),
    "sitemap-news": finder(XML, "readouts"),
    "sitemap-month": finder(XML, "readouts"),
    "sitemap-section": finder(XML, "topics", "people", "occasions", "own pages", "relations"),
    "robots": finder("text/plain; charset=utf-8"),
    "opensearch": finder("application/opensearchdescription+xml"),
    # What a load balancer asks; it speaks of no content.
    "health": Surface("watch", "application/json"),
}
DESK = Surface("desk", "text/html; charset=utf-8", ("rights of the desk",), STAFF)


class Row(NamedTuple):
    """One address of the site; `surface` is None while nobody has said what it is."""

    address: str
    name: str
    surface: Surface | None


def rows(resolver=None):
    """Every address that the resolver knows, in its order."""
    return list(_rows(resolver or get_resolver(), "/", is_desk=False))


def _rows(resolver, start, *, is_desk):
    for entry in resolver.url_patterns:
        address = start + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _rows(entry, address, is_desk=is_desk or entry.app_name == "admin")
        elif isinstance(entry, URLPattern):
            surface = DESK if is_desk else SURFACES.get(entry.name)
            yield Row(address, entry.name or "", surface)


def unclassified(known):
    """The addresses of which nobody has said what they are."""
    return [row.address for row in known if row.surface is None]


def printed(known):
    """The table as text; the desk's addresses, which are alike, take one line."""
    desk = [row for row in known if row.surface is DESK]
    lines = [_line(row.address, row.name, row.surface) for row in known if row not in desk]
    if desk:
        lines.append(_line(f"the admin, {len(desk)} addresses", "admin:…", DESK))
    return "\n".join([_line("address", "name", HEAD), *sorted(lines)])


HEAD = Surface("kind", "content type", ("asks",), "seen by")


def _line(address, name, surface):
    if surface is None:
        return f"{address:70} {name:24} UNCLASSIFIED"
    cells = f"{surface.kind:9} {surface.seen_by:17} {', '.join(surface.doors) or '–':45}"
    return f"{address:70} {name:24} {cells} {surface.content_type}"
