"""The list of readouts, and how many questions form and list ask."""

import pytest

from meetings import drafts, release
from meetings.models import Readout
from tests.factories import (
    ago,
    ahead,
    make_draft,
    make_person,
    make_readout,
    make_relation,
    make_tag,
    make_user,
    user_called,
)
from tests.meetings.desk_form import LIST, change, chosen, errors_of, large, queries, signed_in

pytestmark = pytest.mark.django_db


def test_bulk_act_judges_each_by_itself():
    author, approver = make_user("Author"), signed_in("Approver")
    good, unsent = make_draft(by=author), make_draft(by=author)
    release.submit(readout=good, by=author)
    response = approver.post(LIST, chosen("approve_now", good, unsent), follow=True)
    assert "has not been sent for review" in errors_of(response)
    assert Readout.objects.approved_ones().get() == good


@pytest.mark.parametrize("action", ["approve_now", "send_for_review"])
def test_a_list_signs_no_text_but_the_one_it_showed(action):
    author, client = make_user("Author"), signed_in("Approver", "Author")
    draft = make_draft(by=author)
    release.submit(readout=draft, by=author)
    shown = client.get(LIST).rendered_content
    assert f'name="version-{draft.pk}" value="{draft.version}"' in shown
    posted = chosen(action, draft)
    drafts.claim(readout=draft, by=author, version=draft.version)
    response = client.post(LIST, posted, follow=True)
    assert "read the newer text first" in errors_of(response)
    not_shown = {"action": action, "_selected_action": [draft.pk]}
    assert "did not show it" in errors_of(client.post(LIST, not_shown, follow=True))
    draft.refresh_from_db()
    assert (draft.is_approved, draft.submitted_by) == (False, author)


def test_bulk_withdrawal_takes_a_reason():
    client, edition = signed_in("Approver"), make_readout(live_from=ago(days=1))
    withdrawing = chosen("withdraw_all", edition)
    client.post(LIST, withdrawing)
    edition.refresh_from_db()
    assert edition.withdrawn_at is None
    client.post(LIST, withdrawing | {"reason": "error"})
    edition.refresh_from_db()
    assert edition.withdrawal_reason == "error"


def found(client, **asked):
    response = client.get(LIST, asked)
    assert response.status_code == 200
    return {row.title for row in response.context_data["cl"].result_list}


def test_search_reads_titles_passages_people_and_topics():
    make_draft(title="Title of the fish")
    make_draft(title="By passage", passages=["A fish swam."])
    make_draft(title="By person", participants=[make_person("Admiral Fish")])
    make_draft(title="By topic", tags=[make_tag("Fish stocks")])
    make_draft(title="Other")
    client = signed_in("Author")
    assert found(client, q="fish") == {"Title of the fish", "By passage", "By person", "By topic"}
    assert found(client, q="fish swam") == {"By passage"}


def test_filters_ask_the_derived_state():
    client = signed_in("Author")
    make_draft(title="draft")
    sent = make_draft(title="sent", by=client.user)
    release.submit(readout=sent, by=client.user)
    make_readout(title="live", live_from=ago(days=1))
    make_readout(title="coming", live_from=ahead(days=1))
    make_readout(title="gone", live_from=ago(days=2), withdrawn_at=ago(days=1))
    asked = {"draft": "draft", "in review": "sent", "live": "live", "scheduled": "coming",
             "withdrawn": "gone"}  # fmt: skip
    for state, title in asked.items():
        assert found(client, state=state) == {title}
    approver = signed_in("Approver")
    assert found(approver, desk="waiting") == {"sent"}
    assert found(client, desk="topicless", state="live") == {"live"}
    assert len(found(client, year="2017", language="en")) == 5
    assert found(client, year="1999") == set()


def test_relation_is_found_by_a_part_of_its_title():
    relation = make_relation("Japan-Farland Relations")
    make_draft(title="own", relation=relation)
    make_draft(title="also", also_under=[relation])
    make_draft(title="other")
    assert found(signed_in("Author"), relation="farland") == {"own", "also"}


@pytest.mark.parametrize("lookup", ["passages__text__contains", "created_by__password__startswith"])
def test_list_does_not_answer_lookups_from_its_address(lookup):
    make_draft(title="Secret")
    assert signed_in("Author").get(LIST, {lookup: "a"}).status_code == 400


def test_form_asks_the_same_of_one_row_and_of_fifty(private_files):
    client = signed_in("Approver")
    one, fifty = queries(client, change(large(1))), queries(client, change(large(50)))
    assert one == fifty
    assert one <= 40


def test_closed_form_asks_the_same_of_one_row_and_of_fifty(private_files):
    client = signed_in("Approver")
    figures = []
    for count in (1, 50):
        draft = large(count)
        release.submit(readout=draft, by=user_called("author"))
        release.approve(readout=draft, by=user_called("approver", "Approver"))
        figures.append(queries(client, change(draft)))
    assert figures[0] == figures[1]
    assert figures[0] <= 40


def test_list_asks_the_same_of_one_row_and_of_fifty():
    client = signed_in("Approver")
    make_draft()
    one = queries(client, LIST)
    for _ in range(49):
        make_draft()
    assert queries(client, LIST) == one
