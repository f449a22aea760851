"""The admin of regions, parties, relations, people, posts and appointments: lists and forms."""

import pytest
from django.urls import reverse

from relations.models import (
    Appointment,
    Party,
    Person,
    Post,
    Region,
    Relation,
    RelationFact,
    RelationName,
)
from tests.admin_forms import address, new_row, opened, post, queries_of, signed_in
from tests.factories import (
    ago,
    ahead,
    make_appointment,
    make_party,
    make_person,
    make_post,
    make_readout,
    make_region,
    make_relation,
    make_user,
)

pytestmark = pytest.mark.django_db

MODELS = [Region, Party, Relation, Person, Post, Appointment]


@pytest.fixture
def approver():
    return signed_in(make_user("Approver"))


def fill(number):
    """Some rows of every kind."""
    for _ in range(number):
        party = make_party(region=make_region(), predecessor=make_party())
        make_relation(parties=[party, make_party()])
        make_appointment(post=make_post(party=party))


@pytest.mark.parametrize("model", MODELS)
def test_a_list_asks_as_much_for_thirty_rows_as_for_one(
    approver, model, django_assert_max_num_queries
):
    fill(1)
    few = queries_of(approver, address(model, "changelist"), django_assert_max_num_queries(20))
    fill(29)
    many = queries_of(approver, address(model, "changelist"), django_assert_max_num_queries(20))
    assert many == few


def test_a_persons_form_asks_as_much_for_thirty_appointments_as_for_one(
    approver, django_assert_max_num_queries
):
    person = make_person()
    make_appointment(person=person)
    few = queries_of(approver, address(person), django_assert_max_num_queries(25))
    for _ in range(29):
        make_appointment(person=person)
    assert queries_of(approver, address(person), django_assert_max_num_queries(25)) == few


def test_a_relations_form_asks_as_much_for_thirty_parties_as_for_one(
    approver, django_assert_max_num_queries
):
    one, thirty = (make_relation(parties=[make_party() for _ in range(n)]) for n in (1, 30))
    few = queries_of(approver, address(one), django_assert_max_num_queries(25))
    assert queries_of(approver, address(thirty), django_assert_max_num_queries(25)) == few


def test_suggestions_of_posts_ask_as_much_for_twenty_as_for_one(
    approver, django_assert_max_num_queries
):
    url = reverse("admin:autocomplete")
    asked = {"app_label": "relations", "model_name": "appointment", "field_name": "post"}
    for count in (1, 19):
        for _ in range(count):
            make_post(title="State Secretary")
        with django_assert_max_num_queries(8):
            response = approver.get(url, {**asked, "term": "state secretary"})
    assert len(response.json()["results"]) == 20


def test_a_party_is_found_however_its_name_is_spelled(approver):
    make_party("Republic of Élbonia")
    make_party("Testland")
    for term in ("élbonia", "ＲＥＰＵＢＬＩＣ  of", "ÉLBONIA"):
        response = approver.get(address(Party, "changelist"), {"q": term})
        assert [row.name for row in response.context["cl"].result_list] == ["Republic of Élbonia"]


def test_a_near_duplicate_name_is_refused_with_a_sentence(approver):
    make_party("Republic of Testland")
    url = address(Party, "add")
    data = opened(approver, url)

    response = post(approver, url, {**data, "name": "REPUBLIC  of ｔestland"})

    assert "“Republic of Testland” is there already under this name." in response.sentences
    assert response.context["adminform"].form["name"].value() == "REPUBLIC  of ｔestland"


def test_a_slug_is_proposed_once_and_then_fixed(approver):
    relation = make_relation("Japan-Testland Relations", slug="testland")
    new = approver.get(address(Relation, "add")).content.decode()
    data = opened(approver, address(relation))

    post(approver, address(relation), {**data, "slug": "elsewhere", "short_title": "Japan-T."})

    relation.refresh_from_db()
    assert "prepopulate" in new
    assert "slug" not in data
    assert (relation.slug, relation.short_title) == ("testland", "Japan-T.")
    assert "Fixed once saved" in approver.get(address(relation)).content.decode()


