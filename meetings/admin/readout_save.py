"""One request of a readout's form: a save, an act or both in one transaction, or nothing."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import csrf_protect_m
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from meetings import drafts, reader, tagging
from meetings.admin import acts, checks, conflict, merging, recovery, text_view
from meetings.admin.desk import desk_of, person_of
from meetings.admin.files import keep_uploads
from meetings.admin.readout_text import ReadoutText
from meetings.models import Readout
from meetings.release import Refused, omissions
from meetings.release.act import sentence_of


class ReadoutSaving(ReadoutText):
    """How the form of a readout is saved, and its acts done."""

    # One request of the form

    @csrf_protect_m
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST" and "recover" not in request.GET:
            return super().changeform_view(request, object_id, form_url, extra_context)
        readout = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method != "POST":
            return self._recover(request, object_id, readout)
        if object_id and readout is None:
            return self._after_discarding(request, object_id)
        if readout is not None and not self.has_change_permission(request, readout):
            return self._on_closed(request, readout)
        if readout is None and not self.has_add_permission(request):
            raise PermissionDenied
        keep_uploads(request)
        if readout is None:
            self.complete(request)
        return self._save_or_tell(request, readout, form_url)

    def _recover(
        self, request: HttpRequest, object_id: str | None, readout: Readout | None
    ) -> HttpResponse:
        """Show the person's recovery copy in the form; nothing is written."""
        copy = recovery.copy_of(request, readout) if readout or not object_id else None
        if copy is None:
            return super().changeform_view(request, object_id)
        keep_uploads(request)  # reads the request, which would later undo the next line
        request.POST = recovery.as_post(copy)  # type: ignore[assignment]
        request.method = "POST"
        if readout is not None and readout.is_approved:
            return self._too_late(request, readout)
        if readout is not None and request.POST.get("base_version") != str(readout.version):
            return self._on_stale(request, str(readout.pk))
        desk_of(
            request
        ).refusal = "This is what you typed and had not saved. It is not saved yet: press a button."
        return super().changeform_view(request, object_id)

    def _save_or_tell(
        self, request: HttpRequest, readout: Readout | None, form_url: str
    ) -> HttpResponse:
        """Save and act in one transaction; or write nothing, and show the form with the reason."""
        desk, key = desk_of(request), str(readout.pk) if readout else None
        if readout is not None and request.POST.get("base_version") != str(readout.version):
            joined = self._join(request, readout)
            if not joined or acts.named(request):
                return self._on_stale(request, str(readout.pk))
        self.read_text(request, readout)
        try:
            response = super().changeform_view(request, key, form_url)
            if response.status_code == 200 and key and self._is_overtaken(request, key):
                return self._on_stale(request, key)
            return response
        except drafts.Stale:
            return self._on_stale(request, key or "")
        except (Refused, tagging.TooManyTopics) as error:
            desk.refusal = str(error)
        except IntegrityError as error:
            desk.refusal = sentence_of(error)
        except OperationalError:
            desk.refusal = "The database was busy and nothing was saved; press the button again."
        return super().changeform_view(request, key, form_url)

    def _is_overtaken(self, request: HttpRequest, key: str) -> bool:
        """Whether a colleague's save came in between, so that errors speak of rows that went."""
        now = Readout.objects.filter(pk=key).values_list("version", flat=True).first()
        return request.POST.get("base_version") != str(now)

    def _on_stale(self, request: HttpRequest, key: str) -> HttpResponse:
        """Show the typed text beside the newer one; nothing has been written."""
        desk = desk_of(request)
        now = self.get_object(request, key)
        if now is None:
            return self._after_discarding(request, key)
        if now.is_approved:
            return self._on_closed(request, now)
        desk.stale = True
        desk.refusal = (
            f"{now.changed_by} saved this readout while you were writing. Nothing of yours has "
            "been saved yet. Compare the two below: saving again puts what stands in the form in "
            "the place of what is stored."
        )
        self._rebase(request, now)
        return self._answer(request, str(now.pk), 409)

    def _join(self, request: HttpRequest, now: Readout) -> bool:
        """Join what a colleague saved with what was typed; whether nothing clashes."""
        data: Any = request.POST
        if text_view.is_changed(data):
            return False
        form = self.get_form(request, now, change=True)(instance=now)
        if not merging.join(data, form, self._shown(request, now)):
            return False
        data["base_version"] = str(now.version)
        data.pop(text_view.TEXT, None)
        self.message_user(
            request,
            f"{now.changed_by} saved this readout while you were writing: "
            "both your changes are joined in it.",
            messages.INFO,
        )
        return True

    def _shown(self, request: HttpRequest, now: Readout) -> list[Any]:
        """The rows as they are stored now, in forms that are not bound."""
        return [
            formset(instance=now, prefix=formset.get_default_prefix(), queryset=rows)
            for formset, inline in self.get_formsets_with_inlines(request, now)
            if (rows := inline.get_queryset(request)) is not None
        ]

    def _rebase(self, request: HttpRequest, now: Readout) -> None:
        data: Any = request.POST
        rows = self._shown(request, now)
        form = self.get_form(request, now, change=True)(instance=now)
        data[merging.MARKS] = json.dumps(merging.marks_of(form, rows))
        desk_of(request).conflict = conflict.rebase(data, rows)
        data["base_version"] = str(now.version)

    def _answer(self, request: HttpRequest, key: str | None, status: int, url: str = "") -> Any:
        response = super().changeform_view(request, key, url)
        response.status_code = status
        return response

    def _after_discarding(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Offer what was typed for a new readout, where the old one is there no more."""
        if not self.has_add_permission(request) or "base_version" not in request.POST:
            return super().changeform_view(request, object_id)
        keep_uploads(request)
        desk_of(request).refusal = (
            "This draft has been discarded meanwhile. What you typed stands below; saving it "
            "makes a new readout of it."
        )
        conflict.start_anew(request.POST)
        return self._answer(request, None, 409, reverse("admin:meetings_readout_add"))

    # An approved edition

    def _on_closed(self, request: HttpRequest, readout: Readout) -> HttpResponse:
        """Do the act on an edition that is closed; what was typed for it is shown, not lost."""
        if not self.has_view_permission(request, readout):
            raise PermissionDenied
        act = acts.named(request)
        if "base_version" in request.POST and super().has_change_permission(request):
            return self._too_late(request, readout)
        if act is None:
            raise PermissionDenied
        try:
            with transaction.atomic():
                return self._perform(request, act, readout)
        except Refused as error:
            desk_of(request).refusal = str(error)
        return self._show(request, readout)

    def _show(self, request: HttpRequest, readout: Readout) -> HttpResponse:
        """Show the closed edition, with the sentence of the refusal."""
        request.method = "GET"
        return super().changeform_view(request, str(readout.pk))

    def _too_late(self, request: HttpRequest, readout: Readout) -> HttpResponse:
        desk = desk_of(request)
        desk.gone_on = True
        keep_uploads(request)
        desk.refusal = (
            f"{readout.approved_by} has approved this edition meanwhile, and it never changes. "
            "Nothing was saved. What you typed stands below: copy what you need, "
            "and open a correction."
        )
        self._rebase(request, readout)
        response = self._answer(request, str(readout.pk), 409)
        if not response.context_data["differences"]:
            desk.gone_on = False
            desk.refusal = f"{readout.approved_by} has approved this edition already."
            return self._show(request, readout)
        return response

    # Saving

    def save_model(self, request: HttpRequest, obj: Readout, form: Any, change: bool) -> None:
        """Start a new draft; one that is there is claimed and written with its rows."""
        if change:
            return
        facts = {
            name: value
            for name, value in form.cleaned_data.items()
            if name in {f.name for f in Readout._meta.concrete_fields}
        }
        started = drafts.start(by=person_of(request), **facts)
        obj.__dict__.update(started.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write facts and rows as one save, and keep the document as it then stands."""
        desk, readout = desk_of(request), form.instance
        if change and request.POST.get("base_version") != str(readout.version):
            raise drafts.Stale
        words = form.has_changed() or any(rows.changes_document for rows in formsets)
        desk.changed = words or not change
        if change and words:
            self._claim(request, form)
        for rows in formsets:
            rows.save_rows(readout, request.user)
        if text := request.POST.get(text_view.SOURCE):
            name = request.POST.get(text_view.SOURCE_NAME, "")
            reader.keep_source(readout, text, by=person_of(request), name=name)
        if desk.changed:
            drafts.keep(readout=readout, by=person_of(request))
        if change:
            checks.keep_ticks(request, readout)
        recovery.drop(request, readout if change else None)

    def _claim(self, request: HttpRequest, form: Any) -> None:
        readout = form.instance
        version = readout.version
        drafts.claim(readout=readout, by=person_of(request), version=version)
        names = {f.name for f in Readout._meta.concrete_fields} & set(form.fields)
        if names:
            readout.save(update_fields=sorted(names))

    def log_change(self, request: HttpRequest, obj: Readout, message: Any) -> Any:
        """Note a save among the person's recent actions; an act has its own log."""
        return super().log_change(request, obj, message) if desk_of(request).changed else None

    def delete_model(self, request: HttpRequest, obj: Readout) -> None:
        drafts.discard(readout=obj, by=person_of(request))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Give what goes with a draft: its rows and versions, which ask for no further right."""
        return [str(obj) for obj in objs], {"readouts": len(objs)}, set(), []

    # Acts

    def response_add(
        self, request: HttpRequest, obj: Readout, post_url_continue: str | None = None
    ) -> HttpResponse:
        act = acts.named(request)
        if act is not None:
            return self._perform(request, act, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Readout) -> HttpResponse:
        act = acts.named(request)
        return self._perform(request, act, obj) if act else super().response_change(request, obj)

    def _perform(self, request: HttpRequest, act: acts.Act, readout: Readout) -> HttpResponse:
        """Do an act and go on with what it made. Raises Refused."""
        form = acts.form_of(act, request.POST)
        desk_of(request).act_form = form
        if form is not None and not form.is_valid():
            raise Refused(f"{act.opens}: {_first_error(form)}")
        done = act.perform(readout, request.user, form.cleaned_data if form else {})
        self.message_user(request, f"“{done.readout}”: {done.sentence}", messages.SUCCESS)
        for reminder in self._reminders(act, done.readout):
            self.message_user(request, reminder, messages.WARNING)
        return HttpResponseRedirect(
            reverse("admin:meetings_readout_change", args=[done.readout.pk])
        )

    def _reminders(self, act: acts.Act, readout: Readout) -> list[str]:
        """Say at once what will hold back the release of what was sent for review."""
        if act.name != "submit":
            return []
        return [f"Before its release: {lacking.sentence}" for lacking in omissions(readout)]


def _first_error(form: Any) -> str:
    for name, errors in form.errors.items():
        label = form.fields[name].label or name.replace("_", " ") if name in form.fields else ""
        return f"{label.capitalize()}: {errors[0]}" if label else str(errors[0])
    return ""
