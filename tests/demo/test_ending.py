"""The desk says why nothing new comes once the sample feeds have ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.users.models import UserProfile

from demo import ending, feeds, texts
from demo.models import Play
from tests import factories

pytestmark = pytest.mark.django_db


def ended(ago: timedelta) -> Play:
    """A play whose last entry came so long ago."""
    now = timezone.now()
    lasts = feeds.last_release(texts.sources(), now) - now
    return Play.objects.create(pk=1, started_at=now - lasts - ago, played_at=now - lasts - ago)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_desk_says_that_the_sample_feeds_ended(client, language):
    play = ended(timedelta(hours=1))
    now = timezone.now()
    window = factories.window(starts_at=now - timedelta(hours=20), ends_at=now)
    person = factories.user("Editor")
    UserProfile.objects.create(user=person, preferred_language=language)
    client.force_login(person)
    page = client.get(reverse("desk:window", args=[window.pk]))
    last = feeds.last_release(texts.sources(), play.started_at)
    with translation.override(language):
        day = date_format(timezone.localtime(last), "j F Y")
    [said] = page.context["bench"].reading.explanations
    assert day in said and "VAKBLAD_VAR" in said
    assert said in page.content.decode()


@pytest.mark.parametrize("ago", [timedelta(minutes=-1), timedelta(days=-14)])
def test_nothing_is_said_while_entries_are_to_come(ago):
    ended(ago)
    assert ending.explanation(factories.site(), timezone.now()) == ""


def test_nothing_is_said_without_a_sample_or_at_a_magazine_of_ones_own():
    assert ending.explanation(factories.site(), timezone.now()) == ""
    ended(timedelta(hours=1))
    site = factories.site()
    site.is_default_site = False
    assert ending.explanation(site, timezone.now()) == ""
