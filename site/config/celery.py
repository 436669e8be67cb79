"""The Celery app and the whole timetable: what the machine does by itself, and how often.

Each line names a task that asks the database what is due, so a missed beat harms nothing.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("vakblad")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

MINUTE_S = 60.0

app.conf.beat_schedule = {
    "read due sources": {
        "task": "curation.tasks.reading.read_due_sources",
        "schedule": MINUTE_S,
        "options": {"expires": MINUTE_S},
    },
    "read addresses that editors typed": {
        "task": "curation.tasks.reading.read_requests",
        "schedule": MINUTE_S,
        "options": {"expires": MINUTE_S},
    },
    "give items their stories": {
        "task": "curation.tasks.stories.cluster_items",
        "schedule": MINUTE_S,
        "options": {"expires": MINUTE_S},
    },
    "draft digests whose windows have ended": {
        "task": "curation.tasks.stories.draft_digests",
        "schedule": MINUTE_S,
        "options": {"expires": MINUTE_S},
    },
    "compose issues whose windows have ended": {
        "task": "newsletters.tasks.issues.compose_issues",
        "schedule": MINUTE_S,
        "options": {"expires": MINUTE_S},
    },
    "send approved issues": {
        "task": "newsletters.tasks.issues.send_issues",
        "schedule": MINUTE_S,
        "options": {"expires": MINUTE_S},
    },
    "hand over waiting mails": {
        "task": "mail.tasks.deliver_mails",
        "schedule": MINUTE_S,
        "options": {"expires": MINUTE_S},
    },
    "forget unconfirmed subscriptions": {
        "task": "newsletters.tasks.subscriptions.purge_unconfirmed",
        "schedule": 60 * MINUTE_S,
        "options": {"expires": 60 * MINUTE_S},
    },
}
