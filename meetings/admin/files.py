"""Photos and documents in the rows of a readout: kept as soon as they arrive.

An upload is processed and stored before the form is judged, and the row then refers to it by its
unguessable token: a form that comes back with an error, or a save refused for a colleague's,
does not ask for the file again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.admin.alternative import AlternativeTextInput
from meetings.admin.awaited import CAPTIONS, TITLES, awaited
from meetings.admin.desk import person_of
from meetings.admin.rows import RowForm, RowFormSet
from meetings.files.errors import UnreadableFile
from meetings.files.keep import keep_document, keep_photo
from meetings.models import Document, Photo
from relations.identity import is_token

KEEPERS: dict[str, tuple[str, Callable[..., Any]]] = {
    "photo_uses": ("meetings.add_photo", keep_photo),
    "document_uses": ("meetings.add_document", keep_document),
}
UPLOAD = re.compile(rf"({'|'.join(KEEPERS)})-\d{{1,4}}-file-upload")
FILE_PART = re.compile(rf"({'|'.join(KEEPERS)})-\d{{1,4}}-file-error")


def keep_uploads(request: HttpRequest) -> None:
    """Store the files that a form brings, and let its rows refer to them.

    What cannot be read stays out; its row says why. Raises PermissionDenied.
    """
    data = request.POST.copy()
    for name in [name for name in data if FILE_PART.fullmatch(name)]:
        del data[name]
    for name, upload in request.FILES.items():
        if found := UPLOAD.fullmatch(name):
            right, keeper = KEEPERS[found[1]]
            if not person_of(request).has_perm(right):
                raise PermissionDenied
            kept = _keep(data, name.removesuffix("-upload"), keeper, upload, request.user)
            _tell_of_others(request, kept, upload)
    request.POST = data  # type: ignore[assignment]


def _keep(data: QueryDict, field: str, keeper: Any, upload: Any, by: Any) -> Any:
    try:
        kept = _kept(keeper, upload, by)
    except UnreadableFile as error:
        data[f"{field}-error"] = f"{upload.name}: {error}"
        return None
    data[f"{field}-token"] = kept.token
    return kept


def _tell_of_others(request: HttpRequest, kept: Any, upload: Any) -> None:
    """Say in which other readouts a file stands that was brought again."""
    match = request.resolver_match
    here = match.kwargs.get("object_id") if match else None
    uses = kept.uses.select_related("readout") if kept else ()
    others = [f"“{use.readout}”" for use in uses if str(use.readout_id) != here][:3]
    if others:
        messages.info(
            request, f"The file {upload.name} is in the archive already: in {', '.join(others)}."
        )


def _kept(keeper: Any, upload: Any, by: Any) -> Any:
    try:
        return keeper(upload=upload, by=by)
    except IntegrityError:
        # Someone brought the same file at the same moment: now it is there.
        upload.seek(0)
        return keeper(upload=upload, by=by)


class Sent(NamedTuple):
    """What a row says of its file: its token, or why there is none, or by what it is awaited."""

    token: str = ""
    error: str = ""
    waits: str | None = None


class FileInput(forms.Widget):
    """A stored file, shown, with a place to bring another."""

    needs_multipart_form = True
    accepts = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        token, error = (data.get(f"{name}-{part}", "") for part in ("token", "error"))
        return Sent(token, error, data.get(f"{name}-waits"))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-token" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        token, _, waits = value if isinstance(value, Sent) else Sent(value or "")
        described = (attrs or {}).get("aria-describedby", "")
        return format_html(
            '<span class="stored-file">{}{}<input type="hidden" name="{}-token" value="{}">'
            '<input type="file" name="{}-upload" id="{}" accept="{}"{}></span>',
            self.shown(token) if is_token(token) else "",
            format_html('<input type="hidden" name="{}-waits" value="{}">', name, waits)
            if waits is not None
            else "",
            name,
            token,
            name,
            (attrs or {}).get("id", ""),
            self.accepts,
            format_html(' aria-describedby="{}"', described) if described else "",
        )

    def shown(self, token: str) -> SafeString:
        raise NotImplementedError


class PhotoInput(FileInput):
    """A stored photo as a small picture."""

    accepts = "image/jpeg,image/png,image/webp"

    def shown(self, token: str) -> SafeString:
        return format_html(
            '<img src="{}" alt="The photo as it is kept" class="thumb">', photo_url(token)
        )


class DocumentInput(FileInput):
    """A stored document as a link."""

    accepts = "application/pdf"

    def shown(self, token: str) -> SafeString:
        return format_html('<a href="{}">The PDF as it is kept</a> ', document_url(token))


def photo_url(token: str) -> str:
    """The address at which the desk sees a photo, public or not."""
    return reverse("admin:meetings_readout_photo", args=[token, 360, "jpeg"])


def document_url(token: str) -> str:
    """The address at which the desk sees a document, public or not."""
    return reverse("admin:meetings_readout_document", args=[token])


class FileField(forms.Field):
    """A stored file by its token; gives the photo or document."""

    known: dict[str, Model] = {}

    def clean(self, value: Any) -> Any:
        token, error, _ = value
        if error:
            raise ValidationError(error)
        if not token:
            raise ValidationError("Choose the file.")
        if token not in self.known:
            raise ValidationError("This file is not kept here; choose it again.")
        return self.known[token]

    def has_changed(self, initial: Any, data: Any) -> bool:
        token, error, _ = data
        return bool(error) or token != (initial or "")


class UseForm(RowForm):
    """The place of a stored file in a readout."""

    formset: FileFormSet
    target = ""

    def has_changed(self) -> bool:
        """Words that wait for their file make no row."""
        return super().has_changed() and not self._waits()

    def _waits(self) -> bool:
        """Whether it is a place for a file and has nothing but words, which the note keeps."""
        if not self.instance._state.adding or self["file"].data.waits is None:
            return False
        return set(self.changed_data) <= {"order", "kind", self.formset.words}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "file" in data:
            setattr(self.instance, self.target, data["file"])
        return data


class PhotoUseForm(UseForm):
    """A photo's place in a readout."""

    target = "photo"
    file = FileField(
        label="Photo", widget=PhotoInput, help_text="JPEG, PNG or WebP, at most 40 megapixels."
    )

    class Meta:
        widgets = {"alternative_text": AlternativeTextInput}


