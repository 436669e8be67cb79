"""How this installation names itself to the hosts that its machine asks; the page that it names is ours to show."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Site


def user_agent() -> str:
    """Vakblad/<version> (+<site>/bot): the page there says what we read and how to reach us."""
    site = Site.objects.filter(is_default_site=True).first()
    root = site.root_url if site else settings.WAGTAILADMIN_BASE_URL
    return f"Vakblad/{settings.VERSION} (+{root}/bot)"
