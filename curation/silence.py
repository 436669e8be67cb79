"""Why nothing new comes, as far as other rooms know; this registry lies below them.

A room calls `register` in its `apps.py` with a function that explains the silence at one magazine's desk. The desk
(`curation.bench`) shows what they say beside how its sources were read.
"""

from collections.abc import Callable
from datetime import datetime

from wagtail.models import Site

Explain = Callable[[Site, datetime], str]

_registered: dict[str, Explain] = {}


def register(name: str, explain: Explain) -> None:
    """Sign in under a room's own name; a second time replaces the first. No text: it knows of no reason."""
    _registered[name] = explain


def explanations(site: Site, now: datetime) -> list[str]:
    """What there is to say at a desk of this magazine, in the active language."""
    return [text for explain in _registered.values() if (text := explain(site, now))]