def test_a_relation_is_entered_with_its_rows(approver):
    party = make_party("Testland")
    url = address(Relation, "add")
    data = opened(approver, url) | {"title": "Japan-Testland Relations", "slug": "testland"}
    data = new_row(data, "memberships", party=party.pk)
    data = new_row(data, "facts", label="Capital", value="Test City", as_of="2017", source="Atlas")
    data = new_row(data, "names", language="ja", text="日・テストランド関係")

    response = post(approver, url, data)

    assert response.status_code == 302, response.sentences
    relation = Relation.objects.get(slug="testland")
    assert list(relation.parties.all()) == [party]
    assert relation.facts.get().source == "Atlas"
    assert RelationName.objects.get(relation=relation).text == "日・テストランド関係"


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ({"C": "1"}, "CAB"),
        ({"A": "3"}, "BCA"),
        ({"A": ""}, "BCA"),
        ({"B": "1"}, "BAC"),
        ({}, "ABC"),
    ],
)
def test_the_others_make_room_for_a_row_that_is_moved(approver, moves, order):
    relation = make_relation()
    for place, label in enumerate("ABC", 1):
        RelationFact.objects.create(relation=relation, label=label, value="1", position=place)
    data = opened(approver, address(relation))
    for label, place in moves.items():
        data[f"facts-{'ABC'.index(label)}-position"] = place

    post(approver, address(relation), new_row(data, "facts", label="D", value="1"))

    facts = relation.facts.values_list("position", "label")
    assert list(facts) == list(enumerate(order + "D", 1))


def test_view_on_site_is_there_only_while_the_public_finds_the_page(approver):
    shown, hidden = make_relation(listed_from=ago(days=1)), make_relation(listed_from=ahead(days=1))
    person, unseen = make_person(), make_person()
    make_readout(live_from=ago(days=1), participants=[person])
    make_readout(live_from=ahead(days=1), participants=[unseen])
    assert page_of(approver, shown) == shown.get_absolute_url()
    assert page_of(approver, person) == person.get_absolute_url()
    assert page_of(approver, hidden) is None
    assert page_of(approver, unseen) is None
    assert page_of(approver, make_party()) is None


def test_a_region_has_a_page_when_a_relation_of_it_is_listed(approver):
    region, empty = make_region(), make_region()
    make_relation(parties=[make_party(region=region)])
    assert page_of(approver, region) == region.get_absolute_url()
    assert page_of(approver, empty) is None


def page_of(client, row):
    return client.get(address(row)).context.get("absolute_url")


def test_what_the_record_rests_on_is_not_deleted_and_the_admin_says_so(approver):
    person = make_person("Ana Test")
    make_readout(live_from=ago(days=1), participants=[person])
    make_appointment(person=person)

    asked = approver.get(address(person, "delete")).content.decode()
    approver.post(address(person, "delete"), {"post": "yes"})

    assert "cannot be deleted: the record rests on it" in asked
    assert "1 participant" in asked
    assert "1 appointment" in asked
    assert Person.objects.filter(pk=person.pk).exists()


def test_several_are_not_deleted_together_when_the_record_rests_on_one(approver):
    free, used = make_person(), make_person()
    make_appointment(person=used)
    chosen = {"action": "delete_selected", "_selected_action": [free.pk, used.pk]}

    asked = approver.post(address(Person, "changelist"), chosen).content.decode()
    approver.post(address(Person, "changelist"), {**chosen, "post": "yes"})

    assert "the record rests on some of them" in asked
    assert Person.objects.filter(pk__in=[free.pk, used.pk]).count() == 2


def test_what_nothing_rests_on_is_deleted(approver):
    person = make_person()
    approver.post(address(person, "delete"), {"post": "yes"})
    assert not Person.objects.filter(pk=person.pk).exists()
