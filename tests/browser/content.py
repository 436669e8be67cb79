"""The content that the browser tests look at: little and much, long words, pictures, both languages.

A program of its own: it makes a run folder ready and fills its database, so that the processes of the site serve
it. `conftest.py` starts it with the environment of those processes: `python -m tests.browser.content`.
"""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

EDITOR = "redacteur@example.org"
PUBLISHER = "uitgever@example.org"
OPERATOR = "beheerder@example.org"
PASSWORD = "secret-word-1"
LONG = "Arbeidsongeschiktheidsverzekeringsadministratiesystemen"
TEXT = (
    "De eerste keer dat ik onze rekening per team uitsplitste, dacht ik dat er een komma verkeerd stond. "
    "Eén team van vijf mensen gaf meer uit aan verkeer tussen twee zones dan aan rekenkracht. Niemand had "
    "iets fout gedaan; het stond gewoon nergens opgeschreven. Zes weken lang hing aan elke dienst een label "
    "met drie getallen: wat het kost, wat het vraagt en wat er gebeurt als het een uur stilstaat."
)


def make_database() -> None:
    """A migrated database: a copy of the one that the other tests keep, which is made where it is missing."""
    from django.conf import settings

    from tests.conftest import copy_template

    database = Path(settings.DATABASES["default"]["NAME"])
    copy = database.with_suffix(".copy")
    copy_template(copy)
    if database.exists():  # it was migrated to make the template
        copy.unlink()
    else:
        copy.rename(database)


def name_site() -> None:
    """The address under which the processes serve this site."""
    from django.conf import settings

    from tests import factories

    site = factories.site()
    site.port = settings.PORT
    site.save()


def picture(title: str) -> Any:
    """A picture of one colour, with a credit and alternative texts."""
    from django.core.files.images import ImageFile
    from PIL import Image as Canvas
    from wagtail.images import get_image_model

    drawn = io.BytesIO()
    Canvas.new("RGB", (1200, 800), "#565d66").save(drawn, "PNG")
    file = ImageFile(drawn, name=f"{title}.png")
    words = {"alt_nl": "Een grijs vlak", "alt_en": "A grey plane", "credit": "Vakblad"}
    return get_image_model().objects.create(title=title, file=file, **words)


def body(image: Any) -> list[tuple[str, Any]]:
    """One of each block."""
    return [
        ("paragraph", f"<p>{TEXT}</p><p>{TEXT}</p>"),
        ("heading", "Meten in plaats van verhuizen"),
        ("picture", {"image": image, "caption": "Het vlak."}),
        ("quote", {"text": "Wat niemand kan lezen, wordt nooit verlaagd.", "speaker": "Een inkoper"}),
        ("paragraph", f'<p>{TEXT} <a href="https://example.org/">Een link</a>.</p><ul><li>Een</li></ul>'),
    ]


def make_articles(image: Any) -> None:
    """Five articles in Dutch, the first of them in English too, and a section that has none."""
    from tests import factories

    titles = [
        "Waarom wij teruggingen",
        "Een contract is een gesprek",
        LONG,
        "De sleutel ligt er nog",
        "Meten",
    ]
    section = factories.section_page("cloud")
    factories.section_page("leeg")
    factories.section_page("leeg", "en")
    english = factories.section_page("cloud", "en", translation_key=section.translation_key)
    for number, title in enumerate(titles):
        page = factories.article(section, title=title, slug=f"artikel-{number}", body=body(image))
        page.topics.add(factories.topic("cloud", name_nl="Cloud", name_en="Cloud"))
        expert = page.authors.first().expert
        expert.portrait = image
        expert.save()
        page.save_revision().publish()
    first = section.get_children().first().specific
    copy = factories.article(english, title="Why we went back", slug="article", body=body(image))
    copy.translation_key = first.translation_key
    copy.save_revision().publish()


def make_digests() -> None:
    """Two digests of home in Dutch and one of a section, one of home in English."""
    from django.utils import timezone

    from tests import factories

    now = timezone.now()
    section = factories.home().get_children().get(slug="cloud").specific
    for parent, slug, days in (
        (factories.home(), "gisteren", 1),
        (factories.home(), "vandaag", 0),
        (section, "wolken", 0),
        (factories.home("en"), "today", 0),
    ):
        at = now - timedelta(days=days)
        page = factories.digest(parent, slug=slug, title=slug, digest_on=timezone.localdate(at))
        page.foreword = "Vandaag veel over vertrekken. Dat is geen toeval: de contracten lopen af."
        page.links = [link(number, at) for number in range(6)]
        page.save_revision().publish()


def link(number: int, at: Any) -> Any:
    """A link with all that a digest may show; the third has a long word, the fourth says little."""
    from tests import factories

    headline = (
        LONG if number == 2 else f"Overheid schort gunning van rijkscloud {number} op na klacht over kosten"
    )
    if number == 3:
        return factories.digest_link(headline="Kort", sort_order=number)
    story = factories.story(title=headline, slug=f"verhaal-{number}")
    for hours in range(3):
        factories.item(story=story, title=f"Bericht {hours}", excerpt=TEXT[:140], dated_at=at)
    return factories.digest_link(
        story=story,
        headline=headline,
        why="Wie nu een aanbesteding schrijft, moet de kosten van vertrek vooraf laten begroten.",
        excerpt=TEXT[:140],
        source_name="De Dienstenkrant",
        minutes=4,
        published_at=at - timedelta(hours=number + 1),
        topic_slugs=["cloud"],
        also_in=[{"name": f"Bron {n}", "url": f"https://bron{n}.example/"} for n in range(number)],
        sort_order=number,
    )


def make_desk() -> None:
    """A window of home that has just closed, drafted from eight stories; five are in the draft."""
    from django.utils import timezone

    from curation import digests
    from tests import factories

    now = timezone.now()
    seen_at = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    home = factories.home()
    home.digest_cadence, home.digest_hour, home.digest_target = "daily", timezone.localtime(now).hour, 5
    home.save()
    for number in range(8):
        story = factories.story(title=f"Gebeurtenis {number}", slug=f"gebeurtenis-{number}", ends_at=seen_at)
        for source in range(1 + number % 3):
            title = f"Gebeurtenis {number} volgens bron {source}"
            factories.item(story=story, title=title, first_seen_at=seen_at, dated_at=seen_at, minutes=2)
    digests.draft_due(now)


def make_staff() -> None:
    """Who edits and who sends, and the newsletter that they make."""
    from accounts import roles
    from tests import factories

    factories.user(roles.EDITOR, email=EDITOR, is_staff=True)
    factories.user(roles.PUBLISHER, email=PUBLISHER, is_staff=True)
    factories.user(roles.OPERATOR, email=OPERATOR, is_staff=True)
    factories.newsletter()


def main() -> None:
    """Make the database, the static files and the content."""
    django.setup()
    from articles import renditions
    from tests.browser import hostile_content, magazine_content, mail_content

    make_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    name_site()
    image = picture("vlak")
    make_articles(image)
    make_digests()
    magazine_content.make(image)
    make_desk()
    make_staff()
    mail_content.make()
    if hostile_content.ATTACKS.exists():
        hostile_content.make()
    renditions.sweep()  # what the worker makes: from the first page on they are there


if __name__ == "__main__":
    main()
