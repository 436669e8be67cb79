"""One machine, no service elsewhere: what `make run` and the commands of a checkout use."""

import os

from articles.embeds import providers
from config.broker import transport_options
from config.secret import read_or_make_secret_key

from .base import *  # noqa: F403
from .base import (
    ADMIN_CONTENT_SECURITY_POLICY,
    CONTENT_SECURITY_POLICY,
    EMBED_PROVIDERS,
    INSTALLED_APPS,
    MIDDLEWARE,
    VAR_DIR,
)

for folder in ("broker", "mail", "media", "static"):
    (VAR_DIR / folder).mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = read_or_make_secret_key(VAR_DIR / "secret-key")
PORT = int(os.environ.get("PORT", "8000"))
ALLOWED_HOSTS = [
    "localhost",
    ".localhost",
    "127.0.0.1",
    "[::1]",
    *os.environ.get("ALLOWED_HOSTS", "").split(),
]
HOSTS_OF_DEFAULT_SITE = ("127.0.0.1", "[::1]", *os.environ.get("ALLOWED_HOSTS", "").split())
WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"
EMAIL_PORT = int(os.environ.get("MAIL_PORT") or PORT + 25)  # as ops/processes.py starts the catcher

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
MIDDLEWARE = ["demo.middleware.SampleHostMiddleware", *MIDDLEWARE]
# The sample feeds stand under names of their own, all of them served by this machine.
OUTBOUND_HOSTS = {"*.localhost": "127.0.0.1"}
# One of them keeps sample video, as an instance of PeerTube does.
EMBED_PROVIDERS = (
    *EMBED_PROVIDERS,
    providers.peertube("Voorbeeldvideo", f"video.localhost:{PORT}", scheme="http"),
)
CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"] = providers.frame_sources(EMBED_PROVIDERS)
ADMIN_CONTENT_SECURITY_POLICY["frame-src"] = ["'self'", *providers.frame_sources(EMBED_PROVIDERS)]

CELERY_BROKER_URL = "filesystem://localhost"
CELERY_BROKER_TRANSPORT = "config.broker:Transport"
CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(VAR_DIR / "broker")
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "timetable")
