"""The sample host of video, `video.localhost`: what an instance of PeerTube would tell and show, as far as we ask it.

In: the films in `content/media.toml` that are embeds, and the magazine's port. Out: their addresses for articles,
and what oEmbed says of one. `demo.video_views` serves both; `config.settings.dev` names the host in its table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from demo import addresses, texts

FOLDER = texts.FOLDER / "media"
WATCH = "/w/"


@dataclass(frozen=True, slots=True)
class Film:
    """One film of the sample host."""

    name: str
    title: str
    author: str
    language: str

    @property
    def file(self) -> Path:
        """Where it lies."""
        return FOLDER / f"{self.name}.webm"


def films() -> dict[str, Film]:
    """All films of the host, by name."""
    rows = {name: row for name, row in texts.read("media").items() if row["kind"] == "embed"}
    return {name: Film(name, row["title"], row["author"], row["language"]) for name, row in rows.items()}


def address(name: str, port: int) -> str:
    """Where a film is watched."""
    return f"{addresses.origin(addresses.VIDEO_HOST, port)}{WATCH}{name}"


def film_at(url: str) -> Film | None:
    """The film of an address; None for an address of something else."""
    path = urlsplit(url).path
    return films().get(path.removeprefix(WATCH).strip("/")) if path.startswith(WATCH) else None


def oembed(film: Film, origin: str) -> dict[str, object]:
    """What the host tells of a film (oembed.com, 2.3.4.2); its markup is for those who trust others' markup."""
    player = f"{origin}/videos/embed/{film.name}"
    return {
        "type": "video",
        "version": "1.0",
        "title": film.title,
        "author_name": film.author,
        "provider_name": "Voorbeeldvideo",
        "provider_url": f"{origin}/",
        "width": 560,
        "height": 315,
        "html": f'<iframe width="560" height="315" src="{player}"></iframe>',
    }
