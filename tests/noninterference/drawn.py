"""Drawn worlds: a sequence of public and hidden acts, done with the hidden ones and without."""

import random
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st

from meetings import drafts, release
from meetings.addresses import AddressTaken
from meetings.models import Readout
from meetings.release import Refused
from tests import machine
from tests.noninterference import hidden_acts, public_acts
from tests.noninterference.background import NOW, START, NotNow, Picks, World
from tests.noninterference.worlds import NOTHING, answers, decide, differing, planted
from tests.surfaces.parts import PARTS, known_addresses

MOST_ACTS = machine.size(8, 16)
FURTHER = machine.size(9, 40)
"""So many addresses are asked besides those that always are, of hidden rows as well."""
ALWAYS = {
    NOTHING, "/", "/relations/testland/", "/readouts/", "/corrections/", "/topics/?order=use",
    "/topics/trade/", "/topics/trade/?facet=topic", "/people/ann/", "/search/?q=goods",
    "/search/?q=quokka", "/search/?q=quoka", "/sitemap.xml", "/sitemap-news.xml",
}  # fmt: skip
NAMES = {act.__name__: act for act in [*public_acts.ACTS, *hidden_acts.ACTS]}


class Step(NamedTuple):
    """One act of a world, with the numbers that choose what it is done to."""

    act: str
    is_hidden: bool
    numbers: tuple[int, ...]


def _steps(acts, *, is_hidden):
    names = [act.__name__ for act in acts]
    numbers = st.tuples(*[st.integers(0, 7)] * 5)
    return st.builds(Step, st.sampled_from(names), st.just(is_hidden), numbers)


releases = _steps([public_acts.release_one], is_hidden=False)
public_steps = _steps(public_acts.ACTS, is_hidden=False)
hidden_steps = _steps(hidden_acts.ACTS, is_hidden=True)
# Where nothing is public there is nothing to interfere with.
worlds = st.builds(
    lambda first, second, further: [first, second, *further],
    releases,
    releases,
    st.lists(public_steps | hidden_steps, min_size=2, max_size=MOST_ACTS),
)


def worlds_with(act):
    """Worlds in which one hidden act is done beside what is public."""
    return st.tuples(releases, releases, _steps([act], is_hidden=True)).map(list)


class Stage:
    """A world in which steps are done, one an hour, each with chances of its own.

    So a step that is left out changes nothing that chance decides in those after it.
    """

    def __init__(self, patch, clock):
        with decide(patch, "public", 0):
            self.world = World()
        self.world.make_way = self.make_way
        self.patch, self.clock, self.place = patch, clock, 0

    def do(self, place, step):
        """Do a step; says whether it could be done. One that is refused leaves no trace."""
        self.place = place
        self.clock.move_to(START + timedelta(hours=place))
        kind = "hidden" if step.is_hidden else "public"
        with decide(self.patch, kind, place):
            try:
                with transaction.atomic():
                    NAMES[step.act](self.world, Picks(step.numbers))
            except (Refused, NotNow, AddressTaken):
                return False
        return True

    def make_way(self, meeting, language):
        """Take back what is hidden where the public is to see something else."""
        with decide(self.patch, "hidden", self.place):
            for draft in Readout.objects.drafts().filter(meeting=meeting, language=language):
                drafts.discard(readout=draft, by=self.world.author)
            coming = Readout.objects.approved_ones().filter(live_from__gt=timezone.now())
            for edition in coming.filter(meeting=meeting, language=language):
                there = release.revoke(readout=edition, by=self.world.approver)
                drafts.discard(readout=there, by=self.world.author)


@contextmanager
def performed(steps):
    """Do steps, each a place and a step, in a world that is gone afterwards; the public's instant.

    Gives those of them that could be done.
    """
    with (
        pytest.MonkeyPatch.context() as patch,
        time_machine.travel(START, tick=False) as clock,
        transaction.atomic(),
    ):
        stage = Stage(patch, clock)
        done = [(place, step) for place, step in steps if stage.do(place, step)]
        clock.move_to(NOW)
        yield done
        transaction.set_rollback(True)


def told(steps, leak=(), names=None):
    """What the public can tell of the hidden steps: addresses, each with what differs first.

    The world with them comes first: what could not be done there is left out of the other too.
    All addresses of `names` are asked, or else some of every name.
    """
    with performed(list(enumerate(steps, start=1))) as done:
        addresses = known_addresses(names) if names else chosen(repr(steps))
        among = asked(addresses, leak)
    public = [(place, step) for place, step in done if not step.is_hidden]
    with performed(public) as done_alone:
        alone = asked(addresses, leak)
    assert done_alone == public, "A public act was refused where nothing is hidden."
    return differing(alone, among)


def asked(addresses, leak):
    with planted(*leak):
        return answers(sorted(addresses))


def chosen(seed):
    """Those that hold much, and some of the others, of one name as likely as of another."""
    chance = random.Random(seed)
    names = [chance.choice(sorted(PARTS)) for _ in range(FURTHER)]
    known = [sorted(known_addresses([name])) for name in names]
    return ALWAYS.union(chance.choice(each) for each in known if each)
