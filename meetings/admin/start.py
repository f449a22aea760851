"""Start from a text: what was pasted or sent is read, and lands in a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from meetings import intake, reader
from meetings.admin.desk import person_of
from meetings.intake.refusal import MAX_MARKUP_BYTES
from meetings.models import Readout


class StartForm(forms.Form):
    """A text, or a file that holds one."""

    text = forms.CharField(
        label="Text of the readout",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "start-text"}),
        help_text="Paste the whole page as it came.",
    )
    file = forms.FileField(
        label="or a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.html,.htm"}),
        help_text="Word (.docx), text or HTML.",
    )

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MAX_MARKUP_BYTES:
            raise forms.ValidationError("This file is larger than 8 MB: paste its text instead.")
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        has_text = bool(data["text"].strip())
        if has_text and data["file"]:
            raise forms.ValidationError("Give a text or a file, not both.")
        if not has_text and not data["file"]:
            raise forms.ValidationError("Paste a text, or choose a file.")
        return data


def start(request: HttpRequest) -> HttpResponse:
    """Read what is posted into a new draft and lead there; what cannot be read stays on screen."""
    if not request.user.has_perm("meetings.add_readout"):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, StartForm())
    form = StartForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    text, name = form.cleaned_data["text"], file.name if file else ""
    try:
        text = reader.text_of(file.read(), name) if file else text
        return _drafted(request, text, name or request.POST.get("name", ""))
    except intake.Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form)
    except reader.AlreadyRead as before:
        # The choice is offered with the text itself, also that of a file, so that nothing is lost.
        return _page(request, StartForm(initial={"text": text}), before.readout, name)


def _drafted(request: HttpRequest, text: str, name: str) -> HttpResponse:
    reading = reader.read_here(text)
    by, again = person_of(request), "again" in request.POST
    draft = reader.draft_from(reading, text=text, by=by, name=name, again=again)
    messages.success(request, " ".join(told(reading)))
    for finding in reading.findings:
        where = f"Line {finding.line}: " if finding.line else ""
        messages.warning(request, f"{where}{finding.message}")
    suggested = sum(len(names) for names in reader.suggestions(reading, draft.relation))
    if suggested:
        topics = "1 topic is" if suggested == 1 else f"{suggested} topics are"
        messages.info(request, f"{topics} suggested for its passages.")
    return redirect("admin:meetings_readout_change", draft.pk)


def told(reading: intake.Reading) -> Iterator[str]:
    """What was read, in sentences."""
    counts = [
        (len(reading.sittings), "sitting"),
        (len(reading.participants), "participant"),
        (len(reading.items), "passage"),
        (len(reading.captions), "caption"),
    ]
    words = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    yield f"Read: {', '.join(words) or 'an introduction only'}."
    if reading.title and not reading.title_is_printed:
        yield f"The title “{reading.title}” is proposed: the text does not print one."
    if reading.left_out:
        parts = "; ".join(f"“{part}”" for part in reading.left_out)
        yield f"Left out: {parts}."
    yield "Not every character found a place." if reading.unplaced else "Every character is placed."


def _page(
    request: HttpRequest, form: StartForm, before: Readout | None = None, name: str = ""
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "Start from text",
        "start_form": form,
        "before": before,
        "name": name,
    }
    return TemplateResponse(request, "admin/meetings/desk/start.html", context)
