"""The admin of topics, occasions and forms of meeting, and of the log, snapshots and seals."""

import pytest
from django.urls import reverse

from meetings import release
from meetings.models import (
    Entry,
    FormerTagAddress,
    MeetingForm,
    Occasion,
    Seal,
    Sitting,
    Snapshot,
    Tag,
    TagAlias,
)
from tests.admin_forms import address, new_row, opened, post, queries_of, signed_in
from tests.factories import (
    ago,
    make_form,
    make_occasion,
    make_photo,
    make_readout,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user("Approver", username="baba")


@pytest.fixture
def approver(person):
    return signed_in(person)


@pytest.fixture
def author():
    return signed_in(make_user("Author"))


def make_alias(topic, name):
    return TagAlias.objects.create(tag=topic, name=name)


def fill(number):
    for _ in range(number):
        topic = make_tag()
        make_alias(topic, f"Alias of {topic}")
        readout = make_readout(
            live_from=ago(days=1), tags=[topic], photos=[make_photo()], occasion=make_occasion()
        )
        release.seal(target=readout.passages.get(), by=make_user("Approver"), reason="personal")


@pytest.mark.parametrize("model", [Tag, Occasion, MeetingForm, Entry, Snapshot, Seal])
def test_a_list_asks_as_much_for_twenty_rows_as_for_one(
    approver, model, django_assert_max_num_queries
):
    fill(1)
    few = queries_of(approver, address(model, "changelist"), django_assert_max_num_queries(15))
    fill(19)
    many = queries_of(approver, address(model, "changelist"), django_assert_max_num_queries(15))
    assert many == few


def test_a_topics_form_asks_as_much_for_thirty_aliases_as_for_one(
    approver, django_assert_max_num_queries
):
    topic = make_tag()
    make_alias(topic, "One")
    few = queries_of(approver, address(topic), django_assert_max_num_queries(25))
    for number in range(29):
        make_alias(topic, f"Other {number}")
    assert queries_of(approver, address(topic), django_assert_max_num_queries(25)) == few


def test_a_topic_is_entered_with_its_aliases_and_finds_its_address(approver):
    url = address(Tag, "add")
    data = opened(approver, url) | {"name": "Trans-Pacific  Partnership", "description": "A pact."}

    response = post(approver, url, new_row(data, "aliases", name="TPP"))

    assert response.status_code == 302, response.sentences
    topic = Tag.objects.get(slug="trans-pacific-partnership")
    assert topic.name == "Trans-Pacific Partnership"
    assert [alias.name for alias in topic.aliases.all()] == ["TPP"]


def test_a_new_topic_does_not_take_an_address_that_leads_to_another(approver):
    FormerTagAddress.objects.create(tag=make_tag("Trade policy"), slug="trade")
    url = address(Tag, "add")

    post(approver, url, opened(approver, url) | {"name": "Trade"})

    assert Tag.objects.get(name="Trade").slug.startswith("trade-")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("CLIMATE  change", "“Climate change” is there already under this name."),
        ("ｔｐｐ", "“TPP” is there already, as an alias of “Climate change”."),
        ("Climate, change", "This name would have the same address as “Climate change”."),
        ("???", "no letters or figures to make an address of"),
        ("\u200b", "This name has no letters to know it by."),
    ],
)
def test_a_topic_under_a_name_that_is_there_is_refused(approver, name, sentence):
    make_alias(make_tag("Climate change"), "TPP")
    url = address(Tag, "add")

    response = post(approver, url, opened(approver, url) | {"name": name})

    assert sentence in response.sentences
    assert Tag.objects.count() == 1


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["energy SECURITY"], "“Energy security” is a topic already; it can be merged"),
        (["power"], "“Energy security” has this alias already."),
        (["Warming", "WARMING"], "“Warming” stands here twice."),
        (["climate change"], "“Climate change” is a topic already"),
    ],
)
def test_an_alias_that_is_there_is_refused(approver, names, sentence):
    make_alias(make_tag("Energy security"), "Power")
    topic = make_tag("Climate change")
    data = opened(approver, address(topic))
    for name in names:
        data = new_row(data, "aliases", name=name)

    response = post(approver, address(topic), data)

    assert sentence in response.sentences
    assert not topic.aliases.exists()


