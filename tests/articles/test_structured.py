"""Structured data, parsed back from the page: what search engines ask for is there, and says what the page shows.

The table follows Google's lists of required and recommended properties and schema.org's own definitions, both read
in November 2026: https://developers.google.com/search/docs/appearance/structured-data/article, .../profile-page,
.../organization, .../breadcrumb, .../carousel; https://schema.org/AdvertiserContentArticle.
"""

import html
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from articles import renditions, share_images
from articles.models import ArticleNote, ArticlePage, MagazineSettings, StandardPage
from curation.models import DigestPage
from tests import factories
from tests.articles.rows import series

pytestmark = pytest.mark.django_db

# Type, then what must be there, then what is recommended and always known to us.
ARTICLE = {"headline", "author", "datePublished", "publisher", "url"}
PROPERTIES = {
    "NewsArticle": ARTICLE | {"dateModified", "description", "image", "mainEntityOfPage", "inLanguage"},
    "AdvertiserContentArticle": ARTICLE | {"sponsor", "image"},
    "ProfilePage": {"mainEntity"},
    "CollectionPage": {"name", "url", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "WebSite": {"name", "url", "publisher"},
    "WebPage": {"name", "url", "publisher"},
    "Organization": {"name", "url", "logo"},
}


@pytest.fixture
def browser() -> Client:
    MagazineSettings.objects.create(
        site=factories.site(),
        name="Wolkblad",
        contact_email="red@wolkblad.example",
        telephone="030 123",
        postal_address="Kade 1, Utrecht",
    )
    return Client(headers={"host": "localhost"})


def shown(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def graph(page: str) -> dict[str, dict[str, Any]]:
    """Type to part, of the only data block of a page."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    return {part["@type"]: part for part in data["@graph"]}


def words(page: str, start: str = "<body") -> str:
    """What a reader sees of a page, from a tag on."""
    body = re.sub(r"<script.*?</script>", "", page[page.index(start) :], flags=re.DOTALL)
    return html.unescape(strip_tags(body))


def published(page: Any) -> Any:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def article(**fields: Any) -> ArticlePage:
    page = factories.article(factories.section_page(), **fields)
    page.topics = [factories.topic("opslag")]
    return published(page)


def digest() -> DigestPage:
    return published(factories.digest(links=3, foreword="Vandaag drie links."))


def part() -> ArticlePage:
    return article(series=series(name_nl="Vier kasten"), part=2)


def standard() -> StandardPage:
    home = factories.home()
    page = StandardPage(title="Over ons", slug="over", locale=home.locale, body=[("heading", "Kop")])
    return published(home.add_child(instance=page))


def story_address() -> str:
    told = factories.story()
    digest = factories.digest()
    digest.links = [factories.digest_link(story=told)]
    published(digest)
    return f"/nl/stories/{told.pk}-{told.slug}/"


def organisation_address() -> str:
    sponsor = published(factories.advertorial(factories.section_page())).sponsor
    return f"/nl/organisations/{sponsor.slug}/"


ADDRESSES = {
    "home": lambda: "/nl/",
    "section": lambda: factories.section_page().url,
    "article": lambda: article().url,
    "advertorial": lambda: published(factories.advertorial(factories.section_page())).url,
    "digest": lambda: digest().url,
    "topic": lambda: f"/nl/topics/{article().topics.first().slug}/",
    "expert": lambda: f"/nl/experts/{article().authors.first().expert.slug}/",
    "organisation": organisation_address,
    "series": lambda: f"/nl/series/{part().series.slug}/",
    "standard page": lambda: standard().url,
    "story": story_address,
}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_each_part_has_what_its_type_asks_for(browser, kind):
    address = ADDRESSES[kind]()
    share_images.sweep(timezone.now())
    for name, part in graph(shown(browser, address)).items():
        assert PROPERTIES[name] <= part.keys(), name
        assert all(value not in ("", None, [], {}) for value in part.values())


@pytest.mark.parametrize("kind", [name for name in ADDRESSES if name != "home"])
def test_path_leads_from_the_front_to_the_page(browser, kind):
    address = ADDRESSES[kind]()
    html = shown(browser, address)
    steps = graph(html)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps if step["name"] not in words(html, "<title")] == []
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == "http://localhost/nl/"
    assert steps[-1]["item"] == f"http://localhost{address}"


def test_article_data_says_what_the_page_shows(browser):
    page = article(kicker="Opslag", title="Wie bewaart de sleutel", standfirst="Het contract zwijgt.")
    html = shown(browser, page.url)
    data, seen = graph(html)["NewsArticle"], words(html)
    said = [data["headline"], data["description"], *data["keywords"]]
    said += [data["author"][0]["name"], data["author"][0]["jobTitle"], data["articleSection"]]
    assert [text for text in said if text not in seen] == []
    assert f'datetime="{page.first_published_at.isoformat(timespec="seconds")}"' in html
    assert data["datePublished"] == page.first_published_at.isoformat()
    assert data["publisher"]["name"] == "Wolkblad"


def test_article_data_says_how_long_of_what_and_of_when_it_is(browser):
    page = published(part())  # once more
    html = shown(browser, page.url)
    data = graph(html)["NewsArticle"]
    assert page.first_published_at < page.last_published_at
    assert data["dateModified"] == page.last_published_at.isoformat()
    assert data["timeRequired"] == f"PT{page.minutes}M"
    address = f"http://localhost/nl/series/{page.series.slug}/"
    assert data["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Vier kasten", "url": address}
    seen = words(html)
    assert [text for text in ("Vier kasten", f"{page.minutes} minuut") if text not in seen] == []


def test_path_names_what_it_leads_over(browser):
    page = article(title="Wie bewaart de sleutel")
    steps = graph(shown(browser, page.url))["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Wolkblad", "Cloud", "Wie bewaart de sleutel"]


def test_news_has_no_sponsor(browser):
    page = article(kicker="Opslag")
    ArticlePage.objects.filter(pk=page.pk).update(sponsor=factories.organisation())
    assert not {"sponsor", "alternativeHeadline"} & graph(shown(browser, page.url))["NewsArticle"].keys()


def test_front_says_how_the_magazine_can_be_reached_as_its_foot_does(browser):
    html = shown(browser, "/nl/")
    data = graph(html)["Organization"]
    said = [data["email"], data["telephone"], data["address"]]
    assert said == ["red@wolkblad.example", "030 123", "Kade 1, Utrecht"]
    assert [text for text in said if text not in words(html, "<footer")] == []


def test_correction_is_told_as_one(browser):
    page = article()
    page.notes = [ArticleNote(kind="correction", noted_on=date(2026, 11, 20), text="Het waren er negen.")]
    html = shown(browser, published(page).url)
    (told,) = graph(html)["NewsArticle"]["correction"]
    assert told["@type"] == "CorrectionComment"
    assert (told["text"], told["datePublished"]) == ("Het waren er negen.", "2026-11-20")
    assert told["text"] in words(html)


def test_advertorial_is_never_news(browser):
    page = published(factories.advertorial(factories.section_page(language="en")))
    data = graph(shown(browser, page.url))
    assert "NewsArticle" not in data
    assert data["AdvertiserContentArticle"]["headline"].startswith(f"Advertorial by {page.sponsor.name_en}: ")
    assert data["AdvertiserContentArticle"]["sponsor"]["name"] == page.sponsor.name_en


def test_expert_data_says_what_the_page_shows(browser):
    page = article()
    expert = page.authors.first().expert
    expert.links.create(name="Weblog", url="https://blog.example/")
    expert.biography_nl, expert.field_nl = "Bouwt al twintig jaar.", "opslag"
    expert.organisation = factories.organisation(website="https://bedrijf.example/")
    expert.save()
    html = shown(browser, f"/nl/experts/{expert.slug}/")
    person = graph(html)["ProfilePage"]["mainEntity"]
    said = [person["name"], person["jobTitle"], person["description"], person["worksFor"]["name"]]
    assert [text for text in said if text not in words(html)] == []
    assert person["sameAs"] == ["https://blog.example/"]


def test_expert_has_the_portrait_that_the_page_shows(browser, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    expert = article().authors.first().expert
    expert.portrait = factories.picture()
    expert.save()
    assert "image" not in person_at(browser, expert)
    renditions.make_for(expert.portrait, "portrait")
    [image] = person_at(browser, expert)["image"]
    assert image.startswith("http://localhost/")
    assert image.removeprefix("http://localhost") in shown(browser, f"/nl/experts/{expert.slug}/")


def person_at(browser: Client, expert: Any) -> dict[str, Any]:
    return graph(shown(browser, f"/nl/experts/{expert.slug}/"))["ProfilePage"]["mainEntity"]


def test_organisation_data_says_what_the_page_shows(browser):
    row = factories.organisation(website="https://bedrijf.example/", description_nl="Maakt kasten.")
    published(factories.advertorial(factories.section_page(), sponsor=row))
    html = shown(browser, f"/nl/organisations/{row.slug}/")
    data = graph(html)["ProfilePage"]["mainEntity"]
    assert (data["@type"], data["name"], data["sameAs"]) == ("Organization", row.name_nl, row.website)
    assert data["description"] in words(html)


def test_digest_data_lists_the_links_in_order(browser):
    page = digest()
    listed = graph(shown(browser, page.url))["CollectionPage"]["mainEntity"]["itemListElement"]
    assert [entry["name"] for entry in listed] == [link.headline for link in page.links.all()]
    assert [entry["url"] for entry in listed] == [link.url for link in page.links.all()]


def test_nothing_within_the_data_can_end_its_script(browser):
    html = shown(browser, article(title="</script><b>&").url)
    assert graph(html)["NewsArticle"]["headline"] == "</script><b>&"
    assert "<b>&" not in html
