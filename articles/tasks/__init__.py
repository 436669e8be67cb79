"""Work of this room, discovered by Celery through this package."""

from articles.tasks import schedule

__all__ = ["schedule"]
