"""Tests: nothing outside this machine, tasks only when a test runs them, files in a folder that goes away."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("VAKBLAD_VAR", tempfile.mkdtemp(prefix="vakblad-test-"))

from .dev import *  # noqa: F403
from .dev import CACHES, DATABASES, VAR_DIR

SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", ".localhost"]
HOSTS_OF_DEFAULT_SITE = ("testserver", "127.0.0.1")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# A file, not memory: processes that a test starts see the same database. conftest.py copies a migrated one.
DATABASES["default"]["TEST"] = {"NAME": str(Path(VAR_DIR) / "test.sqlite3")}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT = "memory"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
