"""What is written for programs is valid at every address, and the checks find planted faults."""

import pytest

from tests.formats import (
    atom_faults,
    calendar_faults,
    json_feed_faults,
    json_ld_faults,
    sitemap_faults,
)

pytestmark = pytest.mark.django_db

JSON_LD = b'<script type="application/ld+json">'


def documents(found, *, ends="", holds=b""):
    """The documents answered at addresses that end so, with those words in them."""
    return {
        address: content
        for name, answered in found.items()
        for address, (status, _, content) in answered.items()
        if status == 200 and address.partition("?")[0].endswith(ends) and holds in content
    }


def test_every_atom_feed_is_valid(found):
    feeds = documents(found, ends="feed.atom")

    assert {a: faults for a, feed in feeds.items() if (faults := atom_faults(feed))} == {}
    assert len(feeds) > 20
    assert any(b"deleted-entry" in feed for feed in feeds.values())


def test_every_json_feed_is_valid(found):
    feeds = documents(found, ends="feed.json")

    assert {a: faults for a, feed in feeds.items() if (faults := json_feed_faults(feed))} == {}
    assert len(feeds) > 6
    assert any(b"_deleted" in feed for feed in feeds.values())


def test_every_sitemap_is_valid(found):
    maps = documents(found, ends=".xml")
    maps.pop("/opensearch.xml")

    assert {a: faults for a, one in maps.items() if (faults := sitemap_faults(one))} == {}
    assert any(b"news:title" in one for one in maps.values())
    assert any(b"<sitemapindex" in one for one in maps.values())


def test_every_calendar_is_valid(found):
    calendars = documents(found, ends=".ics")

    assert {a: faults for a, one in calendars.items() if (faults := calendar_faults(one))} == {}
    assert any(b"BEGIN:VEVENT" in one for one in calendars.values())


def test_what_every_page_tells_search_engines_is_valid(found):
    pages = {a: page.decode() for a, page in documents(found, holds=JSON_LD).items()}

    assert {a: faults for a, page in pages.items() if (faults := json_ld_faults(page))} == {}
    assert len(pages) > 4


# Planted faults

PLANTED = [
    ("feed.atom", b"<id>urn:", b"<id>nrn:", atom_faults),
    ("feed.atom", b"<author><name>", b"<author><name></name></author><author><name>", atom_faults),
    ("feed.atom", b"</title>", b"</titel>", atom_faults),
    ("feed.atom", b'rel="self"', b'rel="alternate"', atom_faults),
    ("feed.json", b'"title"', b'"titel"', json_feed_faults),
    ("feed.json", b'"date_published": "20', b'"date_published": "at 20', json_feed_faults),
    ("sitemap.xml", b"<loc>http", b"<loc>ftp", sitemap_faults),
    ("sitemap.xml", b"<lastmod>2017-", b"<lastmod>17-", sitemap_faults),
    ("sitemap-news.xml", b"<news:title>", b"<news:titel/><news:title>", sitemap_faults),
    ("calendar.ics", b"DTSTAMP:", b"X-STAMP:", calendar_faults),
    ("calendar.ics", b"\r\n", b"\n", calendar_faults),
    ("calendar.ics", b"SUMMARY:", b"SUMMARY:" + b"x" * 80, calendar_faults),
    ("/", b'"datePublished"', b'"published"', json_ld_faults),
    ("/", b'"@type":"Event"', b'"@type":"Evening"', json_ld_faults),
    ("/", b'"position":1', b'"position":7', json_ld_faults),
]


@pytest.mark.parametrize(("ends", "right", "wrong", "faults"), PLANTED)
def test_a_planted_fault_is_found(found, ends, right, wrong, faults):
    holding = documents(found, ends=ends, holds=right)
    if faults is json_ld_faults:
        holding = {a: page.decode() for a, page in holding.items() if JSON_LD in page}
        right, wrong = right.decode(), wrong.decode()
    sound = next(iter(holding.values()))

    assert faults(sound) == []
    assert faults(sound.replace(right, wrong)) != []
