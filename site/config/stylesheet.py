"""One style sheet for the public site, put together from the file of each component.

Comes in: `static/css`, one file a component, so that each is found by its name. Goes out: `css/site.css`, which the
browser loads once and keeps. A finder of Django's staticfiles, so collectstatic and the test server find it like any
other file. It is written into the run folder, and anew when a part has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
FIRST = ("fonts", "tokens", "base", "layout")
# What others build on comes before them; every other component follows in the order of the alphabet.
EARLY = (
    "skip masthead languages theme personal nav band item advertorial pattern picture portrait button form subscribe "
    "messages notice footer prose heading gallery quote pull_quote fact_box code cells chart embed media download"
).split()


class SiteStylesheet(BaseFinder):
    """Finds `css/site.css` and nothing else."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.source = settings.BASE_DIR / "site" / "static" / "css"
        self.storage = FileSystemStorage(settings.VAR_DIR / "stylesheet")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing of it can be set wrong."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The whole path of the style sheet."""
        found = [self.written()] if path == NAME else []
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The one file, for collectstatic."""
        if not matches_patterns(NAME, list(ignore_patterns or [])):
            self.written()
            yield NAME, self.storage

    def written(self) -> str:
        """Write it where it is missing or older than one of its parts."""
        target = Path(self.storage.path(NAME))
        parts = self.parts()
        watched = [*parts, self.source / "print.css", self.source / "components"]
        changed_at = max(path.stat().st_mtime for path in watched)
        if not target.exists() or target.stat().st_mtime < changed_at:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_suffix(".new")
            beside.write_text(self.text(parts), encoding="utf-8")
            beside.replace(target)
        return str(target)

    def parts(self) -> tuple[Path, ...]:
        """The files in their order."""
        components = self.source / "components"
        early = [components / f"{name}.css" for name in EARLY]
        late = sorted(path for path in components.glob("*.css") if path not in early)
        return (*(self.source / f"{name}.css" for name in FIRST), *early, *late)

    def text(self, parts: Iterable[Path]) -> str:
        """All of them, and how it is printed."""
        said = "\n".join(part.read_text(encoding="utf-8").strip() for part in parts)
        printed = (self.source / "print.css").read_text(encoding="utf-8").strip()
        return f"{said}\n@media print {{\n{printed}\n}}\n"
