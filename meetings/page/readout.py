"""A readout's page, from its canonical document and what may be shown around it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from config.middleware import TimedRequest
from config.ministry import Link
from meetings.models import Readout
from meetings.models.readout import first_language
from meetings.page.around import topics_of
from meetings.page.files import PUBLIC_FILES, FileAddresses, documents_of, photos_of
from meetings.page.frame import Frame, frame_of
from meetings.page.gone import Removals, removals_of
from meetings.page.history import (
    Edition,
    corrections_of,
    other_languages,
    released_in_words,
)
from meetings.page.names import Names, names_of
from meetings.page.passages import Outline, Topic
from meetings.page.sittings import participants_of, sittings_of
from meetings.page.structured import Article, json_ld
from meetings.page.surroundings import Surroundings
from meetings.page.text import paragraphs, plain, printed_day
from meetings.page.ways import way
from meetings.record import CanonicalDocument, document_of

TEMPLATE = "meetings/readout_detail.html"
SUMMARY = 150
"""How many signs of the introduction stand where a link to the page is shown."""


def render_page(
    found: Surroundings, request: TimedRequest, number: int | None = None
) -> HttpResponse:
    """The page of a public edition.

    `number` is the edition's when it is asked for at its own address, where the page says whether
    another edition is the present one.
    """
    return render(request, TEMPLATE, page_of(found, request, number))


def render_preview(
    readout: Readout, request: HttpRequest, files: FileAddresses, at: datetime
) -> HttpResponse:
    """The page as it will stand when this draft is released, for the desk alone."""
    return render(request, TEMPLATE, preview_of(readout, files, at))


def preview_of(readout: Readout, files: FileAddresses, at: datetime) -> dict[str, Any]:
    """All that the template shows of a readout before its release.

    The document is built from the rows; `files` gives addresses at which the desk may see photos
    and documents that are not public; `at` is the request's instant.
    """
    frame = frame_of(Readout.objects.filter(pk=readout.pk))
    if frame is None:
        raise Readout.DoesNotExist
    document = document_of(Readout.objects.with_rows().get(pk=readout.pk))
    names, removals = names_of(frame.key, frame.relation), removals_of(frame.key)
    context = _proper(frame, document, at, files, topics_of(frame.key), names, removals)
    people = participants_of(document, context["removals"].participants, {})
    return {**context, "participants": people, "is_preview": True}


def page_of(
    found: Surroundings, request: TimedRequest, number: int | None = None
) -> dict[str, Any]:
    """All that the template shows of a public edition."""
    frame, at = found.frame, request.at
    language, document = frame.language, frame.document
    this, people = found.this, found.people
    address = this.meeting
    mine = [edition for edition in found.editions if edition.language == language]
    has_present = any(edition.is_live for edition in mine)
    # Links to passages name the edition: from its own page they go nowhere else.
    edition_from_here = "" if number else f"editions/{this.number}/"
    context = _proper(
        frame, document, at, PUBLIC_FILES, found.topics, found.names, found.removals,
        edition_from_here,
    )  # fmt: skip
    page = address.page(language)
    own = page if number is None or this.is_live else this.address
    origin = request.build_absolute_uri("/")[:-1]
    public = [edition for edition in mine if edition.is_public]
    short_address = origin + _short_address(frame)
    structured = ""
    if this.is_live:
        structured = _structured(frame, document, context, public, found, at, origin)
    return {
        **context,
        "origin": origin,
        "structured": structured,
        "participants": participants_of(document, found.removals.participants, people),
        "edition": this,
        "first_released": min(edition.live_from for edition in public),
        "modified": _modified(frame, found.removals),
        "editions": public,
        "corrections": corrections_of(public),
        "released": released_in_words([one for one in public if one.number <= this.number]),
        "share_links": _share_links(document["title"], short_address),
        "editions_address": address.editions(language) if len(mine) > 1 else "",
        "present_address": page if has_present and not this.is_live else "",
        "is_preview": False,
        "asked_by_number": number is not None,
        "languages": other_languages(found.editions, address, language),
        "occasion": _occasion(frame) if this.is_live else None,
        "previous": found.around.previous,
        "next": found.around.next,
        "of_occasion": found.around.of_occasion,
        "related": found.related,
        "canonical": origin + own,
        "data_address": f"{own[:-1]}.json",
        "short_address": short_address,
        "cited_address": short_address if this.is_live else origin + this.address,
    }


def _modified(frame: Frame, removals: Removals) -> datetime:
    """When what the page shows last changed."""
    return max(frame.live_from, removals.changed or frame.live_from)


def _proper(
    frame: Frame,
    document: CanonicalDocument,
    at: datetime,
    files: FileAddresses,
    topics: dict[str, list[Topic]],
    names: Names,
    removals: Removals,
    edition: str = "",
) -> dict[str, Any]:
    """The page proper: what the document says, and where it stands on the site."""
    place = _place(frame, document["section_label"], names.region, at)
    language = document["language"]
    # The words around a text are English; what is in another language says so.
    other = "" if language == "en" else language
    day, photos = document["released_on"], photos_of(document, removals, files)
    return {
        **place,
        "removals": removals,
        "title": document["title"],
        "language": other,
        "back_language": other if place["back"] is place["above"] else "",
        "day_value": day,
        "day": printed_day(date.fromisoformat(day), language) if day else "",
        "status": "" if document["status"] == "original" else document["status"],
        "photos": photos,
        # The picture that stands where a link to the page is shown.
        "cover": photos[0] if photos and photos[0].removal is None else None,
        "lead": paragraphs(document["introduction"]),
        "summary": _summary(document),
        "passages": Outline(document, removals.passages, topics, edition).html,
        "documents": documents_of(document, removals, files),
        "sittings": sittings_of(document, names.forms),
        "correction_note": document["correction_note"],
        "source": document["source"],
    }


def _summary(document: CanonicalDocument) -> str:
    words = plain(document["introduction"])
    return words if len(words) <= SUMMARY else f"{words[: SUMMARY - 1].rstrip()}…"


def _place(frame: Frame, label: str, region: Link | None, at: datetime) -> dict[str, Any]:
    """Where the page stands on the site: the page above it, and the way from the top."""
    listed_from = frame.relation_listed_from
    releases = Link(_("Press Releases"), way("readouts"))
    if listed_from is None or listed_from > at or label == releases.label:
        # "Press Releases" stands above some pages instead of their relation.
        above = releases if label == releases.label else Link(label, "")
        return {"above": above, "back": releases, "trail": [releases], "section": releases.address}
    address = way("relation", frame.relation_slug)
    above = Link(label or frame.relation_title, address)
    countries = Link(_("Countries & Regions"), way("countries"))
    trail = [countries, Link(frame.relation_title, address)]
    if region:
        trail.insert(1, region)
    return {"above": above, "back": above, "trail": trail, "section": countries.address}


def _structured(
    frame: Frame,
    document: CanonicalDocument,
    context: dict[str, Any],
    public: list[Edition],
    found: Surroundings,
    at: datetime,
    origin: str,
) -> SafeString:
    """A live page in the words of schema.org; `origin` is the site's, without a last slash."""
    listed_from = frame.relation_listed_from
    is_listed = listed_from is not None and listed_from <= at
    article = Article(
        document=document,
        published=min(edition.live_from for edition in public),
        modified=_modified(frame, found.removals),
        parties=found.names.parties if is_listed else [],
        people=found.people,
        unseen=set(found.removals.participants),
        photos=[photo.address for photo in context["photos"] if photo.removal is None],
        trail=context["trail"],
    )
    return json_ld(article, found.this.meeting.page(frame.language), origin)


def _share_links(title: str, address: str) -> list[Link]:
    """Where the ministry lets a page be shown to others: plain links, which tell of no visit."""
    told = {"{title}": quote(title, safe=""), "{address}": quote(address, safe="")}
    links = []
    for link in settings.MINISTRY.share_links:
        target = link.address
        for place, words in told.items():
            target = target.replace(place, words)
        links.append(Link(link.label, target))
    return links


def _occasion(frame: Frame) -> Link | None:
    if not (frame.occasion_slug and frame.occasion_name):
        return None
    address = way("occasion", frame.occasion_slug)
    return Link(frame.occasion_name, address)


def _short_address(frame: Frame) -> str:
    if frame.language == first_language():
        return way("short", frame.number)
    return way("short-language", frame.number, frame.language)
