from datetime import date

import pytest
from django.urls import reverse

from meetings import addresses
from meetings.release import seal, withdraw
from tests.factories import ago, ahead, make_edition, make_readout, user_called
from tests.page_text import lines_of

pytestmark = pytest.mark.django_db


def two_editions(**facts):
    """Two public editions of a meeting, the second of which is the present one."""
    first = make_readout(live_from=ago(days=2), passages=["The older words"])
    newer = {"passages": ["The newer words"], "correction_note": "A word was corrected."}
    return first, make_edition(first, **{"live_from": ago(days=1), **newer, **facts})


def administrator():
    return user_called("administrator", "Administrator")


def edition(client, readout, number):
    return client.get(f"{readout.get_absolute_url()}editions/{number}/")


def test_the_address_of_a_meeting_shows_the_present_edition(client):
    first, _ = two_editions()
    text = client.get(first.get_absolute_url()).text
    assert "The newer words" in text
    assert "A word was corrected." in text
    assert "The older words" not in text


def test_an_old_edition_stays_at_its_address_and_leads_to_the_present_one(client):
    first, _ = two_editions()
    text = edition(client, first, 1).text
    assert "The older words" in text
    assert f'<a href="{first.get_absolute_url()}">Read the present edition</a>' in text


def test_the_present_edition_has_an_address_of_its_own(client):
    first, _ = two_editions()
    assert "The newer words" in edition(client, first, 2).text


@pytest.mark.parametrize("number", [0, 3])
def test_there_is_no_edition_that_was_never_public(client, number):
    first, second = two_editions()
    make_edition(second, live_from=ahead(days=1))
    assert edition(client, first, number).status_code == 404


def test_the_list_of_editions_says_what_each_changed(client):
    first, _ = two_editions()
    lines = lines_of(client.get(f"{first.get_absolute_url()}editions/").text)
    assert lines[1] == "Editions"
    assert "Edition 1" in lines
    assert "Edition 2 present edition" in lines
    assert "A word was corrected." in lines


def test_a_sealed_edition_is_gone_and_the_others_keep_their_numbers(client):
    first, _ = two_editions()
    seal(target=first, by=administrator(), reason="personal")
    assert edition(client, first, 1).status_code == 410
    assert "The newer words" in edition(client, first, 2).text
    assert "Edition 1" not in client.get(f"{first.get_absolute_url()}editions/").text


def test_the_note_of_a_sealed_edition_is_not_told(client):
    first, second = two_editions(correction_note="A telling note")
    make_edition(second, live_from=ago(hours=1), correction_note="Another note")
    seal(target=second, by=administrator(), reason="personal")
    text = client.get(first.get_absolute_url()).text
    assert "Another note" in text
    assert "A telling note" not in text


def test_when_the_present_edition_is_sealed_the_page_is_gone_and_older_ones_remain(client):
    first, second = two_editions()
    seal(target=second, by=administrator(), reason="error")
    assert client.get(first.get_absolute_url()).status_code == 410
    assert "The older words" in edition(client, first, 1).text


def test_every_edition_of_a_withdrawn_readout_is_gone(client):
    first, _ = two_editions()
    withdraw(meeting=first.meeting, language="en", by=administrator(), reason="error")
    for path in ("", "editions/", "editions/1/", "editions/2/"):
        assert client.get(first.get_absolute_url() + path).status_code == 410


def test_the_permanent_number_leads_to_the_page(client):
    first, _ = two_editions()
    response = client.get(reverse("meetings:short", args=[first.meeting.number]))
    assert (response.status_code, response.url) == (302, first.get_absolute_url())


def test_the_permanent_number_leads_to_another_language(client):
    first, _ = two_editions()
    other = make_readout(live_from=ago(days=1), meeting=first.meeting, language="ja", title="会談")
    response = client.get(f"/r/{first.meeting.number}/ja/")
    assert (response.status_code, response.url) == (302, other.get_absolute_url())


def test_the_permanent_number_of_what_is_hidden_leads_nowhere(client):
    hidden = make_readout(live_from=ahead(days=1))
    answer = client.get(f"/r/{hidden.meeting.number}/")
    absent = client.get("/r/1234567890/")
    assert answer.status_code == 404
    assert answer.content == absent.content


def test_the_permanent_number_of_what_was_taken_back_leads_to_the_notice(client):
    readout = make_readout(live_from=ago(days=1))
    withdraw(meeting=readout.meeting, language="en", by=administrator(), reason="error")
    response = client.get(f"/r/{readout.meeting.number}/", follow=True)
    assert response.status_code == 410


@pytest.mark.parametrize("path", ["", "editions/", "editions/1/"])
def test_a_former_address_leads_to_the_present_one_in_one_step(client, path):
    readout = make_readout(live_from=ago(days=1))
    old = readout.get_absolute_url()
    for slug in ("second", "third"):
        addresses.move(
            meeting=readout.meeting, by=administrator(), day=date(2017, 2, 11), slug=slug
        )
    response = client.get(old + path)
    assert response.status_code == 301
    assert response.url == f"/readouts/2017/02/11/third/{path}"


def test_the_first_language_has_no_second_address(client):
    readout = make_readout(live_from=ago(days=1))
    assert client.get(f"{readout.get_absolute_url()}en/").status_code == 404


def test_a_language_that_is_still_to_come_is_not_found(client):
    readout = make_readout(live_from=ago(days=1))
    make_readout(meeting=readout.meeting, language="ja", live_from=ahead(days=1))
    assert client.get(f"{readout.get_absolute_url()}ja/").status_code == 404
