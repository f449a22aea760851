"""Two editors on one readout: forms as they are posted, random edits, and what must be true after.

Each edit writes a word that nothing else holds, so that a lost save is a missing word.
"""

import itertools
import json
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib import admin
from django.test import RequestFactory

from meetings.admin import merging
from meetings.admin.conflict import as_posted, values_of
from meetings.models import Entry, Readout
from tests.admin_forms import address, signed_in
from tests.factories import make_draft, make_person, make_tag, make_user

FACTS = ("title", "introduction", "internal_note")
words = itertools.count(1)


def new_word():
    return f"word{next(words)}x"


# The form


def opened(draft, user):
    """What the form of a draft posts untouched: of the admin's own forms, without the HTML."""
    request = RequestFactory().get(address(draft))
    request.user = user
    desk = admin.site.get_model_admin(Readout)
    readout = desk.get_object(request, str(draft.pk))
    form = desk.get_form(request, readout, change=True)(instance=readout)
    formsets = desk._shown(request, readout)
    data = dict(_posted(form))
    for formset in formsets:
        data |= dict(_posted(formset.management_form))
        for row in formset.forms:
            key = row.instance._meta.pk.name
            fields = as_posted(row, key) | {key: [str(row.instance.pk or "")]}
            data |= {_full(row.prefix, name): values for name, values in fields.items()}
    data["base_version"] = [str(readout.version)]
    data["form_marks"] = [json.dumps(merging.marks_of(form, formsets))]
    data["language"] = [readout.language]
    return data


def _posted(form):
    for bound in form:
        for name, values in values_of(bound):
            yield f"{form.prefix}-{name}" if form.prefix else name, values


def _full(prefix, name):
    initial = name.startswith("initial-")
    full = f"{prefix}-{name.removeprefix('initial-')}"
    return f"initial-{full}" if initial else full


# What stands


@dataclass
class Standing:
    """A draft's words at one moment: facts, and rows by their lasting keys."""

    version: int
    facts: dict
    texts: dict
    """Of passages: heading and text, by agenda item, in their order."""
    names: dict
    topics: dict

    @property
    def everything(self):
        return json.dumps([self.facts, list(self.texts.values()), list(self.names.values())])


def standing(draft):
    draft = Readout.objects.get(pk=draft.pk)
    rows = draft.passages.prefetch_related("item__tags").select_related("item")
    return Standing(
        draft.version,
        {name: getattr(draft, name) for name in FACTS},
        {row.item_id: (row.heading, row.text) for row in rows},
        dict(draft.participants.values_list("pk", "name")),
        {row.item_id: {tag.name for tag in row.item.tags.all()} for row in rows},
    )


# Edits


@dataclass
class Person:
    """An editor at a browser, with the form as it was last opened."""

    client: object
    seen: Standing = None
    data: dict = field(default_factory=dict)
    edits: list = field(default_factory=list)

    def open(self, draft, other=None):
        """Open the form; two people who open it at one moment see the same."""
        if other is not None:
            self.seen, self.data = other.seen, other.data
        else:
            self.seen, self.data = standing(draft), opened(draft, self.client.user)

    def type(self, random):
        """Change one to three places of the form, and leave the form as it was opened."""
        self.form, self.edits = dict(self.data), []
        for kind in random.sample(sorted(KINDS), random.randint(1, 3)):
            edit = KINDS[kind](self, random)
            if edit is not None:
                self.edits.append((kind, *edit))
        return self.form | {"_save": ["Save"]}

    @property
    def words(self):
        """The words that were typed into the document or the note."""
        return [edit[-1] for edit in self.edits if edit[0] not in ("delete", "move", "topic")]

    def row(self, random, prefix="passages"):
        """A row that no other edit of this form has touched: its place, and its key."""
        touched = {edit[1] for edit in self.edits}
        there = list(self.seen.texts if prefix == "passages" else self.seen.names)
        free = [(place, key) for place, key in enumerate(there) if key not in touched]
        return random.choice(free) if free else (None, None)


def edit_fact(person, random):
    name, word = random.choice(FACTS), new_word()
    person.form[name] = [f"{person.seen.facts[name][:60]} {word}".strip()]
    return name, word


def edit_text(person, random):
    place, key = person.row(random)
    if place is None:
        return None
    name, word = random.choice(["heading", "text"]), new_word()
    person.form[f"passages-{place}-{name}"] = [word]
    return key, name, word


def edit_name(person, random):
    place, key = person.row(random, "participants")
    if place is None:
        return None
    word = new_word()
    person.form[f"participants-{place}-name"] = [word]
    return key, word


def add_row(person, random):
    number, word = int(person.form["passages-TOTAL_FORMS"][0]), new_word()
    order = Decimal(random.randint(0, len(person.seen.texts))) + Decimal("0.5")
    row = {"order": str(order), "depth": "0", "kind": "item", "label": "", "text": word}
    for name, value in row.items():
        person.form[f"passages-{number}-{name}"] = [value]
    person.form["passages-TOTAL_FORMS"] = [str(number + 1)]
    return None, word


def delete_row(person, random):
    place, key = person.row(random)
    if place is None or len(person.seen.texts) < 3:
        return None
    person.form[f"passages-{place}-DELETE"] = ["on"]
    return (key,)


