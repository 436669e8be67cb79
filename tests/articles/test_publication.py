"""`articles.publication`: what speaks against publishing a page, in sentences that name the place."""

from contextlib import nullcontext

import pytest
from django.utils.translation import override
from wagtail.models import Page

from articles import publication
from articles.models import ArticlePage
from articles.models.publishing import AsksFirst
from tests import factories

pytestmark = pytest.mark.django_db


def draft(**fields):
    return factories.article(factories.section_page(), live=False, **fields)


def reasons(page) -> list[str]:
    with override("en"):
        return [str(reason) for reason in publication.may_publish(page)]


def test_complete_article_may_be_published():
    assert reasons(draft()) == []


def test_advertorial_without_a_sponsor_may_not():
    page = draft(kind=ArticlePage.Kind.ADVERTORIAL)
    assert reasons(page) == ["An advertorial needs a sponsor: choose one at “Sponsor”."]
    page.sponsor = factories.organisation()
    assert reasons(page) == []


def test_article_with_a_sponsor_may_not():
    page = draft(sponsor=factories.organisation())
    assert reasons(page) == [
        "An article has no sponsor: make it an advertorial, or choose none at “Sponsor”."
    ]
    page.kind = ArticlePage.Kind.ADVERTORIAL
    assert reasons(page) == []


@pytest.mark.parametrize(("role", "is_free"), [("Editor", False), ("Publisher", True)])
def test_only_a_publisher_makes_an_article_of_a_live_advertorial(role, is_free):
    page, person = factories.advertorial(factories.section_page()), factories.user(role)
    page.kind, page.sponsor = ArticlePage.Kind.ARTICLE, None
    assert (publication.may_publish(page, person) == []) == is_free
    revision = page.save_revision(user=person)
    with nullcontext() if is_free else pytest.raises(publication.NotPublishable):
        revision.publish(user=person)
    assert ArticlePage.objects.get(pk=page.pk).is_advertorial != is_free


@pytest.mark.parametrize(("role", "is_free"), [("Editor", False), ("Publisher", True)])
def test_advertorial_that_was_taken_down_is_known_as_one_still(role, is_free):
    page, person = factories.advertorial(factories.section_page(), live=False), factories.user(role)
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    page.kind, page.sponsor = ArticlePage.Kind.ARTICLE, None
    page.save()  # as the editor's page does with a draft
    assert (publication.may_publish(page, person) == []) == is_free


def test_draft_of_an_advertorial_may_become_an_article():
    page = draft(kind=ArticlePage.Kind.ADVERTORIAL, sponsor=factories.organisation())
    page.kind, page.sponsor = ArticlePage.Kind.ARTICLE, None
    assert publication.may_publish(page, factories.user("Editor")) == []


@pytest.mark.parametrize(("language", "missing"), [("nl", "alt_nl"), ("en", "alt_en")])
def test_lead_picture_needs_an_alternative_text_in_the_pages_language(language, missing):
    picture = factories.picture(**{missing: ""})
    page = factories.article(factories.section_page(language=language), live=False, picture=picture)
    [reason] = reasons(page)
    assert reason.startswith(f"“Picture”: the picture “{picture.title}” has no alternative text in ")
    setattr(picture, missing, "Wat er staat")
    assert reasons(page) == []


def test_lead_picture_that_only_decorates_needs_no_alternative_text():
    picture = factories.picture(alt_nl="", is_decorative=True)
    page = factories.article(factories.section_page(), live=False, picture=picture)
    assert reasons(page) == []
    assert picture.default_alt_text == ""


def block(picture, **said):
    return {"image": picture, "caption": "", **said}


def test_picture_in_a_block_is_named_by_its_place():
    picture = factories.picture(alt_nl="")
    page = draft(body=[("paragraph", "<p>Eerst.</p>"), ("picture", block(picture))])
    [reason] = reasons(page)
    assert reason.startswith("“Text, Picture 2, picture”: ")


@pytest.mark.parametrize("said", [{"alt": "Een kast"}, {"is_decorative": True}])
def test_picture_in_a_block_may_say_it_itself_or_only_decorate(said):
    assert reasons(draft(body=[("picture", block(factories.picture(alt_nl=""), **said))])) == []


def test_picture_in_a_gallery_is_found():
    first, second = factories.picture(), factories.picture(alt_nl="")
    page = draft(body=[("gallery", {"title": "Kasten", "pictures": [block(first), block(second)]})])
    [reason] = reasons(page)
    assert reason.startswith("“Text, Gallery 1, pictures, ")
    assert second.title in reason


def test_fields_that_a_draft_left_empty_are_named():
    page = draft()
    page.standfirst, page.body, page.authors = "", [("heading", ""), ("quote", {"text": ""})], []
    assert set(reasons(page)) == {
        "“Standfirst” is empty.",
        "“Authors” is empty.",
        "“Text, Heading 1” is empty.",
        "“Text, Quote 2, quote” is empty.",
    }


def test_body_without_a_block_is_empty():
    page = draft()
    page.body = []
    assert reasons(page) == ["“Text” is empty."]


def test_block_that_is_too_long_is_named_by_its_place():
    page = draft(body=[("heading", "Te lang " * 20)])
    (said,) = reasons(page)
    assert "1" in said and "120" in said


def test_reasons_speak_the_language_of_who_reads_them():
    [reason] = publication.may_publish(draft(picture=factories.picture(alt_nl="")))
    with override("en"):
        assert "Dutch" in str(reason)
    with override("nl"):
        assert "Nederlands" in str(reason)


def test_rule_of_another_room_is_asked_too(monkeypatch):
    page = draft()
    monkeypatch.setattr(publication, "_further", [])
    publication.register(lambda page, user: [publication.Reason("Nobody approved it.")])
    assert reasons(page) == ["Nobody approved it."]
    assert publication.may_submit(page) == []


def test_every_page_type_of_ours_asks_first():
    ours = [model for model in Page.__subclasses__() if model.__module__.split(".")[0] != "wagtail"]
    assert len(ours) >= 5
    assert all(issubclass(model, AsksFirst) for model in ours)
