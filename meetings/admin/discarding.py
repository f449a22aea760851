"""What a person is told before a draft is discarded, and what keeps it from being discarded."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from meetings.admin.desk import person_of
from meetings.models import Readout, RecoveryCopy
from meetings.models.desk import KEPT_FOR


def hindrances(request: HttpRequest, readout: Readout) -> list[str]:
    """Why the draft may not go now, in sentences; a press counts for the version it was shown."""
    return [
        *_translations(readout),
        *_unsaved(readout, person_of(request)),
        *(_newer(request, readout) if request.method == "POST" else ()),
    ]


def _translations(readout: Readout) -> Iterator[str]:
    for one in readout.translations.all():
        yield f"“{one}” ({one.language}) is a translation of it and rests on it."


def _unsaved(readout: Readout, by: User) -> Iterator[str]:
    copies = RecoveryCopy.objects.filter(readout=readout, saved_at__gte=timezone.now() - KEPT_FOR)
    others = User.objects.filter(pk__in=copies.exclude(user=by).values("user"))
    for other in others.order_by("username"):
        yield f"{other} has typed something in it that is not saved yet: ask first."


def _newer(request: HttpRequest, readout: Readout) -> Iterator[str]:
    if request.POST.get("seen_version") != str(readout.version):
        yield (
            f"{readout.changed_by} has changed it since you opened this page: "
            "read the newer text first."
        )
