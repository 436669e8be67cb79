"""The names of experts and organisations, which no reader may go by; signed in at `accounts.reserved_names`."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from articles.models import Expert, MagazineSettings, Organisation


def of_the_magazine(user: User | None) -> Iterator[str]:
    """Every expert's but their own, every organisation's in both languages, and the magazines'."""
    others = Expert.objects.exclude(user=user) if user else Expert.objects.all()
    yield from others.values_list("name", flat=True)
    for names in Organisation.objects.values_list("name_nl", "name_en"):
        yield from names
    yield from MagazineSettings.objects.values_list("name", flat=True)
