"""The admin of regions, parties, relations, people, posts and appointments."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError
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
from tests.admin_forms import address, new_row, opened, post, signed_in
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


@pytest.fixture
def author():
    return signed_in(make_user("Author"))


def fill(number):
    """Some rows of every kind."""
    for _ in range(number):
        party = make_party(region=make_region(), predecessor=make_party())
        make_relation(parties=[party, make_party()])
        make_appointment(post=make_post(party=party))


def queries_of(client, url, counter):
    client.get(url)  # content types are looked up once a process
    with counter as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


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


def test_a_second_holder_is_refused_with_a_sentence(approver):
    post_, other = make_post("Minister"), make_person("Bo Test")
    make_appointment(make_person("Ana Test"), post_, date(2012, 1, 1), None)
    url = address(Appointment, "add")
    data = opened(approver, url) | {
        "person": other.pk,
        "post": post_.pk,
        "started_on": "2014-01-01",
    }

    response = post(approver, url, data)

    assert "Ana Test holds this post from 1 January 2012 to now" in response.sentences


def test_two_overlapping_appointments_on_one_form_are_refused(approver):
    person, post_ = make_person(), make_post("Minister")
    data = opened(approver, address(person))
    for start, end in (("2012-01-01", "2014-01-01"), ("2013-01-01", "")):
        data = new_row(data, "appointments", post=post_.pk, started_on=start, ended_on=end)

    response = post(approver, address(person), data)

    assert "is held by one person at a time" in response.sentences
    assert not person.appointments.exists()


def test_a_handover_day_is_free_on_one_form(approver):
    person, post_ = make_person(), make_post("Minister")
    data = opened(approver, address(person))
    for start, end in (("2012-01-01", "2013-01-01"), ("2013-01-01", "")):
        data = new_row(data, "appointments", post=post_.pk, started_on=start, ended_on=end)

    response = post(approver, address(person), data)

    assert response.status_code == 302, response.sentences
    assert person.appointments.count() == 2


def test_a_post_that_several_hold_does_not_become_one_persons(approver):
    several = make_post("State Minister", one_holder=False)
    make_appointment(make_person("Ana Test"), several)
    make_appointment(make_person("Bo Test"), several)
    data = opened(approver, address(several))

    response = post(approver, address(several), {**data, "one_holder": "on"})

    assert "hold it at the same time" in response.sentences
    several.refresh_from_db()
    assert not several.one_holder


def test_a_rule_of_the_database_speaks_over_the_form_that_broke_it(approver, monkeypatch):
    post_, other = make_post("Minister"), make_person("Bo Test")
    make_appointment(post=post_)
    monkeypatch.setattr(Appointment, "clean", lambda self: None)
    url = address(Appointment, "add")
    data = opened(approver, url) | {
        "person": other.pk,
        "post": post_.pk,
        "started_on": "2014-01-01",
    }

    response = post(approver, url, data)

    assert response.sentences == "Another person holds this post in these days."
    assert response.context["adminform"].form["started_on"].value() == "2014-01-01"


def test_who_was_slower_with_the_same_name_gets_a_sentence(approver, monkeypatch):
    url = address(Party, "add")
    data = opened(approver, url) | {"name": "Testland"}

    def beaten(self, *args, **kwargs):
        monkeypatch.undo()
        Party.objects.create(name="Testland")
        raise IntegrityError("UNIQUE constraint failed: relations_party.folded")

    monkeypatch.setattr(Party, "save", beaten)
    response = post(approver, url, data)

    assert response.status_code == 200
    assert "at this moment" in response.sentences
    assert response.context["adminform"].form["name"].value() == "Testland"


def test_a_save_over_a_newer_save_is_refused_with_both_texts(approver):
    party = make_party("Testland", short="T.")
    data = opened(approver, address(party))
    Party.objects.filter(pk=party.pk).update(short="Testl.")

    refused = post(approver, address(party), {**data, "short": "Tl."})
    form = refused.context["adminform"].form
    again = post(approver, address(party), {**data, "short": "Tl.", "seen": form["seen"].value()})

    assert "it is now “Testl.”; you have “Tl.”" in refused.sentences
    assert form["short"].value() == "Tl."
    assert again.status_code == 302
    party.refresh_from_db()
    assert party.short == "Tl."


def test_a_row_that_a_colleague_changed_is_not_silently_put_back(approver):
    relation = make_relation()
    fact = RelationFact.objects.create(relation=relation, label="Capital", value="Old", position=1)
    data = opened(approver, address(relation))
    RelationFact.objects.filter(pk=fact.pk).update(value="New City")

    response = post(approver, address(relation), {**data, "short_title": "Japan-T."})

    assert "it is now “New City”; you have “Old”" in response.sentences


def test_an_author_adds_a_person_but_changes_none(author):
    person = make_person("Ana Test")
    url = address(Person, "add")
    data = opened(author, url) | {"name": "Bo Test", "slug": "bo-test"}
    added = post(author, url, new_row(data, "appointments", post=make_post().pk))

    assert added.status_code == 302, added.sentences
    assert Person.objects.get(slug="bo-test").appointments.count() == 1
    assert author.get(address(person)).status_code == 200
    assert author.post(address(person), {"name": "Another"}).status_code == 403
    assert author.post(address(person, "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [Region, Party, Relation])
def test_an_author_sees_parties_and_relations_but_adds_none(author, model):
    fill(1)
    assert author.get(address(model, "changelist")).status_code == 200
    assert author.get(address(model, "add")).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_a_row_that_may_only_be_read_shows_no_form_field(author, model):
    fill(1)
    page = author.get(address(model.objects.first())).content.decode()
    assert 'name="_save"' not in page
    assert "Seen" not in page


def test_the_admin_bears_the_ministrys_name(approver, settings):
    page = approver.get(reverse("admin:index")).content.decode()
    assert settings.MINISTRY.name in page


def test_an_administrator_lists_staff_with_their_groups(django_assert_max_num_queries):
    administrator = signed_in(make_user("Administrator"))
    url = address(get_user_model(), "changelist")
    few = queries_of(administrator, url, django_assert_max_num_queries(15))
    for _ in range(20):
        make_user("Author", "Night duty")
    assert queries_of(administrator, url, django_assert_max_num_queries(15)) == few
    assert "Author, Night duty" in administrator.get(url).content.decode()


def test_an_administrator_makes_no_superuser_and_changes_none():
    administrator, root = make_user("Administrator"), make_user(is_superuser=True)
    client = signed_in(administrator)
    data = opened(client, address(administrator))

    client.post(address(administrator), {**data, "is_superuser": "on"})

    administrator.refresh_from_db()
    assert not administrator.is_superuser
    assert client.post(address(root), {"username": "mine"}).status_code == 403
    change_password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(change_password, {}).status_code == 403
