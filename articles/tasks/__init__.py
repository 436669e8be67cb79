"""Work of this room, discovered by Celery through this package."""

from articles.tasks import pictures, schedule

__all__ = ["pictures", "schedule"]