def move_row(person, random):
    place, key = person.row(random)
    if place is None:
        return None
    others = [one for one in person.seen.texts if one != key]
    number, order = random.choice([("0.1", [key, *others]), ("99", [*others, key])])
    if order == list(person.seen.texts):
        return None
    person.form[f"passages-{place}-order"] = [number]
    return key, order


def add_topic(person, random):
    place, key = person.row(random)
    if place is None:
        return None
    topic = make_tag(f"Topic {new_word()}")
    before = person.form[f"passages-{place}-topics"][0]
    person.form[f"passages-{place}-topics"] = [", ".join(filter(None, [before, topic.name]))]
    return key, topic.name


KINDS = {
    "fact": edit_fact,
    "text": edit_text,
    "name": edit_name,
    "add": add_row,
    "delete": delete_row,
    "move": move_row,
    "topic": add_topic,
}


# What must be true after


@dataclass
class Answer:
    """What the desk answered to a save."""

    person: Person
    status: int
    html: str
    form: object = None

    @property
    def is_saved(self):
        return self.status == 302


def faults(draft, before, answers, log_before):
    """What is wrong after a race: sentences, none where nothing was lost."""
    now = standing(draft)
    saved = [answer for answer in answers if answer.is_saved]
    yield from (f"answered {a.status}" for a in answers if a.status not in (302, 409))
    for answer in saved:
        yield from lost(answer.person, now, draft)
    yield from lost_order([answer.person for answer in saved], now)
    for answer in answers:
        if not answer.is_saved:
            yield from not_given_back(answer, now)
    yield from changed_by_nobody(before, now, saved)
    yield from badly_logged(draft, before, now, saved, log_before)


def lost(person, now, draft):
    """Places where an acknowledged save does not stand, though nobody changed them knowingly."""
    versions = b" ".join(bytes(one.content) for one in draft.snapshots.order_by("-pk")[:4])
    for kind, *edit in person.edits:
        key, word = edit[0], edit[-1]
        if kind in ("fact", "text", "name", "add"):
            if word not in now.everything:
                yield f"lost: {kind} {word}"
            elif word.encode() not in versions and key != "internal_note":
                yield f"in no version: {kind} {word}"
        elif kind == "delete" and key in now.texts:
            yield f"not deleted: {key}"
        elif kind == "topic" and word not in now.topics.get(key, ()) and not logged(draft, word):
            yield f"lost: topic {word}"


def logged(draft, topic):
    """Whether the log tells that the topic was attached, to a row that went afterwards."""
    entries = Entry.objects.filter(meeting=draft.meeting, act="tag").order_by("-pk")[:6]
    return any(topic in entry.details["added"] for entry in entries)


def lost_order(people, now):
    """The order of one who moved a row, where nobody else moved any in the same form."""
    moves = [(person.seen, order) for person in people for order in orders(person)]
    if len(moves) == 2 and moves[0][0] is not moves[1][0]:
        return
    for _, order in moves:
        there = [key for key in now.texts if key in order]
        if there != [key for key in order if key in now.texts]:
            yield f"lost: the order {order}"


def orders(person):
    """The orders into which a person brought rows; past one that they removed is no move."""
    gone = {edit[1] for edit in person.edits if edit[0] == "delete"}
    for kind, *edit in person.edits:
        if kind == "move":
            before = [key for key in person.seen.texts if key not in gone]
            order = [key for key in edit[-1] if key not in gone]
            if order != before:
                yield order


def not_given_back(answer, now):
    """Words of a refused save that its answer lacks, or that were written all the same."""
    for kind, *edit in answer.person.edits:
        word = edit[-1]
        if kind in ("fact", "text", "name", "add", "topic") and word not in answer.html:
            yield f"not given back: {kind} {word}"
        if kind != "topic" and isinstance(word, str) and word in now.everything:
            yield f"refused and written: {kind} {word}"


def changed_by_nobody(before, now, saved):
    """Places that differ from what stood before, and that nobody who was acknowledged changed."""
    touched = {edit[1] for answer in saved for edit in answer.person.edits}
    for part in ("facts", "texts", "names"):
        was, stands = getattr(before, part), getattr(now, part)
        for key in was.keys() - touched:
            if stands.get(key) != was[key]:
                yield f"changed by nobody: {part} {key}"
    new = [edit for answer in saved for edit in answer.person.edits if edit[0] == "add"]
    if len(now.texts.keys() - before.texts.keys()) != len(new):
        yield "rows came that nobody added, or did not come"


def badly_logged(draft, before, now, saved, log_before):
    """A version without its line in the log, or other than those who changed something made."""
    entries = Entry.objects.filter(readout=draft, act="save").count() - log_before
    versions = now.version - before.version
    typed = [{edit[0] for edit in answer.person.edits} for answer in saved]
    least = sum(bool(kinds & {"fact", "text", "name", "add"}) for kinds in typed)
    # A row that the other one has removed or moved already is removed or moved once.
    most = sum(bool(kinds - {"topic"}) for kinds in typed)
    if entries != versions or not least <= versions <= most:
        yield f"{least} to {most} saves, {entries} entries, {versions} versions"


def newsroom():
    """A draft with rows of each kind, and two people who may change it."""
    draft = make_draft(
        passages=[f"Passage {number}." for number in range(3)], participants=[make_person()]
    )
    people = []
    for _ in range(2):
        client = signed_in(user := make_user("Author"))
        client.user = user
        people.append(Person(client))
    return draft, people
