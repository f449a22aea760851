"""Stop: what is out or to come, and the fewest taps to take it back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from meetings import release
from meetings.models import Readout, Seal
from tests.admin_forms import signed_in
from tests.factories import (
    ago,
    ahead,
    make_photo,
    make_readout,
    make_user,
)
from tests.meetings.desk_steps import (
    MOST_BYTES,
    acts,
    html,
    page,
    stop_one,
    submitted,
    texts,
)

pytestmark = pytest.mark.django_db


def test_stop_lists_the_last_two_days_and_all_that_is_to_come(approver):
    make_readout(title="Yesterday's", live_from=ago(hours=47))
    make_readout(title="Next month's", live_from=ahead(days=30))
    old = make_readout(title="Last week's", live_from=ago(days=7))
    shown = html(page(approver, "desk_stop"))
    assert "Yesterday&#x27;s" in shown
    assert "Next month&#x27;s" in shown
    assert "Last week" not in shown
    url = reverse("admin:desk_stop")
    assert "Last week" in html(signed_in(approver).get(url, {"number": old.meeting.number}))


def test_withdrawal_takes_all_languages_unless_unticked(approver):
    readout = make_readout(live_from=ago(hours=1))
    make_readout(
        meeting=readout.meeting, relation=readout.relation, language="ja", live_from=ago(hours=1)
    )
    asked = page(approver, "desk_stop_one", readout.meeting.number, "withdraw")
    assert [choice["is_ticked"] for choice in asked.context["choices"]] == [True, True]
    assert len(asked.context["reasons"]) == 4
    stop_one(approver, readout, "withdraw", parts=["en", "ja"], reason="error")
    assert not Readout.objects.live(timezone.now()).exists()
    stop_one(approver, readout, "restore", parts=["en"])
    assert [row.language for row in Readout.objects.live(timezone.now())] == ["en"]
    assert acts().count("withdraw") == 2
    assert acts().count("restore") == 1


def test_a_repeated_stop_is_one_act_even_after_it_was_undone(approver):
    readout = make_readout(live_from=ago(hours=1))
    url = reverse("admin:desk_stop_one", args=[readout.meeting.number, "withdraw"])
    seen = signed_in(approver).get(url).context["seen"]
    once = {"parts": ["en"], "reason": "error", "seen": seen}
    stop_one(approver, readout, "withdraw", **once)
    again = stop_one(approver, readout, "withdraw", **once)
    assert "baba withdrew it" in texts(again)[0]
    release.restore(meeting=readout.meeting, language="en", by=approver)
    stop_one(approver, readout, "withdraw", **once)
    assert acts(readout).count("withdraw") == 1
    assert Readout.objects.live(timezone.now()).exists()


def test_what_is_to_come_is_held(approver):
    readout = make_readout(live_from=ahead(hours=1))
    stop_one(approver, readout, "hold", parts=["en"])
    assert not Readout.objects.get(pk=readout.pk).is_approved
    assert acts(readout) == ["approve", "revoke"]


def test_a_photo_is_sealed_and_its_seal_lifted(approver):
    photo = make_photo()
    readout = make_readout(live_from=ago(hours=1), photos=[photo, make_photo()])
    stop_one(approver, readout, "seal", parts=[photo.token], reason="personal")
    seal = Seal.objects.get()
    assert (seal.photo, seal.lifted_at) == (photo, None)
    stop_one(approver, readout, "lift", parts=[photo.token])
    assert Seal.objects.get().lifted_at is not None
    assert acts()[-2:] == ["seal", "lift"]


def test_a_withdrawal_without_a_reason_asks_for_one(approver):
    readout = make_readout(live_from=ago(hours=1))
    response = stop_one(approver, readout, "withdraw", parts=["en"], reason="boredom")
    assert "Choose the reason" in texts(response)[0]
    assert Readout.objects.live(timezone.now()).exists()


def test_the_command_withdraws_in_all_languages_when_the_admin_is_down(approver):
    readout = make_readout(live_from=ago(days=9))
    number, said = readout.meeting.number, StringIO()
    call_command("withdraw", number, by=approver.username, reason="error", stdout=said)
    assert number in said.getvalue()
    assert not Readout.objects.live(timezone.now()).exists()
    with pytest.raises(CommandError, match="nothing released"):
        call_command("withdraw", number, by=approver.username, reason="error")
    with pytest.raises(CommandError, match="may not withdraw"):
        call_command(
            "withdraw", number, by=make_user("Author").username, reason="error", language=["en"]
        )


def test_stop_and_decide_stay_light_and_ask_a_constant_number_of_questions(
    approver, django_assert_max_num_queries
):
    client = signed_in(approver)
    address = reverse("admin:desk_stop")
    make_readout(live_from=ago(hours=1), photos=[make_photo()])
    with django_assert_max_num_queries(20) as for_one:
        client.get(address)
    for hours in range(1, 60):
        make_readout(live_from=ahead(hours=hours), title=f"Foreign Ministers' Meeting {hours}")
    with django_assert_max_num_queries(len(for_one)):
        stop = client.get(address)
    short = reverse("admin:meetings_readout_decide", args=[submitted().pk])
    with django_assert_max_num_queries(40) as for_short:
        client.get(short)
    draft = submitted(passages=[f"The two sides agreed on point {n}. " * 8 for n in range(10)])
    with django_assert_max_num_queries(len(for_short)):
        decision = client.get(reverse("admin:meetings_readout_decide", args=[draft.pk]))
    assert len(stop.content) <= MOST_BYTES
    assert len(decision.content) <= MOST_BYTES
    assert b"<script" not in stop.content
