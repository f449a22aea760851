"""Stop: what is out or about to be, and the fewest taps to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from meetings import release
from meetings.admin.clocks import at_home
from meetings.admin.desk import person_of
from meetings.admin.first_page import STOPPING
from meetings.admin.pages.stopping import MOST, Line, lines
from meetings.admin.readout_views import photo_address
from meetings.models import Entry, Photo, Seal
from meetings.models.log import Reason

ACTS = [Entry.Act.WITHDRAW, Entry.Act.RESTORE, Entry.Act.REVOKE, Entry.Act.APPROVE]


@dataclass(frozen=True)
class Way:
    """One way to stop or to undo: what it asks for, and how it is done to one part of a meeting."""

    label: str
    right: str
    explains: str
    parts: Callable[[Line], list[str]]
    act: Callable[[Line, str, Any, str], Any]
    asks_reason: bool = False
    of_photos: bool = False


def _hold(line: Line, language: str, by: Any, reason: str) -> None:
    edition = next(row for row in line.to_come if row.language == language)
    release.revoke(readout=edition, by=by, reason=reason)


def _withdraw(line: Line, language: str, by: Any, reason: str) -> None:
    release.withdraw(meeting=line.meeting, language=language, by=by, reason=reason)


def _restore(line: Line, language: str, by: Any, reason: str) -> None:
    release.restore(meeting=line.meeting, language=language, by=by)


def _seal(line: Line, token: str, by: Any, reason: str) -> None:
    release.seal(target=_photo(line, token), by=by, reason=reason)


def _lift(line: Line, token: str, by: Any, reason: str) -> None:
    release.lift(seal=line.seals[_photo(line, token).pk], by=by)


def _photo(line: Line, token: str) -> Photo:
    return next(photo for photo in line.photos if photo.token == token)


WAYS = {
    "hold": Way(
        "Hold",
        "approve_readout",
        "It will not appear: it becomes a draft again, to be approved anew.",
        lambda line: sorted({edition.language for edition in line.to_come}),
        _hold,
    ),
    "withdraw": Way(
        "Withdraw",
        "withdraw_readout",
        "All its editions answer with a notice and no text, until restored.",
        lambda line: line.standing,
        _withdraw,
        asks_reason=True,
    ),
    "restore": Way(
        "Restore",
        "withdraw_readout",
        "Its editions come back, unchanged.",
        lambda line: line.withdrawn,
        _restore,
    ),
    "seal": Way(
        "Seal a photo",
        "seal_readout",
        "The photo goes from every page that shows it, until its seal is lifted.",
        lambda line: [photo.token for photo in line.open_photos],
        _seal,
        asks_reason=True,
        of_photos=True,
    ),
    "lift": Way(
        "Lift the seal",
        "seal_readout",
        "The photo is shown again.",
        lambda line: [photo.token for photo in line.photos if photo.pk in line.seals],
        _lift,
        of_photos=True,
    ),
}


def stop(request: HttpRequest) -> HttpResponse:
    """The last 48 hours and everything to come, a line a meeting, with what can be done to it."""
    if not any(request.user.has_perm(f"meetings.{right}") for right in STOPPING):
        raise PermissionDenied
    number = request.GET.get("number", "").strip()
    at = timezone.now()
    shown = [
        {"line": line, "when": at_home(line.newest.live_from or at), "ways": _ways(request, line)}
        for line in lines(at, number)
    ]
    context = {"shown": shown, "number": number, "is_full": len(shown) == MOST, "most": MOST}
    return render(request, "admin/meetings/desk/stop.html", context)


def _ways(request: HttpRequest, line: Line) -> list[tuple[str, Way]]:
    return [
        (name, way)
        for name, way in WAYS.items()
        if request.user.has_perm(f"meetings.{way.right}") and way.parts(line)
    ]


def stop_one(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """What one way of stopping asks, then the confirmation of it, then the act."""
    way = WAYS.get(what)
    if way is None:
        raise Http404
    if not request.user.has_perm(f"meetings.{way.right}"):
        raise PermissionDenied
    line = next(iter(lines(timezone.now(), number)), None) if number.isdecimal() else None
    if line is None:
        raise Http404
    if request.method == "POST":
        _act(request, way, line)
        return HttpResponseRedirect(reverse("admin:desk_stop"))
    return _ask(request, what, way, line)


def _ask(request: HttpRequest, what: str, way: Way, line: Line) -> HttpResponse:
    """The question in one step or two: the parts and the reason, then the confirmation."""
    parts = way.parts(line)
    chosen = _chosen(request.GET, parts)
    reason = request.GET.get("reason", "")
    is_chosen = bool(chosen) and (not way.asks_reason or reason in Reason.values)
    # Where nothing is left to choose, the first page is the confirmation already.
    is_sure = is_chosen or (len(parts) == 1 and not way.asks_reason)
    context = {
        "what": what,
        "way": way,
        "line": line,
        "choices": [_choice(way, line, part, chosen or parts) for part in parts],
        "chosen": [_choice(way, line, part, chosen) for part in chosen or parts] if is_sure else [],
        "reasons": Reason.choices,
        "reason": reason,
        "reason_label": dict(Reason.choices).get(reason, ""),
        "nothing_chosen": "asked" in request.GET and not chosen,
        "seen": _seen(line),
    }
    return render(request, "admin/meetings/desk/stop_one.html", context)


def _chosen(data: QueryDict, parts: list[str]) -> list[str]:
    return [part for part in parts if part in data.getlist("part")]


def _choice(way: Way, line: Line, part: str, ticked: list[str]) -> dict[str, Any]:
    if not way.of_photos:
        return {"value": part, "label": part, "is_ticked": part in ticked}
    place = [photo.token for photo in line.photos].index(part) + 1
    address = photo_address(part, 360, "jpeg")
    is_ticked = part in ticked and len(way.parts(line)) == 1
    return {"value": part, "label": f"Photo {place}", "photo": address, "is_ticked": is_ticked}


def _seen(line: Line) -> str:
    """What was last done to a meeting: a press meant for an earlier state does nothing."""
    entries = line.meeting.entries.filter(act__in=ACTS).order_by("-pk")
    seals = Seal.objects.filter(photo__in=line.photos).order_by("-pk")
    last = entries.values_list("pk", flat=True).first()
    sealed = seals.values_list("pk", "lifted_at").first() or (0, None)
    return f"{last or 0}.{sealed[0]}.{'lifted' if sealed[1] else ''}"


def _act(request: HttpRequest, way: Way, line: Line) -> None:
    chosen = _chosen(request.POST, way.parts(line))
    if not chosen or request.POST.get("seen") != _seen(line):
        messages.info(request, f"Nothing more was done. {_told(line)}")
        return
    done = []
    for part in chosen:
        try:
            way.act(line, part, person_of(request), request.POST.get("reason", ""))
        except release.Refused as refusal:
            # One language never keeps another in public sight.
            messages.error(request, str(refusal))
        else:
            done.append(_choice(way, line, part, [])["label"])
    if done:
        messages.success(request, f"{way.label}: done for “{line.newest}” ({', '.join(done)}).")


def _told(line: Line) -> str:
    """The last thing done to a meeting, or to a photo of it, in a sentence."""
    entries = line.meeting.entries.filter(act__in=ACTS).select_related("by")
    last = entries.order_by("-pk").first()
    told = (
        [(last.at, f"{last.by} {last.get_act_display()} it on {at_home(last.at)}.")] if last else []
    )
    for seal in line.seals.values():
        words = f"{seal.sealed_by} sealed a photo of it on {at_home(seal.sealed_at)}."
        told.append((seal.sealed_at, words))
    return max(told)[1] if told else ""
