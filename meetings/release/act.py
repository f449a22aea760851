"""What all acts of publication share: one transaction, rights, locks and refusals."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, models, transaction

from meetings.models import Meeting, Readout

if TYPE_CHECKING:
    from django.contrib.auth.models import User

P = ParamSpec("P")
R = TypeVar("R")

RIGHTS = {
    "add_readout": "start readouts",
    "change_readout": "work on readouts",
    "submit_readout": "send readouts for review",
    "approve_readout": "decide on the release of readouts",
    "release_alone": "release a readout alone",
    "withdraw_readout": "withdraw or restore readouts",
    "seal_readout": "seal parts of a readout or lift a seal",
}


class Refused(Exception):
    """An act that may not be done; its text is the sentence for the editor."""


def act(function: Callable[P, R]) -> Callable[P, R]:
    """One act: all of it in one transaction, and a refusal by the database in a sentence."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except IntegrityError as error:
            raise Refused(sentence_of(error)) from error
        except OperationalError as error:
            raise Refused("The database was busy and nothing was done; do it again.") from error

    return wrapper


def sentence_of(error: IntegrityError) -> str:
    """The sentence of a rule that the database kept, whether constraint or trigger."""
    if isinstance(error, models.ProtectedError):
        return "Something rests on it, such as a translation or a seal; it cannot be deleted."
    text = str(error).split("\n")[0]
    for constraint in constraints():
        if constraint.name in str(error):
            return str(constraint.violation_error_message)
    if "one_live_edition" in str(error):
        return "Another edition of this readout is live then."
    if text.endswith(".") and " " in text:
        return text
    return "Someone else acted on this readout at the same moment; look at it again."


def constraints() -> list[models.BaseConstraint]:
    """Constraints of the record that carry a sentence of their own."""
    from django.apps import apps

    found = [c for m in apps.get_app_config("meetings").get_models() for c in m._meta.constraints]
    return [c for c in found if c.violation_error_message != c.default_violation_error_message]


def require(by: User, right: str) -> None:
    """Raise Refused unless the person may act and is not disabled."""
    if not (by.is_active and by.has_perm(f"meetings.{right}")):
        raise Refused(f"{by} may not {RIGHTS[right]}.")


def locked(readout: Readout) -> Readout:
    """The readout as it is now, held until the act ends; other acts on its meeting wait.

    Raises Refused for a meeting that has been merged into another.
    """
    require_own(Meeting.objects.select_for_update().get(pk=readout.meeting_id))
    return Readout.objects.select_for_update().get(pk=readout.pk)


def require_own(meeting: Meeting) -> None:
    """Raise Refused for an entry that has been merged into another: that one is worked on."""
    if meeting.merged_into is not None:
        raise Refused(f"This meeting has been merged into {meeting.merged_into}: go on there.")


def require_draft(readout: Readout) -> None:
    if readout.approved_at is not None:
        raise Refused(f"{readout.approved_by} has approved this edition already.")


def require_version(readout: Readout, version: int | None) -> None:
    """Raise Refused unless the readout is as the person saw it; None asks for no such proof."""
    if version is not None and version != readout.version:
        raise Refused(
            f"{readout.changed_by} has changed this readout since you looked at it: "
            "read the newer text first."
        )
