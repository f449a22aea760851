"""Pages as data: the `.json` twins, and what a page tells search engines in its head."""

import json
import re
from datetime import date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import addresses, release
from meetings.models import Participant
from tests.factories import (
    ago,
    ahead,
    make_document,
    make_draft,
    make_edition,
    make_party,
    make_person,
    make_photo,
    make_relation,
    make_tag,
    user_called,
)
from tests.meetings.pages import live, page
from tests.meetings.sample import make_sample, released

pytestmark = pytest.mark.django_db

SECRET = "A sentence that must not be read"
HOSTILE = "Talk <b>&amp;\x07]]>\u202eevil</script><!--\"'"

LISTS = [
    "/countries.json",
    "/regions/north.json",
    "/relations/testland.json",
    "/relations/testland/archive/2017.json",
    "/readouts.json",
    "/readouts/2017/02.json",
    "/topics.json",
    "/topics/trade.json",
    "/topics/trade.json?relation=testland&year=2017",
    "/people/visitor.json",
    "/occasions/summit.json",
    "/corrections.json",
]


def twin(readout):
    return readout.get_absolute_url().removesuffix("/") + ".json"


def data(client, address, status=200):
    return json.loads(page(client, address, status))


def approver():
    return user_called("administrator", "Administrator")


def keys_in(value):
    """Every key of a structure, however deep."""
    if isinstance(value, dict):
        yield from value
    rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for row in rows:
        yield from keys_in(row)


# A readout


def test_a_readouts_twin_is_its_stored_document(client):
    readout = make_sample()

    found = data(client, twin(readout))

    assert found["document"] == readout.approved.document
    assert found["address"] == f"http://testserver{readout.get_absolute_url()}"
    assert (found["schema"], found["edition"], found["is_present"]) == (1, 1, True)
    assert datetime.fromisoformat(found["live_from"]) == readout.live_from
    assert found["meeting"]["number"] == readout.meeting.number


def test_a_readouts_twin_names_the_topics_of_its_items(client):
    readout = live(tags=[make_tag("Trade"), make_tag("Peace")])

    topics = data(client, twin(readout))["topics"]

    uid = readout.passages.get().item.uid
    assert [topic["name"] for topic in topics[uid]] == ["Peace", "Trade"]
    assert topics[uid][1]["address"] == "http://testserver/topics/trade/"


def test_a_twin_leads_to_the_other_languages(client):
    english = live()
    japanese = live(meeting=english.meeting, language="ja", title="会談")

    for one, other in ((english, japanese), (japanese, english)):
        [language] = data(client, twin(one))["languages"]
        assert language["address"] == f"http://testserver{other.get_absolute_url()}"


def test_editions_have_twins_that_stay(client):
    first = live(title="Old title", live_from=ago(days=2))
    make_edition(first, title="New title", live_from=ago(days=1), correction_note="The title.")
    address = first.get_absolute_url()

    old, new = (data(client, f"{address}editions/{n}.json") for n in (1, 2))
    listed = data(client, f"{address}editions.json")["editions"]

    assert (old["document"]["title"], new["document"]["title"]) == ("Old title", "New title")
    assert (old["is_present"], new["is_present"]) == (False, True)
    assert old["live_until"] == new["live_from"]
    assert [row["correction_note"] for row in listed] == ["", "The title."]
    page(client, f"{address}editions/3.json", 404)


def test_no_primary_key_is_in_a_twin(client, world):
    first = live(**world, photos=[make_photo()], documents=[make_document()], live_from=ago(days=2))
    make_edition(first, live_from=ago(days=1), **world)

    for address in [*LISTS, twin(first)]:
        assert {"pk", "key"}.isdisjoint(keys_in(data(client, address)))
    ids = re.findall(r'"id": ("[^"]*"|[^",}]*)', "".join(page(client, a) for a in LISTS))
    assert all(re.fullmatch(r'"(urn:uuid:[-0-9a-f]{36}|[a-z][a-z0-9]{9})"', key) for key in ids)


# What is taken out of sight


def test_no_sealed_word_is_in_a_twin(client):
    passages = [{"label": "1", "heading": SECRET, "text": SECRET}, "Other words."]
    photo, document = make_photo(), make_document()
    readout = live(
        passages=passages, tags=[make_tag("Secret topic")], participants=[make_person(SECRET)],
        photos=[photo], documents=[document],
    )  # fmt: skip
    parts = [readout.passages.first(), readout.participants.get(), photo, document]
    for part in parts:
        release.seal(target=part, by=approver(), reason="personal")

    text = page(client, twin(readout))
    found = json.loads(text)["document"]

    assert SECRET not in text
    for word in ("Secret topic", photo.token, photo.sha256, document.token, document.sha256):
        assert word not in text
    assert found["passages"][0].keys() == {"item", "depth", "kind", "removed"}
    assert found["participants"] == found["photos"] == found["documents"]
    assert found["photos"][0]["removed"]["reason"] == "protection of personal data"
    assert found["passages"][1]["text"] == "Other words."


