from typing import Any

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "meetings"
    verbose_name = "Meetings: what was said"

    def ready(self) -> None:
        from django.contrib.auth import get_user_model

        from meetings import checks, triggers  # noqa: F401  (registers the system check)

        triggers.follow_migrations(self)
        # Wherever the desk names someone, it says who that is, not how they log in.
        get_user_model().add_to_class("__str__", _called)


def _called(user: Any) -> str:
    return user.get_full_name() or user.get_username()
