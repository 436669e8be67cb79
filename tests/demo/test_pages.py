"""The pages, rows and users that seeding makes, and moving to another port."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from accounts.models import User
from articles.models import (
    AdvertorialSlot,
    ArticleNote,
    ArticlePage,
    Embed,
    Expert,
    RelatedArticle,
    Section,
    SectionPage,
    Topic,
)
from curation.canonical import canonical_url
from curation.models import DigestLink, DigestPage, Source
from demo import addresses, pages, texts
from demo.nights import Nights
from demo.personas import STAFF, STAFF_PASSWORD
from newsletters.models import Newsletter
from tests.factories import digest, digest_link, item, source

STARTED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_pages_are_made_once():
    pages.make_pages(STARTED)
    ArticlePage.objects.first().delete()
    pages.make_pages(STARTED + timedelta(days=1))
    counts = [m.objects.count() for m in (ArticlePage, Expert, Topic, Section, SectionPage, Newsletter)]
    assert counts == [17, 7, 8, 3, 6, 1]


@pytest.mark.django_db
def test_article_is_complete_and_dated_before_the_first_start():
    pages.make_pages(STARTED)
    article = ArticlePage.objects.get(slug="read-the-annex-first")
    assert article.get_parent().specific.section.key == "cloud"
    assert article.get_translations().get().slug == "lees-eerst-de-bijlage"
    assert [author.expert.name for author in article.authors.all()] == ["Marleen van Houten"]
    assert {"paragraph", "heading", "picture", "quote"} < {block.block_type for block in article.body}
    assert STARTED - timedelta(days=3) < article.first_published_at < STARTED
    assert article.minutes == 4


@pytest.mark.django_db
def test_colleagues_sign_in_with_their_roles(client):
    pages.make_pages(STARTED)
    for person in STAFF:
        user = User.objects.get(email=person.email)
        assert user.check_password(STAFF_PASSWORD)
        assert [group.name for group in user.groups.all()] == [person.group]
        assert user.is_superuser == person.is_operator


@pytest.mark.django_db
def test_another_port_moves_every_address():
    pages.make_pages(STARTED)
    addresses.settle(8000)
    old = addresses.origin("datadijk.localhost", 8000)
    row = source(address=f"{old}/feed", homepage=f"{old}/")
    canonical = canonical_url(f"{old}/a/")
    stored = item(source=row, url=f"{old}/a/", canonical_url=canonical, external_id=canonical)
    page = digest()
    page.links = [digest_link(url=f"{old}/a/", also_in=[{"name": "B", "url": f"{old}/b/"}])]
    page.save_revision().publish()
    assert addresses.settle(8140) == 8000
    link = DigestLink.objects.get(page=page)
    stored.refresh_from_db()
    assert stored.canonical_url == stored.external_id == canonical_url(stored.url) == canonical_url(link.url)
    assert Source.objects.get().address == "http://datadijk.localhost:8140/feed"
    assert (link.url, link.also_in[0]["url"]) == tuple(
        f"http://datadijk.localhost:8140/{name}/" for name in "ab"
    )
    assert ":8000/" not in str(DigestPage.objects.get(pk=page.pk).get_latest_revision().content)
    assert pages.magazine().root_url == "http://localhost:8140"
    assert addresses.settle(8140) is None


@pytest.mark.django_db
def test_another_port_moves_embeds_in_articles_and_their_drafts():
    addresses.settle(8000)
    pages.make_pages(STARTED)
    article = ArticlePage.objects.get(slug="de-kaart-die-er-niet-was")
    Embed.objects.get_or_create(address=embed_of(article), defaults={"provider": "Voorbeeldvideo"})
    addresses.settle(8140)
    article.refresh_from_db()
    there = "http://video.localhost:8140/w/hoe-tel-je-een-gebouw"
    assert embed_of(article) == embed_of(article.get_latest_revision_as_object()) == there
    assert {row.address.partition("/w/")[0] for row in Embed.objects.all()} == {"http://video.localhost:8140"}


def embed_of(article: ArticlePage) -> str:
    return next(block.value for block in article.body if block.block_type == "embed")


@pytest.mark.django_db
def test_front_has_pins_experts_series_and_an_advertorial():
    pages.make_pages(STARTED)
    for language in ("nl", "en"):
        home = pages.home_page(language)
        assert [pin.article.locale.language_code for pin in home.pins.all()] == [language]
        assert [row.sort_order for row in home.chosen_experts.all()] == [0, 1, 2, 3, 4, 5]
        assert home.series.articles.filter(locale=home.locale).count() == 3
        (slot,) = AdvertorialSlot.objects.filter(home=home).shown_at(STARTED)
        assert slot.article.sponsor.slug == "maaswerf"


@pytest.mark.django_db
def test_authors_stand_in_the_order_that_was_written():
    pages.make_pages(STARTED)
    article = ArticlePage.objects.get(slug="listening-to-pump-2")
    assert [author.expert.name for author in article.authors.all()] == ["Jeroen Tuinstra", "Ruth Calloway"]
    assert [author.sort_order for author in article.authors.all()] == [0, 1]


@pytest.mark.django_db
def test_articles_link_to_articles_in_their_own_language():
    pages.make_pages(STARTED)
    links = RelatedArticle.objects.select_related("page__locale", "article__locale")
    assert links.count() >= 12
    assert all(link.page.locale == link.article.locale for link in links)


@pytest.mark.django_db
def test_notes_are_not_dated_after_the_first_start():
    pages.make_pages(STARTED)
    assert {note.kind for note in ArticleNote.objects.all()} == {"update", "correction"}
    assert all(note.noted_on <= STARTED.date() for note in ArticleNote.objects.all())


@pytest.mark.django_db
def test_magazine_of_an_operator_is_not_moved():
    site = pages.magazine()
    site.hostname = "vakblad.example"
    site.save()
    assert addresses.settle(8140) is None


@pytest.mark.parametrize(("hour", "day"), [(4, 23), (5, 24), (22, 24)])  # UTC; Amsterdam is an hour ahead
def test_last_night_ended_at_six_before_the_first_start(hour, day):
    nights = Nights(datetime(2026, 11, 24, hour, 30, tzinfo=UTC), settings.TIME_ZONE)
    assert nights.ends_at(0) == datetime(2026, 11, day, 5, 0, tzinfo=UTC)
    assert nights.mailed_at(1) <= nights.started_at


def test_every_published_digest_has_a_place_and_a_foreword_for_any_night():
    places = {"home", *(row["key"] for row in texts.read("sections")["sections"])}
    magazine = texts.read("magazine")
    published = Counter((row["place"], row["language"]) for row in magazine["digests"])
    anyhow = Counter((row["place"], row["language"]) for row in magazine["forewords"] if not row["events"])
    assert {place for place, _language in published} <= places
    assert published <= anyhow