def test_a_name_withheld_by_decision_is_in_no_twin(client):
    draft = make_draft()
    Participant.objects.create(
        readout=draft, name=SECRET, honorific=SECRET, short=SECRET, offices="Official",
        is_anonymous=True,
    )  # fmt: skip
    readout = released(draft)

    text = page(client, twin(readout))

    assert SECRET not in text
    assert "Official" in text
    assert SECRET not in page(client, readout.get_absolute_url())


def test_a_relation_that_is_not_listed_is_not_named(client):
    hidden = make_relation("Hidden Relations", listed_from=None)
    own = live(relation=hidden, section_label="Press Releases")
    also = live(also_under=[hidden])

    for readout in (own, also):
        text = page(client, twin(readout))
        assert hidden.uid not in text
        assert "Hidden Relations" not in text
        assert "Hidden Relations" not in page(client, "/readouts.json")


def test_a_translations_original_is_named_when_it_is_public(client):
    original = live(language="ja", live_from=ahead(hours=1), title="会談")
    english = live(meeting=original.meeting, translation_of=original, status="provisional")

    assert data(client, twin(english))["document"]["translation_of"] is None
    with time_machine.travel(ahead(hours=2)):
        assert data(client, twin(english))["document"]["translation_of"] == "ja"


def test_what_was_withdrawn_has_a_twin_without_a_word(client):
    readout = live(title=SECRET)
    release.withdraw(meeting=readout.meeting, language="en", by=approver(), reason="error")

    found = data(client, twin(readout), 410)

    assert found.keys() == {"schema", "removed"}
    assert found["removed"]["reason"] == "error of fact"
    assert data(client, f"{readout.get_absolute_url()}editions.json", 410) == found


def test_a_meeting_that_moved_leads_its_twin_along(client):
    readout = live()
    former = twin(readout)
    addresses.move(meeting=readout.meeting, by=approver(), day=date(2017, 3, 1), slug="moved")

    response = client.get(former)

    assert (response.status_code, response.headers["Location"]) == (
        301, "/readouts/2017/03/01/moved.json",
    )  # fmt: skip


# Lists


@pytest.mark.parametrize("address", LISTS)
def test_a_lists_twin_says_what_its_page_lists(client, world, address):
    first = live(**world, title="Talk", live_from=ago(days=2))
    make_edition(first, live_from=ago(days=1), **world)

    response = client.get(address)
    found = response.json()

    assert response.headers["Content-Type"] == "application/json"
    assert next(iter(found)) == "schema"
    assert found["address"] == "http://testserver" + address.replace(".json", "/")
    if "items" in found:
        row = found["items"][0].get("readout", found["items"][0])
        assert (row["title"], row["date"]) == ("Talk", "2017-02-10")
        assert row["address"].startswith(f"http://testserver{first.get_absolute_url()}")


def test_a_list_page_names_its_twin(client, world):
    make_edition(live(**world, live_from=ago(days=2)), live_from=ago(days=1), **world)

    for address in LISTS:
        path = address.replace(".json", "/")
        assert f'href="{address.replace("&", "&amp;")}"' in page(client, path), path


def test_a_topics_twin_goes_on_where_it_ended(client, world):
    for n in range(25):
        live(**world, title=f"Talk {n}", released_on=date(2017, 1, 1 + n))

    first = data(client, "/topics/trade.json?year=2017")
    second = data(client, first["further"])

    titles = [row["readout"]["title"] for row in first["items"] + second["items"]]
    assert titles == [f"Talk {n}" for n in range(24, -1, -1)]
    assert second["further"] is None
    page(client, "/topics/trade.json?after=nothing", 404)


def test_twins_are_there_from_the_moment_of_release_on(client, world):
    moment = ahead(hours=1)
    live(**world, live_from=ago(days=2))
    coming = live(**world, live_from=moment, title="Talk to come")
    lists = [
        address for address in LISTS if not address.startswith(("/corr", "/count", "/topics."))
    ]

    for instant, seen in [(moment.timestamp() - 1, False), (moment.timestamp(), True)]:
        with time_machine.travel(instant, tick=False):
            page(client, twin(coming), 200 if seen else 404)
            for address in lists:
                assert ("Talk to come" in page(client, address)) is seen, address


def test_hidden_rows_change_no_byte_of_a_twin(client, world):
    public = live(**world, live_from=ago(days=2))
    addresses = [*LISTS, twin(public), f"{public.get_absolute_url()}editions.json"]
    before = {address: client.get(address).content for address in addresses}

    make_draft(**world)
    live(**world, live_from=ahead(hours=1))
    make_edition(public, live_from=ahead(hours=1), **world)
    live(meeting=public.meeting, language="ja", live_from=ahead(hours=2), relation=public.relation)

    assert {address: client.get(address).content for address in addresses} == before


def test_a_twin_asks_as_much_for_twelve_rows_as_for_one(client, world):
    def queries():
        found = {}
        for address in LISTS:
            with CaptureQueriesContext(connection) as captured:
                page(client, address)
            found[address] = len(captured)
        return found

    def add(count):
        for _ in range(count):
            first = live(**{**world, "tags": [*world["tags"], make_tag()]}, live_from=ago(days=2))
            make_edition(first, live_from=ago(days=1), **world)
            make_relation(parties=[make_party(region=world["relation"].region)])

    add(1)
    with_one = queries()
    add(11)

    assert queries() == with_one
