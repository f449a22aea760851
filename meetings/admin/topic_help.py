"""What the topic boxes ask while someone types: the vocabulary, and suggestions for rows."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from meetings import intake
from meetings.admin.rows import MOST
from meetings.models import Tag, TagAlias
from meetings.reader import earlier_tags
from meetings.reader import vocabulary as known_words
from relations.identity import fold
from relations.models import Relation

MOST_OFFERED = 8
MEANT = "+"
"""Before a name in a box: a new topic is wanted, although one is close to it."""
PLURAL = re.compile("(ies|y|e?s|e)$")

LONGEST = 20_000
"""Characters of one row that are looked through."""


@require_GET
def vocabulary(request: HttpRequest, desk: Any) -> HttpResponse:
    """The topics whose name or alias holds what is `typed`, and what adding it would be called.

    `options` are pairs of a topic's name and the words to show for it, best first; `exact` is the
    topic that is called just so; `create` is such a pair too, empty for those who may not add
    topics. Its name bears the sign of one that is meant where its words say what it is close to.
    """
    require_view(request, desk)
    typed = " ".join(request.GET.get("typed", "").split())[:100]
    names = _holding(fold(typed)) if fold(typed) else []
    exact = next((topic for word, topic in names if fold(word) == fold(typed)), "")
    create: tuple[str, ...] = ()
    if typed and not exact and request.user.has_perm("meetings.add_tag"):
        close = close_to(typed)
        words = f"Create “{typed}”" + (f" – close to “{close}”" if close else "")
        create = (f"{MEANT}{typed}" if close else typed, words)
    shown = {topic: word for word, topic in reversed(names)}
    options = [
        (topic, word if word == topic else f"{word} → {topic}")
        for word, topic in names
        if shown[topic] == word
    ]
    return JsonResponse({"options": options[:MOST_OFFERED], "exact": exact, "create": create})


def _holding(key: str) -> list[tuple[str, str]]:
    """Words that hold a folded key, with the topic each names: first those that begin with it."""
    tags = Tag.objects.filter(folded__contains=key).values_list("name", "name")
    aliases = TagAlias.objects.filter(folded__contains=key).values_list("name", "tag__name")
    rank = Case(When(folded__startswith=key, then=0), default=1)
    found = [
        (not fold(word).startswith(key), word, topic)
        for words in (tags, aliases)
        for word, topic in words.order_by(rank, "name")[:50]
    ]
    return [(word, topic) for _, word, topic in sorted(found)]


def close_to(typed: str) -> str:
    """A topic whose name or alias differs in accents, hyphens, spaces or plural alone."""
    key, start = _bare(typed), fold(typed)[:1]
    words = [
        *Tag.objects.filter(folded__startswith=start).values_list("name", "name"),
        *TagAlias.objects.filter(folded__startswith=start).values_list("name", "tag__name"),
    ]
    return next((topic for word, topic in words if _bare(word) == key), "")


def _bare(name: str) -> str:
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", fold(name)) if sign.isalnum())
    return PLURAL.sub("", letters)


@require_POST
def suggested(request: HttpRequest, desk: Any) -> HttpResponse:
    """The topics suggested for each row, posted as `heading` and `text`, of a `relation`."""
    require_view(request, desk)
    pairs = zip(request.POST.getlist("heading"), request.POST.getlist("text"), strict=False)
    rows = [(heading[:400], text[:LONGEST]) for heading, text in pairs][:MOST]
    key = request.POST.get("relation", "")
    known = key.isdecimal() and len(key) < 19
    relation = Relation.objects.filter(pk=int(key)).first() if known else None
    earlier = earlier_tags(relation) if relation else {}
    return JsonResponse({"rows": intake.suggest_tags(rows, known_words(), earlier)})


def require_view(request: HttpRequest, desk: Any) -> None:
    """Raise PermissionDenied for those who may not see readouts."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
