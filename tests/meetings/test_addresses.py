"""Addresses tell nothing of meetings that nobody may know of yet."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from meetings import addresses, release
from meetings.models import Meeting, Readout
from tests.factories import ago, ahead, make_draft, make_readout, make_user

pytestmark = pytest.mark.django_db

TITLE = "Japan-Testland Foreign Ministers' Meeting"
SLUG = "japan-testland-foreign-ministers-meeting"


def approved(at, **facts):
    draft = make_draft(title=TITLE, **facts)
    release.submit(readout=draft, by=draft.created_by)
    return release.approve(readout=draft, by=make_user("Approver"), at=at).meeting


def slug_of(meeting):
    return Meeting.objects.get(pk=meeting.pk).slug


def test_an_address_is_the_day_and_the_title():
    meeting = make_readout(live_from=ago(days=1), title=TITLE).meeting

    assert meeting.get_absolute_url() == f"/readouts/2017/02/10/{SLUG}/"


def test_a_title_without_letters_of_the_alphabet_has_an_address():
    assert make_readout(live_from=ago(days=1), title="日米外相会談").meeting.slug == "meeting"


def test_who_is_public_first_gets_the_address():
    hidden = approved(ahead(hours=2))
    sooner = approved(ahead(hours=1))

    assert (slug_of(sooner), slug_of(hidden)) == (SLUG, f"{SLUG}-2")


def test_a_revoked_approval_leaves_no_gap():
    sooner = approved(ahead(hours=1))
    later = approved(ahead(hours=2))
    release.revoke(readout=sooner.readouts.get(), by=make_user("Approver"))

    assert slug_of(later) == SLUG


def test_a_withdrawal_before_release_leaves_no_gap():
    sooner = approved(ahead(hours=1))
    later = approved(ahead(hours=2))
    release.withdraw(meeting=sooner, language="en", by=make_user("Approver"), reason="error")

    assert (slug_of(later), slug_of(sooner)) == (SLUG, f"{SLUG}-2")


def test_a_translation_released_at_once_tells_of_no_hidden_meeting():
    approved(ahead(hours=1))
    later = approved(ahead(hours=2))
    draft = make_draft(meeting=later, language="ja", title="会談", items=None, passages=["発言"])
    release.submit(readout=draft, by=draft.created_by)

    release.approve(readout=draft, by=make_user("Approver"))

    assert slug_of(later) == SLUG


def test_an_address_once_public_stays():
    public = make_readout(live_from=ago(days=1), title=TITLE).meeting
    approved(ahead(hours=1))

    assert slug_of(public) == SLUG


def test_a_moved_address_leads_on():
    meeting = make_readout(live_from=ago(days=1), title=TITLE).meeting
    day = meeting.address_on

    addresses.move(meeting=meeting, by=make_user("Approver"), day=day, slug="another")

    assert Meeting.objects.once_at_address(day, SLUG).get() == meeting
    assert slug_of(meeting) == "another"


def test_the_command_moves_an_address_and_says_where(capsys, client):
    meeting = make_readout(live_from=ago(days=1), title=TITLE).meeting
    make_user("Approver", username="baba")

    call_command("move_address", meeting.number, "another", by="baba")

    assert "/readouts/2017/02/10/another/" in capsys.readouterr().out
    assert client.get(f"/readouts/2017/02/10/{SLUG}/").url == "/readouts/2017/02/10/another/"


@pytest.mark.parametrize(
    ("slug", "by", "sentence"),
    [("a b", "baba", "slug"), ("there", "baba", "had it once"), ("new", "aoki", "nobody who may")],
)
def test_the_command_refuses_with_a_sentence(slug, by, sentence):
    meeting = make_readout(live_from=ago(days=1), title=TITLE).meeting
    make_readout(live_from=ago(days=1), title="There")
    make_user("Approver", username="baba")
    make_user("Author", username="aoki")

    with pytest.raises(CommandError, match=sentence):
        call_command("move_address", meeting.number, slug, by=by)


def test_an_address_that_led_elsewhere_is_not_given_again():
    meeting = make_readout(live_from=ago(days=1), title=TITLE).meeting
    addresses.move(
        meeting=meeting, by=make_user("Approver"), day=meeting.address_on, slug="another"
    )

    assert slug_of(make_readout(live_from=ago(hours=1), title=TITLE).meeting) == f"{SLUG}-2"


def test_a_correction_keeps_the_address():
    first = make_readout(live_from=ago(days=1), title=TITLE)
    draft = release.correct(readout=first, by=first.created_by)
    Readout.objects.filter(pk=draft.pk).update(title="Another title", correction_note="The title.")
    release.submit(readout=draft, by=draft.created_by)
    release.approve(readout=draft, by=make_user("Approver"))

    live = Readout.objects.live(timezone.now()).select_related("meeting").get()
    assert live.get_absolute_url() == f"/readouts/2017/02/10/{SLUG}/"


def test_a_long_title_gives_an_address_of_whole_words():
    title = "Dialogue of the Ministers of Velmora and of the Southern Reef Communities on Shipping"

    slug = slug_of(make_readout(live_from=ago(days=1), title=f"{title} {title}").meeting)

    assert slug.endswith("-shipping-dialogue-of")
    assert len(slug) <= 100
