"""Fixtures of this room: a small web of hosts under .localhost, and a database without a test's transaction."""

import pytest

from tests.curation import serving
from tests.databases import own_copy


@pytest.fixture
def web(settings):
    """Hosts under .localhost that answer what a test puts there."""
    with serving.serve() as web:
        settings.OUTBOUND_HOSTS = {"*.localhost": f"127.0.0.1:{web.port}"}
        yield web


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, tmp_path):
    """A copy of the migrated database in which transactions really begin and end; gives its path."""
    with django_db_blocker.unblock(), own_copy(tmp_path / "own.sqlite3") as path:
        yield path
