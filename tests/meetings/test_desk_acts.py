"""Every act at the desk, wherever its button stands: one line in the log, and two people."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from meetings import release
from meetings.admin.acts import ACTS
from meetings.admin.pages.stop import WAYS
from meetings.models import Entry, Readout, Tag
from relations.models import Person
from tests.admin_forms import address, opened, signed_in
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_person,
    make_photo,
    make_readout,
    make_tag,
    make_user,
    user_called,
)
from tests.meetings.desk_form import LIST, change, chosen, confirmed, form_of

pytestmark = pytest.mark.django_db


# States in which an act is possible


def draft():
    return make_draft(tags=[make_tag("Trade")])


def waiting():
    return release.submit(readout=make_draft(), by=user_called("author", "Author"))


def to_come():
    return make_readout(live_from=ahead(hours=5))


def out():
    return make_readout(live_from=ago(hours=5), photos=[make_photo()])


def withdrawn():
    edition = out()
    release.withdraw(meeting=edition.meeting, language="en", by=approver(), reason="error")
    return edition


def sealed():
    edition = out()
    photo = edition.photo_uses.get().photo
    release.seal(target=photo, by=approver(), reason="error")
    return edition


def night():
    return release.release_at_night(
        readout=make_draft(), by=user_called("night", "Night duty"), reason="The minister speaks."
    )


def approver():
    return user_called("approver", "Approver")


# Where a button is pressed


def on_form(client, readout, act, **fields):
    closed = {"seen_version": readout.version}
    data = closed if readout.is_approved else form_of(client, change(readout))
    return client.post(change(readout), data | fields | {f"_{act}": "1"})


def on_list(client, readout, action, **fields):
    return client.post(LIST, chosen(action, readout) | fields)


def on_decide(client, readout, button, **fields):
    url = reverse("admin:meetings_readout_decide", args=[readout.pk])
    return client.post(url, {f"_{button}": "1", "seen": client.get(url).context["seen"], **fields})


def on_stop(client, readout, way, **fields):
    url = reverse("admin:desk_stop_one", args=[readout.meeting.number, way])
    shown = client.get(url).context
    part = shown["choices"][0]["value"]
    return client.post(url, {"seen": shown["seen"], "part": part, "reason": "error", **fields})


def on_seals(client, readout, button, **fields):
    url = reverse("admin:meetings_readout_seals", args=[readout.pk])
    name = f"photo-{readout.photo_uses.get().photo_id}"
    values = {"seal": name, "lift": str(readout.photo_uses.get().photo.seals.get().pk)
              if button == "lift" else ""}  # fmt: skip
    return client.post(url, {button: values[button], f"reason-{name}": "error"})


def on_topics(client, readout, _):
    url = reverse("admin:meetings_readout_topics", args=[readout.pk])
    name = f"topics-{readout.passages.get().pk}"
    return client.post(url, {name: "Trade, Tides", f"initial-{name}": "Trade"})


def on_delete(client, readout, _):
    return client.post(address(readout, "delete"), confirmed(readout))


def on_compare(client, readout, _):
    url = reverse("admin:meetings_readout_compare", args=[readout.pk])
    return client.post(url, {"version": readout.snapshots.first().pk, "seen": readout.version})


def on_tag(client, readout, page):
    tag = Tag.objects.get()
    if page == "rename":
        return client.post(address(tag), opened(client, address(tag)) | {"name": "Commerce"})
    url = reverse("admin:meetings_tag_merge", args=[tag.pk])
    return client.post(url, {"into": make_tag("Commerce").pk, "confirmed": "1"})


def on_person(client, readout, _):
    person = make_person()
    url = reverse("admin:relations_person_merge", args=[person.pk])
    return client.post(url, {"into": make_person().pk, "confirmed": "1"})


def on_meeting(client, readout, _):
    url = reverse("admin:meetings_readout_merge", args=[readout.pk])
    number = make_draft().meeting.number
    asked = client.post(url, {"number": number})
    if asked.status_code == 403:
        return asked
    seen = asked.context["plan"].digest
    return client.post(url, {"number": number, "confirmed": "1", "seen": seen})


def by_command(client, readout, _):
    call_command("move_address", readout.meeting.number, "elsewhere", by=client.user.username)


def at(prefix, hours=9):
    local = (timezone.now() + timedelta(hours=hours)).astimezone(settings.MINISTRY.zone)
    return {f"{prefix}-day": f"{local:%Y-%m-%d}", f"{prefix}-time": f"{local:%H:%M}"}


@dataclass(frozen=True)
class Case:
    """A button: from which state, where it stands, its name, what it sends, what the log says."""

    state: object
    where: object
    button: str
    logged: str
    fields: object = dict
    group: str = "Approver"

    def __str__(self):
        return f"{self.where.__name__} {self.button}".strip()


CASES = [
    Case(draft, on_form, "continue", "save", lambda: {"title": "Other"}, "Author"),
    Case(draft, on_form, "submit", "submit", group="Author"),
    Case(waiting, on_form, "approve", "approve"),
    Case(waiting, on_form, "approve_at", "approve", lambda: at("approve_at")),
    Case(waiting, on_form, "return", "return", lambda: {"return-comment": "Name the island."}),
    Case(night, on_form, "countersign", "countersign"),
    Case(to_come, on_form, "reschedule", "reschedule", lambda: at("reschedule")),
    Case(to_come, on_form, "revoke", "revoke"),
    Case(draft, on_form, "night", "night", lambda: {"night-reason": "Midnight."}, "Night duty"),
    Case(to_come, on_form, "edit", "correct", lambda: {"edit-release": "keep"}, "Author"),
    Case(to_come, on_form, "edit", "revoke", lambda: {"edit-release": "hold"}, "Administrator"),
    Case(out, on_form, "correct", "correct", group="Author"),
    Case(out, on_form, "withdraw", "withdraw", lambda: {"withdraw-reason": "error"}),
    Case(withdrawn, on_form, "restore", "restore"),
    Case(out, on_form, "translate", "translate",
         lambda: {"translate-language": "ja", "translate-status": "official"}, "Author"),
    Case(out, on_form, "next", "save", group="Author"),
    Case(draft, on_list, "send_for_review", "submit", group="Author"),
    Case(waiting, on_list, "approve_now", "approve"),
    Case(out, on_list, "withdraw_all", "withdraw", lambda: {"reason": "error"}),
    Case(waiting, on_decide, "approve", "approve"),
    Case(waiting, on_decide, "approve_at", "approve", lambda: at("at")),
    Case(waiting, on_decide, "return", "return", lambda: {"comment": "Name the island."}),
    Case(to_come, on_decide, "hold", "revoke"),
    Case(night, on_decide, "countersign", "countersign"),
    Case(to_come, on_stop, "hold", "revoke"),
    Case(out, on_stop, "withdraw", "withdraw"),
    Case(withdrawn, on_stop, "restore", "restore"),
    Case(out, on_stop, "seal", "seal"),
    Case(sealed, on_stop, "lift", "lift"),
    Case(out, on_seals, "seal", "seal"),
    Case(sealed, on_seals, "lift", "lift"),
    Case(draft, on_topics, "", "tag"),
    Case(draft, on_delete, "", "discard", group="Author"),
    Case(out, on_compare, "", "correct", group="Author"),
    Case(draft, on_tag, "rename", "rename"),
    Case(draft, on_tag, "merge", "merge"),
    Case(draft, on_person, "", "merge"),
    Case(draft, on_meeting, "", "merge", group="Author"),
    Case(out, by_command, "", "move"),
]  # fmt: skip


def client_of(group):
    user = user_called(group.lower().replace(" ", "-") + "-who-acts", group)
    client = signed_in(user)
    client.user = user
    return client


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_act_leaves_exactly_one_line_in_the_log(case):
    readout = case.state()
    before = Entry.objects.count()
    client = client_of(case.group)
    case.where(client, readout, case.button, **case.fields())
    lines = list(Entry.objects.order_by("pk")[before:])
    assert [(line.act, line.by) for line in lines] == [(case.logged, client.user)]


def test_the_table_holds_every_act_and_every_button():
    buttons = {(case.where, case.button) for case in CASES}
    assert {case.logged for case in CASES} == set(Entry.Act.values)
    assert {(on_form, act.name) for act in ACTS} <= buttons
    assert {(on_stop, way) for way in WAYS} <= buttons
    listed = {"send_for_review", "approve_now", "withdraw_all"}
    assert {(on_list, name) for name in listed} <= buttons


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_who_may_only_read_does_none_of_them(case):
    if case.where is by_command:
        with pytest.raises(CommandError, match="nobody who may decide"):
            case.where(client_of("Author"), case.state(), case.button)
        return
    readout, able = case.state(), client_of(case.group)
    # What the page shows to one who may act is what another forges.
    is_shown = case.where in (on_decide, on_stop)
    fields = forged(able, readout, case) if is_shown else case.fields()
    reader = client_of("Author")
    reader.user.groups.clear()
    reader.user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    before = Entry.objects.count()
    post_forged(reader, readout, case, fields)
    assert Entry.objects.count() == before


def forged(client, readout, case):
    name, args = ("meetings_readout_decide", [readout.pk])
    if case.where is on_stop:
        name, args = "desk_stop_one", [readout.meeting.number, case.button]
    shown = client.get(reverse(f"admin:{name}", args=args)).context
    part = shown["choices"][0]["value"] if case.where is on_stop else ""
    return {f"_{case.button}": "1", "seen": shown["seen"], "part": part, "reason": "error"}


def post_forged(client, readout, case, fields):
    if case.where is on_decide:
        url = reverse("admin:meetings_readout_decide", args=[readout.pk])
        return client.post(url, fields)
    if case.where is on_stop:
        url = reverse("admin:desk_stop_one", args=[readout.meeting.number, case.button])
        return client.post(url, fields)
    if case.where is on_form:
        seen = str(Readout.objects.get(pk=readout.pk).version)
        return client.post(change(readout), fields | {f"_{case.button}": "1", "seen_version": seen})
    if case.where is on_tag and case.button == "rename":
        return client.post(address(Tag.objects.get()), {"name": "Commerce"})
    return case.where(client, readout, case.button, **fields)


# Nobody approves their own work


APPROVING = [case for case in CASES if case.logged in ("approve", "countersign")]


@pytest.mark.parametrize("group", ["Author", "Approver", "Administrator"])
@pytest.mark.parametrize("case", APPROVING, ids=str)
def test_nobody_signs_twice_by_any_button_or_forged_post(case, group):
    own = make_user(group, "Night duty")
    readout = make_draft(by=own)
    if case.logged == "countersign":
        release.release_at_night(readout=readout, by=own, reason="Midnight.")
    else:
        release.submit(readout=readout, by=own)
    readout.refresh_from_db()
    before = Entry.objects.count()
    client = signed_in(own)
    client.user = own
    if case.where is on_decide:
        seen = signed_in(approver()).get(
            reverse("admin:meetings_readout_decide", args=[readout.pk])
        ).context["seen"]  # fmt: skip
        post_forged(client, readout, case, {f"_{case.button}": "1", "seen": seen, **case.fields()})
    else:
        case.where(client, readout, case.button, **case.fields())
        post_forged(client, readout, case, case.fields())
    now = Readout.objects.get(pk=readout.pk)
    assert (now.approved_by, now.countersigned_by) in [(None, None), (own, None)]
    assert Entry.objects.count() == before
    assert bool(now.night_reason) == (case.logged == "countersign")


def test_a_bulk_approval_takes_the_others_work_and_leaves_ones_own():
    own, other = make_user("Approver"), waiting()
    mine = release.submit(readout=make_draft(by=own), by=own)
    signed_in(own).post(LIST, chosen("approve_now", mine, other))
    assert list(Readout.objects.approved_ones()) == [other]
    assert Person.objects.count() == 0
