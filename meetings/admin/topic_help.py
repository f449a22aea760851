"""What the topic boxes ask while someone types: the vocabulary, and suggestions for rows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from meetings import intake
from meetings.admin.rows import MOST
from meetings.models import Tag, TagAlias
from meetings.reader import earlier_tags
from meetings.reader import vocabulary as known_words
from relations.models import Relation

LONGEST = 20_000
"""Characters of one row that are looked through."""


@require_GET
def vocabulary(request: HttpRequest, desk: Any) -> HttpResponse:
    """Every topic with its aliases, and whether this person may add one."""
    _require_view(request, desk)
    aliases: dict[str, list[str]] = {
        name: [] for name in Tag.objects.values_list("name", flat=True)
    }
    for name, of in TagAlias.objects.values_list("name", "tag__name"):
        aliases[of].append(name)
    may_add = request.user.has_perm("meetings.add_tag")
    return JsonResponse({"topics": list(aliases.items()), "may_add": may_add})


@require_POST
def suggested(request: HttpRequest, desk: Any) -> HttpResponse:
    """The topics suggested for each row, posted as `heading` and `text`, of a `relation`."""
    _require_view(request, desk)
    pairs = zip(request.POST.getlist("heading"), request.POST.getlist("text"), strict=False)
    rows = [(heading[:400], text[:LONGEST]) for heading, text in pairs][:MOST]
    key = request.POST.get("relation", "")
    known = key.isdecimal() and len(key) < 19
    relation = Relation.objects.filter(pk=int(key)).first() if known else None
    earlier = earlier_tags(relation) if relation else {}
    return JsonResponse({"rows": intake.suggest_tags(rows, known_words(), earlier)})


def _require_view(request: HttpRequest, desk: Any) -> None:
    if not desk.has_view_permission(request):
        raise PermissionDenied
