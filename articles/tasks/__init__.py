"""Work of this room, discovered by Celery through this package."""

from articles.tasks import embeds, pictures, schedule

__all__ = ["embeds", "pictures", "schedule"]
