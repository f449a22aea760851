"""A new topic close to one that is there is pointed out, without scripts, and made when meant."""

import pytest
from django.urls import reverse

from meetings.models import Tag, TagAlias
from tests.admin_forms import address, opened, post, signed_in
from tests.factories import make_draft, make_tag, make_user
from tests.meetings.desk_form import change, fields_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver():
    return signed_in(make_user("Approver"))


@pytest.fixture
def draft():
    make_tag("Sea lane")
    return make_draft()


def topics(draft):
    return {tag.name for tag in draft.passages.get().item.tags.all()}


def test_a_close_topic_is_pointed_out_and_nothing_is_saved(approver, draft):
    data = form_of(approver, change(draft)) | {"passages-0-topics": "Harbour, sea-lanes"}
    answer = approver.post(change(draft), data | {"_save": "Save"})
    assert answer.status_code == 200
    assert "“sea-lanes” is close to “Sea lane”" in answer.content.decode()
    assert fields_of(answer)["passages-0-topics"] == "Harbour, +sea-lanes"
    assert Tag.objects.count() == 1


def test_pressing_again_makes_the_topic_that_is_meant(approver, draft):
    data = form_of(approver, change(draft)) | {"passages-0-topics": "sea-lanes"}
    answer = approver.post(change(draft), data | {"_save": "Save"})
    again = approver.post(change(draft), fields_of(answer) | {"_save": "Save"})
    assert again.status_code == 302
    assert topics(draft) == {"sea-lanes"}


def test_the_topic_that_is_there_can_be_taken_instead(approver, draft):
    data = form_of(approver, change(draft)) | {"passages-0-topics": "sea lane, Deep sea"}
    assert approver.post(change(draft), data | {"_save": "Save"}).status_code == 302
    assert topics(draft) == {"Sea lane", "Deep sea"}


def test_the_page_of_topics_points_out_the_same(approver, draft):
    url = reverse("admin:meetings_readout_topics", args=[draft.pk])
    name = f"topics-{draft.passages.get().pk}"
    answer = approver.post(url, {name: '"Sea lanes"', f"initial-{name}": ""})
    assert "close to “Sea lane”" in answer.content.decode()
    assert 'value="+Sea lanes"' in answer.content.decode()
    assert topics(draft) == set()
    approver.post(url, {name: "+Sea lanes", f"initial-{name}": ""})
    assert topics(draft) == {"Sea lanes"}


def test_the_form_of_a_topic_points_out_an_alias_too(approver):
    TagAlias.objects.create(tag=make_tag("Trans-Pacific Partnership"), name="Pacific pact")
    url = address(Tag, "add")
    data = opened(approver, url) | {"name": "Pacific Pacts"}
    refused = post(approver, url, data)
    assert "close to “Trans-Pacific Partnership”" in refused.sentences
    shown = refused.context["adminform"].form["name"].value()
    assert shown == "+Pacific Pacts"
    assert post(approver, url, data | {"name": shown}).status_code == 302
    assert Tag.objects.filter(name="Pacific Pacts").exists()
