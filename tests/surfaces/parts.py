"""For each name of a public address, the parts it can have for the rows there are."""

import itertools

from django.urls import reverse

from meetings.models import Document, Meeting, Occasion, Page, Photo, Tag, TagAlias
from meetings.sitemaps import SECTIONS
from relations.models import Person, Region, Relation

YEARS = (2015, 2016, 2017)
LANGUAGES = {"language": ["ja", "de"]}
NUMBERS = {"number": [1, 2]}


def slugs(model):
    return [{"slug": slug} for slug in slug_of_each(model)]


def slug_of_each(model):
    return model.objects.values_list("slug", flat=True)


def meetings():
    placed = Meeting.objects.filter(address_on__isnull=False)
    return [
        {"year": m.address_on.year, "month": m.address_on.month, "day": m.address_on.day,
         "slug": m.slug}
        for m in placed
    ]  # fmt: skip


def each(rows, **choices):
    """Each of `rows` with each combination of further parts."""
    names = list(choices)
    return [
        {**row, **dict(zip(names, values, strict=True))}
        for row in rows
        for values in itertools.product(*choices.values())
    ]


# Hidden rows have their addresses here too: they are to answer as what never was.
PARTS = {
    "home": lambda: [{}],
    "countries": lambda: [{}],
    "region": lambda: slugs(Region),
    "relation": lambda: slugs(Relation),
    "relation-archive": lambda: each(slugs(Relation), year=YEARS),
    "readouts": lambda: [{}],
    "readouts-month": lambda: each([{}], year=YEARS, month=range(1, 13)),
    "readout": meetings,
    "readout-language": lambda: each(meetings(), **LANGUAGES),
    "editions": meetings,
    "editions-language": lambda: each(meetings(), **LANGUAGES),
    "edition": lambda: each(meetings(), **NUMBERS),
    "edition-language": lambda: each(meetings(), **LANGUAGES, **NUMBERS),
    "changes": lambda: each(meetings(), **NUMBERS, other=[1, 2]),
    "changes-language": lambda: each(meetings(), **LANGUAGES, **NUMBERS, other=[1, 2]),
    "short": lambda: list(Meeting.objects.values("number")),
    "short-language": lambda: each(Meeting.objects.values("number"), **LANGUAGES),
    "occasion": lambda: slugs(Occasion),
    "topics": lambda: [{}],
    "topic": lambda: slugs(Tag),
    "wording": lambda: each(slugs(Tag), relation=list(slug_of_each(Relation))),
    "person": lambda: slugs(Person),
    "corrections": lambda: [{}],
    "search": lambda: [{}],
    "photo": lambda: each(Photo.objects.values("token"), width=[360], format=["avif", "jpeg"]),
    "photo-press": lambda: list(Photo.objects.values("token")),
    "document": lambda: list(Document.objects.values("token")),
    "relation-calendar": lambda: slugs(Relation),
    "sitemap": lambda: [{}],
    "sitemap-news": lambda: [{}],
    "sitemap-month": lambda: each([{}], year=YEARS, month=range(1, 13)),
    "sitemap-section": lambda: each([{}], section=SECTIONS),
    "robots": lambda: [{}],
    "opensearch": lambda: [{}],
    "site-map": lambda: [{}],
    "page": lambda: slugs(Page),
    "page-language": lambda: each(slugs(Page), **LANGUAGES),
}
FEEDS = ["readouts", "relation", "region", "topic", "person", "occasion", "corrections"]
PAGES = [name for name in PARTS if name.startswith(("readout", "edition", "relation-archive"))]
TWINS = [*PAGES, "countries", "region", "relation", "occasion", "topics", "topic", "person"]


def in_both_forms(name):
    return lambda: each(PARTS[name](), form=["atom", "json"])


PARTS |= {f"{name}-feed": in_both_forms(name) for name in FEEDS}
PARTS |= {f"{name}-data": PARTS[name] for name in [*TWINS, "corrections"]}

WORDS = [
    "goods", "words", "meeting", "ann", "person", "topic", "commerce", "alias", "aliaz", "quokka",
    "quoka", "会談",
]  # fmt: skip
NARROWED = [
    "relation=testland", "year=2017", "year=2016", "relation=testland&year=2017",
    "region=north", "person=ann", "topic=peace", "topic=peace&person=ann&year=2017",
]  # fmt: skip


def known_addresses(names=PARTS):
    """The addresses of these names for all rows there are, hidden or not, and ways to ask them."""
    found = {reverse(f"meetings:{name}", kwargs=parts) for name in names for parts in PARTS[name]()}
    return found.union(*(ASKED[name]() for name in names if name in ASKED))


def of_topics(page, *further):
    """Topics' pages, or forms of them, under conditions; `page` makes it of the page's address."""
    topics = [page(tag.get_absolute_url()) for tag in Tag.objects.all()]
    return {f"{topic}?{query}" for topic in topics for query in [*NARROWED, *further]}


def of_aliases():
    aliases = [Tag().slugify(name) for name in TagAlias.objects.values_list("name", flat=True)]
    return {f"/topics/{slug}/" for slug in ["fishing", *aliases]}


# What can be asked of some of them besides their parts.
ASKED = {
    "countries": lambda: {"/countries/?q=land"},
    "corrections": lambda: {"/corrections/?year=2017"},
    "search": lambda: {f"/search/?q={word}" for word in WORDS},
    "topics": lambda: {"/topics/?order=use", "/topics/?order=recent"},
    "topic": lambda: of_aliases() | of_topics(str, "facet=person", "facet=topic"),
    "topic-feed": lambda: of_topics(lambda page: f"{page}feed.atom"),
    "topic-data": lambda: of_topics(lambda page: f"{page[:-1]}.json"),
}
