"""Every address of the site is classified, and is what it is said to be."""

import re

from django.http import HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern
from django.views.generic import View

from meetings.urls import urlpatterns
from tests.noninterference.worlds import answers, planted
from tests.surfaces.doors import DOORS
from tests.surfaces.parts import PARTS
from tests.surfaces.table import DESK, EVERYBODY, SURFACES, printed, rows, unclassified


class Extra(View):
    def get(self, request):
        return HttpResponse()


MOST = 8
"""About so many addresses of a name are asked behind a shut door."""


def with_an_extra(name):
    addresses = [*urlpatterns, path("extra/", Extra.as_view(), name=name)]
    return URLResolver(RegexPattern(r"^"), addresses)


def test_every_address_is_classified():
    assert unclassified(rows()) == []


def test_a_planted_address_is_reported():
    assert unclassified(rows(with_an_extra("extra"))) == ["/extra/"]


def test_nothing_is_classified_that_is_not_there():
    assert set(SURFACES) == {row.name for row in rows() if row.surface is not DESK}


def test_the_printed_table_has_every_public_address():
    text = printed(rows())

    assert all(row.address in text for row in rows() if row.surface.seen_by == EVERYBODY)
    assert "UNCLASSIFIED" in printed(rows(with_an_extra("extra")))


# That it is true


def some_of(answered):
    """Addresses of every kind with their answers, some MOST of them."""
    return dict(list(answered.items())[:: max(1, len(answered) // MOST)])


def test_every_surface_answers_in_its_content_type(found):
    types = {
        name: {dict(headers)["Content-Type"] for _, headers, _ in answered.values()}
        for name, answered in found.items()
    }
    assert types == {name: set(SURFACES[name].content_type.split(" | ")) for name in PARTS}


def test_every_surface_answers_otherwise_when_a_door_is_shut_that_it_is_said_to_ask(world, found):
    """So the table is true: no door is named that an address does not ask."""
    unmoved = []
    for door, methods in DOORS.items():
        names = [name for name in PARTS if door in SURFACES[name].doors]
        asked = {name: some_of(found[name]) for name in names}
        with planted(*methods):
            unmoved += [f"{n} does not ask {door}" for n in names if answers(asked[n]) == asked[n]]
        assert names, f"no address asks {door}"
    assert unmoved == []


# The desk


def path_of(row):
    """An address of the desk with something in the place of each of its parts."""
    return re.sub(r"<[^>]+>|\(\?P[^)]+\)", "1", row.address).rstrip("$")


def test_the_desk_shows_nothing_to_those_who_have_not_signed_in(client, db):
    signing = {"login", "logout"}
    desk = [path_of(row) for row in rows() if row.surface is DESK and row.name not in signing]
    statuses = {}
    for address in desk:
        response = client.get(address)
        location = response.headers.get("Location", "")
        statuses[address] = "log in" if "/login/" in location else response.status_code
    assert {a: s for a, s in statuses.items() if s != "log in"} == {}
    assert len(statuses) > 100
