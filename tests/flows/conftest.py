"""Fixtures of the flows: a run folder with a database that other processes share."""

import pytest

from tests.databases import own_copy
from tests.flows.workers import Worker


@pytest.fixture
def run_folder(django_db_setup, django_db_blocker, tmp_path):
    """A run folder as `make run` has one, with a migrated database; this process sees the same rows."""
    with django_db_blocker.unblock(), own_copy(tmp_path / "vakblad.sqlite3"):
        yield tmp_path


@pytest.fixture
def worker(run_folder):
    """A worker over the run folder, not started yet; killed at the end."""
    one = Worker(run_folder)
    yield one
    one.kill()
