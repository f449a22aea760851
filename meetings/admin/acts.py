"""The acts of release as buttons: which are offered, what they ask, and what they say they did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest

from meetings.admin import performing
from meetings.admin.act_forms import (
    CommentForm,
    EditForm,
    NightForm,
    NoteForm,
    NothingForm,
    RevokeForm,
    TimeForm,
    TranslateForm,
    Values,
    WithdrawForm,
)
from meetings.admin.performing import Done, when
from meetings.models import Readout
from meetings.release import hindrance
from meetings.release.act import require_version
from meetings.release.editions import newer_than

__all__ = ["ACTS", "Act", "Offer", "form_of", "named", "offers", "when"]


@dataclass(frozen=True)
class Act:
    """An act of release as the form offers it.

    `possible` says whether the readout's state admits it at an instant; `perform` does it for a
    person with the values of `form`, and raises meetings.release.Refused when it may not.
    """

    name: str
    label: str
    right: str
    possible: Callable[[Readout, datetime, Any], bool]
    perform: Callable[[Readout, Any, Values], Done]
    form: type[forms.Form] | None = None
    opens: str = ""
    """The words over its fields; an act without any stands as a button of its own."""
    explains: str = ""

    @property
    def button(self) -> str:
        return f"_{self.name}"


def _is_draft(readout: Readout, at: datetime, by: Any) -> bool:
    return not readout.is_approved


def _is_in_review(readout: Readout, at: datetime, by: Any) -> bool:
    return not readout.is_approved and readout.submitted_at is not None


def _is_to_come(readout: Readout, at: datetime, by: Any) -> bool:
    to_come = readout.live_from is not None and readout.live_from > at
    return to_come and readout.withdrawn_at is None


def _is_newest(readout: Readout, at: datetime, by: Any) -> bool:
    return readout.is_approved and newer_than(readout) is None


def _is_newest_to_come(readout: Readout, at: datetime, by: Any) -> bool:
    return _is_to_come(readout, at, by) and _is_newest(readout, at, by)


def _is_newest_released(readout: Readout, at: datetime, by: Any) -> bool:
    """Live or withdrawn: a wrong text that was withdrawn is corrected before it comes back."""
    return not _is_to_come(readout, at, by) and _is_newest(readout, at, by)


def _stands(readout: Readout, at: datetime, by: Any) -> bool:
    return readout.is_approved and readout.withdrawn_at is None


def _is_withdrawn(readout: Readout, at: datetime, by: Any) -> bool:
    return readout.withdrawn_at is not None


def _may_be_sent(readout: Readout, at: datetime, by: Any) -> bool:
    """Not sent yet, or changed since by someone else than the one who signed."""
    if readout.is_approved:
        return False
    return readout.submitted_at is None or readout.changed_by_id != readout.submitted_by_id


def _awaits_another(readout: Readout, at: datetime, by: Any) -> bool:
    return _is_in_review(readout, at, by) and not hindrance(readout, by)


def _awaits_countersigning(readout: Readout, at: datetime, by: Any) -> bool:
    return readout.awaits_countersignature and readout.approved_by_id != by.pk


def _has_other_languages(readout: Readout, at: datetime, by: Any) -> bool:
    return len(settings.READOUT_LANGUAGES) > 1


def _has_surroundings(readout: Readout, at: datetime, by: Any) -> bool:
    return readout.relation_id is not None or readout.occasion_id is not None


ACTS = [
    Act(
        "submit",
        "Send for review",
        "submit_readout",
        _may_be_sent,
        performing.submit_it,
    ),
    Act(
        "approve",
        "Approve: release now",
        "approve_readout",
        _awaits_another,
        performing.approve_it,
    ),
    Act(
        "approve_at",
        "Approve for this time",
        "approve_readout",
        _awaits_another,
        performing.approve_it,
        TimeForm,
        "Approve for a time",
    ),
    Act(
        "return",
        "Return to the author",
        "approve_readout",
        _is_in_review,
        performing.return_it,
        CommentForm,
        "Return with a comment",
    ),
    Act(
        "countersign",
        "Countersign",
        "approve_readout",
        _awaits_countersigning,
        performing.countersign_it,
    ),
    Act(
        "reschedule",
        "Reschedule to this time",
        "approve_readout",
        _is_to_come,
        performing.reschedule_it,
        TimeForm,
        "Reschedule",
    ),
    Act(
        "revoke",
        "Revoke the approval",
        "approve_readout",
        _is_to_come,
        performing.revoke_it,
        RevokeForm,
        "Revoke the approval",
        "It does not appear: it is a draft again, or the draft that follows it takes its place.",
    ),
    Act(
        "night",
        "Release alone",
        "release_alone",
        _is_draft,
        performing.night_it,
        NightForm,
        "Night duty: release alone",
        "It stays on everybody's list until a second person has countersigned.",
    ),
    Act(
        "edit",
        "Edit it",
        "change_readout",
        _is_newest_to_come,
        performing.edit_it,
        EditForm,
        "Edit it",
        "It is approved, and its release is to come.",
    ),
    Act(
        "correct",
        "Open a correction",
        "change_readout",
        _is_newest_released,
        performing.correct_it,
    ),
    Act(
        "withdraw",
        "Withdraw",
        "withdraw_readout",
        _stands,
        performing.withdraw_it,
        WithdrawForm,
        "Withdraw",
        "All editions in this language answer with a notice and no text, until restored.",
    ),
    Act(
        "restore",
        "Restore",
        "withdraw_readout",
        _is_withdrawn,
        performing.restore_it,
        NoteForm,
        "Restore",
        "All editions in this language come back, unchanged.",
    ),
    Act(
        "translate",
        "Start the translation",
        "change_readout",
        _has_other_languages,
        performing.translate_it,
        TranslateForm,
        "Start translation",
        "A draft in another language with the same agenda items and their topics, sittings, "
        "photos and documents; people are named as that language has them.",
    ),
    Act(
        "next",
        "Start the next meeting",
        "add_readout",
        _has_surroundings,
        performing.next_it,
        NothingForm,
        "Same trip, next meeting",
        "A draft with its occasion, relations, our side, day, zone and place.",
    ),
]


@dataclass
class Offer:
    """An act that is possible now and open to this person, with its fields."""

    act: Act
    form: forms.Form | None = field(default=None)

    @property
    def is_open(self) -> bool:
        return self.form is not None and self.form.is_bound

    @property
    def asks_time(self) -> bool:
        return isinstance(self.form, TimeForm)


def offers(
    user: Any, readout: Readout | None, at: datetime, bound: forms.Form | None = None
) -> list[Offer]:
    """The acts that the form offers for a readout, None for one that is being entered."""
    subject = readout or Readout()
    names = ("submit", "night") if readout is None else None
    return [
        Offer(act, form_of(act, bound=bound))
        for act in ACTS
        if user.has_perm(f"meetings.{act.right}")
        and act.possible(subject, at, user)
        and (names is None or act.name in names)
    ]


def form_of(act: Act, data: Any = None, bound: forms.Form | None = None) -> forms.Form | None:
    """The fields of an act: as typed when `bound` is theirs, filled from `data`, or empty."""
    if act.form is None:
        return None
    if bound is not None and bound.prefix == act.name:
        return bound
    return act.form(data, prefix=act.name)


def require_seen(request: HttpRequest, readout: Readout) -> None:
    """Raise Refused unless the closed form, which posts the version it showed, shows it as it is.

    A draft that one may not change is such a form too: what was not read is not approved.
    """
    seen = request.POST.get("seen_version", "")
    require_version(readout, int(seen[:9]) if seen.isdecimal() else 0)


def named(request: HttpRequest) -> Act | None:
    """The act whose button was pressed, if any was."""
    return next((act for act in ACTS if act.button in request.POST), None)
