"""The test database: migrated once, kept as a template, copied for each run and each worker.

The template's name is a hash of all migrations and of the installed versions, so a changed migration makes a new one.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from config import keptpages

KEPT = 12  # templates of other checkouts, which may be under test at this moment
TEMPLATES = Path(tempfile.gettempdir()) / f"vakblad-test-templates-{os.getuid()}"


def template_name() -> str:
    """Hash what decides the schema: every migration's text, and the versions of what brings its own."""
    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
    for app in ("roles", "apps", "permissions"):
        for path in sorted(settings.BASE_DIR.glob(f"*/{app}.py")):
            digest.update(path.read_bytes())
    digest.update(f"{version('django')} {version('wagtail')}".encode())
    return f"{digest.hexdigest()[:16]}.sqlite3"


def copy_template(target: Path) -> None:
    """Copy a migrated database to `target`; whoever comes first migrates, the others wait."""
    TEMPLATES.mkdir(exist_ok=True, mode=0o700)
    path = TEMPLATES / template_name()
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for stale in sorted(TEMPLATES.glob("*.sqlite3"), key=os.path.getmtime)[:-KEPT]:
                stale.unlink()
            migrate_into(path)
        shutil.copy(path, target)


def pristine() -> Path:
    """This worker's copy of the migrated database, to which no test writes."""
    return settings.VAR_DIR / f"migrated-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.sqlite3"


def migrate_into(path: Path) -> None:
    """Migrate an empty database and keep the file; complete or not there at all."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    connection.close()
    with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(settings.DATABASES["default"]["NAME"], path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Point this worker's connection at a copy of the template."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = settings.VAR_DIR / f"test-{worker}.sqlite3"
    settings.DATABASES["default"]["NAME"] = str(name)
    connection.settings_dict["NAME"] = str(name)
    with django_db_blocker.unblock():
        # First: a template must not be made from what an earlier run of other migrations left here.
        for leftover in settings.VAR_DIR.glob(f"{name.name}*"):
            leftover.unlink()
        copy_template(pristine())
        for leftover in settings.VAR_DIR.glob(f"{name.name}*"):
            leftover.unlink()
        shutil.copy(pristine(), name)
        yield
        connection.close()


@pytest.fixture(autouse=True)
def empty_page_cache() -> None:
    """No test finds a page that another one kept."""
    keptpages.forget()


@pytest.fixture(autouse=True)
def first_language() -> None:
    """No test speaks the language that the last request of another one left behind."""
    translation.activate(settings.LANGUAGE_CODE)
