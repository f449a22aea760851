"""What was posted by someone whose log-in had expired: carried on by the log-in page, given back.

The log-in page holds it as one signed field, so that nothing is stored for a stranger. It is
given back to the person who was last signed in with that browser, and to nobody else; no
password and no file travels in it, and nothing is done until that person presses a button.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import Resolver404, ResolverMatch, resolve

FIELD = "carried"
SALT = "config.carrying"
KEPT_FOR = timedelta(hours=12)
KNOWN_FOR = timedelta(days=30)
BECAUSE = "Your log-in had expired when you pressed the button."
MOST = 1_500_000
"""Characters of names and values: signed, they fit into a form that is sent."""
OF_THE_FORM = re.compile(
    r"^(_.*|seen|part|base_version|seen_version|form_key|whole_text_was|initial-.*)$"
    r"|-(id|readout|order|token|TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS)$"
)
"""Buttons, and fields by which a form knows itself: nobody typed them."""
NO_BUTTONS = frozenset({"_selected_action", "_popup", "_to_field"})
"""Fields of Django's own that begin as the names of its buttons do."""


@dataclass(frozen=True)
class Carried:
    """A post that nobody was logged in for: whose, where to, its fields, the names of its files."""

    person: str
    path: str
    fields: dict[str, list[str]]
    files: list[str]

    @property
    def pressed(self) -> str:
        """The button that was pressed, as it is named."""
        named = (name for name in self.fields if name.startswith("_") and name not in NO_BUTTONS)
        pressed = (name.strip("_") for name in named)
        return ", ".join(name.replace("_", " ") for name in pressed)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What a person typed of it, for reading, under names that can be read."""
        pairs = [(name, "\n".join(values)) for name, values in self.fields.items()]
        return [
            (re.sub("[-_]+", " ", name).strip(), words)
            for name, words in pairs
            if words and not OF_THE_FORM.search(name)
        ]


GivesBack = Callable[[HttpRequest, ResolverMatch, Carried], HttpResponse | None]
_ways: dict[str, GivesBack] = {}


def give_back_by(view_name: str, way: GivesBack) -> None:
    """Let what was posted to a view be given back in that view's own form, if it is one of it."""
    _ways[view_name] = way


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Note in the browser who is signed in with it, for what may be posted after that log-in."""
    response.set_signed_cookie(
        _cookie(),
        str(request.user.pk),
        salt=SALT,
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def _cookie() -> str:
    return f"{settings.SESSION_COOKIE_NAME}-person"


def carry(request: HttpRequest) -> str:
    """The post as one signed text, or nothing where it is not to be carried.

    That is: from a browser with which nobody has signed in, or what `posted` leaves aside.
    """
    person = request.get_signed_cookie(_cookie(), "", salt=SALT, max_age=KNOWN_FOR)
    carried = posted(request, person) if person else None
    return signing.dumps(asdict(carried), salt=SALT, compress=True) if carried else ""


def posted(request: HttpRequest, person: str) -> Carried | None:
    """What this person posted; None from a script, with a password, for nothing, or too much."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return None
    lists = request.POST.lists()
    fields = {name: values for name, values in lists if name != "csrfmiddlewaretoken"}
    length = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    if length > MOST or any("password" in name for name in fields):
        return None
    files = [one.name or "" for name in request.FILES for one in request.FILES.getlist(name)]
    if not fields and not files:
        return None
    return Carried(person, request.get_full_path(), fields, files)


def opened(signed: str) -> Carried | None:
    """What a log-in page carried, if it is ours and not too old."""
    try:
        return Carried(**signing.loads(signed, salt=SALT, max_age=KEPT_FOR))
    except signing.BadSignature:
        return None


def give_back(request: HttpRequest, signed: str, context: dict[str, Any]) -> HttpResponse | None:
    """What was carried, in the form it was posted from or on a page of its own.

    None when there is nothing, or nothing that is this person's.
    """
    carried = opened(signed)
    if carried is None:
        return None
    if carried.person != str(request.user.pk):
        messages.warning(request, "What was sent before this log-in was another person's.")
        return None
    try:
        match = resolve(carried.path.partition("?")[0])
    except Resolver404:
        return None
    way = _ways.get(match.view_name)
    facts = {**context, "title": "Not sent yet", "carried": carried, "because": BECAUSE}
    on_its_own = TemplateResponse(request, "admin/carried.html", facts)
    return (way and way(request, match, carried)) or on_its_own
