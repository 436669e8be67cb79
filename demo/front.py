"""What the editors put on the sample magazine's fronts: pinned articles, experts, a series, an advertorial's slot.

In: a home page and the articles that stand in its language. Out: the page as `content/magazine.toml` says.
Called by `demo.pages` once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from articles.models import AdvertorialSlot, ArticlePage, Expert, HomeExpert, HomePage, HomePin, Series
from demo import texts

SLOT_BEGAN = timedelta(days=1)  # before the first start
SLOT_LASTS = timedelta(days=28)


def make_front(home: HomePage, pages: Mapping[tuple[str, str], ArticlePage], now: datetime) -> None:
    """Furnish a home page. No revision is made: the next edit starts from what is live."""
    row = texts.read("magazine")["home"]
    language = home.locale.language_code
    pins = enumerate(row[f"pins_{language}"])
    home.pins.set([HomePin(article=pages[key, language], sort_order=place) for place, key in pins])
    home.chosen_experts.set(
        [
            HomeExpert(expert=Expert.objects.get(slug=slug), sort_order=place)
            for place, slug in enumerate(row["experts"])
        ]
    )
    home.series = Series.objects.get(slug=row["series"])
    home.save()
    make_slot(home, pages[row["advertorial"], language], now)


def make_slot(home: HomePage, advertorial: ArticlePage, now: datetime) -> None:
    """The advertorial's weeks on this home page."""
    slot = AdvertorialSlot(home=home, article=advertorial, starts_at=now - SLOT_BEGAN)
    slot.ends_at = slot.starts_at + SLOT_LASTS
    slot.phase = slot.phase_at(now)
    slot.full_clean()
    slot.save()
