"""Decide: the page as it will look, and one tap."""

import pytest
from django.conf import settings
from django.urls import reverse

from meetings import drafts, reader, release
from meetings.models import Readout
from tests.admin_forms import signed_in
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_edition,
    make_readout,
    make_user,
)
from tests.meetings.desk_steps import (
    SAMPLE,
    acts,
    decide,
    html,
    page,
    submitted,
    texts,
)

pytestmark = pytest.mark.django_db


def test_decide_shows_the_public_template_and_approves_in_one_tap(approver):
    draft = submitted(passages=["They agreed on the harbour."])
    assert "They agreed on the harbour." in html(
        page(approver, "meetings_readout_decide", draft.pk)
    )
    response = decide(approver, draft, _approve="1")
    draft.refresh_from_db()
    assert draft.approved_by == approver
    assert acts(draft) == ["submit", "approve"]
    assert "approved it on" in texts(response)[0]


def test_a_repeated_press_is_one_act_and_shows_what_was_done(approver):
    draft = submitted()
    client = signed_in(approver)
    url = reverse("admin:meetings_readout_decide", args=[draft.pk])
    seen = client.get(url).context["seen"]
    decide(approver, draft, client, _approve="1", seen=seen)
    again = decide(approver, draft, client, _approve="1", seen=seen)
    assert acts(draft).count("approve") == 1
    assert "baba approved it" in texts(again)[0]


def test_a_press_repeated_after_a_hold_does_not_approve_anew(approver):
    draft = submitted()
    client = signed_in(approver)
    url = reverse("admin:meetings_readout_decide", args=[draft.pk])
    seen = client.get(url).context["seen"]
    at = ahead(hours=3).astimezone(settings.MINISTRY.zone)
    later = {"at-day": f"{at:%Y-%m-%d}", "at-time": f"{at:%H:%M}"}
    decide(approver, draft, client, _approve_at="1", seen=seen, **later)
    decide(approver, draft, client, _hold="1")
    release.submit(readout=draft, by=draft.created_by)
    decide(approver, draft, client, _approve_at="1", seen=seen, **later)
    draft.refresh_from_db()
    assert not draft.is_approved
    assert acts(draft) == ["submit", "approve", "revoke", "submit"]


def test_a_release_at_a_time_is_told_in_both_zones(approver):
    draft = submitted()
    sitting = draft.sittings.get()
    sitting.zone = "America/New_York"
    sitting.save()
    at = ahead(days=1).astimezone(settings.MINISTRY.zone)
    decide(approver, draft, _approve_at="1", **{"at-day": f"{at:%Y-%m-%d}", "at-time": "23:45"})
    shown = html(page(approver, "meetings_readout_decide", draft.pk))
    assert "23:45 JST" in shown
    assert "New York" in shown


def test_what_changed_since_the_look_is_not_approved(approver):
    draft = submitted()
    client = signed_in(approver)
    seen = client.get(reverse("admin:meetings_readout_decide", args=[draft.pk])).context["seen"]
    Readout.objects.filter(pk=draft.pk).update(version=2)
    decide(approver, draft, client, _approve="1", seen=seen)
    assert not Readout.objects.get(pk=draft.pk).is_approved


def test_a_comment_that_could_not_be_used_is_given_back(approver):
    draft = submitted()
    client, name = signed_in(approver), "Name the island."
    seen = client.get(reverse("admin:meetings_readout_decide", args=[draft.pk])).context["seen"]
    Readout.objects.filter(pk=draft.pk).update(version=2)
    given_back = decide(approver, draft, client, _return="1", comment=name, seen=seen)
    assert "Nothing has been done now" in texts(given_back)[0]
    assert f"{name}</textarea>" in html(given_back)
    decide(approver, draft, client, _return="1", comment=name)
    repeated = decide(approver, draft, client, _return="1", comment=name, seen=seen)
    assert "Nothing has been done now" not in texts(repeated)[0]
    assert acts(draft) == ["submit", "return"]


def test_a_comment_is_given_back_to_one_who_saved_the_readout_meanwhile(approver):
    draft, client = submitted(), signed_in(approver)
    seen = client.get(reverse("admin:meetings_readout_decide", args=[draft.pk])).context["seen"]
    drafts.claim(readout=draft, by=approver, version=draft.version)
    drafts.keep(readout=draft, by=approver)
    given_back = decide(approver, draft, client, _return="1", comment="Name it.", seen=seen)
    assert "Nothing has been done now" in texts(given_back)[0]
    assert "Name it.</textarea>" in html(given_back)


def test_a_return_needs_its_comment(approver):
    draft = submitted()
    refused = decide(approver, draft, _return="1", comment=" ")
    assert "Say what should be changed" in texts(refused)[0]
    decide(approver, draft, _return="1", comment="Name the island.")
    assert acts(draft) == ["submit", "return"]


def test_nobody_approves_their_own_work_by_a_forged_post(approver):
    draft = submitted(by=approver)
    shown = html(page(approver, "meetings_readout_decide", draft.pk))
    assert 'name="_approve"' not in shown
    response = decide(approver, draft, _approve="1")
    assert "a second person approves it" in texts(response)[0]
    assert acts(draft) == ["submit"]


def test_decide_tells_what_changed_since_the_live_edition(approver):
    live = make_readout(live_from=ago(days=1), introduction="They met.")
    draft = make_edition(live, introduction="They met again.")
    release.submit(readout=draft, by=draft.changed_by)
    assert "Changed: introduction" in html(page(approver, "meetings_readout_decide", draft.pk))


def test_decide_tells_what_is_doubtful_in_the_text_it_came_from(approver):
    author = make_user("Author")
    text = SAMPLE.replace("9:10 a.m. local time", "3:10 a.m. local time")
    draft = reader.draft_from(reader.read_here(text), text=text, by=author)
    release.submit(readout=draft, by=author)
    shown = html(page(approver, "meetings_readout_decide", draft.pk))
    assert "Doubtful in the text as it came" in shown
    assert f"The text came from {author}." in shown


def test_decide_shows_what_was_said_to_stand_on_the_paper():
    draft = make_draft()
    release.submit(readout=draft, by=draft.created_by)
    draft.as_printed.create(
        code="clocks", fingerprint="x", sentence="The two clocks disagree.", by=draft.created_by
    )

    page = signed_in(make_user("Approver")).get(f"/admin/meetings/readout/{draft.pk}/decide/")

    assert "The two clocks disagree. Said by author." in page.content.decode()


def test_the_form_leads_to_compare_and_an_approver_to_decide():
    draft = make_draft()
    address = f"/admin/meetings/readout/{draft.pk}/"

    of_author, of_approver = (
        signed_in(make_user(group)).get(f"{address}change/").content.decode()
        for group in ("Author", "Approver")
    )

    assert f"{address}compare/" in of_author
    assert f"{address}decide/" not in of_author
    assert f"{address}decide/" in of_approver


def test_decide_and_form_say_why_it_cannot_be_approved_and_what_helps(approver):
    draft = submitted()
    Readout.objects.filter(pk=draft.pk).update(changed_by=make_user("Author", username="third"))
    for part in ("decide", "change"):
        url = f"/admin/meetings/readout/{draft.pk}/{part}/"
        shown = signed_in(approver).get(url).content.decode()
        assert "third changed it after author sent it for review" in shown, part
        assert "Let it be sent for review again." in shown, part
        assert 'name="approve"' not in shown, part
        assert 'name="_approve"' not in shown, part