def test_a_new_topic_and_its_alias_differ(approver):
    url = address(Tag, "add")
    data = opened(approver, url) | {"name": "Trade"}

    response = post(approver, url, new_row(data, "aliases", name="TRADE"))

    assert "“Trade” stands here twice." in response.sentences
    assert not Tag.objects.exists()


def test_a_renamed_public_topic_keeps_its_old_name_and_address_on_record(approver, person):
    topic = make_tag("Climate")
    make_readout(live_from=ago(days=1), tags=[topic])
    data = opened(approver, address(topic))
    changed = {"name": "Climate change", "description": "All about it."}

    response = post(approver, address(topic), {**data, **changed})

    assert response.status_code == 302, response.sentences
    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Climate change", "climate-change")
    assert topic.description == "All about it."
    assert FormerTagAddress.objects.get(slug="climate").tag == topic
    assert topic.names.get().text == "Climate"
    assert Entry.objects.get(act="rename").by == person
    assert "climate" in approver.get(address(topic)).content.decode()


def test_a_topic_is_not_renamed_over_its_own_alias(approver):
    topic = make_tag("Trans-Pacific Partnership")
    make_alias(topic, "TPP")
    data = opened(approver, address(topic))

    response = post(approver, address(topic), {**data, "name": "TPP"})

    assert "remove the alias first" in response.sentences


def test_a_changed_description_alone_is_no_rename(approver):
    topic = make_tag("Climate")
    data = opened(approver, address(topic))

    post(approver, address(topic), {**data, "description": "All about it."})

    topic.refresh_from_db()
    assert topic.description == "All about it."
    assert not Entry.objects.filter(act="rename").exists()


def merge_address(topic):
    return reverse("admin:meetings_tag_merge", args=[topic.pk])


def test_a_merge_says_what_moves_before_anything_does(approver):
    topic, into = make_tag("TPP"), make_tag("Pacific trade")
    make_readout(live_from=ago(days=1), tags=[topic])
    make_readout(live_from=ago(days=1), tags=[topic, into])

    page = approver.post(merge_address(topic), {"into": into.pk}).content.decode()

    assert "1 agenda item of “TPP” will carry “Pacific trade” instead" in page
    assert "1 more carries “Pacific trade” already" in page
    assert "/topics/tpp/ has been public: it will lead to /topics/pacific-trade/" in page
    assert Tag.objects.filter(pk=topic.pk).exists()


def test_a_merge_of_a_topic_that_was_never_public_says_so(approver):
    topic, into = make_tag("TPP"), make_tag("Pacific trade")
    make_readout(tags=[topic])
    page = approver.post(merge_address(topic), {"into": into.pk}).content.decode()
    assert "has never been public" in page


def test_a_confirmed_merge_moves_items_name_and_address(approver, person):
    topic, into = make_tag("TPP"), make_tag("Pacific trade")
    make_readout(live_from=ago(days=1), tags=[topic])

    response = approver.post(merge_address(topic), {"into": into.pk, "confirmed": "1"}, follow=True)

    assert (
        "“TPP” was merged into “Pacific trade”; 1 agenda item moved." in response.content.decode()
    )
    assert into.tagged.count() == 1
    assert into.aliases.get().name == "TPP"
    assert FormerTagAddress.objects.get(slug="tpp").tag == into
    assert Entry.objects.get(act="merge").by == person


def test_a_topic_is_not_merged_into_itself_or_into_nothing(approver):
    topic = make_tag("TPP")
    itself = approver.post(merge_address(topic), {"into": topic.pk, "confirmed": "1"})
    nothing = approver.post(merge_address(topic), {"into": "", "confirmed": "1"})
    assert "A topic cannot be merged into itself" in itself.content.decode()
    assert "This field is required" in nothing.content.decode()
    assert Tag.objects.filter(pk=topic.pk).exists()


def test_an_author_reads_topics_and_merges_none(author):
    topic, into = make_tag("TPP"), make_tag("Pacific trade")
    page = author.get(address(topic))
    assert page.status_code == 200
    assert "Merge" not in page.content.decode()
    assert author.get(merge_address(topic)).status_code == 403
    asked = author.post(merge_address(topic), {"into": into.pk, "confirmed": "1"})
    assert asked.status_code == 403
    assert Tag.objects.filter(pk=topic.pk).exists()


