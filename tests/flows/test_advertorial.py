"""An advertorial is labelled in words wherever anybody meets it: one is put into every slot, and all is crawled.

A room that shows advertorials in a new place adds a line to `PLACES`, and puts this one there in `magazine`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import (
    AdvertorialSlot,
    ArticlePage,
    HomeExpert,
    HomePin,
    MagazineSettings,
    MenuLink,
    RelatedArticle,
    Series,
)
from newsletters import advertorials, approval, composition, delivery
from newsletters.ledger import Run
from newsletters.models.lists import Cadence
from tests import factories
from tests.flows.crawling import Document, Occurrence, crawl, occurrences
from tests.newsletters.test_delivery import Server

pytestmark = pytest.mark.django_db
HEADLINES = {"nl": "Kwartelpomp zoekt zevenster", "en": "Quailpump seeks sevenstar"}
LABELS = {"nl": "Advertorial van Pompbouw", "en": "Advertorial by Pumpworks"}
LEAST_PLACES = 10  # kinds of places, as the issue asks

# Where it must be found, in both languages: a pattern of "<address or mail> <element, attribute or kind>".
PLACES = {
    "top of its page": r"/cloud/paid-../ h1$",
    "title of its page": r"/cloud/paid-../ title$",
    "share title": r"/cloud/paid-../ og:title$",
    "structured data": r"/cloud/paid-../ data block$",
    "slot on home": r"^/(nl|en)/ ",
    "list of its section": r"^/../cloud/ ",
    "feed of its section": r"/feeds/section/cloud\.atom entry$",
    "RSS of its section": r"/feeds/section/cloud\.rss item$",
    "JSON Feed of its section": r"/feeds/section/cloud\.json json$",
    "page of its topic": r"/topics/water/ ",
    "feed of its topic": r"/feeds/topic/water\.atom entry$",
    "page of its author": r"/experts/bos/ ",
    "feed of its author": r"/feeds/expert/bos\.atom entry$",
    "beside the parts of its series": r"/cloud/article-\d+/ a$",
    "page of its series": r"/series/pumps/ ",
    "page of its sponsor": r"/organisations/pumpworks/ ",
    "offered in the other language": r"^/(en/cloud/paid-nl|nl/cloud/paid-en)/ a$",
    "mail as HTML": r"^mail html a$",
    "mail as text": r"^mail text text$",
}
# Where it must not be found: it is no news.
NO_NEWS = re.compile(r"/feeds/magazine\.|/feeds/digests\.|news-sitemap")


@pytest.fixture
def rows():
    """What it is filed under: a topic, an author, a series, and who paid."""
    sponsor = factories.organisation(name_nl="Pompbouw", name_en="Pumpworks", slug="pumpworks")
    series = Series.objects.create(
        name_nl="Pompen", name_en="Pumps", slug="pumps", description_nl="Over.", description_en="About."
    )
    return {
        "sponsor": sponsor,
        "series": series,
        "topic": factories.topic("water"),
        "expert": factories.expert(name="Bos", slug="bos"),
    }


@pytest.fixture
def paid(rows) -> dict[str, ArticlePage]:
    """The advertorial in each language, published like anything else, and put wherever one can be put."""
    return {language: magazine(language, rows) for language in HEADLINES}


def magazine(language: str, rows) -> ArticlePage:
    """One language of the magazine with the advertorial in every slot, and some news beside it."""
    section = factories.section_page("cloud", language)
    paid = filed(factories.advertorial(section, **about(language, rows)), rows)
    for part in (1, 3):
        news = filed(factories.article(section, series=rows["series"], part=part), rows)
        RelatedArticle.objects.create(page=news, article=paid, sort_order=0)
    home, now = factories.home(language), timezone.now()
    HomePin.objects.create(home=home, article=paid, sort_order=0)
    HomeExpert.objects.create(home=home, expert=rows["expert"], sort_order=0)
    AdvertorialSlot.objects.create(
        home=home, article=paid, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(days=1)
    )
    settings, _made = MagazineSettings.objects.get_or_create(site=factories.site())
    for place in MenuLink.Place:
        MenuLink.objects.create(settings=settings, place=place, page=paid)
    factories.digest(home, links=1, first_published_at=now - timedelta(minutes=2))
    return paid


def about(language: str, rows) -> dict[str, object]:
    return {
        "title": HEADLINES[language],
        "slug": f"paid-{language}",
        "sponsor": rows["sponsor"],
        "series": rows["series"],
        "part": 2,
        "picture": factories.picture(),
        "body": [("paragraph", '<p><a href="https://pumpworks.example/">Pompen</a></p>')],
    }


def filed(page: ArticlePage, rows) -> ArticlePage:
    """Published, by the author and under the topic."""
    page.authors.first().delete()
    page = ArticlePage.objects.get(pk=page.pk)
    page.authors.create(expert=rows["expert"])
    page.topics.add(rows["topic"])
    page.organisations.add(rows["sponsor"])
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def mails(paid: dict[str, ArticlePage]) -> list[Document]:
    """The mails of an issue that carries it in both editions, each part a document."""
    now, newsletter, publisher = timezone.now(), factories.newsletter(), factories.user("Publisher")
    for language in paid:
        factories.subscription(newsletter, edition=language)
    issue = composition.compose_now(newsletter, Cadence.DAILY, now)
    advertorials.choose(issue, paid, publisher, now)
    approval.approve(issue, publisher, now)
    delivery.start(now)
    server = Server()
    delivery.send(Run(lambda: now), server.connect)
    return [part for _sender, _recipient, mail in server.mails for part in parts(mail)]


def parts(mail: bytes) -> list[Document]:
    bodies = message_from_bytes(mail, policy=SMTP).iter_parts()
    return [
        Document(
            f"mail {one.get_content_subtype().replace('plain', 'text')}",
            one.get_content_type(),
            one.get_content(),
        )
        for one in bodies
    ]


@pytest.fixture(params=["anonymous", "signed in"])
def browser(request) -> Client:
    """A browser of nobody, and one of somebody who has a personal fragment on each page."""
    made = Client(headers={"host": "localhost"})
    if request.param == "signed in":
        made.force_login(factories.user("Publisher"))
    return made


@pytest.fixture
def documents(paid, browser) -> list[Document]:
    """All that a reader, a program or a search engine meets, and the mails."""
    starts = ["/nl/", "/en/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt"]
    return [*mails(paid), *crawl(browser, starts)]


@pytest.fixture
def found(documents) -> list[tuple[str, Occurrence]]:
    """Every place at which it is met, with its language."""
    return [
        (language, one)
        for language, headline in HEADLINES.items()
        for document in documents
        for one in occurrences(document, headline)
    ]


def place(one: Occurrence) -> str:
    return f"{one.source} {one.kind}"


def kind_of(seen: str) -> str:
    """A place without its numbers and language: the same place on another page of its kind is no other."""
    return re.sub(r"^/(nl|en)/|\d+|\?\S*", "", seen)


def test_advertorial_is_labelled_wherever_it_stands(found):
    bare = [f"{place(one)}: {one.item[:200]}" for language, one in found if LABELS[language] not in one.item]
    assert not bare, "\n".join(sorted(set(bare)))
    for language in HEADLINES:
        seen = [place(one) for spoken, one in found if spoken == language]
        missing = [
            name for name, pattern in PLACES.items() if not any(re.search(pattern, one) for one in seen)
        ]
        assert not missing, (language, missing, sorted(set(seen)))
        assert len({kind_of(one) for one in seen}) >= LEAST_PLACES


def test_signed_in_reads_the_personal_fragments_too(documents, browser):
    fragments = [one for one in documents if "/personal/fragment/" in one.source]
    assert bool(fragments) == ("sessionid" in browser.cookies)


def test_advertorial_is_never_among_the_news(found):
    assert not [place(one) for _language, one in found if NO_NEWS.search(one.source)]


def test_links_of_its_text_say_that_they_are_paid_for(paid):
    page = Client(headers={"host": "localhost"}).get(paid["nl"].url).content.decode()
    [link] = re.findall(r"<a [^>]*pumpworks\.example[^>]*>", page)
    assert 'rel="sponsored"' in link


def test_bare_headline_would_be_found():
    page = Document("/", "text/html", "<li>Kwartelpomp</li><li><b>Advertorial</b></li>")
    [one] = occurrences(page, "Kwartelpomp")
    assert "Advertorial" not in one.item
