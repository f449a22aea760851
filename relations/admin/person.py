from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from relations.admin.base import NameRows, ReferenceAdmin, Rows
from relations.admin.forms import LabelledRows, ReferenceForm
from relations.models import Appointment, Person, PersonName, Post, PostName


def overlap(one: Appointment, other: Appointment) -> bool:
    """Whether two appointments claim a same day, as the database judges it in a one-holder post.

    The day of handover belongs to both. An unknown start claims no day before the known end.
    """
    starts = [row.started_on or row.ended_on for row in (one, other)]
    ends = [row.ended_on or date.max for row in (one, other)]
    if starts[0] is None or starts[1] is None:
        return False
    return starts[0] < ends[1] and starts[1] < ends[0]


class AppointmentFormSet(LabelledRows):
    """Appointments entered together, of which no two may claim a one-holder post at once."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        rows = [form.instance for form in kept if form.instance.post_id]
        for one, other in combinations(rows, 2):
            if one.post_id == other.post_id and one.post.one_holder and overlap(one, other):
                raise ValidationError(
                    f"{one.post} is held by one person at a time, "
                    f"and two of these appointments overlap: {one.period}, and {other.period}."
                )


class AppointmentRows(Rows):
    model = Appointment
    formset = AppointmentFormSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("person", "post__party")


class PostsOfPerson(AppointmentRows):
    fields = ["post", "started_on", "ended_on"]
    autocomplete_fields = ["post"]


class HoldersOfPost(AppointmentRows):
    fields = ["person", "started_on", "ended_on"]
    autocomplete_fields = ["person"]
    verbose_name = "holder"
    verbose_name_plural = "holders"


class PersonNameRows(NameRows):
    model = PersonName


class PostNameRows(NameRows):
    model = PostName


class InOffice(admin.SimpleListFilter):
    """Whether an appointment holds today, as far as is known."""

    title = "in office today"
    parameter_name = "in_office"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        holding = Appointment.objects.on(timezone.localdate()).values("pk")
        chosen = Q(pk__in=holding)
        return queryset.filter(chosen if self.value() == "yes" else ~chosen)


def in_office_today() -> Prefetch:
    """Today's appointments of a person or of a post, as `in_office`."""
    today = Appointment.objects.on(timezone.localdate()).select_related("person", "post__party")
    return Prefetch("appointments", today, "in_office")


@admin.register(Person)
class PersonAdmin(ReferenceAdmin):
    fields = ["name", "sort_name", "slug"]
    list_display = ["name", "sort_name", "posts"]
    list_filter = [("appointments__post__party", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "sort_name", "names__text"]
    search_help_text = "A name in any language or order."
    slug_from = "name"
    inlines = [PostsOfPerson, PersonNameRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related(in_office_today())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """People found by a name; of one entered twice, only the entry that is kept is offered."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        is_choice = request.path == reverse("admin:autocomplete")
        return found.filter(merged_into__isnull=True) if is_choice else found, repeats

    @admin.display(description="in office today as")
    def posts(self, person: Any) -> str:
        return "; ".join(str(row.post) for row in person.in_office)


class PostForm(ReferenceForm):
    """A post, which several may not hold already when it becomes one person's."""

    def clean_one_holder(self) -> bool:
        one_holder = self.cleaned_data["one_holder"]
        if not one_holder or not self.instance.pk or "one_holder" not in self.changed_data:
            return one_holder
        there = self.instance.appointments.select_related("person")
        clash = next((pair for pair in combinations(there, 2) if overlap(*pair)), None)
        if clash is not None:
            raise ValidationError(
                f"{clash[0].person} and {clash[1].person} hold it at the same time: "
                "end one of these appointments first."
            )
        return one_holder


@admin.register(Post)
class PostAdmin(ReferenceAdmin):
    form = PostForm
    fields = ["party", "title", "one_holder"]
    list_display = ["title", "of_party", "holders", "one_holder"]
    list_filter = ["one_holder", "party__kind", ("party", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "names__text", "party__name", "party__short"]
    search_help_text = "A title in any language, or a party."
    autocomplete_fields = ["party"]
    inlines = [HoldersOfPost, PostNameRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        posts = super().get_queryset(request).select_related("party")
        return posts.prefetch_related(in_office_today())

    @admin.display(description="party", ordering="party__name")
    def of_party(self, post: Any) -> str:
        return post.party.name

    @admin.display(description="held today by")
    def holders(self, post: Any) -> str:
        return ", ".join(str(row.person) for row in post.in_office)


@admin.register(Appointment)
class AppointmentAdmin(ReferenceAdmin):
    fields = ["person", "post", "started_on", "ended_on"]
    list_display = ["who", "post_title", "of_party", "started_on", "ended_on"]
    list_filter = [InOffice, ("post__party", admin.RelatedOnlyFieldListFilter)]
    search_fields = [
        "person__name",
        "person__names__text",
        "post__title",
        "post__party__name",
        "post__party__short",
    ]
    search_help_text = "A person, a post or a party."
    autocomplete_fields = ["person", "post"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("person", "post__party")

    @admin.display(description="person", ordering="person__name")
    def who(self, appointment: Appointment) -> str:
        return appointment.person.name

    @admin.display(description="post", ordering="post__title")
    def post_title(self, appointment: Appointment) -> str:
        return appointment.post.title

    @admin.display(description="party", ordering="post__party__name")
    def of_party(self, appointment: Appointment) -> str:
        return appointment.post.party.short_name
