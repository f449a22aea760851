"""Who holds what, in one small form each: a reshuffle, a newcomer, one person entered twice."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from meetings import people
from meetings.admin.choices import KeySelect
from meetings.admin.desk import person_of
from meetings.release import Refused
from relations.models import Appointment, Party, Person, Post

TEMPLATE = "admin/meetings/desk/people.html"


def chosen(
    field: Any, rows: Any, label: str, help_text: str = "", *, required: bool = True
) -> forms.ModelChoiceField:
    """A row looked up by its name, as in the forms of the admin."""
    widget = KeySelect(field, admin.site)
    return forms.ModelChoiceField(
        rows, label=label, help_text=help_text, required=required, widget=widget
    )


PERSON = Appointment._meta.get_field("person")
POST = Appointment._meta.get_field("post")
PARTY = Post._meta.get_field("party")


class ReshuffleForm(forms.Form):
    """Who follows whom in a post."""

    post = chosen(POST, Post.objects.select_related("party"), "Post")
    outgoing = chosen(
        PERSON, Person.objects.known(), "Outgoing", "Empty: the post was vacant.", required=False
    )
    incoming = chosen(PERSON, Person.objects.known(), "Incoming")
    day = forms.DateField(
        label="Day of handover",
        widget=AdminDateWidget,
        help_text="The last day of the one and the first of the other.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("incoming") and data.get("incoming") == data.get("outgoing"):
            raise forms.ValidationError("Nobody follows themselves: choose two people.")
        return data


class NewcomerForm(forms.Form):
    """A person with the post they hold, which may be new too."""

    name = forms.CharField(max_length=200, help_text="As we write it today.")
    post = chosen(POST, Post.objects.select_related("party"), "Post", required=False)
    title = forms.CharField(
        label="or a new post", max_length=200, required=False, help_text="“Secretary of State”"
    )
    party = chosen(PARTY, Party.objects.all(), "of this party", required=False)
    day = forms.DateField(
        label="In office from",
        widget=AdminDateWidget,
        required=False,
        help_text="Empty: not known.",
    )
    is_another = forms.BooleanField(
        label="This is another person of the same name", required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        is_new = bool(data["title"].strip() or data["party"])
        if bool(data["post"]) == is_new:
            raise forms.ValidationError(
                "Choose a post that is there, or give the title and the party of a new one."
            )
        if data["is_another"]:
            return data
        if there := people.namesakes(data["name"]):
            self.fields["is_another"].widget = forms.CheckboxInput()
            raise forms.ValidationError(
                f"“{there[0]}” is known already: tick below if it is another."
            )
        return data


class MergeForm(forms.Form):
    """The entry that is kept."""

    into = chosen(PERSON, Person.objects.known(), "Entry that is kept")


def reshuffle(request: HttpRequest) -> HttpResponse:
    """One person follows another in a post."""
    _require(request, "relations.add_appointment", "relations.change_appointment")
    form = ReshuffleForm(request.POST or None, initial={"post": _key(request, "post")})
    if form.is_valid():
        try:
            appointment = people.reshuffle(by=person_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Entered: {appointment}.")
            return redirect("admin:relations_post_change", appointment.post_id)
    return _page(request, form, "Reshuffle", "Enter the handover")


def newcomer(request: HttpRequest) -> HttpResponse:
    """A new person, with the post they hold."""
    _require(request, "relations.add_person", "relations.add_appointment")
    is_popup = IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
    form = NewcomerForm(request.POST or None)
    if form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "is_another"}
        try:
            appointment = people.newcomer(by=person_of(request), **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if is_popup:
                return _chosen(request, appointment)
            messages.success(request, f"Entered: {appointment}.")
            return redirect("admin:relations_person_change", appointment.person_id)
    return _page(request, form, "New person in a post", "Enter", is_popup=is_popup)


def _chosen(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Close the popup, and let the form that opened it choose the new appointment."""
    told = json.dumps({"value": str(appointment.pk), "obj": str(appointment)})
    context = {"popup_response_data": told}
    return TemplateResponse(request, "admin/popup_response.html", context)


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Join a person who was entered twice to the entry that is kept."""
    _require(request, "relations.change_person", "relations.delete_person")
    person = get_object_or_404(Person, pk=pk)
    if person.merged_into is not None:
        messages.info(request, f"“{person}” has been merged into “{person.merged_into}”.")
        return redirect("admin:relations_person_change", person.merged_into.pk)
    form = MergeForm(request.POST or None)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if into is not None and "confirmed" in request.POST:
        try:
            count = people.merge(person=person, into=into, by=person_of(request))
        except Refused as refusal:
            form.add_error("into", str(refusal))
            into = None
        else:
            meetings = "1 meeting" if count == 1 else f"{count} meetings"
            messages.success(request, f"“{person}” was merged into “{into}”, seen at {meetings}.")
            return redirect("admin:relations_person_change", into.pk)
    title = f"Merge “{person}” into another entry"
    facts = {"person": person, "into": into}
    return _page(request, form, title, "Continue", **facts)


def _key(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 18 else None


def _require(request: HttpRequest, *rights: str) -> None:
    if not request.user.has_perms(rights):
        raise PermissionDenied


def _page(
    request: HttpRequest, form: forms.Form, title: str, button: str, **facts: Any
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": title,
        "form": form,
        "media": form.media,
        "button": button,
        **facts,
    }
    return TemplateResponse(request, TEMPLATE, context)
