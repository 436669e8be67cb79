"""A database of one test's own, for what a rolled-back transaction cannot show: kills, full disks, processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.conftest import copy_template


@contextmanager
def own_copy(path: Path) -> Iterator[Path]:
    """Point the connection at a copy of the migrated database; really commits."""
    connection.close()
    before = connection.settings_dict["NAME"]
    copy_template(path)  # not of this worker's own, which a test with real transactions has emptied
    connection.settings_dict["NAME"] = str(path)
    try:
        yield path
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
