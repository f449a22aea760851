"""One request of a readout's form: a save, an act or both in one transaction, or nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import csrf_protect_m
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst

from meetings import drafts, reader, tagging
from meetings.admin import acts, checks, company, discarding, recovery, saved_entry, text_view
from meetings.admin.desk import desk_of, person_of
from meetings.admin.files import keep_uploads
from meetings.admin.readout_clash import IN_THE_FORM, JOINED, ReadoutClash
from meetings.models import Readout
from meetings.release import Refused, omissions
from meetings.release.act import sentence_of


class ReadoutSaving(ReadoutClash):
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
        if request.method != "POST" and recovery.ADDRESSED not in request.GET:
            return super().changeform_view(request, object_id, form_url, extra_context)
        readout = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method != "POST":
            return self._recover(request, object_id, readout)
        if object_id is None:
            return self._add(request, form_url)
        if (met := self._met(request, object_id, readout)) is not None:
            return met
        keep_uploads(request)
        return self._save_or_tell(request, readout, form_url)

    def _add(self, request: HttpRequest, form_url: str) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        keep_uploads(request)
        self.complete(request)
        made = saved_entry.made_by(request)
        if made is None:
            return self._save_or_tell(request, None, form_url)
        if made.digest == desk_of(request).digest:
            self.message_user(request, f"“{made.readout}” is stored already.", messages.INFO)
            return redirect("admin:meetings_readout_change", made.readout_id)
        desk_of(request).refusal = saved_entry.ANOTHER.format(readout=made.readout)
        recovery.renew_key(request)
        return self._answer(request, None, 409, form_url)

    def _met(self, request: HttpRequest, key: str, readout: Readout | None) -> HttpResponse | None:
        """The answer to what is sent for a draft that is there no more, or that is closed."""
        if readout is None:
            return self._after_discarding(request, key)
        if not self.has_change_permission(request, readout):
            return self._on_closed(request, readout)
        return None

    def _save_or_tell(
        self, request: HttpRequest, readout: Readout | None, form_url: str
    ) -> HttpResponse:
        """Save and act in one transaction; or write nothing, and show the form with the reason."""
        key = str(readout.pk) if readout else None
        try:
            if readout is None:
                return self._save(request, None, form_url)
            with transaction.atomic():
                return self._save_held(request, readout, form_url)
        except OperationalError:
            desk_of(
                request
            ).refusal = "The database was busy and nothing was saved; press the button again."
        met = self._met(request, key, self.get_object(request, key)) if key else None
        return met or super().changeform_view(request, key, form_url)

    def _save_held(self, request: HttpRequest, readout: Readout, form_url: str) -> HttpResponse:
        """Save a draft that nobody else changes, approves or discards meanwhile."""
        key = str(readout.pk)
        drafts.hold(readout)
        now: Any = self.get_object(request, key)
        if (met := self._met(request, key, now)) is not None:
            return met
        self.leave_closed(request, now)
        was_current = request.POST.get("base_version") == str(now.version)
        if not self._is_current(request, now) or (acts.named(request) and not was_current):
            return self._on_stale(request, now)
        response = self._save(request, now, form_url)
        self._tell_of_joining(request, JOINED if response.status_code == 302 else IN_THE_FORM)
        return response

    def _save(self, request: HttpRequest, readout: Readout | None, form_url: str) -> HttpResponse:
        desk, key = desk_of(request), str(readout.pk) if readout else None
        self.read_text(request, readout)
        try:
            return super().changeform_view(request, key, form_url)
        except (Refused, tagging.TooManyTopics) as error:
            desk.refusal = str(error)
        except IntegrityError as error:
            desk.refusal = sentence_of(error)
        return super().changeform_view(request, key, form_url)

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
            acts.require_seen(request, readout)
            with transaction.atomic():
                return self._perform(request, act, readout)
        except Refused as error:
            desk_of(request).refusal = str(error)
        return self._show(request, readout)

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
        else:
            saved_entry.remember(request, readout)
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

    # Discarding

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask whether a draft is to be discarded, and do so unless somebody works on it."""
        readout = self.get_object(request, unquote(object_id))
        told = {"company": company.others_at(readout, person_of(request)) if readout else ""}
        with transaction.atomic():
            if readout is not None and request.method == "POST":
                drafts.hold(readout)
            return super().delete_view(request, object_id, told)

    def delete_model(self, request: HttpRequest, obj: Readout) -> None:
        drafts.discard(readout=obj, by=person_of(request))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Give what goes with a draft, which asks for no further right, and what hinders it."""
        hindrances = [told for obj in objs for told in discarding.hindrances(request, obj)]
        return [str(obj) for obj in objs], {"readouts": len(objs)}, set(), hindrances

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
        return redirect("admin:meetings_readout_change", done.readout.pk)

    def _reminders(self, act: acts.Act, readout: Readout) -> list[str]:
        """Say at once what will hold back the release of what was sent for review."""
        if act.name != "submit":
            return []
        return [f"Before its release: {lacking.sentence}" for lacking in omissions(readout)]


def _first_error(form: Any) -> str:
    for name, errors in form.errors.items():
        label = form.fields[name].label or name.replace("_", " ") if name in form.fields else ""
        return f"{capfirst(label)}: {errors[0]}" if label else str(errors[0])
    return ""
