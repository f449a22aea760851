"""The “+” beside a participant's appointments: a new person with their post, in one small form."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.urls import reverse

from meetings.models import ParticipantAppointment

RIGHTS = ("relations.add_person", "relations.add_appointment")


class NewcomerWrapper(RelatedFieldWidgetWrapper):
    """A choice of appointments; what its “+” enters comes back chosen."""

    def __init__(self, widget: Any) -> None:
        rel = ParticipantAppointment._meta.get_field("appointment").remote_field
        super().__init__(widget, rel, admin.site, can_add_related=True)

    def get_related_url(self, info: tuple[str, str], action: str, *args: Any) -> str:
        return reverse("admin:desk_newcomer")


def offer(field: Any, by: Any) -> None:
    """Put the “+” beside a choice of appointments, for those who may enter people."""
    if by is not None and by.has_perms(RIGHTS):
        field.widget = NewcomerWrapper(field.widget)
