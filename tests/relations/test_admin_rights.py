"""Who may do what in the admin of reference data and of the staff."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from relations.models import (
    Party,
    Person,
    Region,
    Relation,
)
from tests.admin_forms import address, new_row, opened, post, queries_of, signed_in
from tests.factories import (
    make_person,
    make_post,
    make_user,
)
from tests.relations.test_admin import MODELS, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver():
    return signed_in(make_user("Approver"))


@pytest.fixture
def author():
    return signed_in(make_user("Author"))


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
