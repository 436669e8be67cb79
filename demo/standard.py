"""The pages about the sample magazine itself, and the footer that leads to them.

In: the written pages (`demo.texts`), the front of each language and the editor. Out: published pages in both
languages, as translations of one another, and a row of the footer for each. Called by `demo.pages` once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from accounts.models import User
from articles.models import HomePage, MagazineSettings, MenuLink, StandardPage
from demo import streams, texts
from demo.markup import Block
from demo.rows import magazine

DRAWN = "drawn"  # a block that the magazine draws itself; the text names which


def make_pages(homes: Mapping[str, HomePage], editor: User) -> None:
    """Make and publish every standard page, and link it in the footer."""
    settings = MagazineSettings.for_site(magazine())
    for place, written in enumerate(texts.standard_pages()):
        page = make_page(written, homes, editor)
        link = MenuLink(settings=settings, place=MenuLink.Place.FOOTER, page=page, sort_order=place)
        link.full_clean()
        link.save()


def make_page(written: texts.SampleArticle, homes: Mapping[str, HomePage], editor: User) -> StandardPage:
    """One page in each language that it was written in; returns the first."""
    pages: list[StandardPage] = []
    for language, blocks in written.blocks.items():
        key = {"translation_key": pages[0].translation_key} if pages else {}
        page = StandardPage(
            title=written.said("title", language),
            slug=written.said("slug", language),
            search_description=written.said("description", language),
            body=json.dumps([stream_block(block, language) for block in blocks]),
            locale=homes[language].locale,
            live=False,
            **key,
        )
        homes[language].add_child(instance=page)
        page.save_revision(user=editor).publish(user=editor)
        pages.append(page)
    return pages[0]


def stream_block(block: Block, language: str) -> dict[str, Any]:
    """One block as a stream keeps it; what is drawn has no value."""
    if block.kind == DRAWN:
        return {"type": block.text.replace("-", "_"), "value": None}
    return streams.stream_block(block, language)
