"""Topics on agenda items, and the vocabulary."""

import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import tagging
from meetings.models import Entry, FormerTagAddress, Tag
from tests.factories import ago, ahead, make_readout, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user()


def item_of(readout):
    return readout.passages.first().item


def test_topics_may_be_attached_to_a_public_row(editor):
    readout, tag = make_readout(live_from=ago(days=1)), make_tag("Okinawa")

    tagging.attach(item=item_of(readout), tags=[tag], by=editor)

    assert list(Tag.objects.live(ago(seconds=0))) == [tag]


def test_each_change_is_one_entry(editor):
    item = item_of(make_readout())
    okinawa, korea = make_tag("Okinawa"), make_tag("North Korea")
    tagging.set_tags(item=item, tags=[okinawa, korea], by=editor)
    tagging.set_tags(item=item, tags=[korea, okinawa], by=editor)
    tagging.detach(item=item, tags=[okinawa], by=editor)

    details = [entry.details for entry in Entry.objects.order_by("pk")]
    assert details == [
        {"added": ["Okinawa", "North Korea"], "removed": []},
        {"added": [], "removed": ["Okinawa"]},
    ]


def test_attaching_five_topics_asks_no_more_than_attaching_one(editor):
    asked = []
    for number in (1, 5):
        item, tags = item_of(make_readout()), [make_tag() for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            tagging.attach(item=item, tags=tags, by=editor)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_an_item_carries_thirty_topics_at_most(editor):
    item = item_of(make_readout())
    with pytest.raises(tagging.TooManyTopics):
        tagging.attach(item=item, tags=[make_tag() for _ in range(31)], by=editor)


def test_a_topic_is_found_under_any_spelling():
    tag = make_tag("Trans-Pacific Partnership")
    tag.aliases.create(name="TPP")

    assert tagging.find("ＴＰＰ") == tagging.find(" trans-pacific  partnership ") == tag


def test_a_merged_topic_leaves_its_items_its_name_and_its_address(editor):
    old, kept = make_tag("Abductions"), make_tag("Abductions issue")
    readout = make_readout(live_from=ago(days=1), tags=[old])

    assert tagging.merge(tag=old, into=kept, by=editor) == 1

    assert item_of(readout).tags.get() == kept
    assert tagging.find("abductions") == kept
    assert FormerTagAddress.objects.get(slug="abductions").tag == kept


def test_a_merged_topic_that_never_was_public_leaves_no_address(editor):
    hidden, kept = make_tag("Secret plan"), make_tag("Okinawa")
    make_readout(tags=[hidden])
    make_readout(live_from=ago(days=1), tags=[kept])

    tagging.merge(tag=hidden, into=kept, by=editor)

    assert not FormerTagAddress.objects.exists()


def test_a_renamed_public_topic_leaves_its_address(editor):
    tag = make_tag("Senkakus")
    make_readout(live_from=ago(days=1), tags=[tag])

    tagging.rename(tag=tag, name="Senkaku Islands", by=editor)

    assert tag.slug == "senkaku-islands"
    assert FormerTagAddress.objects.get().slug == "senkakus"
    assert tag.names.get().text == "Senkakus"


def test_a_topic_may_take_its_old_name_again(editor):
    tag = make_tag("Okinawa")
    make_readout(live_from=ago(days=1), tags=[tag])
    tagging.rename(tag=tag, name="Okinawa bases", by=editor)

    tagging.rename(tag=tag, name="Okinawa", by=editor)

    assert FormerTagAddress.objects.get().slug == "okinawa-bases"


def test_a_topic_cannot_take_anothers_name(editor):
    make_tag("Okinawa")
    with pytest.raises(ValidationError, match="there already"):
        tagging.rename(tag=make_tag("Bases"), name="OKINAWA", by=editor)


def test_a_topic_is_not_merged_into_itself(editor):
    tag = make_tag()
    with pytest.raises(ValueError, match="into itself"):
        tagging.merge(tag=tag, into=tag, by=editor)


def test_a_merged_topic_leaves_its_names_in_other_languages_and_its_former_ones(editor, client):
    old, kept = make_tag("Commerce"), make_tag("Economy")
    make_readout(live_from=ago(days=1), tags=[old])
    for tag, text in ((old, "貿易"), (kept, "経済")):
        tag.names.create(language="ja", text=text)
    old.names.create(language="fr", text="Négoce")
    tagging.rename(tag=old, name="Trade", by=editor)

    tagging.merge(tag=old, into=kept, by=editor)

    for typed in ("Commerce", "貿易", "Négoce", "Trade"):
        assert "/topics/economy/" in client.get("/search/", {"q": typed}).content.decode(), typed
    in_use = kept.names.filter(used_until=None).values_list("text", flat=True)
    assert set(in_use) == {"経済", "Négoce"}


def test_names_that_the_public_never_knew_stay_with_the_desk(editor, client):
    hidden, kept = make_tag("Operation Quokka"), make_tag("Okinawa")
    hidden.aliases.create(name="Zebra Evacuation")
    hidden.names.create(language="fr", text="Okapi evacuation")
    hidden.names.create(language="de", text="Evakuierung " * 12)
    make_readout(live_from=ahead(days=1), tags=[hidden])
    make_readout(live_from=ago(days=1), tags=[kept])
    tagging.rename(tag=hidden, name="Quokka evacuation", by=editor)

    tagging.merge(tag=hidden, into=kept, by=editor)

    for name in ("Zebra evacuation", "Quokka evacuation", "Okapi evacuation"):
        assert tagging.find(name) == kept
    for address in ("/topics/okinawa/", "/topics/", "/topics.json", "/search/?q=evacuation"):
        text = client.get(address).content.decode()
        assert not {"Quokka", "Zebra", "Okapi"} & set(re.findall(r"\w+", text)), address
    assert client.get("/topics/zebra-evacuation/").status_code == 404


def test_a_name_given_up_before_the_release_is_never_told(editor, client):
    hidden = make_tag("Operation Quokka")
    make_readout(live_from=ahead(hours=1), tags=[hidden], passages=["Of evacuation."])

    tagging.rename(tag=hidden, name="Evacuation", by=editor)

    with time_machine.travel(ahead(hours=2), tick=False):
        for address in ("/topics/evacuation/", "/topics/", "/search/?q=evacuation"):
            assert "Quokka" not in client.get(address).content.decode()
        assert client.get("/topics/operation-quokka/").status_code == 404


def test_a_public_topic_keeps_its_names_in_public_when_it_is_merged(editor, client):
    known, kept = make_tag("Senkakus"), make_tag("Senkaku Islands")
    known.aliases.create(name="The Islets")
    make_readout(live_from=ago(days=1), tags=[known])

    tagging.merge(tag=known, into=kept, by=editor)

    assert (
        "Also known as Senkakus, The Islets"
        in client.get("/topics/senkaku-islands/").content.decode()
    )
