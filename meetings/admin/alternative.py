"""Alternative text proposed for a photo: what it shows is said by a person, who ticks or types it.

A proposal is stored nowhere, so a photo whose proposal nobody took has no alternative text, and
that holds back its release.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

MOST = 150
"""Signs of a good alternative text, at most."""
MOST_NAMES = 4


class AlternativeTextInput(forms.TextInput):
    """A box for the alternative text; while it is empty, with a tick that takes the proposal."""

    proposal = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        if value or not self.proposal:
            return box
        return format_html(
            '{} <label><input type="checkbox" name="{}-proposed" value="{}"'
            ' data-said="Use the proposed text"> Proposed; tick it if it is so: “{}”</label>',
            box,
            name,
            self.proposal,
            self.proposal,
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return typed or data.get(f"{name}-proposed", typed)


def propose(formsets: dict[str, Any]) -> None:
    """Let each photo of a form propose what it shows, from participants and form of meeting."""
    photos = formsets["photo_uses"]
    photos.proposal = proposal(_people(formsets["participants"]), _form(formsets["sittings"]))
    for row in [*photos.forms, photos.empty_form]:
        if "alternative_text" in row.fields:
            row.fields["alternative_text"].widget.proposal = photos.proposal


def proposal(people: Iterable[tuple[str, str]], form: str) -> str:
    """What a photo of these people, as name and office, likely shows; nothing without people."""
    known = list(people)
    several = len(known) > MOST_NAMES
    known = known[:MOST_NAMES]
    occasion = f" during the {form or 'meeting'}"
    for said in ([f"{name}, {office}," if office else name for name, office in known],
                 [name for name, _ in known]):  # fmt: skip
        if several:
            said.append("others")
        *first, last = said or [""]
        words = (f"{', '.join(first)} and {last}" if first else last).replace(",,", ",")
        if last and len(words + occasion) <= MOST:
            return words + occasion
    return ""


def _people(rows: Any) -> list[tuple[str, str]]:
    values = [(row["name"].value(), row["offices"].value()) for row in _standing(rows)]
    return [(name, (offices or "").split("\n")[0].strip()) for name, offices in values if name]


def _form(rows: Any) -> str:
    """The form of the first sitting that has one, as it stands inside a line."""
    for row in _standing(rows):
        if form := rows.known["form"].get(str(row["form"].value())):
            return form.name[:1].lower() + form.name[1:]
    return ""


def _standing(rows: Any) -> list[Any]:
    """The rows that can be changed, without those that are removed."""
    rows = [row for row in rows.forms if "name" in row.fields or "form" in row.fields]
    return [row for row in rows if "DELETE" not in row.fields or not row["DELETE"].value()]
