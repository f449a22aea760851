"""Races of two editors through the admin: nothing acknowledged is lost, nothing refused is."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier, Event

import pytest
from django.db import connection, connections

from meetings import drafts, release
from meetings.admin.readout_save import ReadoutSaving
from meetings.invariants import breaches
from meetings.models import Entry, Readout
from tests.admin_forms import address
from tests.factories import user_called
from tests.machine import size
from tests.meetings.desk_form import form_of, signed_in
from tests.meetings.desk_racing import Answer, faults, newsroom, opened, standing

pytestmark = pytest.mark.django_db(transaction=True)

RACES = size(200, 1_000)
ACTS = size(30, 100)
ON_ONE_DRAFT = 10


def save(person, draft, data):
    response = person.client.post(address(draft), data)
    form = response.context["adminform"].form if response.status_code == 409 else None
    return Answer(person, response.status_code, response.content.decode(), form)


def both_at_once(draft, posts, pool):
    """Both press the button: one after the other, or at one moment in the threads of a pool."""
    if pool is None:
        return [save(person, draft, data) for person, data in posts]
    gate = Barrier(2)

    def press(post):
        gate.wait()
        return save(post[0], draft, post[1])

    return list(pool.map(press, posts))


def race(draft, people, random, pool):
    """One race: both type into what they have open, and save; gives what went wrong."""
    fresh = None
    for person in people:
        # Now and then someone works on from a form that was opened before the last race.
        if not person.data or random.random() < 0.85:
            person.open(draft, fresh)
            fresh = person
    before = fresh.seen if fresh else standing(draft)
    entries = Entry.objects.filter(readout=draft, act="save").count()
    posts = [(person, person.type(random)) for person in people]
    random.shuffle(posts)
    answers = both_at_once(draft, posts, pool)
    found = list(faults(draft, before, answers, entries))
    refused = [answer for answer in answers if answer.form is not None]
    if refused and random.random() < 0.3:
        found += saved_again(draft, refused[0])
    return found, len(refused)


def saved_again(draft, answer):
    """The refused text, saved as it was given back, stands."""
    again = save(answer.person, draft, dict(answer.form.data.lists()))
    if again.form is not None:
        # The other one saved after this refusal: the second answer is up to date.
        again = save(answer.person, draft, dict(again.form.data.lists()))
    if not again.is_saved:
        return [f"the text given back cannot be saved: {again.status}"]
    now = standing(draft)
    answer.person.data = {}
    return [f"lost on saving again: {w}" for w in answer.person.words if w not in now.everything]


def races(number, pool=None):
    """Gives the faults of so many races with what was typed, and how often one was refused."""
    found, refused = [], 0
    for count in range(number):
        if count % ON_ONE_DRAFT == 0:
            draft, people = newsroom()
        wrong, clashes = race(draft, people, Random(count), pool)
        typed = [person.edits for person in people]
        found += [f"race {count}: {fault} {typed}" for fault in wrong]
        refused += clashes
    return found, refused


@pytest.fixture
def pool():
    """Two threads with connections of their own; none on SQLite, which has one writer at a time."""
    if connection.vendor == "sqlite":
        yield None
        return
    with ThreadPoolExecutor(2) as pool:
        yield pool
        gate = Barrier(2)
        list(pool.map(lambda _: (gate.wait(), connections.close_all()), range(2)))


def test_no_acknowledged_save_is_lost_and_every_refused_one_has_its_text(pool):
    found, refused = races(RACES, pool)
    assert found == [], "\n".join(found)
    assert RACES // 10 < refused < RACES, "the races meet, and not all of them clash"
    assert list(breaches()) == []


def approve(draft, author):
    release.approve(readout=draft, by=user_called("approver", "Approver"))


def discard(draft, author):
    drafts.discard(readout=draft, by=author)


def save_that_tells(person, draft, data, number, begun, acted):
    """Save, and tell of it when so many questions have been asked of the database.

    The very first waits for the act's end, when nothing of the draft is held yet: that save
    comes after the act, whatever the machine does; those after it race with the act.
    """
    asked = itertools.count()

    def tell(execute, *statement):
        if next(asked) == number:
            begun.set()
            if number == 0:
                acted.wait()
        return execute(*statement)

    try:
        with connection.execute_wrapper(tell):
            return save(person, draft, data)
    finally:
        begun.set()


def act_when(begun, acted, act, *about):
    begun.wait()
    try:
        act(*about)
    finally:
        acted.set()


def answers_to_races_with(act, pool):
    """What is answered to saves during which somebody acts, ever later in their course."""
    for number in range(ACTS):
        draft, (person, _) = newsroom()
        Readout.objects.drafts().update(changed_by=person.client.user)
        release.submit(readout=draft, by=person.client.user)
        person.open(draft)
        person.client.raise_request_exception = False
        data, begun, acted = person.type(Random(number)), Event(), Event()
        saving = pool.submit(save_that_tells, person, draft, data, number, begun, acted)
        pool.submit(act_when, begun, acted, act, draft, person.client.user).result()
        yield saving.result()


def is_given_back(answer):
    return answer.status == 409 and all(word in answer.html for word in answer.person.words)


# SQLite has one writer at a time: there, test_desk_twice acts within a save.


@pytest.mark.postgresql
@pytest.mark.parametrize("act", [approve, discard])
def test_a_save_that_races_an_act_is_stored_or_has_its_text_back(pool, act):
    answers = list(answers_to_races_with(act, pool))
    assert all(answer.is_saved or is_given_back(answer) for answer in answers)
    assert {answer.status for answer in answers} == {302, 409}, "some before the act, some after"


@pytest.mark.postgresql
def test_without_the_hold_on_the_draft_a_lost_text_is_reported(pool, monkeypatch):
    """The act is let in where the save has looked at the draft, and has not written yet."""
    begun, acted, further = Event(), Event(), ReadoutSaving.leave_closed

    def let_in(self, request, readout):
        begun.set()
        acted.wait()
        return further(self, request, readout)

    monkeypatch.setattr(drafts, "hold", lambda readout: None)
    monkeypatch.setattr(ReadoutSaving, "leave_closed", let_in)
    draft, (person, _) = newsroom()
    Readout.objects.drafts().update(changed_by=person.client.user)
    release.submit(readout=draft, by=person.client.user)
    person.open(draft)
    person.client.raise_request_exception = False
    saving = pool.submit(save, person, draft, person.type(Random(1)))
    pool.submit(act_when, begun, acted, approve, draft, person.client.user).result()
    answer = saving.result()
    assert not answer.is_saved
    assert not is_given_back(answer)


def test_without_the_check_of_the_base_version_a_lost_save_is_reported(monkeypatch):
    checked = ReadoutSaving._save_or_tell

    def unchecked(self, request, readout, form_url):
        if readout is not None:
            request.POST["base_version"] = str(readout.version)
        return checked(self, request, readout, form_url)

    monkeypatch.setattr(ReadoutSaving, "_save_or_tell", unchecked)
    found, _ = races(ON_ONE_DRAFT)
    assert any("lost:" in fault for fault in found)


def test_the_form_of_these_races_is_the_one_that_a_browser_posts():
    draft, _ = newsroom()
    client = signed_in("Author")
    shown = form_of(client, address(draft))
    cheap = opened(draft, client.user)
    differing = {
        name: (shown.get(name), cheap.get(name))
        for name in shown.keys() | cheap.keys()
        if name != "form_marks" and [shown.get(name) or ""] != (cheap.get(name) or [""])
    }
    assert differing == {}
