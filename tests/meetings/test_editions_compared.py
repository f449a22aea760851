import re

import pytest

from meetings.release import seal, withdraw
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_person,
    make_readout,
    user_called,
)
from tests.page_text import lines_of

pytestmark = pytest.mark.django_db

SECRET = "A sentence that must not be read"


def administrator():
    return user_called("administrator", "Administrator")


def two_editions(before, after, **facts):
    """Two public editions whose passages are worded like this."""
    first = make_readout(live_from=ago(days=2), passages=before)
    items = [passage.item for passage in first.passages.all()]
    second = make_edition(
        first, live_from=ago(days=1), passages=after, items=items[: len(after)], **facts
    )
    return first, second


def changes(client, readout, first=1, second=2):
    return client.get(f"{readout.get_absolute_url()}editions/{first}/changes/{second}/")


def test_the_words_that_went_and_came_are_marked_in_their_place(client):
    first, _ = two_editions(["Henoko is the only solution."], ["Henoko is a solution."])
    text = changes(client, first).text
    to_the_eye = re.sub(r'<span class="visually-hidden">.*?</span>', "", text)
    assert "Henoko is <del>the only</del><ins>a</ins> solution." in to_the_eye
    assert '[only before: </span>the only<span class="visually-hidden">] </span></del>' in text


def test_a_passage_that_was_dropped_is_shown_as_removed(client):
    first, _ = two_editions(["Kept words.", "Dropped words."], ["Kept words."])
    text = changes(client, first).text
    assert "<del>Dropped words.</del>" in text
    assert "Kept words." not in text


def test_editions_are_compared_in_either_direction(client):
    first, _ = two_editions(["Kept words.", "Dropped words."], ["Kept words."])
    assert "<ins>Dropped words.</ins>" in changes(client, first, 2, 1).text


@pytest.mark.parametrize(("first", "second"), [(1, 1), (0, 1), (1, 3)])
def test_there_is_nothing_between_editions_that_were_never_public(client, first, second):
    old, new = two_editions(["Words."], ["Other words."])
    make_edition(new, live_from=ahead(days=1), passages=[SECRET])
    assert changes(client, old, first, second).status_code == 404


@pytest.mark.parametrize("edition", [0, 1])
def test_what_is_sealed_in_either_edition_is_compared_in_neither(client, edition):
    editions = two_editions(["Open words.", SECRET], ["Other words.", f"{SECRET} again"])
    seal(target=editions[edition].passages.last(), by=administrator(), reason="personal")
    text = changes(client, editions[0]).text
    assert SECRET not in text
    assert "What was removed from either edition is not compared." in text


def test_the_words_of_a_sealed_edition_are_not_told(client):
    first, _ = two_editions([SECRET], ["Other words."])
    seal(target=first, by=administrator(), reason="personal")
    response = changes(client, first)
    assert response.status_code == 410
    assert SECRET not in response.text


def test_a_participant_sealed_in_one_edition_is_compared_in_neither(client):
    person = make_person("Amaranth Vell")
    first = make_readout(live_from=ago(days=2), participants=[person])
    make_edition(first, live_from=ago(days=1), participants=[person, make_person("Corin")])
    seal(target=first.participants.first(), by=administrator(), reason="personal")
    text = changes(client, first).text
    assert "Amaranth Vell" not in text
    assert "Corin" in text


def test_what_the_page_does_not_say_is_no_change(client):
    first = make_readout(live_from=ago(days=2), participants=[make_person("Ann")])
    make_edition(first, live_from=ago(days=1), participants=[make_person("Ann")])
    assert "Person" not in "".join(lines_of(changes(client, first).text))


def test_nothing_of_a_withdrawn_readout_is_compared(client):
    first, _ = two_editions(["Words."], ["Other words."])
    withdraw(meeting=first.meeting, language="en", by=administrator(), reason="error")
    assert changes(client, first).status_code == 410


def test_the_list_of_editions_leads_to_what_changed_between_any_two(client):
    first, second = two_editions(["One"], ["Two"])
    make_edition(second, live_from=ago(hours=1), passages=["Three"])
    text = client.get(f"{first.get_absolute_url()}editions/").text
    for old, new in [(1, 2), (1, 3), (2, 3)]:
        assert f'href="{first.get_absolute_url()}editions/{old}/changes/{new}/"' in text


def test_the_page_leads_to_what_its_correction_changed(client):
    first, _ = two_editions(["One"], ["Two"])
    text = client.get(first.get_absolute_url()).text
    assert f'href="{first.get_absolute_url()}editions/1/changes/2/"' in text
