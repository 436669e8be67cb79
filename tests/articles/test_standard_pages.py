"""Pages about the magazine itself: what they draw from the code, in both languages."""

import json
import re
from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape
from django.utils.translation import override

from accounts import personal_data
from articles import accessibility
from articles.models import MagazineSettings, StandardPage
from curation import weighing
from curation.models import RankingWeights
from curation.ranking import Weights
from demo import texts
from tests import factories

pytestmark = pytest.mark.django_db
TOLD = {"checked_on": "2026-11-25", "version": "4.10", "pages": 40, "looks": 160, "violations": 0}


def show(*drawn: str, language: str = "nl") -> str:
    """The page with these blocks, as a reader gets it."""
    body = json.dumps([{"type": name, "value": None} for name in drawn])
    page = StandardPage(title="Over", slug="over", locale=factories.home(language).locale, body=body)
    factories.home(language).add_child(instance=page)
    response = Client(headers={"host": "localhost"}).get(f"/{language}/over/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_privacy_says_all_that_was_signed_in(language):
    html = show("personal_data", language=language)
    with override(language):
        for entry in personal_data.entries():
            said = [entry.title, entry.purpose, entry.what, entry.recipients]
            said += [f"{kept.what}: {kept.in_words}" for kept in entry.kept]
            assert all(str(escape(words)) in html for words in said), entry.key


@pytest.mark.parametrize("language", ["nl", "en"])
def test_cookies_are_named_with_purpose_and_time(language):
    html = show("cookies", language=language)
    with override(language):
        for cookie in personal_data.cookies():
            assert f"<code>{cookie.name}</code>" in html
            assert str(escape(cookie.in_words)) in html


def test_contacts_are_those_of_the_settings():
    settings = MagazineSettings.for_site(factories.site())
    settings.privacy_email, settings.postal_address = "privacy@blad.example", "Plein 1"
    settings.save()
    html = show("contacts")
    assert "mailto:privacy@blad.example" in html and "Plein 1" in html


def test_ranking_says_the_weights_that_hold():
    assert [part.points for part in weighing.shown(factories.site())] == [35, 30, 20, 15]
    RankingWeights.objects.create(site=factories.site(), age=0, sources=300)
    html = show("ranking")
    assert "90 punten van de 100" in html and "0 punten van de 100" in html


def test_every_part_of_a_score_is_explained():
    assert set(weighing.meanings()) == set(Weights.__dataclass_fields__)


def test_last_check_is_the_one_that_was_written_down(tmp_path):
    path = tmp_path / "told.json"
    path.write_text(json.dumps(TOLD))
    found = accessibility.last_check(path)
    assert (found.checked_on, found.looks, found.violations) == (date(2026, 11, 25), 160, 0)


def test_without_a_check_there_is_none(tmp_path):
    assert accessibility.last_check(tmp_path / "nothing.json") is None


@pytest.mark.parametrize("is_checked", [True, False])
def test_page_says_that_it_was_looked_at_where_it_was(monkeypatch, tmp_path, is_checked):
    monkeypatch.setattr(accessibility, "FILE", tmp_path / "told.json")
    if is_checked:
        accessibility.FILE.write_text(json.dumps(TOLD))
    html = show("accessibility_check", language="en")
    said = ["With every version of our software", "25 November 2026: axe 4.10", "It found 0 violations"]
    assert [words in html for words in said] == [is_checked] * 3
    assert ("There has been no check" in html) is not is_checked


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_sample_text_leaves_what_was_looked_at_to_the_record(language):
    page = next(page for page in texts.standard_pages() if page.key.endswith("accessibility"))
    words = " ".join(block.text for block in page.blocks[language])
    assert not re.search(r"every version|elke versie", words, re.IGNORECASE)


def test_description_is_shown_and_given_to_search_engines():
    page = StandardPage(
        title="Over",
        slug="over",
        locale=factories.home().locale,
        body=[("heading", "Kop")],
        search_description="Wie wij zijn",
    )
    factories.home().add_child(instance=page)
    html = Client(headers={"host": "localhost"}).get("/nl/over/").content.decode()
    assert html.count("Wie wij zijn") >= 2
    assert '<meta name="description" content="Wie wij zijn">' in html


def test_standard_page_is_no_article():
    html = show("contacts")
    assert 'property="og:type" content="website"' in html
    assert "NewsArticle" not in html


SAMPLES = [(page.key, language) for page in texts.standard_pages() for language in texts.LANGUAGES]


PROMISES = r"mail steeds terug|mail keeps coming back|kop en het waarom boven|headline and the why above"


@pytest.mark.parametrize(("key", "language"), SAMPLES)
def test_sample_page_promises_nothing_that_is_not_done(key, language):
    page = next(page for page in texts.standard_pages() if page.key == key)
    assert not re.search(PROMISES, " ".join(block.text for block in page.blocks[language]))


@pytest.mark.parametrize(("key", "language"), SAMPLES)
def test_sample_page_is_written_in_both_languages(key, language):
    page = next(page for page in texts.standard_pages() if page.key == key)
    assert page.said("title", language) and page.said("description", language)
    assert sum(len(block.text.split()) for block in page.blocks[language]) > 100
    drawn = [[block.text for block in page.blocks[one] if block.kind == "drawn"] for one in texts.LANGUAGES]
    assert drawn[0] == drawn[1]
