"""A magazine that shows every kind of row, and the address of every kind of public page of it.

What is promised of all public pages is tested over ADDRESSES (tests/config/test_public_pages.py, which fails for a
page type or a public view without an address here). A new page type, view or row that is shown: add its row to
`publish_everything`, its address below, and how an editor changes it to that test's EDITS.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import (
    AdvertorialSlot,
    ArticleNote,
    ArticlePage,
    Attachment,
    Embed,
    Expert,
    ExpertLink,
    HomeExpert,
    HomePin,
    MagazineSettings,
    MenuLink,
    Picture,
    RelatedArticle,
    SectionPage,
    Series,
    StandardPage,
    Topic,
)
from curation import filing
from curation.models import DigestPage
from tests import factories
from tests.articles import files, rows

STORY = 7
OTHER = {"name": "Ander blad", "url": "https://ander.example/"}
DRAWN = [(name, None) for name in ("contacts", "personal_data", "cookies", "ranking", "accessibility_check")]
VIDEO = "https://youtu.be/aqz-KE-bpKQ"
ADDRESSES = {
    "home": "/nl/",
    "section": "/nl/cloud/",
    "article": "/nl/cloud/verhaal/",
    "advertorial": "/nl/cloud/betaald/",
    "digest": "/nl/cloud/dag/",
    "standard page": "/nl/over/",
    "story": f"/nl/stories/{STORY}-bericht/",
    "topic": "/nl/topics/opslag/",
    "topics": "/nl/topics/",
    "series": "/nl/series/reeks/",
    "series_list": "/nl/series/",
    "expert": "/nl/experts/noor/",
    "experts": "/nl/experts/",
    "organisation": "/nl/organisations/vendor/",
    "organisations": "/nl/organisations/",
    "bot": "/nl/bot/",
    "feeds": "/nl/feeds/",
    "sources_opml": "/nl/sources.opml",
    "feed": "/nl/feeds/magazine.atom",
    "feed_of": "/nl/feeds/topic/opslag.json",
}


def publish_everything() -> None:
    """Write and publish rows of every kind that readers see."""
    picture = factories.picture(credit="Foto: Iemand")
    vendor = factories.organisation(slug="vendor", name_nl="Leverancier")
    noor = factories.expert(slug="noor", name="Noor", organisation=vendor, portrait=picture)
    ExpertLink.objects.create(expert=noor, name="Eigen site", url="https://noor.example/")
    topic = factories.topic("opslag")
    series = rows.series(slug="reeks")
    _articles(noor, topic, series, picture)
    _digests(topic)
    _front(series)
    factories.newsletter()


def _articles(noor: Expert, topic: Topic, series: Series, picture: Picture) -> None:
    section, sponsor = factories.section_page("cloud"), factories.organisation(slug="sponsor")
    about = {"series": series, "topics": [topic], "organisations": [noor.organisation]}
    apart = rows.written(factories.section_page("data"), slug="elders")
    rows.written(section, noor, slug="deel-een", part=1, **about)
    story = rows.written(section, noor, slug="verhaal", part=2, picture=picture, body=_text(picture), **about)
    paid = rows.written(section, noor, slug="betaald", sponsor=sponsor)
    story.notes = [ArticleNote(text="Een getal verbeterd.", kind="correction")]
    story.related_links = [RelatedArticle(article=apart, sort_order=0)]
    story.save()
    now = timezone.now()
    AdvertorialSlot.objects.create(
        home=factories.home(), article=paid, starts_at=now, ends_at=now + timedelta(days=1)
    )


def _text(picture: Picture) -> list[tuple[str, object]]:
    sound = Attachment(title="Geluid")
    sound.file.save("geluid.wav", ContentFile(files.wav()))
    paper = Attachment(title="Bijlage")
    paper.file.save("bijlage.pdf", ContentFile(b"%PDF-1.4"))
    Embed.objects.create(address=VIDEO, provider="YouTube", title="Grote film", state=Embed.State.READ)
    return [
        ("paragraph", "<p>Een alinea.</p>"),
        ("picture", {"image": picture, "caption": "Kast", "alt": "", "is_decorative": False}),
        ("audio", {"title": "Gesprek", "file": sound, "transcript": "Alles."}),
        ("download", {"title": "De cijfers", "file": paper}),
        ("embed", VIDEO),
    ]


def _digests(topic: Topic) -> None:
    source = factories.source(title="Bron")
    told = factories.item(story=factories.story(pk=STORY, slug="bericht"), source=source).story
    page = factories.digest(SectionPage.objects.get(slug="cloud"), slug="dag")
    page.links = [factories.digest_link(story=told, topic_slugs=[topic.slug], also_in=[OTHER])]
    page.save()
    factories.digest(links=2)
    filing.file(DigestPage.objects.all())


def _front(series: Series) -> None:
    home, pinned = factories.home(), ArticlePage.objects.get(slug="deel-een")
    guest = ArticlePage.objects.get(slug="elders").authors.first().expert
    about = home.add_child(
        instance=StandardPage(title="Over ons", slug="over", locale=home.locale, body=DRAWN)
    )
    home.pins, home.chosen_experts = (
        [HomePin(article=pinned, sort_order=0)],
        [HomeExpert(expert=guest, sort_order=0)],
    )
    home.series = series
    home.save()
    magazine = MagazineSettings.for_site(factories.site())
    MenuLink.objects.create(settings=magazine, page=about, place=MenuLink.Place.FOOTER)
