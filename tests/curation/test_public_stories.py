"""Stories that are public no more: gone with the last digest that links to them, and not before."""

import pytest
from django.test import Client

from articles.models import GoneAddress
from curation.models import DigestPage, Story
from tests import factories

pytestmark = pytest.mark.django_db

ENDS = {"unpublished": DigestPage.unpublish, "deleted": DigestPage.delete}


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def story() -> Story:
    return factories.story()


def digest_of(story: Story, **fields) -> DigestPage:
    page = factories.digest(**fields)
    page.links = [factories.digest_link(story=story, topic_slugs=["opslag"])]
    page.save()
    return page


def statuses(browser: Client, story: Story) -> list[int]:
    return [browser.get(path).status_code for path in story.addresses()]


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_story_goes_with_its_last_digest_in_each_language(browser, story, end):
    first, last = digest_of(story), digest_of(story)
    end(first)
    assert statuses(browser, story) == [200, 200]
    end(last)
    assert statuses(browser, story) == [410, 410]


def test_merged_story_goes_with_its_heir(browser, story):
    merged = factories.story(merged_into=story)
    digest_of(story).unpublish()
    assert statuses(browser, merged) == [410, 410]


def test_story_of_a_draft_was_never_public(browser, story):
    digest_of(story, live=False).delete()
    assert statuses(browser, story) == [404, 404]


def test_story_and_topic_are_back_with_another_digest(browser, story):
    factories.topic("opslag")
    for page in (digest_of(story), digest_of(factories.story())):
        page.save_revision().publish()
        page.unpublish()
    assert browser.get("/nl/topics/opslag/").status_code == 410
    digest_of(story, live=False).save_revision().publish()
    assert statuses(browser, story) == [200, 200] and browser.get("/nl/topics/opslag/").status_code == 200
    assert not GoneAddress.objects.filter(path__contains="opslag").exists()


def test_story_goes_when_an_edit_takes_its_last_link(browser, story):
    page = digest_of(story)
    page.links = [factories.digest_link(story=factories.story())]
    page.save_revision().publish()
    assert statuses(browser, story) == [410, 410]
