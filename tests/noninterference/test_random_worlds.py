"""Random worlds: whatever was done in public and out of sight, in whatever order."""

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from tests import machine
from tests.noninterference.drawn import told, worlds, worlds_with
from tests.noninterference.leaks import LEAKS, LEAKS_OF_ACTS
from tests.noninterference.worlds import planted

# Each world is a transaction of its own: what one rolls back would slow down all after it in a
# transaction around them, since PostgreSQL clears nothing away that is younger.
pytestmark = pytest.mark.django_db(transaction=True)

SETTINGS = settings(
    max_examples=machine.size(50, 500),
    derandomize=not machine.SOAK,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_no_random_world_tells_of_what_is_hidden():
    @SETTINGS
    @given(worlds)
    def alike(steps):
        assert told(steps) == {}

    alike()


OF_SEARCH = ["topics and people found first", "the order of what is found"]
RANDOMLY = ["the count of a topic", "what was perhaps meant", "a sitemap's date"]
RANDOMLY += machine.size([], ["a facet", *OF_SEARCH])


@pytest.mark.parametrize("name", RANDOMLY)
def test_a_planted_leak_is_found_by_a_random_world(name):
    *leak, told_by = LEAKS[name]
    only_search = settings(SETTINGS, phases=[Phase.generate], derandomize=True)
    found = find(worlds, lambda steps: told(steps, [leak], told_by), settings=only_search)
    assert told(found, names=told_by) == {}


@pytest.mark.parametrize("name", LEAKS_OF_ACTS)
def test_a_leak_planted_in_an_act_is_found(name):
    act, (*leak, told_by) = LEAKS_OF_ACTS[name]
    only_search = settings(SETTINGS, phases=[Phase.generate], derandomize=True)
    with planted(leak):
        found = find(
            worlds_with(act), lambda steps: told(steps, names=told_by), settings=only_search
        )
    assert told(found, names=told_by) == {}
