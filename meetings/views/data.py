"""The `.json` twins of pages: a page's address with `.json` in place of its last slash."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse

from meetings.data import SCHEMA, editions_data, readout_data
from meetings.data.readout import removal_data
from meetings.models import Readout
from meetings.page import Address, editions_of, frame_of, live_frame, removal_of
from meetings.querysets import ReadoutQuerySet
from meetings.views.readout import AddressView


def answer_data(content: dict[str, Any], status: int = 200) -> HttpResponse:
    """One JSON object that begins with the number of its schema."""
    text = json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", status=status)


class AddressData(AddressView):
    """What lies under a meeting's address in one language, as data."""

    def gone(self, readouts: ReadoutQuerySet) -> HttpResponse | None:
        readout = readouts.gone(self.request.at).order_by("-live_from", "-pk").first()
        if readout is None:
            return None
        return answer_data({"removed": removal_data(removal_of(readout))}, status=410)

    def absolute(self, address: str) -> str:
        return self.request.build_absolute_uri(address)


class ReadoutData(AddressData):
    """The live edition of a meeting in one language."""

    def answer(self) -> HttpResponse | None:
        frame = live_frame(self.day, self.slug, self.language, self.request.at)
        if frame is None:
            return self.gone(self.readouts)
        return answer_data(readout_data(frame, self.request.at, self.absolute))


class EditionListData(AddressData):
    """Every public edition of a meeting in one language."""

    def answer(self) -> HttpResponse | None:
        at = self.request.at
        newest = self.readouts.public(at).order_by("-live_from", "-pk").for_list().first()
        if newest is None:
            return self.gone(self.readouts)
        address = Address(self.day, self.slug)
        editions = editions_of(newest.meeting_id, address, at)
        mine = [edition for edition in editions if edition.language == self.language]
        return answer_data(
            {
                "address": self.absolute(address.editions(self.language)),
                "title": newest.title,
                "number": newest.meeting.number,
                "language": self.language,
                "editions": editions_data(mine, self.absolute),
            }
        )


class EditionData(AddressData):
    """One edition at its own address, numbered among those that were public."""

    def answer(self) -> HttpResponse | None:
        number, at = self.kwargs["number"], self.request.at
        begun = list(
            self.readouts.begun(at).order_by("live_from", "pk").values_list("pk", flat=True)
        )
        if not 1 <= number <= len(begun):
            return None
        chosen = Readout.objects.filter(pk=begun[number - 1])
        frame = frame_of(chosen.public(at))
        if frame is None:
            return self.gone(chosen)
        return answer_data(readout_data(frame, at, self.absolute))
