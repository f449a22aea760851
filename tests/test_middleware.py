import pytest
import time_machine
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import include, path
from django.utils import timezone

from config.middleware import CacheRules

JUNK = "sessionid=junk; csrftoken=short; messages=%00; __Host-readout=x; __Host-readout-form=y"


def page(request):
    return HttpResponse("A page")


def moment(request):
    return HttpResponse(f"{request.at.isoformat()} {timezone.localtime(request.at):%H:%M}")


def failing(request):
    raise RuntimeError("broken")


def absent(request):
    raise Http404("A reason that nobody learns")


def stream(request):
    return StreamingHttpResponse(["A ", "page"])


urlpatterns = [
    path("page/", page),
    path("moment/", moment),
    path("failing/", failing),
    path("absent/", absent),
    path("stream/", stream),
    path("", include("config.urls")),
]

pytestmark = pytest.mark.urls("tests.test_middleware")


def test_a_public_page_may_be_kept_but_is_asked_for_each_time(client):
    response = client.get("/page/")
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["ETag"].startswith('"')


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_one_has_is_not_sent_again(client, method):
    etag = client.get("/page/").headers["ETag"]
    response = getattr(client, method)("/page/", headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Content-Security-Policy" in response.headers


def test_head_says_what_get_would(client):
    assert client.head("/page/").headers["ETag"] == client.get("/page/").headers["ETag"]


def test_other_words_get_another_etag(client):
    with time_machine.travel("2017-02-10T08:00:00Z", tick=False):
        first = client.get("/moment/").headers["ETag"]
    with time_machine.travel("2017-02-10T08:00:01Z", tick=False):
        second = client.get("/moment/").headers["ETag"]
    assert first != second


def test_a_streamed_answer_goes_on_as_it_is(client):
    response = client.get("/stream/")
    assert response.getvalue() == b"A page"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("address", ["/page/", "/absent/", "/nowhere/", "/healthz", "/"])
@pytest.mark.django_db
def test_junk_cookies_change_nothing_on_public_pages(client, address):
    clean = client.get(address)
    response = client.get(address, headers={"Cookie": JUNK})
    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.content == clean.content
    assert response.headers == clean.headers


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO"]
)
@pytest.mark.parametrize("address", ["/page/", "/absent/", "/nowhere/"])
def test_public_pages_are_only_read(client, method, address):
    response = client.generic(method, address)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS"])
def test_the_admin_takes_forms_and_nothing_more(client, method):
    assert client.generic(method, "/admin/login/").status_code == 405


def test_an_address_with_a_nul_is_not_found(client):
    assert client.get("/page/%00").status_code == 404
    assert client.get("/page%00/").status_code == 404


def test_a_question_with_a_nul_is_refused(client):
    assert client.get("/page/?q=%00").status_code == 400
    assert client.get("/page/?q=%2500").status_code == 200


@pytest.mark.django_db
def test_what_is_hidden_answers_as_what_never_was(client):
    hidden, never = client.get("/absent/"), client.get("/nowhere/")
    assert hidden.status_code == never.status_code == 404
    assert hidden.content == never.content
    assert hidden.headers == never.headers


def test_errors_are_never_kept(client):
    client.raise_request_exception = False
    response = client.get("/failing/")
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"


def test_a_request_has_one_instant_and_shows_it_in_the_ministrys_zone(client):
    with time_machine.travel("2017-02-10T23:30:00Z"):
        response = client.get("/moment/")
    instant, clock = response.content.decode().split()
    assert instant.startswith("2017-02-10T23:30:00")
    assert clock == "08:30"


@pytest.mark.django_db
def test_the_admin_is_never_kept(client):
    client.force_login(User.objects.create_superuser("author"))
    for address in ("/admin/", "/admin/login/", "/admin/jsi18n/"):
        assert client.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused(client):
    client.handler.enforce_csrf_checks = True
    client.force_login(User.objects.create_superuser("author"))
    assert client.post("/admin/logout/").status_code == 403


@pytest.mark.django_db
def test_one_can_log_in(client):
    User.objects.create_superuser("author", password="a long sentence")
    words = {"username": "author", "password": "a long sentence", "next": "/admin/"}
    assert client.post("/admin/login/", words).status_code == 302
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_every_answer_carries_the_policy(client):
    policy = client.get("/nowhere/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_an_etag_of_the_views_own_is_kept(rf):
    answer = HttpResponse("A photo", headers={"ETag": '"its-digest"'})
    response = CacheRules(lambda request: answer)(
        rf.get("/photo/", headers={"If-None-Match": '"its-digest"'})
    )
    assert response.status_code == 304
