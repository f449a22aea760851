"""What the rows of a readout ask while someone types: new labels, and the other of two clocks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from meetings.admin import linked_clocks
from meetings.admin.rows import MOST
from meetings.admin.topic_help import require_view
from meetings.admin.zones import proposed_zone
from meetings.intake import relabelled
from meetings.models import Passage

DEPTHS = {str(depth) for depth in Passage.Depth.values}


@require_POST
def labels(request: HttpRequest, desk: Any) -> HttpResponse:
    """The labels of the posted rows in order, and which would change: “1–4, (1)–(4)” or nothing.

    Each row is posted as `label`, `depth`, and `stored` where it is no new one.
    """
    require_view(request, desk)
    posted = [request.POST.getlist(name)[:MOST] for name in ("label", "depth", "stored")]
    rows = [
        (label[:20], int(depth) if depth in DEPTHS else 0, bool(stored))
        for label, depth, stored in zip(*posted, strict=False)
    ]
    wanted, ranges = relabelled(rows)
    return JsonResponse({"labels": wanted, "words": ", ".join(ranges)})


@require_POST
def clocks(request: HttpRequest, desk: Any) -> HttpResponse:
    """What the fields of a sitting say that the typed ones do not: values, a sentence, a zone.

    With the `day`, `time` and `zones` of an act: when it will do what it does.
    """
    require_view(request, desk)
    if "zones" in request.POST:
        return JsonResponse({"said": linked_clocks.will_appear(request.POST)})
    linked = linked_clocks.link(request.POST)
    zone, because = "", ""
    if not request.POST.get("zone"):
        place, relation = request.POST.get("place", ""), request.POST.get("relation", "")
        zone, because = proposed_zone(place, relation)
    return JsonResponse(
        {"values": linked.values, "said": linked.said, "zone": zone, "because": because}
    )
