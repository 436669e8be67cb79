"""The project. Celery's app is loaded with it, so that a web process or a command that nudges meets our broker."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
