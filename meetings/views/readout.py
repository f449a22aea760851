"""A readout's page, its editions, and the ways that lead to it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.http import (
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from config.middleware import TimedRequest
from meetings.models import Meeting, Readout
from meetings.models.meeting import address_args
from meetings.models.readout import first_language
from meetings.page import (
    Address,
    Edition,
    Frame,
    edition_page,
    editions_of,
    frame_of,
    live_page,
    removal_of,
    render_page,
)
from meetings.page.changes import changes_between
from meetings.querysets import ReadoutQuerySet


class Above(NamedTuple):
    """A page above another; `language` is its label's, if it is not English."""

    label: str
    address: str
    language: str


class AddressView(View):
    """What lies under a meeting's address in one language."""

    request: TimedRequest

    def get(self, request: TimedRequest, **parts: Any) -> HttpResponse:
        self.day, self.slug = _day(parts), parts["slug"]
        self.language = parts.get("language", first_language())
        answer = self.answer()
        if answer is not None:
            return answer
        in_language = Readout.objects.in_language(self.language)
        return self._moved(in_language.once_at_address(self.day, self.slug))

    @property
    def readouts(self) -> ReadoutQuerySet:
        """The readouts at this address, in this language, public or not."""
        return Readout.objects.in_language(self.language).at_address(self.day, self.slug)

    def answer(self) -> HttpResponse | None:
        """The answer, or none when nothing was ever public here."""
        raise NotImplementedError

    def _moved(self, readouts: ReadoutQuerySet) -> HttpResponse:
        """To the address that a meeting has now, if it is public there; 410, if it was; or 404."""
        readout = readouts.live(self.request.at).select_related("meeting").first()
        if readout is None:
            return self.gone(readouts) or _absent()
        year, month, day, slug = address_args(readout.meeting.address_on, readout.meeting.slug)
        match = self.request.resolver_match
        assert match is not None  # noqa: S101 (a view is reached through an address)
        now = {"year": year, "month": month, "day": day, "slug": slug}
        address = reverse(match.view_name, kwargs={**match.kwargs, **now})
        return HttpResponsePermanentRedirect(address)

    def gone(self, readouts: ReadoutQuerySet) -> HttpResponse | None:
        """410 with a notice, when the newest of these was taken back."""
        readout = readouts.gone(self.request.at).order_by("-live_from", "-pk").first()
        return answer_gone(self.request, readout) if readout else None


class ReadoutDetail(AddressView):
    """The live edition of a meeting in one language."""

    def answer(self) -> HttpResponse | None:
        found = live_page(self.day, self.slug, self.language, self.request.at)
        return render_page(found, self.request) if found else self.gone(self.readouts)


class EditionList(AddressView):
    """Every public edition of a meeting in one language, with what each changed."""

    def answer(self) -> HttpResponse | None:
        public = self.readouts.public(self.request.at).order_by("-live_from", "-pk")
        newest = public.for_list().first()
        if newest is None:
            return self.gone(self.readouts)
        editions = editions_of(newest.meeting_id, _address(newest.meeting), self.request.at)
        is_live = any(e.key == newest.pk and e.is_live for e in editions)
        # Without a present edition the page itself is gone, and nothing leads there.
        address = _address(newest.meeting).page(newest.language) if is_live else ""
        shown = [e for e in editions if e.language == newest.language and e.is_public]
        other = "" if newest.language == "en" else newest.language
        context = {
            "title": newest.title,
            "here": _("Editions"),
            "language": other,
            "editions": _with_earlier(shown),
            "trail": [Above(newest.title, address, other)],
            "address": address,
        }
        return render(self.request, "meetings/readout_editions.html", context)


class EditionDetail(AddressView):
    """One edition at its own address, numbered among those that were public."""

    def answer(self) -> HttpResponse | None:
        number, at = self.kwargs["number"], self.request.at
        begun = list(self.readouts.begun(at).order_by("live_from", "pk").only("pk"))
        if not 1 <= number <= len(begun):
            return None
        chosen = self.readouts.filter(pk=begun[number - 1].pk)
        found = edition_page(begun[number - 1].pk, at)
        return render_page(found, self.request, number) if found else self.gone(chosen)


