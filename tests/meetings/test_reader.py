"""A pasted text becomes a draft, with what the site knows; and the two commands."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings import reader, release
from meetings.models import Readout, SourceText
from tests.factories import (
    ago,
    make_appointment,
    make_party,
    make_person,
    make_post,
    make_readout,
    make_relation,
    make_tag,
    make_user,
)

DATA = Path(__file__).parent.parent / "data"
SAMPLE = DATA / "sample.txt"

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user("Author", username="author")


@pytest.fixture
def known():
    """What the site knew in February 2017."""
    japan, america = make_party("Japan"), make_party("United States of America")
    relation = make_relation("Japan-United States of America Relations", [japan, america])
    minister = make_appointment(
        make_person("Fumio Kishida"),
        make_post("Minister for Foreign Affairs", japan),
        date(2012, 12, 26),
        date(2017, 8, 3),
    )
    for name in ("North Korea", "Okinawa"):
        make_tag(name)
    return relation, minister


def drafted(author):
    text = SAMPLE.read_text()
    return reader.draft_from(reader.read_here(text), text=text, by=author)


def test_the_sample_becomes_rows(known, author):
    relation, minister = known
    draft = drafted(author)

    assert draft.relation == relation
    assert draft.title == "Japan-U.S. Foreign Ministers' Meeting"
    assert [p.label for p in draft.passages.all()] == [
        "1", "2", "(1)", "(2)", "(3)", "(4)", "3", "4",
    ]  # fmt: skip
    sitting = draft.sittings.get()
    assert sitting.began_at.isoformat() == "2017-02-10T14:10:00+00:00"
    assert (sitting.precision, sitting.minutes, sitting.minutes_precision) == (
        "around",
        30,
        "about",
    )
    kishida, tillerson = draft.participants.all()
    assert kishida.held_appointments.get().appointment == minister
    assert (tillerson.name, tillerson.person) == ("Rex Tillerson", None)


def test_topics_named_in_a_row_are_suggested_and_never_attached(known, author):
    reading = reader.read_here(SAMPLE.read_text())

    suggested = {item.label: item.tags for item in reading.items}
    assert suggested["(1)"] == ("North Korea",)
    assert suggested["3"] == ("Okinawa",)
    draft = drafted(author)
    assert not any(passage.item.tags.exists() for passage in draft.passages.all())


def test_a_topic_that_a_heading_carried_before_is_suggested(known):
    relation, _ = known
    make_readout(
        live_from=ago(days=1),
        relation=relation,
        passages=[{"heading": "Okinawa", "text": "Something else."}],
        tags=[make_tag("Futenma relocation")],
    )
    desk = reader.Reader()
    reading = desk.read(SAMPLE.read_text())

    labels = [item.label for item in reading.items]
    suggested = desk.suggestions(reading, relation)
    assert "Futenma relocation" in suggested[labels.index("3")]


def test_captions_wait_in_the_note_until_their_photos_come(known, author):
    assert "Meeting1" in drafted(author).internal_note


def test_a_draft_is_never_released(known, author):
    assert drafted(author).live_from is None


def test_the_text_is_kept_as_it_came(known, author):
    assert drafted(author).source_texts.get().text == SAMPLE.read_text()


def test_a_text_is_made_into_a_draft_once(known, author):
    drafted(author)

    with pytest.raises(reader.AlreadyRead):
        drafted(author)


def test_an_unknown_relation_stays_as_printed(author):
    draft = drafted(author)

    assert draft.relation is None
    assert draft.section_label == "Japan-United States of America Relations"
    assert "relation" in [omission.field for omission in release.omissions(draft)]


def test_the_command_prints_what_was_read(known, capsys):
    call_command("read_readout", str(SAMPLE))

    printed = capsys.readouterr().out
    assert "2017-02-10T23:10 (home, around) = 2017-02-10T09:10 (local, around)" in printed
    assert "every character is placed" in printed


def test_json_lines_come_in_order(tmp_path, capsys):
    lines = (DATA / "readout-shapes.jsonl").read_text().splitlines()[:5]
    file = tmp_path / "five.jsonl"
    file.write_text("\n".join(lines))

    call_command("read_readout", jsonl=str(file))

    read = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    wanted = [json.loads(line)["expect"]["page_date"] for line in lines]
    assert [one["released_on"] for one in read] == wanted


def test_a_bad_line_is_named(tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text('{"text": "x"}\nnonsense\n')

    with pytest.raises(CommandError, match="Line 2"):
        call_command("read_readout", jsonl=str(file))


def test_files_become_drafts_and_nothing_twice(known, author, tmp_path, capsys):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.docx"
    good.write_bytes(SAMPLE.read_bytes())
    bad.write_bytes(b"PK no document")

    for _ in range(2):
        with pytest.raises(CommandError, match="1 of 2 files"):
            call_command("draft_readout", str(good), str(bad), by="author")

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        "doubtful",
        "refused",
        "nothing done",
        "refused",
    ]
    assert (Readout.objects.count(), SourceText.objects.count()) == (1, 1)


def test_only_an_author_makes_drafts():
    with pytest.raises(CommandError, match="nobody who may write"):
        call_command("draft_readout", str(SAMPLE), by="nobody")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_japanese_file_is_read_in_the_encodings_of_mail(encoding):
    assert reader.text_of("日米外相会談".encode(encoding), "a.txt") == "日米外相会談"


def test_what_is_no_text_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="save it as UTF-8"):
        reader.text_of(b"\x81\xff\xfe\x00", "a.txt")


def test_a_pdf_is_refused_with_a_sentence_whatever_it_is_called():
    with pytest.raises(ValueError, match="This is a PDF"):
        reader.text_of(b"%PDF-1.7\n1 0 obj\n", "a.txt")
