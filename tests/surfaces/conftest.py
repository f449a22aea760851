"""The fixed world, as the public meets it."""

import pytest
import time_machine
from django.urls import resolve

from tests.noninterference.acts import NOW
from tests.noninterference.worlds import answers, build
from tests.surfaces.parts import PARTS, known_addresses


@pytest.fixture
def world(db, monkeypatch):
    """The fixed world with nothing hidden, at its instant."""
    with time_machine.travel(NOW, tick=False):
        build(monkeypatch, hide_after=[])
        yield


@pytest.fixture(scope="session")
def kept():
    return {}


@pytest.fixture
def found(kept, request):
    """What the addresses of the fixed world answer, by their names, where it is no "not found"."""
    if not kept:
        request.getfixturevalue("world")
        kept |= {name: {} for name in PARTS}
        for address, answer in answers(sorted(known_addresses())).items():
            if answer[0] in (200, 302):
                kept[name_of(address)][address] = answer
    return kept


def name_of(address):
    return resolve(address.partition("?")[0]).url_name
