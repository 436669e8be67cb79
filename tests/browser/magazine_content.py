"""A magazine that shows every kind of page in both languages, at the addresses of `places`.

Called by `content`, which makes the sections. Texts are long enough to be looked at, and the pictures, the film and
the sound are real ones: the browser tests look at them, play them and weigh them.
"""

from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.utils import timezone
from wagtail.models import Page

import demo
from articles.models import (
    AdvertorialSlot,
    ArticleAuthor,
    ArticleNote,
    ArticlePage,
    Embed,
    Expert,
    ExpertLink,
    HomeExpert,
    HomePin,
    MagazineSettings,
    MenuLink,
    Picture,
    SectionPage,
    Series,
    StandardPage,
)
from curation.models import Story
from tests import factories
from tests.articles import files, rows, texts
from tests.browser.places import LANGUAGES, STORY

VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
FILM = next((Path(demo.__file__).parent / "content/media").glob("*.webm"))
SOUND_FRAMES = 8000 * 10  # ten seconds, so that one can jump in it
TRANSLATED = ("alles", "kaal", "betaald", "dag", "over")
WORDS = {
    "nl": "De eerste keer dat wij onze rekening per team uitsplitsten, dachten wij dat er een komma verkeerd stond.",
    "en": "The first time that we split our bill by team, we believed that a comma stood in the wrong place.",
}
CODE = "def kosten(diensten):\n    return sum(dienst.prijs * dienst.uren for dienst in diensten if dienst.is_aan)\n"
FACTS = {
    "biography_nl": f"{WORDS['nl']} Daarvoor gaf zij les.",
    "biography_en": f"{WORDS['en']} She taught before.",
    "field_nl": "opslag",
    "field_en": "storage",
}


def make(picture: Picture) -> None:
    """Rows of every kind, and the pages of both languages that show them."""
    vendor = factories.organisation(
        slug="vendor", name_nl="De Leverancier", name_en="The Vendor", website="https://vendor.example/"
    )
    vendor.description_nl, vendor.description_en = WORDS["nl"], WORDS["en"]
    vendor.save()
    noor = factories.expert(slug="noor", name="Noor Visser-van Wijngaarden", organisation=vendor, **FACTS)
    ExpertLink.objects.create(expert=noor, name="Eigen site", url="https://noor.example/")
    factories.topic("opslag", name_nl="Opslag", name_en="Storage", description_nl=WORDS["nl"])
    rows.series(slug="reeks")
    Embed.objects.create(address=VIDEO, provider="YouTube", title="Grote film", state=Embed.State.READ)
    attached = {
        "film": files.document("film.webm", FILM.read_bytes()),
        "sound": files.document("geluid.wav", files.wav(SOUND_FRAMES)),
        "paper": files.document("bijlage.pdf", files.GOOD["pdf"]),
    }
    for language in LANGUAGES:
        make_pages(language, noor, picture, attached)
    for slug in TRANSLATED:
        dutch, *others = Page.objects.filter(slug=slug).order_by("pk")
        Page.objects.filter(pk__in=[other.pk for other in others]).update(
            translation_key=dutch.translation_key
        )


def make_pages(language: str, noor: Expert, picture: Picture, attached: dict[str, Any]) -> None:
    """Everything of one language."""
    home = factories.home(language)
    section = SectionPage.objects.get(slug="cloud", locale=home.locale)
    article = make_article(section, noor, picture, attached)
    make_bare(section, noor)
    sponsor = factories.organisation(name_nl="De Bouwer", name_en="The Builder")
    paid = rows.written(section, noor, slug="betaald", title=WORDS[language][:60], sponsor=sponsor)
    publish(paid)
    factories.article(section, slug="weg", title="Weg").unpublish()
    start = timezone.now()
    AdvertorialSlot.objects.create(
        home=home, article=paid, starts_at=start, ends_at=start + timedelta(days=9)
    )
    make_digest(home, language)
    furnish(home, noor, article)


def make_article(
    section: SectionPage, noor: Expert, picture: Picture, attached: dict[str, Any]
) -> ArticlePage:
    """One with a block of every kind, a lead picture, a note, a part of a series and two authors."""
    language = section.locale.language_code
    about = {"topics": [factories.topic("opslag")], "organisations": [noor.organisation]}
    titled = {
        "slug": "alles",
        "title": WORDS[language][:70],
        "kicker": "Opslag",
        "standfirst": WORDS[language],
    }
    body = texts.stream(*blocks(WORDS[language], picture, attached))
    article = rows.written(
        section,
        noor,
        body=body,
        picture=picture,
        series=Series.objects.get(slug="reeks"),
        part=2,
        **titled,
        **about,
    )
    article.authors.add(ArticleAuthor(expert=factories.expert(name="Bram de Ruiter", portrait=picture)))
    article.notes = [ArticleNote(text=WORDS[language], kind="correction")]
    article.picture_caption = WORDS[language]
    publish(article)
    return article


