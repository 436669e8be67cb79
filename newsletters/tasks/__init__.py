"""Work of this room, discovered by Celery through this package."""

from newsletters.tasks import issues, subscriptions

__all__ = ["issues", "subscriptions"]
