"""The desk's own pages: who may open them, and the first page."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import release
from tests.admin_forms import signed_in
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_person,
    make_readout,
    make_user,
)
from tests.meetings.desk_steps import (
    SAMPLE,
    acts,
    html,
    page,
    submitted,
)

pytestmark = pytest.mark.django_db


# Who may


@pytest.mark.parametrize("group", ["Author", "Approver", "Night duty", "Administrator", None])
def test_each_page_is_open_to_those_who_have_its_right(group):
    user = make_user(group) if group else make_user(is_staff=True)
    if group is None:
        user.groups.clear()
    readout = make_readout(live_from=ahead(hours=1))
    person = make_person()
    deciding = group in ("Approver", "Administrator")
    stopping = deciding or group == "Night duty"
    expected = {
        ("desk_stop",): stopping,
        ("desk_stop_one", readout.meeting.number, "withdraw"): stopping,
        ("desk_stop_one", readout.meeting.number, "hold"): deciding,
        ("meetings_readout_decide", readout.pk): deciding,
        ("meetings_readout_compare", readout.pk): group is not None,
        ("desk_reshuffle",): deciding,
        ("desk_newcomer",): group is not None,
        ("relations_person_merge", person.pk): deciding,
    }
    found = {address: page(user, *address).status_code == 200 for address in expected}
    assert found == expected


def test_a_forged_post_without_the_right_is_refused_and_writes_nothing():
    readout = make_readout(live_from=ago(hours=1))
    waiting = submitted()
    before = acts()
    client = signed_in(make_user("Author"))
    decision = reverse("admin:meetings_readout_decide", args=[waiting.pk])
    stopping = reverse("admin:desk_stop_one", args=[readout.meeting.number, "withdraw"])
    answers = [
        client.post(decision, {"_approve": 1}),
        client.post(stopping, {"part": "en", "reason": "error"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert acts() == before


def test_one_who_may_only_read_posts_to_no_page_of_the_desk():
    reader = make_user("Author")
    reader.groups.clear()
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    readout, person = make_readout(live_from=ago(hours=1)), make_person()
    version = readout.approved_id
    before = acts()
    addresses = [
        ("desk_stop_one", readout.meeting.number, "withdraw"),
        ("meetings_readout_decide", readout.pk),
        ("meetings_readout_compare", readout.pk),
        ("desk_reshuffle",),
        ("desk_newcomer",),
        ("relations_person_merge", person.pk),
    ]
    client = signed_in(reader)
    for name, *args in addresses:
        url = reverse(f"admin:{name}", args=args)
        assert client.post(url, {"version": version, "text": SAMPLE}).status_code == 403, name
    assert acts() == before


@pytest.mark.parametrize("name", ["desk_reshuffle", "desk_newcomer"])
def test_a_post_without_its_token_is_refused(approver, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(approver)
    assert client.post(reverse(f"admin:{name}"), {"text": SAMPLE}).status_code == 403


@pytest.mark.parametrize("name", ["desk_stop", "desk_reshuffle"])
def test_an_expired_log_in_returns_to_the_page_after_logging_in(name):
    user = make_user("Approver")
    address = reverse(f"admin:{name}")
    client = Client()
    asked = client.get(address, follow=True)
    form = {"username": user.username, "password": "secret-word", "next": address}
    logged_in = client.post(asked.redirect_chain[-1][0], form)
    assert logged_in.headers["Location"] == address


# The first page


def test_the_first_page_shows_what_waits_and_what_is_late(approver):
    late = submitted(title="Late one", released_on=timezone.localdate())
    make_readout(title="Soon one", live_from=ahead(hours=2))
    night = make_draft(title="Night one")
    release.release_at_night(
        readout=night, by=make_user("Night duty"), reason="The minister is on the air."
    )
    own = make_draft(title="Own one", by=approver)
    shown = html(page(approver, "index"))
    assert "not approved" in shown
    assert reverse("admin:meetings_readout_decide", args=[late.pk]) in shown
    assert "The minister is on the air." in shown
    assert "Soon one" in shown
    assert reverse("admin:meetings_readout_change", args=[own.pk]) in shown


def test_a_returned_draft_says_so_on_its_authors_first_page(approver):
    draft = submitted()
    release.return_to_author(readout=draft, by=approver, comment="Name the island.")
    shown = html(page(draft.created_by, "index"))
    assert "Name the island." in shown


def test_the_first_page_asks_as_much_for_one_readout_as_for_many(
    approver, django_assert_max_num_queries
):
    client = signed_in(approver)

    def fill():
        submitted(released_on=timezone.localdate())
        make_readout(live_from=ahead(hours=2))
        make_draft(by=approver)

    fill()
    address = reverse("admin:index")
    with django_assert_max_num_queries(40) as one_of_each:
        client.get(address)
    for _ in range(4):
        fill()
    with django_assert_max_num_queries(len(one_of_each)):
        client.get(address)
