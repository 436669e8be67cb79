"""The room of sample content: installed in development only."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from curation import silence
        from demo import ending

        silence.register("demo", ending.explanation)
