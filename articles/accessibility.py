"""The last time that every kind of page was looked at by axe-core, as the accessibility page names it.

Comes in: `articles/accessibility.json`, which `make browser` writes when it has looked at everything, and which is
committed. Goes out: a frozen description. No run, no file: the page then says that there was none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and what was found: `looks` are pages, each at its widths and in light and dark."""

    checked_on: date
    version: str  # of axe-core
    pages: int
    looks: int
    violations: int


@cache
def last_check(path: Path) -> Check | None:
    """The check that the file tells of; None where there is no file."""
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return Check(checked_on=date.fromisoformat(told.pop("checked_on")), **told)
