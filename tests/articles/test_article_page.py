"""An article as a reader sees it, as an editor previews it, and as the CMS stores it."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from lxml import html
from wagtail.test.utils.form_data import rich_text, streamfield

from articles.models import ArticleAuthor, ArticleNote, ArticlePage, Series
from tests import factories
from tests.articles import cms, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def shown(page: ArticlePage) -> Any:
    """The page as a reader gets it, in Dutch."""
    return html.fromstring(Client(headers={"host": "localhost"}).get(page.get_url()).content.decode())


def test_authors_stand_in_the_editors_order_with_role_and_organisation():
    page = factories.article(factories.section_page())
    employer = factories.organisation(name_nl="Kadeland")
    names = ["Zoë", "Anna"]
    experts = [factories.expert(name=name, organisation=employer, role_nl="architect") for name in names]
    page.authors = [ArticleAuthor(expert=one, sort_order=n) for n, one in enumerate(experts)]
    page.save()
    byline = shown(page).xpath("//div[contains(@class, 'article__byline')]//div[@class='person']")
    assert [one.xpath("string(.//*[@class='person__name'])") for one in byline] == names
    assert "architect, Kadeland" in " ".join(byline[0].text_content().split())


def test_notes_are_shown_with_their_dates_oldest_first():
    page = factories.article(factories.section_page())
    days = [datetime.date(2026, 11, 24), datetime.date(2026, 11, 2)]
    page.notes = [ArticleNote(kind="correction", noted_on=day, text=f"Van {day.day}.") for day in days]
    page.save()
    notes = shown(page).xpath("//section[@class='notes']/p")
    assert [" ".join(one.text_content().split()[-2:]) for one in notes] == ["Van 2.", "Van 24."]
    assert notes[1].xpath(".//time/@datetime") == ["2026-11-24"]


def test_article_without_a_picture_opens_with_its_text_and_has_the_pattern_in_lists():
    page = factories.article(factories.section_page())
    page.topics = [factories.topic("kosten")]
    page.save()
    assert not shown(page).xpath("//article[contains(@class, 'reading')]//figure")
    assert shown(factories.home()).xpath("//main//*[@class='item__picture']//*[local-name()='svg']")
    with override("en"):
        told = str(ArticlePage._meta.get_field("picture").help_text)
    assert "opens with its text alone" in told and "the pattern of the first topic" in told


def test_topics_and_organisations_are_linked():
    page = factories.article(factories.section_page())
    page.topics, page.organisations = [factories.topic("kosten")], [factories.organisation(slug="kade")]
    page.save()
    links = shown(page).xpath("//dl[@class='article__filed']//a/@href")
    assert links == ["/nl/topics/kosten/", "/nl/organisations/kade/"]


def test_part_of_a_series_leads_to_the_parts_beside_it():
    section = factories.section_page()
    series = Series.objects.create(slug="reeks", name_nl="Reeks", name_en="Series")
    parts = [factories.article(section, series=series, part=part) for part in (1, 2, 3)]
    page = shown(parts[1])
    assert page.xpath("//a[@rel='prev']/@href") == [parts[0].get_url()]
    assert page.xpath("//a[@rel='next']/@href") == [parts[2].get_url()]
    assert page.xpath("//p[@class='article__series']/a/@href") == ["/nl/series/reeks/"]


def test_every_kind_of_block_is_shown_once_and_every_id_is_one():
    section = factories.section_page()
    body = texts.stream(
        *texts.everything(factories.article(section)), ("heading", "main"), ("heading", "Kop")
    )
    page = shown(factories.article(section, body=body))
    parts = page.xpath("//div[@class='prose']/*")
    assert len(parts) == len(body) + 1  # the first paragraph is a heading and a text
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath("//*[@style]")


def test_link_to_an_article_leads_to_it_in_the_readers_language():
    section, english = factories.section_page(), factories.section_page("cloud", "en")
    dutch = factories.article(section)
    copy = factories.article(english, translation_key=dutch.translation_key)
    body = [("paragraph", f'<p><a linktype="page" id="{dutch.pk}">x</a></p>')]
    for parent, expected in ((section, dutch), (english, copy)):
        page = shown(factories.article(parent, body=body))
        assert page.xpath("//div[@class='prose']//a/@href") == [expected.get_url()]


def test_link_to_an_article_that_is_gone_is_no_link():
    section = factories.section_page()
    gone = factories.article(section)
    page = factories.article(section, body=[("paragraph", f'<p><a linktype="page" id="{gone.pk}">x</a></p>')])
    gone.unpublish()
    assert not shown(page).xpath("//div[@class='prose']//a/@href")


def test_minutes_count_every_block_but_what_is_said_in_a_sound():
    section = factories.section_page()
    words = "woord " * 460
    sound = {"file": None, "title": "", "transcript": words}
    body = texts.stream(("fact_box", {"title": "A", "text": f"<p>{words}</p>"}), ("audio", sound))
    page = ArticlePage(title="A", slug="a", standfirst="B", body=body, locale=section.locale)
    page.full_clean(exclude=["path", "depth"])
    assert page.minutes == 3


def test_article_of_300_blocks_is_saved_and_published_by_the_cms():
    page = factories.article(factories.section_page())
    blocks = [("paragraph", rich_text(f"<p>Alinea {number}.</p>")) for number in range(300)]
    data = cms.typed(page, body=streamfield(blocks), **{"action-publish": "1"})
    assert len(data) > 1000
    response = cms.signed_in().post(cms.edit_url(page), data)
    assert response.status_code == 302
    assert len(ArticlePage.objects.get(pk=page.pk).body) == 300
    assert "Alinea 299." in shown(page).text_content()


def test_preview_shows_the_draft_with_what_it_is_filed_under():
    page = factories.article(factories.section_page())
    page.title, page.topics = "Nog niet af", [factories.topic("kosten")]
    page.notes = [ArticleNote(text="Net aangevuld")]
    draft = page.save_revision().as_object()
    words = html.fromstring(draft.make_preview_request().rendered_content).text_content()
    assert all(one in words for one in ("Nog niet af", "kosten", "Net aangevuld"))


def test_cms_may_frame_a_preview_and_nobody_a_page():
    page, editor = factories.article(factories.section_page()), cms.signed_in()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    editor.post(address, cms.typed(page))
    policies = [editor.get(one).headers["Content-Security-Policy"] for one in (address, page.get_url())]
    assert "frame-ancestors 'self'" in policies[0]
    assert "frame-ancestors 'none'" in policies[1]


def test_preview_is_offered_as_wide_as_a_phone_and_a_desk():
    assert {size["device_width"] for size in ArticlePage().preview_sizes} == {375, 768, 1440}


def test_editors_page_tells_what_each_field_does():
    words = cms.said(cms.signed_in().get(cms.edit_url(factories.article(factories.section_page()))))
    assert "In the order of the byline" in words
    assert "What was added or put right after publishing" in words


def test_text_for_a_number_of_a_chart_keeps_the_form_and_says_what_to_do():
    page = factories.article(factories.section_page())
    stored = texts.chart(cells=texts.cells(["Jaar", "Kosten"], ["2025", "1"], columns="tt"))
    chart = {name: value for name, value in stored.items() if name != "cells"} | texts.posted(stored["cells"])
    data = cms.typed(page, body=streamfield([("chart", chart)]), **{"action-publish": "1"})
    response = cms.signed_in().post(cms.edit_url(page), data)
    assert response.status_code == 200
    assert "holds text; a chart is drawn from numbers" in response.content.decode()
