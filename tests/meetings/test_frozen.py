"""An approved edition never changes: not by the ORM, not by SQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from meetings import triggers
from meetings.models import Entry, Erasure, Participant, Readout, Seal, Snapshot, SourceText
from tests.factories import (
    ago,
    ahead,
    hold,
    make_appointment,
    make_document,
    make_draft,
    make_person,
    make_photo,
    make_post,
    make_readout,
    make_relation,
    make_tag,
    make_user,
    user_called,
)

pytestmark = pytest.mark.django_db

ROWS = list(triggers.ROWS)


def make_whole(live_from, **facts):
    """An edition that has a row of every kind."""
    return make_readout(
        live_from=live_from,
        participants=[make_person()],
        photos=[make_photo()],
        documents=[make_document()],
        also_under=[make_relation()],
        **facts,
    )


@pytest.fixture
def edition():
    draft = make_whole(None)
    hold(draft.participants.get(), make_appointment())
    draft.as_printed.create(
        code="clocks", fingerprint="x", sentence="As printed.", by=draft.created_by
    )
    with connection.cursor() as cursor:
        approve(cursor, draft)
    return Readout.objects.get(pk=draft.pk)


def approve(cursor, draft):
    """Approve by SQL alone, as the database allows it."""
    approver = user_called("approver", "Approver")
    now = timezone.now()
    draft.section_label = "Relations"
    draft.approved = draft.snapshots.last()
    draft.submitted_by, draft.submitted_at = draft.changed_by, now
    draft.approved_by, draft.approved_at, draft.live_from = approver, now, ago(minutes=1)
    draft.save()


def refused(sql, params=()):
    """Whether the database refuses a statement with a sentence of ours."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
    except IntegrityError as error:
        return any(word in str(error) for word in ("never changes", "never deleted", "stays"))
    return False


@pytest.mark.parametrize("table", ROWS)
def test_sql_cannot_delete_a_row(table, edition):
    assert refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ROWS)
def test_sql_cannot_update_a_row(table, edition):
    assert refused(f"UPDATE {table} SET id = id")


@pytest.mark.parametrize("table", ROWS)
def test_sql_cannot_insert_a_row(table, edition):
    with connection.cursor() as cursor:
        columns = [c.name for c in connection.introspection.get_table_description(cursor, table)]
    others = ", ".join(f'"{column}"' for column in columns if column != "id")
    values = others.replace('"position"', "99")

    assert refused(f"INSERT INTO {table} ({others}) SELECT {values} FROM {table}")


def test_every_row_kind_of_the_document_is_guarded(edition):
    """A new kind of row with a way to a readout must join the guarded ones, or the log."""
    kinds = {
        relation.related_model._meta.db_table
        for relation in [*Readout._meta.related_objects, *Participant._meta.related_objects]
        if relation.one_to_many and relation.related_model is not Readout
    }
    kept = {m._meta.db_table for m in (Entry, Snapshot, Seal, SourceText, Erasure)}
    assert kinds - kept == set(ROWS)


@pytest.mark.parametrize(
    "name",
    ["sittings", "participants", "passages", "photo_uses", "document_uses", "listings"],
)
def test_the_orm_cannot_change_a_row(name, edition):
    row = getattr(edition, name).first()
    for write in (row.save, row.delete):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            write()


@pytest.mark.parametrize(
    "field", sorted({f.name for f in Readout._meta.concrete_fields} - Readout.lifecycle_fields())
)
def test_no_column_but_those_of_its_life_can_change(field, edition):
    column = Readout._meta.get_field(field).column
    other = {
        "DateTimeField": "'2001-01-01 00:00:00+00:00'",
        "DateField": "'2001-01-01'",
        "ForeignKey": "77777",
        "BigAutoField": "88888",
        "PositiveIntegerField": "99",
    }.get(Readout._meta.get_field(field).get_internal_type(), "'x'")

    assert refused(f"UPDATE meetings_readout SET {column} = {other}")


def test_an_approved_edition_cannot_be_deleted(edition):
    assert refused("DELETE FROM meetings_readout")


def test_a_row_cannot_move_from_a_draft_into_an_approved_edition(edition):
    draft = make_draft()
    sql = "UPDATE meetings_sitting SET readout_id = %s, position = 9 WHERE readout_id = %s"

    assert refused(sql, [edition.pk, draft.pk])


