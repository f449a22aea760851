from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from meetings import triggers

pytestmark = pytest.mark.django_db


def ask(client):
    response = client.get("/healthz")
    return response.status_code, response.json()["checks"]


def test_all_is_well_on_a_migrated_database(client):
    status, checks = ask(client)
    assert status == 200
    assert set(checks.values()) == {"ok"}
    assert set(checks) == {"process", "database", "migrations", "triggers", "clock"}


def test_health_is_never_kept_in_a_cache(client):
    assert client.get("/healthz").headers["Cache-Control"] == "no-store"


def test_a_pending_migration_is_named(client):
    MigrationRecorder(connection).record_unapplied("meetings", "0001_initial")
    status, checks = ask(client)
    assert status == 503
    assert checks["migrations"] == "Pending: meetings.0001_initial."


def test_a_missing_trigger_is_named(client):
    gone = triggers.rules()[0]
    with connection.cursor() as cursor:
        cursor.execute(gone.drop_sql(connection.vendor))
    status, checks = ask(client)
    assert status == 503
    assert checks["triggers"] == f"Missing: {gone.name}."


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_differs_from_the_databases_is_reported(client, hours):
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        status, checks = ask(client)
    assert status == 503
    assert "differs by" in checks["clock"]


def test_a_silent_database_is_reported_without_its_address(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("could not connect to postgres://user:secret@db.mofa.example")

    monkeypatch.setattr(connection, "cursor", refuse)
    status, checks = ask(client)
    assert status == 503
    assert checks == {"process": "ok", "database": "The database does not answer."}


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_rules_and_first_rows_behind(client):
    assert Group.objects.exists()
    assert ask(client)[0] == 200


@pytest.mark.django_db(transaction=True)
def test_the_next_test_that_commits_finds_them_again(client):
    assert Group.objects.exists()
    assert ask(client)[0] == 200
