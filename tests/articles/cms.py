"""The CMS as an editor's browser meets it: a form as the page shows it, to be changed and posted."""

from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from articles.models import ArticlePage
from tests import factories


def signed_in(person: User | None = None) -> Client:
    """A browser in which somebody is signed in: an editor, unless another is named."""
    browser = Client(headers={"host": "localhost", "accept-language": "en"})
    browser.force_login(person or factories.user("Editor"))
    return browser


def typed(page: ArticlePage, **changes: Any) -> dict[str, Any]:
    """The form of an article as the editor's page posts it."""
    authors = [{"expert": author.expert_id, "id": author.pk or ""} for author in page.authors.all()]
    data = {
        "title": page.title,
        "slug": page.slug,
        "standfirst": page.standfirst,
        "kind": page.kind,
        "sponsor": page.sponsor_id or "",
        "picture": page.picture_id or "",
        "authors": inline_formset(authors, initial=len([one for one in authors if one["id"]])),
        "body": streamfield([("paragraph", rich_text("<p>Een alinea.</p>"))]),
        **{name: inline_formset([]) for name in ("notes", "related_links", "comments")},
        **changes,
    }
    return nested_form_data(data)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def said(response: Any) -> str:
    """All words of a page of the CMS."""
    return " ".join(html.fromstring(response.content.decode()).text_content().split())
