"""The feeds of every list, read in tests."""

import json
from xml.etree import ElementTree

from tests.factories import user_called
from tests.meetings.pages import page

ATOM = "{http://www.w3.org/2005/Atom}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
HOSTILE = "Talk <b>&amp;\x07]]>\u202eevil\x1b \ufffe\"'</title>"

LISTS = [
    "/readouts/",
    "/relations/testland/",
    "/regions/north/",
    "/topics/trade/",
    "/topics/trade/?relation=testland&year=2017",
    "/people/visitor/",
    "/people/visitor/?year=2017",
    "/occasions/summit/",
]


def at(page_address, form):
    path, _, query = page_address.partition("?")
    return f"{path}feed.{form}" + (f"?{query}" if query else "")


def atom(client, address, status=200):
    return ElementTree.fromstring(page(client, at(address, "atom"), status))


def json_feed(client, address):
    return json.loads(page(client, at(address, "json")))


def titles(client, address):
    return [item["title"] for item in json_feed(client, address)["items"]]


def ids(feed):
    return [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]


def approver():
    return user_called("administrator", "Administrator")


def deleted(feed):
    return [element.get("ref") for element in feed.iter(DELETED)]
