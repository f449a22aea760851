"""Two worlds, alike but for what is hidden, and what their addresses answer."""

import itertools
import logging
import random
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from meetings.prepared import Prepared
from relations import identity
from tests import factories, machine
from tests.noninterference.acts import ACTS, NOW, hide, hide_beside_what_is_public
from tests.surfaces.parts import PARTS, known_addresses

NOTHING = "/nothing/"
NO_LEAK = {"none": ()}


@contextmanager
def decide(patch, kind, place):
    """Let what chance decides in an act, identities and names, hang on its kind and place alone."""
    source = random.Random(f"{kind} {place}")
    drawn = SimpleNamespace(
        choice=source.choice,
        randbelow=source.randrange,
        token_hex=lambda size: source.randbytes(size).hex(),
    )
    first = {"public": 1, "hidden": 10**6}[kind] + 1_000 * place
    with patch.context() as within:
        within.setattr(identity, "secrets", drawn)
        within.setattr(factories, "numbers", itertools.count(first))
        yield


def build(monkeypatch, *, hide_after):
    """Do the public acts of the fixed world, and hide all that can be after each of `hide_after`.

    Gives what the acts made, by name.
    """
    world = {}
    for place, act in enumerate(ACTS):
        with decide(monkeypatch, "public", place):
            act(world)
        with decide(monkeypatch, "hidden", place):
            if act in hide_after:
                hide(world, place)
    with decide(monkeypatch, "hidden", len(ACTS)):
        if hide_after:
            hide_beside_what_is_public()
    return world


def answers(addresses):
    """What each address answers: its status, its headers, its bytes; a crash tells as well."""
    client = Client(raise_request_exception=False)
    # Most of what is hidden is "not found", and half the time went into saying so in the log.
    logging.disable(logging.WARNING)
    try:
        return {address: _answer(client.get(address)) for address in addresses}
    finally:
        logging.disable(logging.NOTSET)


def _answer(response):
    content = response.getvalue() if response.streaming else response.content
    return response.status_code, sorted(response.headers.items()), content


@contextmanager
def planted(*methods):
    """Put methods in the place of others while we ask: each a class or module, a name, a method."""
    with pytest.MonkeyPatch.context() as patch:
        for where, name, method in methods:
            patch.setattr(where, name, method)
        if methods:
            # A plan that was made before knows nothing of what is planted.
            patch.setattr(Prepared, "plan", Prepared.planned)
        yield


def both_worlds(monkeypatch, hide_after, leaks=NO_LEAK, names=PARTS):
    """Answers with nothing hidden, with all of it, and those of what is hidden itself.

    They are asked once for each of `leaks`, methods to plant, and given by its name. `names` are
    those of the addresses to ask, or a function that gives them for the name of a leak.
    """
    of = names if callable(names) else lambda leak: names
    with time_machine.travel(NOW, tick=False):
        with transaction.atomic():
            build(monkeypatch, hide_after=[])
            known = {leak: known_addresses(of(leak)) | {NOTHING} for leak in leaks}
            alone = {name: _ask(leak, known[name]) for name, leak in leaks.items()}
            transaction.set_rollback(True)
        with transaction.atomic():
            build(monkeypatch, hide_after=hide_after)
            among = {name: _ask(leak, known[name]) for name, leak in leaks.items()}
            others = {name: some(known_addresses(of(name)) - known[name]) for name in leaks}
            hidden = {name: _ask(leak, others[name]) for name, leak in leaks.items()}
            transaction.set_rollback(True)
    return {name: (alone[name], among[name], hidden[name]) for name in leaks}


def some(addresses):
    """Of what is hidden, as many addresses as the size of the run allows, of every kind."""
    listed = sorted(addresses)
    return listed[:: max(1, len(listed) // machine.size(600, len(listed)))]


def _ask(leak, addresses):
    with planted(*leak):
        return answers(sorted(addresses))


def differing(alone, among):
    """The addresses that answer differently, each with what differs first, for the eye."""
    return {a: _first_difference(alone[a], among[a]) for a in alone if among[a] != alone[a]}


def _first_difference(one, other):
    if one[:2] != other[:2] and one[2] == other[2]:
        return f"{one[:2]} / {other[:2]}"
    pairs = enumerate(zip(one[2], other[2], strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(one[2]), len(other[2])))
    shown = slice(max(0, place - 60), place + 60)
    return f"{one[0]} {one[2][shown]!r} / {other[0]} {other[2][shown]!r}"
