"""The sample readout as rows."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from meetings.models import PhotoUse, Readout, Sitting
from meetings.release import approve, submit
from tests.factories import (
    make_draft,
    make_form,
    make_party,
    make_person,
    make_photo,
    make_region,
    make_relation,
    user_called,
)

TITLE = "Japan-U.S. Foreign Ministers' Meeting"
LINES = [
    line
    for line in (Path(__file__).parents[1] / "data" / "sample.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line
]
BODY = LINES[5:-1]


def passages():
    """The rows of the sample's numbered part: a heading's text is the unnumbered line after it."""
    rows = []
    for line in BODY:
        if match := re.match(r"(\(\d\))\s(.*)", line):
            rows.append({"label": match[1], "text": match[2], "depth": 1})
        elif match := re.match(r"(\d)\s(.*)", line):
            rows.append({"label": match[1], "heading": match[2]})
        else:
            rows[-1]["text"] = line
    return rows


def make_sample(documents=()):
    """The sample, released now by an author and an approver."""
    region = make_region("North America", slug="north-america")
    party = make_party("United States of America", short="U.S.", region=region)
    relation = make_relation(LINES[0], [party], short_title="Japan-U.S.", slug="us")
    draft = make_draft(
        relation=relation,
        title=TITLE,
        introduction=LINES[4],
        passages=passages(),
        participants=[make_person("Fumio Kishida"), make_person("Rex Tillerson")],
        documents=documents,
        held_on=None,
    )
    Sitting.objects.create(
        readout=draft, held_on=date(2017, 2, 10),
        began_at=datetime(2017, 2, 10, 14, 10, tzinfo=UTC),
        zone="America/New_York", precision="around", minutes=30, minutes_precision="about",
        form=make_form("Meeting"),
    )  # fmt: skip
    for position, caption in enumerate(LINES[2:4]):
        PhotoUse.objects.create(
            readout=draft, photo=make_photo(), position=position, caption=caption,
            alternative_text="Two ministers shake hands before their flags",
        )  # fmt: skip
    return released(draft)


def released(draft):
    """A draft, sent for review by its author and approved for now."""
    submit(readout=draft, by=draft.created_by)
    approve(readout=draft, by=user_called("approver", "Approver"))
    return Readout.objects.get(pk=draft.pk)
