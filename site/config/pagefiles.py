"""The page cache of one machine: Django's file cache, which looks only now and then how full it is.

Django lists the folder at each `set`, which with 2,000 pages takes longer than writing one. So the folder may hold a
few hundred pages more than MAX_ENTRIES for a while. A file that is no whole page is none at all.
"""

import pickle
import random
import zlib
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

LOOKS_RATIO = 1 / 50


class PageFiles(FileBasedCache):
    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """As Django's; a file that a power cut left in pieces is deleted."""
        try:
            return super().get(key, default, version)
        except (EOFError, pickle.UnpicklingError, zlib.error):
            self.delete(key, version)
            return default

    def _cull(self) -> None:
        if random.random() < LOOKS_RATIO:  # noqa: S311 - spreads work, guards nothing
            super()._cull()  # type: ignore[misc]  # not in the stubs
