"""Tags that name our feeds: in the head of a page for programs, on the page for people."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import navigation
from articles.feeds.formats import MEDIA_TYPES, Format
from articles.feeds.scopes import Kind
from articles.models import Expert, MagazineSettings, SectionPage, Topic

register = template.Library()

MIME_TYPES = {form: media_type.partition(";")[0] for form, media_type in MEDIA_TYPES.items()}
NAMES = {Format.ATOM: "Atom", Format.RSS: "RSS", Format.JSON: "JSON Feed"}


@register.inclusion_tag("components/feed_heads.html", takes_context=True)
def feed_heads(context: template.Context) -> dict[str, Any]:
    """Autodiscovery: the feeds of the part that the page is of, then those of the magazine."""
    name = MagazineSettings.for_request(context["request"]).name
    parts = [part for shown in ("page", "topic", "expert") if (part := part_of(context.get(shown)))]
    whole = [
        Part(name, addresses_of(Kind.MAGAZINE)),
        Part(f"{name} · {_('digests')}", addresses_of(Kind.DIGESTS)),
    ]
    found = [
        (f"{part.name} ({NAMES[form]})", MIME_TYPES[form], part.addresses[form])
        for part in [*parts, *whole]
        for form in Format
    ]
    return {"feeds": found, "name": name}


@register.inclusion_tag("components/feed_line.html")
def feed_line(thing: object = None, kind: str = Kind.MAGAZINE) -> dict[str, Any]:
    """The feeds of a section's page, a topic or an expert, for people; without one those of the magazine."""
    part = part_of(thing)
    addresses = part.addresses if part else addresses_of(kind)
    return {"feeds": [(NAMES[form], addresses[form]) for form in Format]}


@register.simple_tag(takes_context=True)
def feed_parts(context: template.Context) -> list[SectionPage]:
    """The sections of this magazine, which have feeds of their own, for the list of all feeds."""
    return navigation.sections(context["request"], get_language() or "nl")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the magazine and the addresses of its feeds by format."""

    name: str
    addresses: dict[str, str]


def part_of(thing: object) -> Part | None:
    """The name and addresses of the feeds of a part of the magazine; nothing where it has none of its own."""
    match thing:
        case SectionPage():
            return Part(thing.title, addresses_of(Kind.SECTION, thing.section.key))
        case Topic():
            return Part(thing.name, addresses_of(Kind.TOPIC, thing.slug))
        case Expert():
            return Part(thing.name, addresses_of(Kind.EXPERT, thing.slug))
    return None


def addresses_of(kind: str, key: str = "") -> dict[str, str]:
    """Format to address in the active language."""
    named = {"kind": kind} | ({"key": key} if key else {})
    return {form: reverse("feed_of" if key else "feed", kwargs=named | {"form": form}) for form in Format}
