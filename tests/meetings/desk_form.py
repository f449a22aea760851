"""The form of a readout in tests: what a browser would post, and readouts to open in it."""

import io
import re
from datetime import date
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from meetings.models import Readout
from tests.factories import (
    hold,
    make_appointment,
    make_draft,
    make_form,
    make_party,
    make_person,
    make_photo,
    make_post,
    make_relation,
    make_tag,
    make_user,
)
from tests.meetings.sample import TITLE, passages

LIST = "/admin/meetings/readout/"
ADD = LIST + "add/"
PREFIXES = (
    "sittings", "participants", "passages", "photo_uses", "document_uses", "listings",
)  # fmt: skip


def change(readout, part="change"):
    return f"{LIST}{readout.pk}/{part}/"


def signed_in(*groups, user=None):
    client = Client()
    client.user = user or make_user(*groups)
    client.force_login(client.user)
    return client


def chosen(action, *readouts):
    """What the list posts for readouts that are ticked in it as they are now."""
    versions = {f"version-{readout.pk}": readout.version for readout in readouts}
    return {"action": action, "_selected_action": [one.pk for one in readouts], **versions}


def closed(client, readout):
    """What a form that one may not change posts beside the button."""
    return {"seen_version": str(client.get(change(readout)).context_data["base_version"])}


def confirmed(draft):
    """What the page posts on which a draft is discarded as it is now."""
    return {"post": "yes", "seen_version": draft.version}


def form_of(client, url):
    """The fields of the page's form, as a browser would post them untouched."""
    response = client.get(url)
    assert response.status_code == 200
    return fields_of(response)


def fields_of(response):
    context = response.context_data
    form = context["adminform"].form
    data = dict(posted(form))
    if context.get("base_version"):
        if context["has_change_permission"]:
            data["base_version"] = str(context["base_version"])
            data["language"] = context["original"].language
        else:
            data["seen_version"] = str(context["base_version"])
    for shown in context["inline_admin_formsets"]:
        formset = shown.formset
        data |= dict(posted(formset.management_form))
        for row in formset.forms:
            data |= dict(posted(row))
    return data


def posted(form):
    """What a browser would send for a form, read from the HTML of its fields."""
    for bound in form:
        html = str(bound)
        for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>", html):
            name = re.search(r'name="([^"]+)"', tag)
            if not name or 'type="file"' in tag:
                continue
            if 'type="checkbox"' in tag:
                if "checked" in tag:
                    yield name[1], "on"
            elif tag.startswith("<select"):
                chosen = re.findall(r'<option value="([^"]*)"[^>]*\bselected\b', html)
                yield name[1], chosen if " multiple" in tag else (chosen or [""])[0]
            elif tag.startswith("<textarea"):
                text = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", html, re.DOTALL)[1]
                yield name[1], unescape(text)
            else:
                value = re.search(r'value="([^"]*)"', tag)
                yield name[1], unescape(value[1]) if value else ""


def rows(prefix, *new, initial=0):
    """A formset with new rows, after `initial` that are there."""
    data = {
        f"{prefix}-{index}-{name}": value
        for index, row in enumerate(new, initial)
        for name, value in row.items()
    }
    return data | {
        f"{prefix}-TOTAL_FORMS": str(initial + len(new)),
        f"{prefix}-INITIAL_FORMS": str(initial),
    }


def empty():
    return {k: v for prefix in PREFIXES for k, v in rows(prefix).items()}


def entered(relation=None, **facts):
    """A new readout as it is typed: its facts, and no rows."""
    return empty() | {
        "relation": str((relation or make_relation()).pk),
        "title": "Japan-Testland Foreign Ministers' Meeting",
        "released_on": "2017-02-10",
        "language": "en",
        "status": "original",
        "introduction": "A meeting was held.",
        "_save": "Save",
        **facts,
    }


def picture(colour="navy"):
    out = io.BytesIO()
    Image.new("RGB", (800, 533), colour).save(out, "JPEG")
    return SimpleUploadedFile("table.jpg", out.getvalue(), "image/jpeg")


def texts(readout):
    return list(readout.passages.values_list("text", flat=True))


def only_readout():
    return Readout.objects.get()


def errors_of(response):
    return unescape(response.rendered_content)


LEAD = "On February 10th, Mr. Fumio Kishida held a meeting with Mr. Rex Tillerson."


def sample():
    return make_draft(title=TITLE, introduction=LEAD, passages=passages())


def opened(client, draft):
    """The form as it would be posted untouched, with the text it shows."""
    return with_text(client.get(change(draft)))


def with_text(response):
    view = response.context_data["text_view"]
    shown = {"whole_text": view["text"], "whole_text_was": view["was"]}
    if source := response.context_data["text_source"]:
        shown["text_source"] = source
        shown["text_source_name"] = response.context_data["text_source_name"]
    return fields_of(response) | shown | {"_save": "Save"}


def words(draft):
    return list(draft.passages.values_list("label", "heading", "text"))


def items(draft):
    return {passage.text: passage.item.uid for passage in draft.passages.select_related("item")}


def shown_form(client, draft):
    """The form with all that it carries, so that two saves can be joined."""
    response = client.get(change(draft))
    return with_text(response) | {"form_marks": response.context_data["form_marks"]}


def large(count, **facts):
    """A readout with that many rows of each kind."""
    draft = make_draft(
        passages=[f"Text {n}" for n in range(count)],
        participants=[make_person() for _ in range(count)],
        photos=[make_photo() for _ in range(count)],
        also_under=[make_relation() for _ in range(count)],
        held_on=None,
        **facts,
    )
    party = make_party()
    for position in range(count):
        draft.sittings.create(position=position, held_on=date(2017, 2, 10), form=make_form())
    for passage in draft.passages.select_related("item"):
        passage.item.tagged.create(tag=make_tag())
    for participant in draft.participants.all():
        participant.party = party
        participant.save()
        hold(participant, make_appointment(participant.person, make_post(f"Post {participant.pk}")))
    return draft


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
