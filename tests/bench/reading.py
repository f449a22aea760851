"""What the reader costs: processor time, so that others on the machine change it little."""

import time
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median

from meetings.intake import MAX_BYTES, Refused, Vocabulary, read, rematch, suggest_tags
from tests.bench.words import long_readout
from tests.intake.test_limits import AWKWARD
from tests.intake.test_rematch import edited, rows

SAMPLE = Path(__file__).parent.parent / "data" / "sample.txt"
TOPICS = 5_000


def costs():
    """What is read, the milliseconds it takes, and the most it may take, if that is agreed."""
    sample = SAMPLE.read_text(encoding="utf-8")
    yield "the sample", milliseconds(lambda: read(sample)), None
    yield "the sample, into the form", milliseconds(at_the_desk(sample)), 100
    yield "20,000 signs", milliseconds(lambda: read(long_readout(20_000))), 50
    yield "1 MB of prose", milliseconds(lambda: read_or_refuse(prose())), 3_000
    yield "the slowest odd 1 MB", max(map(odd, AWKWARD)), 5_000
    vocabulary = Vocabulary((f"Matter {n} of trade", f"matter-{n}") for n in range(TOPICS))
    items = [(item.heading, item.text) for item in read(sample).items]
    yield "topics of 5,000", milliseconds(lambda: suggest_tags(items, vocabulary)), 5
    yield "20 edits, 40 rows", milliseconds(edits(40)), 60
    yield "150 edits, 300 rows", milliseconds(edits(300)), 2_000
    yield "300 rows, none as it was", milliseconds(rewritten(300)), 2_000


def at_the_desk(text):
    """Paste a text on the desk's first page: the whole request, up to the filled form."""
    from django.test import Client
    from django.urls import reverse

    from meetings.admin.text_view import mark
    from tests.factories import user_called

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user_called("author"))
    data = {"whole_text": text, "whole_text_was": mark(""), "_read": ""}

    def paste():
        answer = client.post(reverse("admin:meetings_readout_add"), data)
        assert answer.context_data["found"].unplaced == 0

    return paste


def prose():
    paragraph = "Minister Kishida stated that ports matter, and that tides do. " * 8
    return "May 3, 2021\n\n" + "\n\n".join([paragraph] * (MAX_BYTES // (len(paragraph) + 2) - 1))


def odd(piece):
    text = piece * (MAX_BYTES // len(piece.encode()))
    return milliseconds(lambda: read_or_refuse(text), times=1)


def read_or_refuse(text):
    with suppress(Refused):
        read(text)


def edits(count):
    random = Random(2017)
    old = rows(count, random)
    new = [row for _, row in edited(old, count // 2, random)]
    return lambda: rematch(old, new)


def rewritten(count):
    old, new = rows(count, Random(1)), rows(count, Random(2))
    return lambda: rematch(old, new)


def milliseconds(ask, times=3):
    """The median of a few times, after one that warms what is kept."""
    ask()
    taken = []
    for _ in range(times):
        began = time.process_time()
        ask()
        taken.append(1e3 * (time.process_time() - began))
    return median(taken)
