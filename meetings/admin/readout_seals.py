"""The parts of an approved edition, each with its seal or the button that lays one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from meetings import release
from meetings.admin.readout_views import context_of, photo_address, the_readout
from meetings.models import Photo, Readout, Seal
from meetings.models.log import Reason


def seals(request: HttpRequest, pk: int, desk: Any) -> HttpResponse:
    """The parts of an approved edition, each with its seal or the button that lays one."""
    readout = the_readout(request, desk, pk)
    if not request.user.has_perm("meetings.seal_readout"):
        raise PermissionDenied
    if request.method == "POST":
        _seal_or_lift(request, readout)
        return HttpResponseRedirect(request.path)
    context = context_of(request, desk, readout, "Seals") | {
        "parts": _parts(readout),
        "reasons": Reason.choices,
        "is_draft": not readout.is_approved,
    }
    return TemplateResponse(request, "admin/meetings/readout/seals.html", context)


def _targets(readout: Readout) -> dict[str, Any]:
    """What can be sealed in an edition, by the name its button bears."""
    rows: list[Any] = [
        readout,
        *readout.passages.all(),
        *readout.participants.all(),
        *(use.photo for use in readout.photo_uses.select_related("photo")),
        *(use.document for use in readout.document_uses.select_related("document")),
    ]
    return {f"{row._meta.model_name}-{row.pk}": row for row in rows}


def _open_seals(readout: Readout) -> Any:
    return Seal.objects.filter(
        Q(readout=readout)
        | Q(passage__readout=readout)
        | Q(participant__readout=readout)
        | Q(photo__uses__readout=readout)
        | Q(document__uses__readout=readout),
        lifted_at__isnull=True,
    ).select_related("sealed_by")


def _parts(readout: Readout) -> list[dict[str, Any]]:
    by_target: dict[str, Seal] = {}
    for seal in _open_seals(readout):
        target = seal.target
        by_target[f"{target._meta.model_name}-{target.pk}"] = seal
    return [
        {
            "name": name,
            "kind": str(row._meta.verbose_name).capitalize(),
            "row": row,
            "photo": photo_address(row.token, 360, "jpeg") if isinstance(row, Photo) else "",
            "seal": by_target.get(name),
        }
        for name, row in _targets(readout).items()
    ]


def _sealed_in_words(target: Any, laid: list[Seal]) -> str:
    where = f", in {len(laid)} editions of its meeting" if laid[1:] else ""
    return f"“{target}” is sealed{where}: the public sees it no more."


def _seal_or_lift(request: HttpRequest, readout: Readout) -> None:
    targets = _targets(readout)
    try:
        if (name := request.POST.get("seal", "")) in targets:
            reason = request.POST.get(f"reason-{name}", "")
            laid = release.seal(target=targets[name], by=request.user, reason=reason)  # type: ignore[arg-type]
            messages.success(request, _sealed_in_words(targets[name], laid))
        elif (key := request.POST.get("lift", "")).isdecimal():
            seal = get_object_or_404(_open_seals(readout), pk=int(key))
            lifted = release.lift(seal=seal, by=request.user)  # type: ignore[arg-type]
            where = f" in {len(lifted)} editions that have the same words" if lifted[1:] else ""
            messages.success(request, f"The seal is lifted{where}.")
    except release.Refused as refusal:
        messages.error(request, str(refusal))
