import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from config.environment import DEVELOPMENT_KEY

KEY = "kept-secret-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG"
PRODUCTION = {"READOUT_SECRET_KEY": KEY, "READOUT_ALLOWED_HOSTS": "www.mofa.example"}
SHOW = """
import json, django
from django.conf import settings

from config.environment import DEVELOPMENT_KEY
django.setup()
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()},
                 default=str))
"""


def start(tmp_path, **variables):
    """Start the site's settings in an environment that holds `variables` alone."""
    environment = {"PATH": os.environ["PATH"], "READOUT_VAR_DIR": str(tmp_path)} | variables
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


def values(tmp_path, **variables):
    done = start(tmp_path, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_bad_variable_is_named_at_once(tmp_path):
    done = start(
        tmp_path,
        READOUT_DEBUG="perhaps",
        READOUT_HSTS_SECONDS="-1",
        READOUT_LANGUAGES="xx",
        READOUT_LOG_LEVEL="LOUD",
        READOUT_ADMIN_PATH="/admin",
        DATABASE_URL="mysql://localhost/readout",
    )
    assert done.returncode != 0
    for name in ("DEBUG", "HSTS_SECONDS", "LANGUAGES", "LOG_LEVEL", "ADMIN_PATH", "SECRET_KEY"):
        assert f"READOUT_{name}" in done.stderr
    assert "SQLite or PostgreSQL" in done.stderr


@pytest.mark.parametrize("key", [DEVELOPMENT_KEY, "django-insecure-" + KEY, "short", ""])
def test_production_refuses_a_key_that_is_no_secret(tmp_path, key):
    done = start(tmp_path, **PRODUCTION | {"READOUT_SECRET_KEY": key})
    assert done.returncode != 0
    assert "READOUT_SECRET_KEY" in done.stderr


def test_production_must_be_told_its_hosts(tmp_path):
    done = start(tmp_path, READOUT_SECRET_KEY=KEY)
    assert done.returncode != 0
    assert "READOUT_ALLOWED_HOSTS" in done.stderr


def test_production_is_safe_unless_told_otherwise(tmp_path):
    site = values(tmp_path, **PRODUCTION)
    assert site["DEBUG"] is False
    assert site["SECURE_SSL_REDIRECT"]
    assert site["SECURE_HSTS_SECONDS"] == 31_536_000
    assert site["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert site["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert site["SECURE_PROXY_SSL_HEADER"] is None
    assert "Manifest" in site["STORAGES"]["staticfiles"]["BACKEND"]


def test_development_needs_one_variable(tmp_path):
    site = values(tmp_path, READOUT_DEBUG="true")
    assert site["DEBUG"] is True
    assert not site["SECURE_SSL_REDIRECT"]
    assert site["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost"]


def test_sqlite_waits_for_its_turn_instead_of_failing(tmp_path):
    options = values(tmp_path, READOUT_DEBUG="true")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_keeps_its_connections_and_tries_them(tmp_path):
    url = "postgres://readout:secret@db.mofa.example/readout"
    database = values(tmp_path, **PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["CONN_MAX_AGE"] == 600
    assert database["CONN_HEALTH_CHECKS"] is True


def test_a_pool_takes_the_place_of_kept_connections(tmp_path):
    variables = {"DATABASE_URL": "postgres://localhost/readout", "READOUT_DATABASE_POOL": "true"}
    database = values(tmp_path, **PRODUCTION, **variables)["DATABASES"]["default"]
    assert database["OPTIONS"]["pool"] is True
    assert database["CONN_MAX_AGE"] == 0


def test_private_files_lie_outside_the_static_folder(tmp_path):
    site = values(tmp_path, READOUT_DEBUG="true")
    assert site["STORAGES"]["private"]["OPTIONS"]["location"] == f"{tmp_path}/private"
    assert site["STORAGES"]["default"] == site["STORAGES"]["private"]
    assert not site["PRIVATE_ROOT"].startswith(site["STATIC_ROOT"])


def test_each_extra_is_switched_on_by_one_variable(tmp_path):
    extras = {
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "READOUT_PRIVATE_BUCKET": "readouts",
        "SENTRY_DSN": "https://key@sentry.mofa.example/1",
        "READOUT_PROMETHEUS_PORT": "19400",
    }
    site = values(tmp_path, **PRODUCTION, **extras)
    assert "redis" in site["CACHES"]["default"]["BACKEND"]
    assert site["STORAGES"]["private"]["OPTIONS"]["bucket_name"] == "readouts"
    assert "django_prometheus" in site["INSTALLED_APPS"]


def test_the_sites_first_language_is_the_first_named(tmp_path):
    site = values(tmp_path, READOUT_DEBUG="true", READOUT_LANGUAGES="ja,en")
    assert site["READOUT_LANGUAGES"] == ["ja", "en"]
    assert ["ja", "日本語"] in site["LANGUAGES"]


def test_the_log_speaks_json(tmp_path):
    site = values(tmp_path, **PRODUCTION)
    assert site["LOGGING"]["handlers"]["console"]["formatter"] == "json"
