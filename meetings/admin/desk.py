"""What one request at the desk has met: kept with the request, for the form that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest


@dataclass
class Desk:
    """Where a save or an act stands.

    refusal: the sentence with which it was refused; the form then shows it, with all that was
        typed, and nothing is written.
    stale: whether a colleague has saved meanwhile what could not be joined with what was typed.
    joined_with: the colleague whose newer save was joined with what was typed.
    conflict: which rows that colleague removed and added (`conflict.Rebased`).
    gone_on: whether a colleague approved it meanwhile; the form is shown although it is closed.
    act_form: the act's own fields as typed, when they are to be shown again.
    changed: whether the save changed the document.
    found: what a changed text would change in the rows, when it has been read into them.
    is_choice: whether both text and rows were changed, and one is to be chosen.
    digest: of a form of a new readout, as it was sent.
    """

    refusal: str = ""
    stale: bool = False
    joined_with: str = ""
    gone_on: bool = False
    act_form: Form | None = None
    changed: bool = False
    conflict: Any = None
    found: Any = None
    is_choice: bool = False
    digest: str = ""


def desk_of(request: HttpRequest) -> Desk:
    """The desk of a request, made when first asked for."""
    return request.__dict__.setdefault("desk", Desk())


def person_of(request: HttpRequest) -> Any:
    """Who is signed in: at the desk somebody always is."""
    return request.user
