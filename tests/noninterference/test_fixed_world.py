"""The fixed world: everything public that can be, and everything hidden, at every address."""

import pytest

from meetings.urls import urlpatterns
from tests import machine
from tests.noninterference.acts import ACTS
from tests.noninterference.leaks import LEAKS
from tests.noninterference.worlds import NOTHING, both_worlds, differing
from tests.surfaces.parts import PARTS

pytestmark = pytest.mark.django_db

OF_ONE = ("readout-", "edition", "changes", "short")
OF_LISTS = [name for name in PARTS if name != "readout" and not name.startswith(OF_ONE)]


def test_every_public_address_is_asked():
    assert set(PARTS) == {pattern.name for pattern in urlpatterns}


def test_what_is_hidden_changes_no_byte(monkeypatch):
    hide_after = machine.size(ACTS[1::3], ACTS)
    alone, among, hidden = both_worlds(monkeypatch, hide_after)["none"]

    assert differing(alone, among) == {}
    assert {a for a, answer in hidden.items() if answer != alone[NOTHING]} == set()
    statuses = {status for status, _, _ in alone.values()}
    assert statuses == {200, 301, 302, 404, 410}
    assert len(hidden) > 500


def told_by(leak):
    return machine.size(LEAKS[leak].told_by, OF_LISTS)


def test_a_planted_leak_is_found(monkeypatch):
    planted = {name: [leak[:3]] for name, leak in LEAKS.items()}
    worlds = both_worlds(monkeypatch, ACTS[-1:], planted, names=told_by)

    found = {
        name
        for name, (alone, among, hidden) in worlds.items()
        if among != alone or any(status == 200 for status, _, _ in hidden.values())
    }
    assert found == set(LEAKS)
    crashed = [a for alone, _, _ in worlds.values() for a in alone if alone[a][0] == 500]
    assert crashed == []
