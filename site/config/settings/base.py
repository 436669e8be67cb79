"""Settings that hold everywhere. What differs per installation is in dev, production and test.

Read by Django; nothing else is imported from here. Numbers that one may tune stand beside the code that uses
them; the ones here describe the installation (where files lie, which hosts may be dialled, who sends mail).
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from articles.embeds import providers
from articles.media import kinds

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("VAKBLAD_VAR") or BASE_DIR / "var")
VERSION = "0.1.0"

INSTALLED_APPS = [
    "newsletters",
    "curation",
    "articles",
    "accounts",
    "mail",
    "outbound",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.microsoft",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "accounts.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.pagecache.PageCacheMiddleware",
    "config.csp.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.hosts.HostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.lost_session.LostSessionMiddleware",
    "accounts.admission.AdmissionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "articles.refusals.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

# Further names of this machine under which the default magazine is shown; any other host needs a Site.
HOSTS_OF_DEFAULT_SITE: tuple[str, ...] = ()

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# One writer at a time: IMMEDIATE takes SQLite's write lock at BEGIN, so that no transaction fails half-way.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "vakblad.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}

# For libraries that count in a cache (allauth's limits). Our own limits, leases and counters are rows.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_default",
        "KEY_FUNCTION": "accounts.counting.hashed",
        # A full table throws counts away that are still needed. An attempt leaves three rows for at most five
        # minutes: it takes 22 passwords a second from ever new addresses to fill this, more than a core can hash.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Wagtail's copies of rows that one query finds. It would put them among the counts, and push those out.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # Whole pages. A key holds the day and the generation: what is old goes by itself, at last when the day is over.
    "pages": {
        "BACKEND": "config.pagefiles.PageFiles",
        "LOCATION": VAR_DIR / "pages",
        "TIMEOUT": 86_400,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
# How long an operator's CDN may keep a page without asking again; what is published shows there so much later.
CDN_SECONDS = 0

# --- languages and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("nl", _("Dutch")),
    ("en", _("English")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True

# --- files ----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
STATICFILES_FINDERS = [
    "config.stylesheet.SiteStylesheet",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- who signs in ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an operator until readers can sign up
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "accounts.lost_session.refuse_token"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# --- Wagtail --------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Vakblad"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAILIMAGES_IMAGE_MODEL = "articles.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.picture_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# Of the CMS's own small pictures; readers' are named in a table. A JPEG would keep where it was taken.
WAGTAILIMAGES_FORMAT_CONVERSIONS = dict.fromkeys(("avif", "gif", "jpeg", "png"), "webp")
WAGTAILDOCS_DOCUMENT_MODEL = "articles.Attachment"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = sorted(kinds.ALL)  # articles.media.checking looks whether the bytes agree
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024  # of video and audio; other documents are held to less there
WAGTAILDOCS_INLINE_CONTENT_TYPES = sorted(kinds.CONTENT_TYPES.values())  # what plays; all else is a download
WAGTAILEMBEDS_FINDERS = [
    {"class": "articles.embeds.finder.NoFinder"}
]  # Wagtail's own finder calls out by itself
EMBED_PROVIDERS = providers.PROVIDERS  # whose things play on our pages, after a click
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # 300 blocks of text, a gallery and a table in one form

ACCEPTS_NOW = True  # whether a command takes --now; production refuses

# --- the web outside ------------------------------------------------------------------------------------------
OUTBOUND_PORTS = (80, 443)
# Host patterns that may be dialled at a given address in development and tests; production refuses any.
OUTBOUND_HOSTS: dict[str, str] = {}

# --- mail -----------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("MAIL_PORT", "8025"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = "redactie@vakblad.example"
# The domain of return paths and message ids; the operator's own.
MAIL_DOMAIN = "vakblad.example"

# --- work -----------------------------------------------------------------------------------------------------
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = (
    540  # seconds; below the leases of hosts, and what it leaves half done is found again
)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True

# --- what a browser may do (django-csp) -------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": providers.frame_sources(EMBED_PROVIDERS),
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Wagtail's editor needs inline styles and scripts, previews pages in a frame and shows pictures before upload.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF, *providers.frame_sources(EMBED_PROVIDERS)],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail lifts it for its own previews
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
