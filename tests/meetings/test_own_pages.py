import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from meetings.models import Page
from tests.factories import (
    ago,
    ahead,
    make_party,
    make_readout,
    make_region,
    make_relation,
    make_user,
)
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db


def make_page(slug="privacy", **facts):
    defaults = {"title": "Privacy", "text": "Plain words.", "live_from": ago(days=1)}
    return Page.objects.create(slug=slug, **{**defaults, **facts})


@pytest.mark.parametrize("slug", ["about", "legal", "accessibility"])
def test_the_pages_that_the_footer_leads_to_are_there_from_the_start(client, slug):
    assert f'href="/{slug}/"' in page(client, "/")
    assert "<h1" in page(client, f"/{slug}/")


def test_a_page_shows_the_newest_text_that_has_begun(client):
    make_page(text="Older words.", live_from=ago(days=2))
    make_page(text="Newer words, see [topics](/topics/).")
    make_page(text="Words to come.", live_from=ahead(days=1))
    html = page(client, "/privacy/")
    assert 'Newer words, see <a href="/topics/">topics</a>.' in html
    assert "Older" not in html
    assert "to come" not in html


def test_a_page_that_is_not_public_answers_as_one_that_never_was(client):
    make_page(live_from=None)
    make_page(live_from=ahead(days=1))
    assert client.get("/privacy/").content == client.get("/never-was/").content
    assert client.get("/privacy/").status_code == 404


def test_a_page_in_another_language_has_an_address_of_its_own(client):
    make_page()
    make_page(language="ja", title="個人情報", text="本文")
    assert 'href="/privacy/ja/" hreflang="ja"' in page(client, "/privacy/")
    assert '<header id="contents-header" lang="ja">' in page(client, "/privacy/ja/")


@pytest.mark.parametrize("slug", ["search", "topics", "readouts", "site-map", "admin"])
def test_a_page_cannot_take_the_address_of_another(slug):
    with pytest.raises(ValidationError, match="another page of this site"):
        Page(slug=slug, title="x", text="x").full_clean()


def test_an_approver_writes_a_page_at_the_desk(client):
    client.force_login(make_user("Approver"))
    facts = {"slug": "privacy", "language": "en", "title": "Privacy", "text": "Words."}
    when = {"live_from_0": "2017-01-01", "live_from_1": "09:00"}
    response = client.post(reverse("admin:meetings_page_add"), {**facts, **when})
    assert response.status_code == 302, response.text
    assert "Words." in page(client, "/privacy/")


def test_an_author_may_not_write_one(client):
    client.force_login(make_user("Author"))
    assert client.get(reverse("admin:meetings_page_add")).status_code == 403


def test_the_site_map_leads_to_what_is_public(client):
    region = make_region("North")
    live(relation=make_relation(parties=[make_party(region=region)]))
    make_readout(live_from=ahead(days=1))
    make_page()
    make_page("hidden", title="Hidden page", live_from=ahead(days=1))
    html = page(client, "/site-map/")
    assert region.get_absolute_url() in html
    assert 'href="/privacy/"' in html
    assert "Hidden page" not in html
