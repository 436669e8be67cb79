"""The command `seed_demo`: what it says when something is missing, and what a later start leaves alone."""

from datetime import timedelta
from io import StringIO
from json import loads

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import ArticlePage
from curation.models import Source
from demo.models import Play
from tests.fakes import MailServer, free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_listens(settings, tmp_path):
    """Neither site nor mail catcher."""
    settings.PORT, settings.EMAIL_PORT, settings.MEDIA_ROOT = free_port(), free_port(), tmp_path


def seed(**options) -> dict:
    out = StringIO()
    call_command("seed_demo", json=True, stdout=out, **options)
    return loads(out.getvalue())


def test_pages_need_no_running_site():
    summary = seed(pages=True)
    assert summary["played_at"] is None
    assert ArticlePage.objects.live().count() == 18
    assert not Source.objects.exists()


def test_play_without_mail_catcher_says_what_to_start():
    with pytest.raises(CommandError, match=r"mail catcher.*make run"):
        seed()
    assert Play.objects.get().steps == ["pages"]


def test_play_without_site_says_what_to_start(settings):
    with MailServer() as mail, pytest.raises(CommandError, match=r"sample sources.*make run"):
        settings.EMAIL_PORT = mail.port
        seed()
    assert Play.objects.get().steps == ["pages", "add sources"]


def test_start_after_the_play_changes_nothing():
    seed(pages=True)
    Play.objects.get().finish(timezone.now() - timedelta(days=3))
    ArticlePage.objects.first().delete()
    assert seed()["moved_from"] is None
    assert ArticlePage.objects.count() == 17
