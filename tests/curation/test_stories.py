"""Which stories are public in a magazine, and what a merged one points at."""

import pytest
from wagtail.models import Site

from curation.models import Story
from tests import factories

pytestmark = pytest.mark.django_db


def test_public_only_where_a_published_digest_of_the_magazine_links():
    published, drafted = factories.story(), factories.story()
    factories.story()
    for story, is_live in ((published, True), (drafted, False)):
        page = factories.digest(live=is_live)
        page.links = [factories.digest_link(story=story)]
        page.save()
    assert list(Story.objects.public(factories.site())) == [published]


def test_public_in_either_language_counts_each_story_once():
    story = factories.story()
    for language in ("nl", "en"):
        page = factories.digest(factories.home(language))
        page.links = [factories.digest_link(story=story)]
        page.save()
    assert list(Story.objects.public(factories.site())) == [story]


def test_public_in_one_magazine_is_not_public_in_another():
    page = factories.digest(links=1)
    root = Site.objects.get(is_default_site=True).root_page.get_root()
    elsewhere = root.add_child(instance=page.__class__(title="x", slug="elsewhere", locale=page.locale))
    other = Site.objects.create(hostname="other.example", root_page=elsewhere)
    assert not Story.objects.public(other).exists()


def test_heir_follows_every_merge():
    last = factories.story()
    first = factories.story(merged_into=factories.story(merged_into=last))
    assert first.heir() == last and last.heir() == last


def test_story_address_names_number_and_slug():
    story = factories.story(slug="kabel-aan-land")
    assert story.get_absolute_url().endswith(f"/stories/{story.pk}-kabel-aan-land/")
