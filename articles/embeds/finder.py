"""Wagtail's embeds find nothing here: whoever asks Wagtail for one gets its plain refusal, and nobody is dialled.

Named in `WAGTAILEMBEDS_FINDERS`. Our own block does not use Wagtail's embeds; its chooser and rich text could.
"""

from typing import NoReturn

from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder


class NoFinder(EmbedFinder):
    """Takes every address, so that no other finder is asked, and finds none."""

    def accept(self, url: str) -> bool:
        return True

    def find_embed(self, url: str, max_width: int | None = None, max_height: int | None = None) -> NoReturn:
        raise EmbedNotFoundException(f"{url}: embeds of Wagtail are switched off")
