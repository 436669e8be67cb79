"""A database of one test's own, for what a rolled-back transaction cannot show: kills, full disks, processes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.conftest import pristine


@contextmanager
def own_copy(path: Path) -> Iterator[Path]:
    """Point the connection at a copy of the migrated database; really commits."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(shutil.copy(pristine(), path))
    try:
        yield path
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
