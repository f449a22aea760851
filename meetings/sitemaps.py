"""What search engines are told of the site (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.feedgenerator import rfc3339_date

from meetings.models import Occasion, Page, Readout, Seal, Tag
from meetings.page import Address
from meetings.querysets import public_people
from meetings.xml import XmlWriter
from relations.models import Region, Relation

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
FRESH = timedelta(days=2)
"""For how long a release is news to a search engine."""
MOST = 50_000
"""How many addresses a sitemap holds, by the protocol."""
MOST_NEWS = 1_000


@dataclass(frozen=True)
class Location:
    """A page: its address, when it last changed if that is known, and what makes it news."""

    address: str
    changed: datetime | None = None
    news: News | None = None


@dataclass(frozen=True)
class News:
    """A release as news: its language, its first release, its title."""

    language: str
    published: datetime
    title: str


# What there is


def months(at: datetime) -> list[tuple[date, datetime]]:
    """The months of live readouts, newest first, each with the newest change in it."""
    live = Readout.objects.live(at).order_by()
    rows = live.annotate(month=TruncMonth("released_on")).values_list("month")
    changed = dict(rows.annotate(changed=Max("live_from")))
    sealed = last_sealed()
    touched = live.filter(pk__in=sealed).annotate(month=TruncMonth("released_on"))
    for key, month in touched.values_list("pk", "month"):
        changed[month] = max(changed[month], sealed[key])
    return sorted(changed.items(), reverse=True)


def last_sealed() -> dict[int, datetime]:
    """When a part of an edition was last sealed or shown again, by the edition's key."""
    ways = ("passage__readout", "participant__readout", "photo__uses__readout",
            "document__uses__readout")  # fmt: skip
    moments: dict[int, datetime] = {}
    for *keys, sealed, lifted in Seal.objects.values_list(*ways, "sealed_at", "lifted_at"):
        for key in filter(None, keys):
            moments[key] = max(moments.get(key, sealed), lifted or sealed)
    return moments


def readouts_of(year: int, month: int, at: datetime) -> list[Location]:
    """The pages of a month, in every language.

    Each changed when its present edition began, or when a part of it was sealed or shown again.
    """
    sealed = last_sealed()
    rows = Readout.objects.live(at).in_month(year, month).newest_first()
    columns = ("pk", "meeting__address_on", "meeting__slug", "language", "live_from")
    return [
        Location(Address(day, slug).page(language), max(begun, sealed.get(key, begun)))
        for key, day, slug, language, begun in rows.values_list(*columns)[:MOST]
    ]


def news(at: datetime) -> list[Location]:
    """The pages that were first released within the last two days, newest first."""
    public = Readout.objects.public(at).filter(
        meeting=OuterRef("meeting"), language=OuterRef("language")
    )
    first = public.order_by().values("meeting").annotate(first=Min("live_from")).values("first")
    rows = Readout.objects.live(at).filter(live_from__gte=at - FRESH)
    rows = rows.annotate(first=Subquery(first)).filter(first__gte=at - FRESH).newest_first()
    columns = ("meeting__address_on", "meeting__slug", "language", "live_from", "first", "title")
    return [
        Location(Address(day, slug).page(language), changed, News(language, published, title))
        for day, slug, language, changed, published, title in rows.values_list(*columns)[:MOST_NEWS]
    ]


def pages(at: datetime) -> list[Location]:
    """The lists that stand by themselves, the ministry's own pages, regions and relations."""
    names = ("home", "readouts", "countries", "topics", "corrections", "site-map")
    fixed = [Location(reverse(f"meetings:{name}")) for name in names]
    texts = Page.objects.live(at).order_by("slug", "language")
    fixed += [Location(page.get_absolute_url(), page.live_from) for page in texts]
    regions = _named("region", Region.objects.with_relations(at))
    return fixed + regions + _named("relation", Relation.objects.listed(at))


def topics(at: datetime) -> list[Location]:
    return _named("topic", Tag.objects.live(at))


def people(at: datetime) -> list[Location]:
    return _named("person", public_people(at))


def occasions(at: datetime) -> list[Location]:
    return _named("occasion", Occasion.objects.public(at))


SECTIONS = {"pages": pages, "topics": topics, "people": people, "occasions": occasions}


def _named(name: str, rows: QuerySet[Any]) -> list[Location]:
    slugs = rows.order_by("slug").values_list("slug", flat=True)[:MOST]
    return [Location(reverse(f"meetings:{name}", args=[slug])) for slug in slugs]


# How it is written


def index_xml(locations: Iterable[Location]) -> str:
    """An index of sitemaps; addresses are absolute."""
    return _written("sitemapindex", {"xmlns": SITEMAP}, "sitemap", locations)


def sitemap_xml(locations: Iterable[Location]) -> str:
    """A sitemap; addresses are absolute."""
    names = {"xmlns": SITEMAP, "xmlns:news": NEWS}
    return _written("urlset", names, "url", locations)


def _written(root: str, names: dict[str, str], each: str, locations: Iterable[Location]) -> str:
    xml = XmlWriter()
    with xml.element(root, names):
        for location in locations:
            with xml.element(each):
                xml.add("loc", location.address)
                if location.changed:
                    xml.add("lastmod", rfc3339_date(location.changed))
                if location.news:
                    _add_news(xml, location.news)
    return xml.text()


def _add_news(xml: XmlWriter, item: News) -> None:
    with xml.element("news:news"):
        with xml.element("news:publication"):
            xml.add("news:name", settings.MINISTRY.name)
            xml.add("news:language", item.language)
        xml.add("news:publication_date", rfc3339_date(item.published))
        xml.add("news:title", item.title)
