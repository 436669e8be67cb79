"""Links of rich text to our own pages and documents, taken from what was looked up for the whole text, where it was.

Registered in the place of Wagtail's own by `articles.wagtail_hooks`.
"""

from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from articles import at_hand
from articles.pointers import key_in


class PageLink(PageLinkHandler):
    """To a page in the language of the reader; a link to a page that is not live is none."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pointed = at_hand.found()
        if pointed is None:
            return super().expand_db_attributes_many(named(attrs_list))
        return [opened(pointed.pages.get(key_in(attrs) or 0)) for attrs in attrs_list]


class DocumentLink(DocumentLinkHandler):
    """To a document, through the view that serves it."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pointed = at_hand.found()
        if pointed is None:
            return super().expand_db_attributes_many(named(attrs_list))
        documents = [pointed.documents.get(key_in(attrs) or 0) for attrs in attrs_list]
        return [opened(document.url if document else None) for document in documents]


def opened(address: str | None) -> str:
    """The opening tag of a link."""
    return format_html('<a href="{}">', address) if address else "<a>"


def named(attrs_list: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The attributes of links with their keys as numbers, for whoever asks the database with them."""
    return [{**attrs, "id": key_in(attrs)} for attrs in attrs_list]
