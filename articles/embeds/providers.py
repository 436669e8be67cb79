"""The table of providers: whose addresses we play, at which address without cookies, and who tells the title.

Pure. In: the address that an editor pasted. Out: its provider, and the address of a player that we build ourselves
from the parts of the address that a pattern let through. The same table is the policy's `frame-src`. A provider
without a player that sets no cookies before it plays (SoundCloud, Spotify, TED) is not listed: a link shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

UNSAFE = re.compile(r"[\s\\\x00-\x1f\x7f<>\"`]")  # a browser and we would read these differently
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provider keeps one thing: the whole path, or `path?name=value`, and the player for it.

    Named groups of the pattern are filled into the player's address; they hold letters, digits, - and _ alone.
    """

    pattern: str
    player: str


@dataclass(frozen=True, slots=True)
class Provider:
    """One site that others publish on. Hosts are whole, in lower case, with a port where it is not the usual one."""

    name: str
    hosts: tuple[str, ...]
    places: tuple[Place, ...]
    endpoint: str

    def question(self, address: str) -> str:
        """The address that tells title and author of another address (oembed.com, 2.2)."""
        return f"{self.endpoint}?format=json&url={quote(address, safe='')}"


def peertube(name: str, host: str, scheme: str = "https") -> Provider:
    """An instance of PeerTube: no cookies, and with p2p off no reader's address goes to other viewers.

    docs.joinpeertube.org, "Embed API", URL parameters (November 2026).
    """
    player = f"{scheme}://{host}/videos/embed/{{id}}?autoplay=1&p2p=0&warningTitle=0"
    place = Place(r"/(?:w|videos/watch|videos/embed)/(?P<id>[A-Za-z0-9-]{10,40})", player)
    return Provider(name, (host,), (place,), f"{scheme}://{host}/services/oembed")


# developers.google.com/youtube/player_parameters and "privacy-enhanced mode" (November 2026).
_YOUTUBE = "https://www.youtube-nocookie.com/embed/{id}?autoplay=1&rel=0"
# help.vimeo.com, "dnt: prevent the player from tracking session data" (November 2026); h is the key of unlisted ones.
_VIMEO = "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1"

PROVIDERS: tuple[Provider, ...] = (
    Provider(
        "YouTube",
        ("www.youtube.com", "youtube.com", "m.youtube.com", "www.youtube-nocookie.com"),
        (
            Place(r"/watch\?v=(?P<id>[A-Za-z0-9_-]{11})", _YOUTUBE),
            Place(r"/(?:shorts|live|embed)/(?P<id>[A-Za-z0-9_-]{11})", _YOUTUBE),
        ),
        "https://www.youtube.com/oembed",
    ),
    Provider(
        "YouTube",
        ("youtu.be",),
        (Place(r"/(?P<id>[A-Za-z0-9_-]{11})", _YOUTUBE),),
        "https://www.youtube.com/oembed",
    ),
    Provider(
        "Vimeo",
        ("vimeo.com", "www.vimeo.com", "player.vimeo.com"),
        (
            Place(r"/(?:video/|channels/[A-Za-z0-9_-]+/)?(?P<id>[0-9]{4,12})", _VIMEO),
            Place(r"/(?P<id>[0-9]{4,12})/(?P<key>[0-9a-f]{6,20})", _VIMEO + "&h={key}"),
        ),
        "https://vimeo.com/api/oembed.json",
    ),
    peertube("PeerTube", "peertube.tv"),
    peertube("Framatube", "framatube.org"),
    peertube("Blender Video", "video.blender.org"),
    peertube("TILvids", "tilvids.com"),
    peertube("MakerTube", "makertube.net"),
)


def link(address: str) -> str:
    """The address if a reader may be sent there: one of the web, without credentials; else an empty text."""
    return address if _read(address) else ""


def host(address: str) -> str:
    """Host, and port where it is not the usual one, as a reader is told; empty for what is no address of the web."""
    parts = _read(address)
    return parts.netloc.lower().removesuffix(DEFAULT_PORTS[parts.scheme]) if parts else ""


def find(address: str, table: Iterable[Provider] = PROVIDERS) -> Provider | None:
    """The provider on whose host this address lies, whatever it leads to there."""
    at = host(address)
    return next((provider for provider in table if at and at in provider.hosts), None)


def player(address: str, table: Iterable[Provider] = PROVIDERS) -> str:
    """Where the thing at this address plays; empty when no provider has a player for it."""
    provider, parts = find(address, table), _read(address)
    if provider is None or parts is None:
        return ""
    texts = [
        parts.path.rstrip("/"),
        *(f"{parts.path}?{name}={value}" for name, value in parse_qsl(parts.query)),
    ]
    matches = ((place, re.fullmatch(place.pattern, text)) for text in texts for place in provider.places)
    return next((place.player.format(**match.groupdict()) for place, match in matches if match), "")


def frame_sources(table: Sequence[Provider] = PROVIDERS) -> list[str]:
    """The origins of all players, for the content security policy."""
    players = [urlsplit(place.player) for provider in table for place in provider.places]
    return sorted({f"{parts.scheme}://{parts.netloc}" for parts in players})


def _read(address: str) -> SplitResult | None:
    """The parts of an address of the web, or None."""
    try:
        parts = urlsplit(address)
        named = parts.hostname and parts.port != 0
    except ValueError:
        return None
    if UNSAFE.search(address) or parts.scheme not in DEFAULT_PORTS or "@" in parts.netloc:
        return None
    return parts if named else None
