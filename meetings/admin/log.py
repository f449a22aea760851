"""The log, snapshots and seals, which are read here and never written."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings import release
from meetings.models import Entry, Seal, Snapshot
from meetings.models.log import TARGETS
from meetings.record import sha256_of


class OnlyRead(admin.ModelAdmin):
    """An admin in which nothing is added, changed or deleted, whoever asks."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def as_text(data: Any) -> SafeString:
    return format_html("<pre>{}</pre>", json.dumps(data, ensure_ascii=False, indent=2))


class WhoActed(admin.RelatedOnlyFieldListFilter):
    """The people of whom the log speaks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "person"


@admin.register(Entry)
class EntryAdmin(OnlyRead):
    fields = ["at", "by", "act", "subject", "reason", "before", "after", "all_details"]
    list_display = ["at", "by", "act", "subject", "reason"]
    list_filter = ["act", ("by", WhoActed)]
    list_select_related = ["by"]
    date_hierarchy = "at"
    search_fields = ["subject", "reason", "by__username"]
    search_help_text = "Words of the subject or the reason, a user name, a hash."
    show_full_result_count = False

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["subject", "reason", "by__username", "before__startswith", "after__startswith"]

    @admin.display(description="details")
    def all_details(self, entry: Entry) -> SafeString:
        return as_text(entry.details)


@admin.register(Snapshot)
class SnapshotAdmin(OnlyRead):
    fields = [
        "readout", "version", "made_at", "made_by", "schema", "sha256", "matches", "as_stored",
    ]  # fmt: skip
    list_display = ["of_readout", "version", "made_at", "made_by", "short_hash"]
    list_filter = [("made_by", WhoActed)]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]
    search_fields = ["readout__title", "readout__meeting__number", "sha256__startswith"]
    search_help_text = "A title, a meeting's number, a hash."
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("readout", "made_by").defer("content")

    @admin.display(description="readout", ordering="readout")
    def of_readout(self, snapshot: Snapshot) -> str:
        return str(snapshot.readout)

    @admin.display(description="hash", ordering="sha256")
    def short_hash(self, snapshot: Snapshot) -> str:
        return snapshot.sha256[:12]

    @admin.display(boolean=True, description="stored bytes match the hash")
    def matches(self, snapshot: Snapshot) -> bool:
        return sha256_of(bytes(snapshot.content)) == snapshot.sha256

    @admin.display(description="document as stored")
    def as_stored(self, snapshot: Snapshot) -> SafeString:
        return as_text(snapshot.document)


@admin.register(Seal)
class SealAdmin(OnlyRead):
    fields = ["kind", "lies_on", "reason", "sealed_at", "sealed_by", "lifted_at", "lifted_by"]
    list_display = ["kind", "lies_on", "reason", "sealed_at", "sealed_by", "lifted_at", "lifted_by"]
    list_display_links = ["lies_on"]
    list_filter = [("lifted_at", admin.EmptyFieldListFilter), "reason"]
    search_fields = [
        "readout__title",
        "passage__readout__title",
        "participant__name",
        "photo__sha256__startswith",
        "document__sha256__startswith",
    ]
    search_help_text = "A readout's title, a participant's name, a file's hash."
    actions = ["lift"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*TARGETS, "sealed_by", "lifted_by")

    @admin.display(description="on a")
    def kind(self, seal: Seal) -> str:
        return str(seal.target._meta.verbose_name)

    @admin.display(description="lies on")
    def lies_on(self, seal: Seal) -> str:
        return str(seal.target)

    def has_seal_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("meetings.seal_readout")

    @admin.action(description="Lift the selected seals", permissions=["seal"])
    def lift(self, request: HttpRequest, seals: QuerySet[Any]) -> None:
        for seal in seals.filter(lifted_at__isnull=True):
            try:
                lifted = release.lift(seal=seal, by=request.user)  # type: ignore[arg-type]
            except release.Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"{seal} lifted ({len(lifted)}).")