def test_a_readout_cannot_be_born_approved():
    draft = make_draft()
    approver = user_called("approver", "Approver")
    now = timezone.now()
    twin = Readout(
        meeting=draft.meeting, language="ja", created_by=approver, changed_by=approver,
        title="Born approved", section_label="x", relation=draft.relation,
        released_on=draft.released_on, approved=draft.snapshots.last(), approved_at=now,
        approved_by=approver, submitted_by=draft.created_by, submitted_at=now, live_from=now,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="begins as a draft"), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(
    "changes",
    [
        {"approved_at": None, "approved_by": None, "approved": None, "live_from": None},
        {"live_from": ahead(days=1)},
        {"submitted_by": None, "submitted_at": None},
        {"night_reason": "never said"},
    ],
)
def test_the_approval_of_a_released_edition_stands(changes, edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Readout.objects.filter(pk=edition.pk).update(**changes)


def test_one_signature_is_refused_by_the_database():
    draft = make_draft()
    now = timezone.now()
    alone = {"approved_by": draft.created_by, "submitted_by": draft.created_by}

    with pytest.raises(IntegrityError, match="two_people_sign"), transaction.atomic():
        Readout.objects.filter(pk=draft.pk).update(
            **alone, approved_at=now, submitted_at=now, live_from=now,
            approved=draft.snapshots.last(), section_label="x",
        )  # fmt: skip


def test_two_live_editions_are_refused_by_the_database():
    first = make_readout(live_from=ago(days=1))

    with pytest.raises(IntegrityError), transaction.atomic():
        make_readout(live_from=ago(hours=1), meeting=first.meeting, relation=first.relation)


def test_an_edition_is_approved_in_its_own_words():
    draft, other = make_draft(), make_draft()
    with pytest.raises(IntegrityError, match="this very readout"), transaction.atomic():
        Readout.objects.filter(pk=draft.pk).update(approved=other.snapshots.last())


def test_a_readout_stays_with_its_meeting():
    draft, other = make_draft(), make_draft(language="ja")
    with pytest.raises(IntegrityError, match="stays with its meeting"), transaction.atomic():
        Readout.objects.filter(pk=draft.pk).update(meeting=other.meeting)


def test_an_appointment_in_which_someone_sat_stays_in_its_post(edition):
    appointment = edition.participants.get().held_appointments.get().appointment
    appointment.post = make_post("Another post")
    with pytest.raises(IntegrityError, match="stays in its post"), transaction.atomic():
        appointment.save()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR REPLACE INTO meetings_entry SELECT * FROM meetings_entry",
        "UPDATE OR REPLACE meetings_passage SET id = id + 1",
        "INSERT OR REPLACE INTO meetings_readout SELECT * FROM meetings_readout",
    ],
)
def test_replacing_is_refused_as_deleting_is(sql, edition):
    make_readout(live_from=ago(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(sql)


def test_an_open_erasure_is_the_one_door(edition):
    Erasure.objects.create(
        readout=edition,
        ground="Article 17; demand of 3 March",
        demanded_by=make_user(),
        agreed_by=make_user(),
        opened_at=timezone.now(),
    )

    edition.participants.update(name="[erased]")

    assert edition.participants.get().name == "[erased]"


def test_one_person_cannot_open_the_door(edition):
    person = make_user()
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Erasure.objects.create(
            readout=edition, ground="x", demanded_by=person, agreed_by=person,
            opened_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "write", ["UPDATE meetings_entry SET reason = 'x'", "DELETE FROM meetings_entry"]
)
def test_the_log_is_only_added_to(write, edition):
    make_readout(live_from=ago(days=1))
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        connection.cursor().execute(write)


@pytest.mark.parametrize("table", ["meetings_photo", "meetings_rendition", "meetings_document"])
def test_a_stored_file_never_changes(table, edition):
    assert refused(f"UPDATE {table} SET size = 1")


def test_a_passage_cannot_stand_under_another_meetings_item():
    draft, other = make_draft(), make_draft()
    passage = draft.passages.first()
    passage.item = other.passages.first().item

    with pytest.raises(IntegrityError, match="own meeting"), transaction.atomic():
        passage.save()


def test_a_topic_cannot_bear_anothers_alias():
    make_tag("Trans-Pacific Partnership").aliases.create(name="TPP")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_tag("tpp")


def test_topics_differ_by_more_than_spelling():
    make_tag("North Korea")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_tag("Ｎｏｒｔｈ  ko\u200brea")


@pytest.mark.postgresql
def test_truncate_is_refused(edition):
    with pytest.raises(IntegrityError, match="never emptied"), transaction.atomic():
        connection.cursor().execute("TRUNCATE meetings_entry CASCADE")


def test_a_missing_rule_is_named():
    assert triggers.missing(connection) == []
    name = "meetings_passage_closed_update"
    rule = next(rule for rule in triggers.rules() if rule.name == name)
    with connection.cursor() as cursor:
        cursor.execute(rule.drop_sql(connection.vendor))

    assert triggers.missing(connection) == [name]
