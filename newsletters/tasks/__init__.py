"""Work of this room, discovered by Celery through this package."""

from newsletters.tasks import issues

__all__ = ["issues"]
