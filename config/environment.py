"""What a variable of the environment may hold."""

import dj_database_url
from dj_database_url import DBConfig
from django.conf.locale import LANG_INFO
from environs import ValidationError

DEVELOPMENT_KEY = "only-for-development-anyone-can-read-this-key-0123456789"
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def is_safe_key(key: str) -> None:
    """Refuse a key that others know or could guess (Django's own check security.W009)."""
    if key == DEVELOPMENT_KEY or key.startswith("django-insecure-"):
        raise ValidationError("this key is public; make one of your own")
    if len(key) < 50 or len(set(key)) < 5:
        raise ValidationError("a secret key needs 50 characters or more, made at random")


def is_language(codes: list[str]) -> None:
    unknown = [code for code in codes if code not in LANG_INFO]
    if unknown or not codes:
        raise ValidationError(f"not languages this site knows: {', '.join(unknown)}")


def database(url: str) -> DBConfig:
    try:
        parsed = dj_database_url.parse(url)
    except ValueError as error:
        raise ValidationError("not the address of a database") from error
    if parsed.get("ENGINE") not in ENGINES:
        raise ValidationError(
            "the record is kept by SQLite or PostgreSQL: sqlite:/// or postgres://"
        )
    return parsed
