"""Whether what the site writes for programs is what their formats ask for.

Each function takes a document as it was answered and gives its faults, one sentence each.
"""

import json
import re
from functools import cache
from pathlib import Path

import feedparser
from icalendar import Calendar
from jsonschema import Draft202012Validator
from lxml import etree

SCHEMAS = Path(__file__).parent / "data" / "schemas"
LONGEST_LINE = 75
"""Octets of a line of a calendar, its end left out (RFC 5545, 3.1)."""


def atom_faults(content):
    """Of an Atom feed (RFC 4287), as its schema and as a feed reader have it."""
    read = feedparser.parse(content)
    faults = [f"a reader stumbles: {read.bozo_exception}"] if read.bozo else []
    if faults:
        return faults
    ids = [entry.id for entry in read.entries]
    faults += ["two entries have one id"] if len(ids) > len(set(ids)) else []
    moments = [entry.updated for entry in read.entries]
    faults += (
        ["an entry is newer than the feed"] if max(moments, default="") > read.feed.updated else []
    )
    rels = [link.rel for link in read.feed.links]
    faults += [f"not one “{rel}” link" for rel in ("self", "alternate") if rels.count(rel) != 1]
    return faults + _schema_faults(_relax_ng("atom.rng"), content)


def json_feed_faults(content):
    """Of a JSON Feed 1.1."""
    feed = json.loads(content)
    ids = [item.get("id") for item in feed.get("items", [])]
    repeated = ["two items have one id"] if len(ids) > len(set(ids)) else []
    return repeated + _shape_faults("json-feed.json", feed)


def sitemap_faults(content):
    """Of a sitemap, an index of sitemaps, or a news sitemap."""
    return _schema_faults(_xml_schema("sitemap.xsd"), content)


def json_ld_faults(html):
    """Of what a page tells search engines; a page may tell nothing."""
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    faults = [] if len(texts) <= 1 else ["told twice"]
    for text in texts:
        told = json.loads(text)
        faults += _shape_faults("json-ld.json", told)
        steps = [
            each for part in told.get("@graph", []) for each in part.get("itemListElement", [])
        ]
        if [step["position"] for step in steps] != list(range(1, len(steps) + 1)):
            faults.append("the steps are not counted from 1")
    return faults


def calendar_faults(content):
    """Of a calendar (RFC 5545) of events."""
    lines = content.split(b"\r\n")
    faults = ["a line does not end in CRLF"] if b"\n" in b"".join(lines) or lines[-1] else []
    faults += [f"{len(line)} octets in a line" for line in lines if len(line) > LONGEST_LINE]
    calendar = Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    faults += [
        f"the calendar has no {name}" for name in ("PRODID", "VERSION") if name not in calendar
    ]
    for event in events:
        faults += [f"an event has no {n}" for n in ("UID", "DTSTAMP", "DTSTART") if n not in event]
        faults += ["both an end and a duration"] if {"DTEND", "DURATION"} <= set(event) else []
        faults += [f"{name}: {value}" for name, value in event.errors]
    ids = [str(event.get("UID")) for event in events]
    faults += ["two events have one UID"] if len(ids) > len(set(ids)) else []
    return faults + _zone_faults(calendar, events)


def _zone_faults(calendar, events):
    defined = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    used = {event["DTSTART"].params.get("TZID") for event in events if "DTSTART" in event} - {None}
    return [f"the rules of {zone} are not given" for zone in sorted(used - defined)]


def _schema_faults(schema, content):
    try:
        document = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    schema.validate(document)
    return [f"line {error.line}: {error.message}" for error in schema.error_log]


def _shape_faults(name, content):
    errors = _shape(name).iter_errors(content)
    return [f"{error.json_path}: {error.message}" for error in errors]


@cache
def _relax_ng(name):
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


@cache
def _xml_schema(name):
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


@cache
def _shape(name):
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)
