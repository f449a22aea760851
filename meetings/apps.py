from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "meetings"
    verbose_name = "Meetings: what was said"

    def ready(self) -> None:
        from meetings import checks, triggers  # noqa: F401  (registers the system check)

        triggers.follow_migrations(self)