def make_bare(section: SectionPage, noor: Expert) -> None:
    """An article whose picture cannot be read, so that its pattern stays; and the first part of the series."""
    broken = factories.picture(credit="Niemand")
    Path(broken.file.path).write_bytes(b"no picture")
    about = {"topics": [factories.topic("opslag")], "series": Series.objects.get(slug="reeks"), "part": 1}
    bare = rows.written(section, noor, slug="kaal", title="Kaal", picture=broken, **about)
    publish(bare)


def publish(page: ArticlePage) -> None:
    """As an editor does, so that everything that follows from it is done."""
    page.save_revision().publish()


def blocks(words: str, picture: Picture, attached: dict[str, Any]) -> list[tuple[str, Any]]:
    """One block of every kind and then some, with headings enough for a table of contents."""
    long = " ".join(islice(cycle([words]), 4))
    shown = texts.picture(image=picture.pk, caption=words)
    table = texts.cells(["Dienst", "Euro"], ["Opslag", "1250"], ["Rekenkracht", "84.5"], caption=words)
    wide = texts.cells(
        ["Arbeidsongeschiktheid", *"abcdefghijkl"], [words[:40], *"1" * 12], columns="t" + "n" * 12
    )
    return [
        ("paragraph", f'<p>{long} <a href="https://example.org/">{words[:20]}</a>.</p><h2>{words[:30]}</h2>'),
        ("heading", "Meten"),
        ("picture", shown),
        ("quote", {"text": words, "speaker": "Een inkoper"}),
        ("heading", "Rekenen"),
        ("pull_quote", {"text": words}),
        ("fact_box", {"title": "Feiten", "text": f"<p>{words}</p><ul><li>{words}</li></ul>"}),
        ("code", {"code": CODE * 3, "language": "python", "caption": "kosten.py"}),
        ("heading", "Kiezen"),
        ("table", {"cells": table, "has_row_names": True}),
        ("table", {"cells": wide, "has_row_names": True}),
        *[("chart", texts.chart(kind=kind, description=words)) for kind in ("bar", "column", "line")],
        ("gallery", {"title": "Reeks", "pictures": [texts.item(shown) for _number in range(3)]}),
        ("heading", "Horen en zien"),
        ("video", {"file": attached["film"].pk, "title": "Film", "transcript": long, "poster": picture.pk}),
        ("audio", {"file": attached["sound"].pk, "title": "Geluid", "transcript": long}),
        ("embed", VIDEO),
        ("embed", "https://video.example/onbekend"),
        ("download", {"file": attached["paper"].pk, "title": ""}),
    ]


def make_digest(home: Any, language: str) -> None:
    """A digest of three days ago, in which the story with the known address stands and has a topic."""
    told = Story.objects.filter(pk=STORY).first() or factories.story(
        pk=STORY, slug="bericht", title=WORDS["nl"]
    )
    for number in range(3):
        factories.item(story=told, title=f"{WORDS[language]} ({number})", language=language)
    day = timezone.localdate() - timedelta(days=3)
    page = factories.digest(home, slug="dag", title="dag", digest_on=day)
    page.links = [factories.digest_link(story=told, headline=WORDS[language], topic_slugs=["opslag"])]
    page.save_revision().publish()


def furnish(home: Any, noor: Expert, article: ArticlePage) -> None:
    """What editors put on home, and a page about the magazine that the footer leads to."""
    language = home.locale.language_code
    about = StandardPage(title="Over ons", slug="over", locale=home.locale)
    about.body = texts.stream(("paragraph", f"<p>{WORDS[language]}</p>"), ("heading", "Wie wij zijn"))
    home.add_child(instance=about)
    home.pins, home.chosen_experts = [HomePin(article=article)], [HomeExpert(expert=noor)]
    home.series = Series.objects.get(slug="reeks")
    home.save()
    if language == "nl":
        magazine = MagazineSettings.for_site(factories.site())
        MenuLink.objects.create(settings=magazine, page=about, place=MenuLink.Place.FOOTER)
