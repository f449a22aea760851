"""What leads programs to the site's pages: sitemaps, robots.txt, the search description."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.generic import View

from config.middleware import TimedRequest
from meetings import sitemaps
from meetings.sitemaps import SECTIONS, Location, index_xml, sitemap_xml
from meetings.xml import XmlWriter

XML = "application/xml"
OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
LONGEST_SHORT_NAME, LONGEST_LONG_NAME, LONGEST_DESCRIPTION = 16, 48, 1024


class SitemapIndex(View):
    """All sitemaps that hold something."""

    def get(self, request: TimedRequest) -> HttpResponse:
        at = request.at
        sections = [
            Location(reverse("meetings:sitemap-section", args=[name]))
            for name, of in SECTIONS.items()
            if of(at)
        ]
        months = [
            Location(reverse("meetings:sitemap-month", args=[month.year, month.month]), changed)
            for month, changed in sitemaps.months(at)
        ]
        return HttpResponse(index_xml(_absolute(request, sections + months)), content_type=XML)


class SectionSitemap(View):
    """The pages of one section, such as topics."""

    def get(self, request: TimedRequest, section: str) -> HttpResponse:
        if section not in SECTIONS:
            raise Http404
        return _sitemap(request, SECTIONS[section](request.at))


class MonthSitemap(View):
    """The readouts of one month."""

    def get(self, request: TimedRequest, year: int, month: int) -> HttpResponse:
        if not 1 <= month <= 12 or year < 1:
            raise Http404
        locations = sitemaps.readouts_of(year, month, request.at)
        if not locations:
            raise Http404
        return _sitemap(request, locations)


class NewsSitemap(View):
    """What was released within the last two days."""

    def get(self, request: TimedRequest) -> HttpResponse:
        return _sitemap(request, sitemaps.news(request.at))


class Robots(View):
    """What crawlers may ask (RFC 9309): everything that is public but the pages of results."""

    def get(self, request: TimedRequest) -> HttpResponse:
        names = ("sitemap", "sitemap-news")
        maps = [request.build_absolute_uri(reverse(f"meetings:{name}")) for name in names]
        lines = ["User-agent: *", f"Disallow: {reverse('meetings:search')}", ""]
        lines += [f"Sitemap: {address}" for address in maps]
        return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


class SearchDescription(View):
    """The site's search as browsers may add it (OpenSearch 1.1)."""

    def get(self, request: TimedRequest) -> HttpResponse:
        name = settings.MINISTRY.name
        found = request.build_absolute_uri(reverse("meetings:search"))
        xml = XmlWriter()
        with xml.element("OpenSearchDescription", {"xmlns": OPEN_SEARCH}):
            xml.add("ShortName", short_name(name))
            xml.add("LongName", name[:LONGEST_LONG_NAME])
            xml.add("Description", f"Search the readouts of the {name}"[:LONGEST_DESCRIPTION])
            xml.add("InputEncoding", "UTF-8")
            template = {"type": "text/html", "template": f"{found}?q={{searchTerms}}"}
            xml.add("Url", attributes=template)
        content_type = "application/opensearchdescription+xml"
        return HttpResponse(xml.text(), content_type=content_type)


def short_name(name: str) -> str:
    """A name within the 16 signs that a browser shows: itself, or else its capitals."""
    if len(name) <= LONGEST_SHORT_NAME:
        return name
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return (capitals or name)[:LONGEST_SHORT_NAME]


def _sitemap(request: TimedRequest, locations: list[Location]) -> HttpResponse:
    return HttpResponse(sitemap_xml(_absolute(request, locations)), content_type=XML)


def _absolute(request: TimedRequest, locations: list[Location]) -> list[Location]:
    absolute = request.build_absolute_uri
    return [replace(place, address=absolute(place.address)) for place in locations]
