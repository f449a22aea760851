"""The topics of a readout's passages, which may be attached at any time: a page of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from meetings.admin.readout_views import context_of, the_readout
from meetings.admin.topics import (
    attach_as_typed,
    check_names,
    find_all,
    in_a_box,
    names_in,
    point_out,
)
from meetings.models import Passage, Readout, Tag, TaggedItem
from meetings.tagging import MOST, TooManyTopics

RIGHTS = ("meetings.add_taggeditem", "meetings.delete_taggeditem")


@dataclass
class Box:
    """A passage, and the topics of its item as shown and as typed."""

    passage: Passage
    shown: str
    typed: str
    error: str = ""

    @property
    def name(self) -> str:
        return f"topics-{self.passage.pk}"

    @property
    def is_changed(self) -> bool:
        return names_in(self.shown) != names_in(self.typed)


def topics(request: HttpRequest, pk: int, desk: Any) -> HttpResponse:
    """All passages with the boxes of their topics, in a draft or an approved edition."""
    readout = the_readout(request, desk, pk)
    if not request.user.has_perms(RIGHTS):
        raise PermissionDenied
    boxes = _boxes(readout, request)
    if request.method == "POST" and _attach(request, [box for box in boxes if box.is_changed]):
        messages.success(request, f"The topics of “{readout}” are as you typed them.")
        return HttpResponseRedirect(request.path)
    context = context_of(request, desk, readout, "Topics") | {
        "boxes": boxes,
        "is_public": Readout.objects.live(timezone.now()).filter(pk=pk).exists(),
    }
    return TemplateResponse(request, "admin/meetings/readout/topics.html", context)


def _boxes(readout: Readout, request: HttpRequest) -> list[Box]:
    passages = list(readout.passages.select_related("item__meeting"))
    items = [passage.item_id for passage in passages]
    tagged: dict[int, list[Tag]] = {}
    for row in TaggedItem.objects.filter(content_object__in=items).select_related("tag"):
        tagged.setdefault(row.content_object_id, []).append(row.tag)
    return [
        _box(passage, in_a_box(tagged.get(passage.item_id, [])), request) for passage in passages
    ]


def _box(passage: Passage, now: str, request: HttpRequest) -> Box:
    name = f"topics-{passage.pk}"
    return Box(
        passage,
        shown=request.POST.get(f"initial-{name}", now),
        typed=request.POST.get(name, now),
    )


def _attach(request: HttpRequest, boxes: list[Box]) -> bool:
    """Attach and detach what was typed, if every box can be read."""
    vocabulary = find_all(
        name for box in boxes for text in (box.typed, box.shown) for name in names_in(text)
    )
    for box in boxes:
        box.error = _fault(names_in(box.typed), vocabulary, request)
        if not box.error:
            box.error, box.typed = point_out(box.typed, vocabulary)
    if any(box.error for box in boxes):
        return False
    try:
        _write(boxes, vocabulary, request.user)
    except TooManyTopics as error:
        messages.error(request, str(error))
        return False
    return True


@transaction.atomic
def _write(boxes: list[Box], vocabulary: dict[str, Tag], by: Any) -> None:
    for box in boxes:
        attach_as_typed(
            box.passage.item,
            shown=names_in(box.shown),
            typed=names_in(box.typed),
            vocabulary=vocabulary,
            by=by,
        )


def _fault(names: list[str], vocabulary: dict[str, Tag], request: HttpRequest) -> str:
    if len(names) > MOST:
        return f"An agenda item carries at most {MOST} topics."
    try:
        check_names(names, vocabulary, may_add=request.user.has_perm("meetings.add_tag"))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
