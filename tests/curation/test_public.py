"""What readers see of others' news: digests, stories and the feed."""

import pytest
from django.test import Client

from articles import generations
from curation.models import DigestPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def digest_with(**link) -> DigestPage:
    page = factories.digest()
    page.links = [factories.digest_link(**link)]
    page.save()
    return page


def test_digest_shows_all_that_a_link_says(browser):
    others = [{"name": f"Bron {n}", "url": f"https://bron{n}.example/"} for n in range(4)]
    page = digest_with(
        why="Omdat het telt", excerpt="Wat er staat", minutes=4, source_name="De Bron", also_in=others
    )
    html = browser.get(page.get_url()).content.decode()
    for words in ("Omdat het telt", "Wat er staat", "4 min", "De Bron", "Original", "Bron 0", "en 2 andere"):
        assert words in html


def test_digest_states_minutes_to_know_and_to_read(browser):
    page = factories.digest(links=8)
    html = browser.get(page.get_url()).content.decode()
    assert "2 minuten om te weten" in html
    assert "alles lezen 24 min" in html


def test_digest_escapes_what_others_wrote(browser):
    page = digest_with(headline="</script><script>alert(1)</script>", source_name="<b>x</b>")
    html = browser.get(page.get_url()).content.decode()
    assert "<script>alert" not in html
    assert "<b>x" not in html


def test_link_without_an_address_leads_to_its_story(browser):
    story = factories.story()
    html = browser.get(digest_with(story=story, url="", headline="Zonder adres").get_url()).content.decode()
    assert f'<a href="/nl/stories/{story.pk}-story/">Zonder adres</a>' in html
    assert 'href=""' not in html


def test_digest_leads_to_the_ones_before_and_after(browser):
    pages = [factories.digest(digest_on=f"2026-11-{day}", slug=f"d{day}") for day in (21, 22, 23)]
    html = browser.get(pages[1].get_url()).content.decode()
    assert 'rel="prev" href="/nl/d21/"' in html
    assert 'rel="next" href="/nl/d23/"' in html


def test_digest_needs_as_many_queries_for_many_links(browser, django_assert_max_num_queries):
    page = factories.digest(links=40)
    browser.get(page.get_url())
    generations.raise_site()
    with django_assert_max_num_queries(22):
        browser.get(page.get_url())


def test_story_without_a_published_digest_is_not_found(browser):
    story = factories.story()
    factories.digest(live=False).links.add(factories.digest_link(story=story))
    assert browser.get(f"/nl/stories/{story.pk}-{story.slug}/").status_code == 404


def test_story_shows_who_told_it(browser):
    story = factories.story()
    items = [factories.item(story=story, title=f"Zo zei bron {n}") for n in range(3)]
    digest_with(story=story, headline="Onze woorden", why="Het telt")
    html = browser.get(f"/nl/stories/{story.pk}-{story.slug}/").content.decode()
    assert "Onze woorden" in html
    assert all(item.title in html for item in items)


def test_story_whose_items_are_gone_shows_what_the_link_remembers(browser):
    story = factories.story()
    digest_with(story=story, source_name="De Bron", also_in=[{"name": "Ander", "url": "https://a.example/"}])
    html = browser.get(f"/nl/stories/{story.pk}-{story.slug}/").content.decode()
    assert "De Bron" in html
    assert "https://a.example/" in html


def test_wrong_slug_redirects_for_good(browser):
    story = factories.story()
    digest_with(story=story)
    response = browser.get(f"/nl/stories/{story.pk}-verkeerd/")
    assert (response.status_code, response.url) == (301, f"/nl/stories/{story.pk}-{story.slug}/")


def test_merged_story_redirects_to_its_heir(browser):
    heir = factories.story()
    merged = factories.story(merged_into=heir)
    digest_with(story=merged)
    response = browser.get(f"/nl/stories/{merged.pk}-{merged.slug}/")
    assert (response.status_code, response.url) == (301, f"/nl/stories/{heir.pk}-{heir.slug}/")


def test_story_merged_twice_redirects_to_the_last_heir(browser):
    heir = factories.story()
    middle = factories.story(merged_into=heir)
    first = factories.story(merged_into=middle)
    digest_with(story=first)
    response = browser.get(f"/nl/stories/{first.pk}-{first.slug}/")
    assert response.url == f"/nl/stories/{heir.pk}-{heir.slug}/"


def test_unknown_story_is_not_found(browser):
    assert browser.get("/nl/stories/999-x/").status_code == 404


def test_draft_is_previewed_with_its_latest_words():
    page = factories.digest(links=1, live=False)
    page.foreword = "Nog niet openbaar"
    page.save_revision()
    html = page.get_latest_revision_as_object().make_preview_request().rendered_content
    assert "Nog niet openbaar" in html
    assert page.links.first().headline in html
