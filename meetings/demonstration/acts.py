"""What becomes of the demonstration's readouts: released, corrected, translated, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from meetings import drafts, release
from meetings.demonstration import clock
from meetings.demonstration.content import Facts, day_of
from meetings.demonstration.writing import Desk, write, write_passages
from meetings.models import Readout

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Users = dict[str, "User"]


def live_through(facts: Facts, desk: Desk, users: Users) -> None:
    """Write a readout and let happen to it all that its facts tell of."""
    released_at = clock.on_day(day_of(facts["released"]), facts.get("released_time"))
    by = users["night" if "night_reason" in facts else "author"]
    with clock.time_of(released_at - timedelta(minutes=15)):
        readout = write(facts, desk, by)
    with clock.time_of(released_at):
        edition = _decide(readout, facts, users, released_at)
    _follow(edition, facts, desk, users, released_at)


def _decide(readout: Readout, facts: Facts, users: Users, released_at: datetime) -> Readout:
    """Bring a draft as far as its facts say: from "draft" to a release, now or to come."""
    state = facts.get("state", "released")
    if state == "draft":
        return readout
    if "night_reason" in facts:
        return release.release_at_night(
            readout=readout, by=users["night"], reason=facts["night_reason"]
        )
    if state == "in review":
        return release.submit(readout=readout, by=users["author"])
    return _release(readout, users, released_at)


def _release(readout: Readout, users: Users, at: datetime | None = None) -> Readout:
    """Have the author submit and the approver approve, for `at` if that is to come."""
    release.submit(readout=readout, by=users["author"])
    to_come = at if at is not None and at > clock.real_now() else None
    return release.approve(readout=readout, by=users["approver"], at=to_come)


def _follow(
    edition: Readout, facts: Facts, desk: Desk, users: Users, released_at: datetime
) -> None:
    """Do what was done to an edition on later days."""
    day_after = released_at + timedelta(hours=11)
    with clock.time_of(day_after):
        if "translation" in facts:
            _translate(edition, facts["translation"], desk, users)
        if "correction" in facts:
            _correct(edition, facts["correction"], users)
        if "withdrawal" in facts:
            _withdraw(edition, facts["withdrawal"], users["approver"])
        _seal_photos(edition, facts, desk, users["approver"])


def _correct(edition: Readout, facts: Facts, users: Users) -> None:
    draft = release.correct(readout=edition, by=users["author"])
    draft.introduction = facts["introduction"]
    draft.correction_note = facts["note"]
    _save(draft, users["author"])
    draft.sittings.update(minutes=facts["minutes"], as_printed=facts["printed"])
    for number, text in facts["passages"].items():
        draft.passages.filter(position=int(number) - 1).update(text=text)
    drafts.keep(readout=draft, by=users["author"])
    _release(draft, users)


def _translate(edition: Readout, facts: Facts, desk: Desk, users: Users) -> None:
    by = users["author"]
    draft = release.translate(
        readout=edition, by=by, language=facts["language"], status=facts["status"]
    )
    draft.section_label = facts["relation_line"]
    draft.title, draft.introduction = facts["title"], facts["introduction"]
    _save(draft, by)
    draft.sittings.update(as_printed=facts["printed"])
    for position, words in enumerate(facts["participants"]):
        draft.participants.filter(position=position).update(honorific="", **words)
    for position, words in enumerate(facts["passages"]):
        draft.passages.filter(position=position).update(**words)
    write_passages(draft, [{"kind": "note", "text": facts["note"]}], desk, by)
    drafts.keep(readout=draft, by=by)
    _release(draft, users)


def _save(draft: Readout, by: User) -> None:
    drafts.claim(readout=draft, by=by, version=draft.version)
    draft.save()


def _withdraw(edition: Readout, facts: Facts, by: User) -> None:
    release.withdraw(
        meeting=edition.meeting,
        language=edition.language,
        by=by,
        reason=facts["reason"],
        note=facts["note"],
    )


def _seal_photos(edition: Readout, facts: Facts, desk: Desk, by: User) -> None:
    for row in facts.get("photos", []):
        if "sealed" in row:
            release.seal(target=desk.picture(row["picture"], by), by=by, reason=row["sealed"])
