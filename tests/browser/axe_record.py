"""What axe looked at in a run of the browser tests, written down for the page on accessibility.

Comes in: each look that `looking.check` takes. Goes out: `articles/accessibility.json`, which is committed and which
the magazine shows as it stands (`articles.accessibility`). A run that leaves out tests of the walk over every kind of
page, or that was broken off, writes nothing. Violations are written down too: the page says how many there were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FILE = Path(__file__).parents[2] / "articles" / "accessibility.json"
WALK = "test_walk.py"  # looks at every kind of page


@dataclass(slots=True)
class Record:
    """The looks of one run."""

    paths: set[str] = field(default_factory=set)
    looks: int = 0
    violations: int = 0
    version: str = ""

    def note(self, url: str, found: dict[str, Any]) -> None:
        """Keep one look: the page's address, and axe's answer."""
        self.paths.add(urlsplit(url).path)
        self.looks += 1
        self.violations += len(found["violations"])
        self.version = found["testEngine"]["version"]

    def write(self, on: date, path: Path = FILE) -> None:
        """Replace what the last run wrote; nothing was looked at, nothing is written."""
        told = {
            "checked_on": on.isoformat(),
            "version": self.version,
            "pages": len(self.paths),
            "looks": self.looks,
            "violations": self.violations,
        }
        if self.looks:
            path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


record = Record()
