"""The form of a new readout, sent twice: the second time it leads to what the first has made."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from meetings.admin.desk import desk_of, person_of
from meetings.admin.recovery import key_of
from meetings.models import Readout, SavedEntry
from meetings.models.desk import KEPT_FOR

ANOTHER = (
    "This form has made “{readout}” already, which is stored as it was sent. What stands here now "
    "is not saved: saving it makes a second readout."
)


def digest_of(data: QueryDict) -> str:
    """A digest of what was typed into a form, whatever button was pressed."""
    told = {
        name: values
        for name, values in data.lists()
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def made_by(request: HttpRequest) -> SavedEntry | None:
    """What the posted form of a new readout has made already, if it was saved before."""
    desk_of(request).digest = digest_of(request.POST)
    entries = SavedEntry.objects.filter(user=person_of(request), form=key_of(request.POST))
    return entries.select_related("readout").first()


def remember(request: HttpRequest, readout: Readout) -> None:
    """Note that the posted form has made this readout; one without a key is forgotten."""
    SavedEntry.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    if key := key_of(request.POST):
        facts: dict[str, Any] = {"digest": desk_of(request).digest, "readout": readout}
        SavedEntry.objects.create(user=person_of(request), form=key, **facts)