class DocumentUseForm(UseForm):
    """A document's place in a readout."""

    target = "document"
    file = FileField(label="PDF", widget=DocumentInput, help_text="A PDF of at most 20 MB.")


class FileFormSet(RowFormSet):
    """Photos or documents of a readout, each once."""

    kind: type[Photo] | type[Document]
    words = ""
    """The field with the words by which a file is awaited, `mark` before them in the note."""
    mark = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            waiting = awaited(self.instance, self.mark)
            self.initial_extra = [{self.words: one, "file": Sent(waits=one)} for one in waiting]
            self.extra = max(self.extra, len(waiting))

    @cached_property
    def stored(self) -> dict[str, Model]:
        """The files that any row refers to, by token, from one query."""
        tokens = {getattr(row, self.form.target).token for row in self.rows}
        if self.is_bound:
            rows = range(self.total_form_count())
            tokens |= {self.data.get(f"{self.add_prefix(i)}-file-token", "") for i in rows}
        wanted = [token for token in tokens if token and len(token) <= 40 and token.isalnum()]
        return {one.token: one for one in self.kind.objects.filter(token__in=wanted)}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "file" not in form.fields:
            return
        form.fields["file"].known = self.stored
        if form.instance.pk:
            form.initial["file"] = getattr(form.instance, self.form.target).token

    def clean(self) -> None:
        super().clean()
        seen: set[int] = set()
        for form in self.standing:
            key = getattr(form.instance, f"{self.form.target}_id")
            if key in seen:
                form.add_error("file", "This file stands in this readout already.")
            elif key is not None:
                seen.add(key)


class PhotoFormSet(FileFormSet):
    """The photos of a readout, and a place for each caption that has none yet."""

    kind = Photo
    words, mark = CAPTIONS.words, CAPTIONS.mark
    proposal = ""
    """What a photo likely shows, for a person to confirm."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "alternative_text" in form.fields:
            form.fields["alternative_text"].widget.proposal = self.proposal


class DocumentFormSet(FileFormSet):
    """The documents of a readout, and a place for each that its text names."""

    kind = Document
    words, mark = TITLES.words, TITLES.mark
