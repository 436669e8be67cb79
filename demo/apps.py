"""The room of sample content: installed in development only."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
