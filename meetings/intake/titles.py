"""The title a page is given where none is printed, and the partner its relation names."""

import re
from collections.abc import Iterable

from meetings.intake.captions import ReadCaption
from meetings.intake.forms import names_a_form
from meetings.intake.home import Home
from meetings.intake.sittings import Lead


def partner_of(relation: str | None, home: Home) -> str | None:
    """The other side of a relation line: "Japan-Qadira Relations" gives "Qadira"."""
    if not relation:
        return None
    match = re.match(rf"{re.escape(home.name)}\s?[-–‐]\s?(.{{1,60}}?)\s+Relations$", relation)
    return match.group(1) if match else None


def proposed_title(
    lead: Lead, captions: Iterable[ReadCaption], relation: str | None, home: Home
) -> str | None:
    """Propose a title from the lead; a caption that repeats the title comes next."""
    form = next((one.form_printed for one in lead.sittings if one.form_printed), None)
    if form and re.match(rf"(?:\d+\w\w |[A-Z][a-z]+ )?{re.escape(home.name)}\b", form):
        return form
    for caption in captions:
        if caption.plain.startswith(home.name) and names_a_form(caption.plain):
            return caption.plain
    partner = partner_of(relation, home)
    if form is None or form == "met" or partner is None:
        return None
    return f"{home.name}-{partner} {_titled(form)}"


def _titled(form: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in form.split())
