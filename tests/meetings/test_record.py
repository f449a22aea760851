"""The canonical document, its hash, and the check of the whole record."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from meetings import invariants, record, triggers
from meetings.models import Readout, Snapshot
from meetings.record import canonical_bytes, document_of, record_of
from tests.factories import (
    ago,
    make_appointment,
    make_document,
    make_person,
    make_photo,
    make_post,
    make_readout,
    make_relation,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_readout(
        live_from=ago(days=1),
        participants=[make_person("Fumio Kishida")],
        photos=[make_photo()],
        documents=[make_document()],
        also_under=[make_relation()],
        passages=["One", {"label": "(1)", "depth": 1, "text": "Two"}],
    )


@pytest.fixture
def lifted():
    """Without the database's rules, as after a careless restore; they return afterwards."""
    triggers.drop(connection)
    yield
    triggers.install(connection)


def breaches():
    return list(invariants.breaches(files=True))


def test_a_document_holds_what_is_printed(edition):
    document = edition.approved.document

    assert [passage["text"] for passage in document["passages"]] == ["One", "Two"]
    assert document["participants"][0]["name"] == "Fumio Kishida"
    assert document["photos"][0]["sha256"] == edition.photo_uses.get().photo.sha256


def test_a_document_holds_no_primary_key(edition):
    text = json.dumps(edition.approved.document)
    assert '"id"' not in text
    assert '"pk"' not in text


def test_topics_are_no_part_of_what_is_approved(edition):
    from meetings import tagging

    tagging.attach(item=edition.passages.first().item, tags=[make_tag()], by=edition.created_by)

    whole = Readout.objects.with_rows().get(pk=edition.pk)
    assert record_of(whole).sha256 == edition.approved.sha256


def test_building_a_document_asks_the_same_of_one_row_and_of_fifty(django_assert_num_queries):
    for rows in (1, 50):
        draft = make_readout(
            passages=["A row"] * rows, participants=[make_person() for _ in range(rows)]
        )
        with django_assert_num_queries(8):
            document_of(Readout.objects.with_rows().get(pk=draft.pk))


def test_a_new_schema_leaves_stored_hashes_true(edition, monkeypatch):
    def with_mood(readout):
        return {**record.SCHEMAS[1](readout), "mood": "friendly"}

    monkeypatch.setitem(record.SCHEMAS, 2, with_mood)
    monkeypatch.setattr(record, "NEWEST", 2)

    newer = make_readout(live_from=ago(hours=1))

    assert newer.approved.schema == 2
    assert newer.approved.document["mood"] == "friendly"
    assert breaches() == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers()))
def test_bytes_depend_on_content_and_not_on_order(document):
    shuffled = dict(reversed(document.items()))

    assert canonical_bytes(document) == canonical_bytes(shuffled)
    assert json.loads(canonical_bytes(document)) == document


def test_the_record_is_found_whole(edition, capsys):
    call_command("check_record", "--files")

    assert "The record holds" in capsys.readouterr().out


def test_the_command_fails_and_names_what_is_wrong(edition, lifted, capsys):
    edition.passages.update(text="Something else")

    with pytest.raises(CommandError):
        call_command("check_record")
    assert "rows differ from the document" in capsys.readouterr().err


def test_a_lost_rule_is_found(lifted):
    assert any("lacks the rule readout_words_frozen" in breach for breach in breaches())


def changed_snapshot(edition):
    Snapshot.objects.filter(pk=edition.approved_id).update(content=b'{"schema":1}')


def lost_signature(edition):
    with connection.constraint_checks_disabled():
        Readout.objects.filter(pk=edition.pk).update(submitted_by=edition.approved_by)


def foreign_item(edition):
    other = make_readout()
    edition.passages.filter(position=0).update(item=other.passages.get().item)


def stale_fold(edition):
    tag = make_tag("Okinawa")
    type(tag).objects.filter(pk=tag.pk).update(folded="something else")


def second_holder(edition):
    post = make_post()
    make_appointment(post=post)
    make_appointment(post=post)


def lost_address(edition):
    type(edition.meeting).objects.update(address_on=None, slug=None, wanted_slug=None)


def lost_entry(edition):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_entry")


def lost_file(edition):
    from django.core.files.storage import storages

    storages["private"].delete(edition.photo_uses.get().photo.name)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (changed_snapshot, "does not bear its hash"),
        (foreign_item, "under an agenda item of another meeting"),
        (stale_fold, "does not bear its folded name"),
        (second_holder, "overlap in a post of one holder"),
        (lost_address, "has an approved readout and no address"),
        (lost_entry, "The log does not tell of the approval"),
        (lost_file, "is missing from the store"),
    ],
)
def test_a_planted_fault_is_found(fault, sentence, edition, lifted):
    fault(edition)

    assert any(sentence in breach for breach in breaches())
