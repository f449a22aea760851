"""What the buttons do: each act of release, and the sentence that says it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from meetings import release
from meetings.admin.act_forms import EditForm, Values
from meetings.admin.clocks import both_readings
from meetings.models import Readout


@dataclass(frozen=True)
class Done:
    """What an act did: a sentence, and the readout to go on with."""

    sentence: str
    readout: Readout


def when(readout: Readout, moment: datetime | None) -> str:
    """A release in words, by the ministry's clock and those of the places."""
    zones = [zone for zone in readout.sittings.values_list("zone", flat=True) if zone]
    return both_readings(moment, zones) if moment else ""


def submit_it(readout: Readout, by: Any, values: Values) -> Done:
    sent = release.submit(readout=readout, by=by, version=readout.version)
    return Done("It has been sent for review.", sent)


def return_it(readout: Readout, by: Any, values: Values) -> Done:
    given = release.return_to_author(readout=readout, by=by, comment=values["comment"])
    return Done("It has been returned to its author with your comment.", given)


def approve_it(readout: Readout, by: Any, values: Values) -> Done:
    edition = release.approve(readout=readout, by=by, at=values.get("at"), version=readout.version)
    return Done(_released(edition, "Approved"), edition)


def night_it(readout: Readout, by: Any, values: Values) -> Done:
    edition = release.release_at_night(
        readout=readout,
        by=by,
        reason=values["reason"],
        at=values.get("at"),
        version=readout.version,
    )
    said = _released(edition, "Released by you alone")
    return Done(f"{said} It waits for a second person's countersignature.", edition)


def _released(edition: Readout, word: str) -> str:
    words = when(edition, edition.live_from)
    if edition.live_from is None or edition.live_from <= timezone.now():
        return f"{word}: it is public since {words}."
    return f"{word}: it will appear on {words}."


def countersign_it(readout: Readout, by: Any, values: Values) -> Done:
    return Done("You have countersigned it.", release.countersign(readout=readout, by=by))


def reschedule_it(readout: Readout, by: Any, values: Values) -> Done:
    edition = release.reschedule(readout=readout, by=by, at=values["at"])
    return Done(_released(edition, "Rescheduled"), edition)


def revoke_it(readout: Readout, by: Any, values: Values) -> Done:
    draft = release.revoke(readout=readout, by=by, reason=values["reason"])
    if draft != readout:
        return Done("It will not appear: this draft, which follows it, takes its place.", draft)
    return Done("The approval is revoked: it is a draft again and will not appear.", draft)


def edit_it(readout: Readout, by: Any, values: Values) -> Done:
    if values["release"] == EditForm.HOLD:
        return revoke_it(readout, by, {"reason": "To be edited."})
    return correct_it(readout, by, values)


def withdraw_it(readout: Readout, by: Any, values: Values) -> Done:
    release.withdraw(
        meeting=readout.meeting,
        language=readout.language,
        by=by,
        reason=values["reason"],
        note=values["note"],
    )
    return Done("Withdrawn: all its editions in this language are out of public sight.", readout)


def restore_it(readout: Readout, by: Any, values: Values) -> Done:
    release.restore(meeting=readout.meeting, language=readout.language, by=by, note=values["note"])
    return Done("Restored: its editions in this language are back, unchanged.", readout)


def correct_it(readout: Readout, by: Any, values: Values) -> Done:
    draft = release.correct(readout=readout, by=by)
    return Done(
        "This is the next edition, a draft with every word of the one before. "
        "Say in its correction note what it changes and why, if that one has been public.",
        draft,
    )


def translate_it(readout: Readout, by: Any, values: Values) -> Done:
    draft = release.translate(
        readout=readout, by=by, language=values["language"], status=values["status"]
    )
    return Done("This draft holds the same agenda items; write the translation over it.", draft)


def next_it(readout: Readout, by: Any, values: Values) -> Done:
    draft = release.next_meeting(readout=readout, by=by)
    return Done("The next meeting's draft: our side, day and place are as before.", draft)
