"""Someone who may change readouts, and not all that they contain."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tests.factories import ago, make_draft, make_person, make_readout, make_user
from tests.meetings.desk_form import (
    ADD,
    LIST,
    change,
    entered,
    errors_of,
    items,
    large,
    opened,
    shown_form,
    signed_in,
    texts,
    with_text,
)

pytestmark = pytest.mark.django_db

ROWS = ["sitting", "participant", "passage", "photouse", "documentuse", "readoutrelation"]
OTHERS = ["photo", "tag", "taggeditem", "person", "relation"]
RIGHTS = ["view", "add", "change", "delete"]
PARTS = ["change", "history", "topics", "seals", "compare", "decide", "merge", "delete"]


def without(*codenames):
    """Someone with the rights of all the groups, without these."""
    user = make_user(*Group.objects.values_list("name", flat=True))
    rights = Permission.objects.filter(group__in=user.groups.all()).distinct()
    user.user_permissions.set(rights.exclude(codename__in=codenames))
    user.groups.clear()
    return user


def all_of(kind):
    return [f"{right}_{kind}" for right in RIGHTS]


LACKING = [
    *([f"{right}_{kind}"] for kind in ROWS for right in RIGHTS[1:]),
    *(all_of(kind) for kind in [*ROWS, *OTHERS]),
    [name for kind in [*ROWS, *OTHERS] for name in all_of(kind)],
]


@pytest.mark.parametrize("lacking", LACKING, ids=lambda names: "+".join(names)[:40])
def test_every_address_and_the_save_answer_whatever_right_is_lacking(lacking):
    client, draft = signed_in(user=without(*lacking)), large(2)
    edition = make_readout(live_from=ago(days=1))
    own = [reverse("admin:index"), LIST, ADD, ADD + "?plain=1", change(draft) + "?plain=1"]
    pages = [*own, *(change(one, part) for one in (draft, edition) for part in PARTS)]
    assert [url for url in pages if client.get(url).status_code >= 500] == []
    data = shown_form(client, draft)
    text = data["whole_text"].replace("Text 1", "Text one")
    posts = [
        (ADD, {"whole_text": "1 Ports\n\nPorts matter.", "whole_text_was": "", "_read": "1"}),
        (ADD, entered()),
        (change(draft, "live"), data),
        (change(draft, "copy"), data),
        (change(draft), data | {"whole_text": text}),
        (change(draft), data | {"title": "New"}),
        (change(draft), data | {"title": "Stale"}),
    ]
    assert [url for url, sent in posts if client.post(url, sent).status_code >= 500] == []


# What stays as it is


def test_rows_that_one_may_not_change_are_shown_and_left_as_they_are():
    client, draft = signed_in(user=without(*all_of("passage"))), make_draft(passages=["Ports."])
    before = items(draft)
    shown = client.get(change(draft))
    assert "Ports." in errors_of(shown)
    assert 'name="passages-0-text"' not in errors_of(shown)
    forged = {"passages-0-text": "Forged.", "passages-0-DELETE": "on"}
    data = with_text(shown) | forged | {"title": "New"}
    assert client.post(change(draft), data).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("New", 2)
    assert (texts(draft), items(draft)) == (["Ports."], before)


def test_a_form_that_was_left_untouched_makes_no_version_without_that_right():
    client, draft = signed_in(user=without(*all_of("participant"))), large(2)
    assert client.post(change(draft), shown_form(client, draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.version == 1


def test_no_text_is_read_into_passages_that_one_may_not_change():
    client, draft = signed_in(user=without("delete_passage")), make_draft(passages=["Ports."])
    data = opened(client, draft)
    text = data["whole_text"].replace("Ports.", "Tides.")
    answer = client.post(change(draft), data | {"whole_text": text})
    assert "You may not change, add and remove passages" in errors_of(answer)
    assert "Tides." in answer.context_data["text_view"]["text"]
    assert texts(draft) == ["Ports."]


def test_a_text_leaves_the_people_that_one_may_not_change():
    client = signed_in(user=without("change_participant"))
    draft = make_draft(passages=["Ports."], participants=[make_person()])
    data = opened(client, draft)
    text = data["whole_text"].replace("Ports.", "Tides.")
    answer = client.post(change(draft), data | {"whole_text": text})
    assert "You may not change its participants" in errors_of(answer)
    assert client.post(change(draft), with_text(answer)).status_code == 302
    assert texts(draft) == ["Tides."]
    assert draft.participants.count() == 1


def test_the_preview_shows_what_one_may_not_change():
    client, draft = signed_in(user=without(*all_of("passage"))), make_draft(passages=["Ports."])
    answer = client.post(change(draft, "live"), shown_form(client, draft))
    assert "Ports." in answer.content.decode()
