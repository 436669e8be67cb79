"""Two processes draft the same window at the same moment: one digest comes of it."""

import os
import subprocess
import sys

from django.conf import settings

from articles.models import HomePage
from curation.models import DigestPage, DigestWindow, Item, Story
from tests import factories
from tests.factories import NOW, home

PROCESSES = 3
COMMAND = ["manage.py", "draft_digest", "home", "--language", "nl", "--now", "2026-11-25T07:00", "--json"]


def start(folder):
    environment = os.environ | {
        "VAKBLAD_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": f"{settings.BASE_DIR}/site",
    }
    return subprocess.Popen(
        [sys.executable, *COMMAND],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_draft_by_several_processes_at_once_makes_one_page(run_folder):
    HomePage.objects.filter(pk=home().pk).update(digest_cadence="daily", digest_hour=6)
    source = factories.source()
    for number in range(40):
        factories.item(source=source, title=f"Zaak{number} in Plaats{number}", dated_at=NOW)
    processes = [start(run_folder) for _ in range(PROCESSES)]
    said = [process.communicate()[0].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * PROCESSES, said
    assert sum('"is_drafted": true' in one for one in said) == 1, said
    assert DigestPage.objects.count() == 1
    assert DigestWindow.objects.exclude(drafted_at=None).count() == 1
    assert Item.objects.filter(story=None).count() == 0
    assert not Story.objects.filter(items=None).exists()