def test_a_topic_on_an_agenda_item_is_not_deleted(approver):
    topic = make_tag("TPP")
    make_readout(tags=[topic])
    asked = approver.get(address(topic, "delete")).content.decode()
    approver.post(address(topic, "delete"), {"post": "yes"})
    assert "cannot be deleted: the record rests on it" in asked
    assert Tag.objects.filter(pk=topic.pk).exists()


def test_a_topic_is_found_by_an_alias_in_any_spelling(approver):
    topic = make_tag("Trans-Pacific Partnership")
    make_alias(topic, "Élan")
    make_tag("Energy")
    response = approver.get(address(Tag, "changelist"), {"q": "ÉLAN"})
    assert list(response.context["cl"].result_list) == [topic]


def test_topics_that_no_item_carries_can_be_listed(approver):
    used, unused = make_tag(), make_tag()
    make_readout(tags=[used])
    response = approver.get(address(Tag, "changelist"), {"used": "no"})
    assert list(response.context["cl"].result_list) == [unused]


@pytest.mark.parametrize(("live_from", "public"), [(ago(days=1), True), (None, False)])
def test_topics_and_occasions_lead_to_the_site_only_through_what_is_live(
    approver, live_from, public
):
    topic, occasion = make_tag(), make_occasion()
    make_readout(live_from=live_from, tags=[topic], occasion=occasion)
    for row in (topic, occasion):
        found = approver.get(address(row)).context.get("absolute_url")
        assert found == (row.get_absolute_url() if public else None)


def test_an_author_adds_an_occasion(author):
    url = address(Occasion, "add")
    data = opened(author, url) | {"name": "Visit of Testland", "slug": "visit-of-testland"}
    assert post(author, url, data).status_code == 302
    assert Occasion.objects.filter(slug="visit-of-testland").exists()


def test_the_key_of_a_form_of_meeting_is_fixed_and_its_name_is_not(approver):
    form = make_form("Telephone talk")
    data = opened(approver, address(form))

    post(approver, address(form), {**data, "name": "Telephone call", "key": "call"})

    form.refresh_from_db()
    assert (form.name, form.key) == ("Telephone call", "telephone-talk")


def test_a_form_of_meeting_in_use_is_not_deleted(approver):
    form = make_form("Telephone talk")
    Sitting.objects.filter(readout=make_readout()).update(form=form)
    asked = approver.get(address(form, "delete")).content.decode()
    assert "cannot be deleted: the record rests on it" in asked


@pytest.mark.parametrize("model", [Entry, Snapshot, Seal])
def test_what_was_done_is_read_and_never_written_even_by_a_superuser(model):
    fill(1)
    client = signed_in(make_user(is_superuser=True))
    row = model.objects.first()
    assert client.get(address(row)).status_code == 200
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(row), {}).status_code == 403
    assert client.post(address(row, "delete"), {"post": "yes"}).status_code == 403


def test_a_snapshot_shows_whether_its_bytes_match_its_hash(approver):
    snapshot = make_readout(title="Talks on trade").snapshots.first()
    page = approver.get(address(snapshot)).content.decode()
    assert "Talks on trade" in page
    assert "icon-yes" in page


def test_a_log_entry_about_a_readout_that_is_gone_can_still_be_read(approver, person):
    entry = Entry.objects.create(
        at=ago(days=1), by=person, act="discard", subject="Talks", readout_id=987654
    )
    assert "Talks" in approver.get(address(entry)).content.decode()
    assert "Talks" in approver.get(address(Entry, "changelist")).content.decode()


def test_seals_are_lifted_from_their_list_by_those_who_may(approver, author, person):
    readout = make_readout(live_from=ago(days=1))
    release.seal(target=readout, by=person, reason="personal")
    seal = Seal.objects.get()
    chosen = {"action": "lift", "_selected_action": [seal.pk]}

    author.post(address(Seal, "changelist"), chosen)
    assert Seal.objects.get().lifted_at is None

    approver.post(address(Seal, "changelist"), chosen)
    assert Seal.objects.get().lifted_by == person
