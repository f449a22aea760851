"""What the tests of readouts share."""

import pytest

from tests.factories import (
    make_occasion,
    make_party,
    make_person,
    make_region,
    make_relation,
    make_tag,
    make_user,
)


@pytest.fixture
def author():
    return make_user("Author", username="aoki")


@pytest.fixture
def approver():
    return make_user("Approver", username="baba")


@pytest.fixture
def private_files(settings, tmp_path):
    options = {"location": str(tmp_path / "private")}
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"private": backend}


@pytest.fixture
def world(db):
    """What every list needs to be there: facts of readouts that then stand in each of them."""
    party = make_party("Testland", region=make_region("North", slug="north"))
    return {
        "relation": make_relation("Japan-Testland Relations", [party], slug="testland"),
        "participants": [make_person("Ann Visitor", slug="visitor")],
        "occasion": make_occasion("Summit", slug="summit"),
        "tags": [make_tag("Trade")],
    }
