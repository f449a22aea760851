"""The next meeting of the same trip: a draft that begins with all that is known of it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetings import drafts
from meetings.models import Participant, Readout, Sitting
from meetings.release.act import Refused, act, locked, require
from meetings.release.editions import copy_participant, copy_row

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@act
def next_meeting(*, readout: Readout, by: User) -> Readout:
    """A draft about another meeting of the occasion, in the same language and under the same
    relations, with our side's participants and the day, zone and place of the last sitting.

    It has no words, no counterpart, no time of day and no files. Raises Refused.
    """
    require(by, "add_readout")
    known = locked(readout)
    if known.relation is None and known.occasion is None:
        raise Refused("Give it a relation or an occasion first: there is nothing to go on from.")
    draft = drafts.start(
        by=by,
        language=known.language,
        relation=known.relation,
        section_label=known.section_label,
        occasion=known.occasion,
        released_on=known.released_on,
    )
    for listing in known.listings.all():
        copy_row(listing, readout=draft)
    _our_side(known, draft)
    _last_sitting(known, draft)
    drafts.keep(readout=draft, by=by)
    return draft


def _our_side(known: Readout, draft: Readout) -> None:
    ours = known.participants.filter(side=Participant.Side.HOME)
    for position, participant in enumerate(ours.prefetch_related("held_appointments")):
        copy_participant(participant, readout=draft, position=position)


def _last_sitting(known: Readout, draft: Readout) -> None:
    last = known.sittings.last()
    if last is not None:
        facts = {name: getattr(last, name) for name in ("held_on", "zone", "place")}
        Sitting.objects.create(readout=draft, **facts)