class EditionChanges(AddressView):
    """What changed from one public edition to another, by their numbers."""

    def answer(self) -> HttpResponse | None:
        at, numbers = self.request.at, (self.kwargs["number"], self.kwargs["other"])
        begun = list(self.readouts.begun(at).order_by("live_from", "pk").only("pk"))
        if numbers[0] == numbers[1] or not all(1 <= one <= len(begun) for one in numbers):
            return None
        chosen = [self.readouts.filter(pk=begun[number - 1].pk) for number in numbers]
        frames = [frame_of(readouts.public(at)) for readouts in chosen]
        for readouts, frame in zip(chosen, frames, strict=True):
            if frame is None:
                return self.gone(readouts)
        first, second = (frame for frame in frames if frame)
        return self._shown(first, second, numbers)

    def _shown(self, first: Frame, second: Frame, numbers: tuple[int, int]) -> HttpResponse:
        at, address = self.request.at, Address(second.address_on, second.slug)
        editions = editions_of(second.meeting, address, at)
        by_number = {e.number: e for e in editions if e.language == self.language}
        title = second.document["title"]
        other = "" if self.language == "en" else self.language
        here = _("Changes from edition %(first)d to edition %(second)d")
        context = {
            "title": title,
            "here": here % dict(zip(("first", "second"), numbers, strict=True)),
            "language": other,
            "first": by_number[numbers[0]],
            "second": by_number[numbers[1]],
            "changes": changes_between(first, second, editions, at),
            "trail": [Above(title, by_number[numbers[1]].address, other)],
            "back": address.editions(self.language),
        }
        return render(self.request, "meetings/readout_changes.html", context)


class ShortAddress(View):
    """From a meeting's permanent number to its page."""

    def get(self, request: TimedRequest, number: str, language: str | None = None) -> HttpResponse:
        readouts = Readout.objects.filter(meeting__number=number).select_related("meeting")
        if language:
            readouts = readouts.in_language(language)
        found = _preferred(readouts.live(request.at)) or _preferred(readouts.gone(request.at))
        if found and found.meeting.merged_into_id:
            # It was entered twice: the entry that was kept answers, where the public has it.
            kept = Readout.objects.filter(meeting=found.meeting.merged_into_id)
            kept = kept.in_language(language) if language else kept
            found = _preferred(kept.live(request.at).select_related("meeting")) or found
        # What is gone says so at its own address.
        return HttpResponseRedirect(found.get_absolute_url()) if found else _absent()


def answer_gone(request: TimedRequest, readout: Readout) -> HttpResponse:
    """410: that something was here, when and why it was taken back, and none of its words."""
    context = {
        "removal": removal_of(readout),
        "is_withdrawn": readout.withdrawn_at is not None,
    }
    return render(request, "410.html", context, status=410)


def _with_earlier(public: list[Edition]) -> list[tuple[Edition, list[tuple[int, str]]]]:
    """Each edition with those before it: their numbers, and where it is compared with them."""
    return [
        (edition, [(one.number, edition.changes_from(one)) for one in reversed(public[:place])])
        for place, edition in enumerate(public)
    ]


def _address(meeting: Meeting) -> Address:
    # A meeting of which something was released has its day and slug.
    return Address(meeting.address_on or date.min, meeting.slug or "")


def _absent() -> HttpResponse:
    raise Http404


def _day(parts: dict[str, Any]) -> date:
    try:
        return date(parts["year"], parts["month"], parts["day"])
    except ValueError:
        raise Http404 from None


def _preferred(readouts: ReadoutQuerySet) -> Readout | None:
    """The one in the language that comes first on this site."""
    order = settings.READOUT_LANGUAGES

    def place(row: Readout) -> tuple[int, str]:
        known = row.language in order
        return order.index(row.language) if known else len(order), row.language

    return min(readouts, key=place, default=None)
