"""Rich text as markup: headings that can be linked to, links that say when they are paid for."""

import pytest
from wagtail.rich_text import RichText

from articles.contents import Heading
from articles.prose import prose
from tests import factories
from tests.articles import files

LINK = '<p><a href="https://example.org/">daar</a></p>'


def test_heading_has_an_address_and_a_link_to_it():
    html = prose(RichText("<h2>Kosten &amp; baten</h2>"), [Heading("Kosten & baten", 2, "s-kosten-baten")])
    assert '<h2 class="heading__words" id="s-kosten-baten"' in html
    assert 'href="#s-kosten-baten"' in html
    assert html.count("Kosten &amp; baten") == 2


def test_empty_heading_disappears_and_the_next_keeps_its_own_address():
    html = prose(RichText("<h2> </h2><h3>B</h3>"), [Heading("B", 2, "s-b")])
    assert "<h2" in html and 'id="s-b"' in html and "<h3" not in html


def test_text_without_addresses_stays_as_it_is():
    assert prose(RichText("<h2>B</h2>")) == "<h2>B</h2>"


def test_links_of_a_paid_text_say_so():
    assert '<a rel="sponsored" href="https://example.org/">' in prose(RichText(LINK), is_paid=True)
    assert "sponsored" not in prose(RichText(LINK))


@pytest.mark.django_db
def test_link_to_a_document_goes_through_the_view_that_serves_it(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = files.document("a.pdf", files.GOOD["pdf"])
    html = prose(RichText(f'<p><a linktype="document" id="{document.pk}">a</a></p>'))
    assert f'href="/documents/{document.pk}/' in html


BROKEN = ['id="abc"', 'id="9999999999999999999999"', 'id="²"', 'id=""', 'id="-1"', ""]


@pytest.mark.django_db
@pytest.mark.parametrize("key", BROKEN)
@pytest.mark.parametrize("kind", ["page", "document"])
def test_link_with_a_broken_key_is_none_on_a_page_and_elsewhere(client, kind, key):
    text = f'<p><a linktype="{kind}" {key}>daar</a></p>'
    page = factories.article(factories.section_page(), body=[("paragraph", text)])
    html = client.get(page.get_url(), headers={"host": "localhost"}).content.decode()
    assert "<p><a>daar</a></p>" in html
    assert prose(RichText(text)) == "<p><a>daar</a></p>"


@pytest.mark.django_db
def test_links_of_an_advertorial_are_sponsored_on_its_page(client):
    section = factories.section_page()
    body = [("paragraph", LINK), ("fact_box", {"title": "Feit", "text": LINK})]
    paid, own = factories.advertorial(section, body=body), factories.article(section, body=body)
    for page, count in ((paid, 2), (own, 0)):
        html = client.get(page.get_url(), headers={"host": "localhost"}).content.decode()
        assert html.count('<a rel="sponsored" href="https://example.org/">') == count
