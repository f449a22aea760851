"""Places are data that editors keep; source texts are only read."""

import pytest
from django.urls import reverse

from meetings.models import Place, SourceText
from meetings.reader import known_places
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


def test_a_place_that_an_editor_adds_is_known_to_the_reader(client):
    client.force_login(make_user("Approver"))
    facts = {"name": "Port Testimony", "zone": "Pacific/Fiji", "country": "FJ", "also_called": ""}

    response = client.post(reverse("admin:meetings_place_add"), facts)

    assert response.status_code == 302
    assert known_places().find("Port Testimony").zone == "Pacific/Fiji"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": "Port Testimony", "zone": "Fiji time"}, "is not a time zone"),
        ({"name": "ＴＯＫＹＯ", "zone": "Asia/Tokyo"}, "there already"),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_a_sentence(client, facts, sentence):
    client.force_login(make_user("Approver"))
    before = Place.objects.count()

    response = client.post(reverse("admin:meetings_place_add"), {"country": "FJ", **facts})

    assert sentence in response.content.decode()
    assert Place.objects.count() == before


def test_a_source_text_is_read_and_never_changed(client):
    root = make_user(is_superuser=True)
    client.force_login(root)
    source = SourceText.objects.create(
        readout=make_draft(), text="As it came", sha256="0" * 64, received_by=root
    )
    address = reverse("admin:meetings_sourcetext_change", args=[source.pk])

    assert "As it came" in client.get(address).content.decode()
    assert client.post(address, {"text": "Otherwise"}).status_code == 403
