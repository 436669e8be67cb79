"""Work of this room: one module per stage, all discovered by Celery through this package."""

from curation.tasks import reading, stories

__all__ = ["reading", "stories"]
