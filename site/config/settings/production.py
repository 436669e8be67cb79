"""Production: PostgreSQL, Redis, a mail server. Secrets come from the environment; without them nothing starts.

docs/operations.md lists every variable.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CACHES, OUTBOUND_HOSTS


def required(name: str) -> str:
    """Return the variable `name` of the environment, or refuse to start."""
    try:
        return os.environ[name]
    except KeyError:
        raise ImproperlyConfigured(f"Set {name} in the environment (docs/operations.md).") from None


if OUTBOUND_HOSTS or os.environ.get("OUTBOUND_HOSTS"):
    raise ImproperlyConfigured("OUTBOUND_HOSTS opens private addresses: never in production.")

DEBUG = False
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split()
WAGTAILADMIN_BASE_URL = required("BASE_URL")
ACCEPTS_NOW = False  # no command may pretend another time here

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": required("DB_NAME"),
        "USER": required("DB_USER"),
        "PASSWORD": required("DB_PASSWORD"),
        "HOST": os.environ.get("DB_HOST", "127.0.0.1"),
        "PORT": os.environ.get("DB_PORT", "5432"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
REDIS_URL = required("REDIS_URL")
REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
CACHES = {
    **CACHES,
    "default": {**REDIS, "KEY_FUNCTION": "accounts.counting.hashed"},
    # Of its own, since it may push out its oldest pages when it is full; counts and messages may not be lost.
    "pages": {
        **REDIS,
        "LOCATION": os.environ.get("PAGES_REDIS_URL", REDIS_URL),
        "KEY_PREFIX": "pages",
        "TIMEOUT": 6 * 3600,  # seconds: what was made anew meanwhile is asked for by nobody
    },
}
CDN_SECONDS = int(os.environ.get("CDN_SECONDS", "0"))
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # seconds; above the longest task
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}

EMAIL_HOST = required("EMAIL_HOST")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
MAIL_DOMAIN = required("MAIL_DOMAIN")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"redactie@{MAIL_DOMAIN}")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of ours add to X-Forwarded-For; too few and all readers share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
