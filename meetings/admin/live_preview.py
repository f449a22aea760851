"""The page as it would stand if the form were saved now: written, shown, and taken back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.forms import all_valid
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings import page
from meetings.admin.conflict import put_rows, take_rows
from meetings.admin.files import document_url
from meetings.admin.readout_views import photo_address, the_readout
from meetings.models import Readout
from meetings.release.act import sentence_of
from meetings.tagging import TooManyTopics

FILES = ("photo_uses", "document_uses")
NO_FORM = "The form cannot be saved as it stands: save it to see what is to be corrected."


@require_POST
def live_preview(request: HttpRequest, desk: Any, pk: int | None = None) -> HttpResponse:
    """The public page of the form as posted, new or not; nothing of it stays written.

    Answers 422 with a sentence where the form could not be saved as it is.
    """
    readout = the_readout(request, desk, pk) if pk is not None else None
    may = (
        desk.has_change_permission(request, readout)
        if readout
        else desk.has_add_permission(request)
    )
    if not may:
        raise PermissionDenied
    answer, fault = None, NO_FORM
    try:
        with transaction.atomic():
            written = _write(request, readout, desk)
            answer = _page(request, written) if written else None
            transaction.set_rollback(True)
    except (IntegrityError, OperationalError, TooManyTopics) as error:
        answer = None
        fault = sentence_of(error) if isinstance(error, IntegrityError) else str(error)
    if answer is None:
        context = {"fault": fault}
        return render(request, "admin/meetings/readout/no_preview.html", context, status=422)
    return answer


def _page(request: HttpRequest, readout: Readout) -> HttpResponse:
    files = page.FileAddresses(photo_address, document_url)
    return page.render_preview(Readout.objects.get(pk=readout.pk), request, files, timezone.now())


def _write(request: HttpRequest, readout: Readout | None, desk: Any) -> Readout | None:
    """Write the form as posted; gives the readout, or nothing where the form has errors."""
    request.POST = request.POST.copy()  # type: ignore[assignment]
    desk.leave_closed(request, readout)
    for prefix in FILES:
        _leave_out_unsent(request.POST, prefix)
    is_new = readout is None
    form = desk.get_form(request, readout, change=not is_new)(request.POST, instance=readout)
    is_valid = form.is_valid()
    formsets, _ = desk._create_formsets(request, form.instance, change=not is_new)
    if not (all_valid(formsets) and is_valid):
        return None
    if is_new:
        desk.save_model(request, form.instance, form, change=False)
    else:
        names = {f.name for f in Readout._meta.concrete_fields} & set(form.fields)
        form.instance.save(update_fields=sorted(names))
    for rows in formsets:
        rows.save_rows(form.instance, request.user)
    return form.instance


def _leave_out_unsent(data: Any, prefix: str) -> None:
    """Leave out rows whose file has been chosen and not been sent yet."""
    rows = take_rows(data, prefix)
    stored = [row for row in rows if row.get("id", [""])[0]]
    fresh = [row for row in rows if not row.get("id", [""])[0] and row.get("file-token", [""])[0]]
    put_rows(data, prefix, stored, fresh)
