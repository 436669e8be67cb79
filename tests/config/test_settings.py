"""What the embedded database, cache and secret key promise."""

import os
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from config.secret import read_or_make_secret_key


@pytest.mark.django_db
def test_sqlite_writes_ahead_and_waits() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    assert connection.transaction_mode == "IMMEDIATE"
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] == 60


@pytest.mark.django_db
def test_default_cache_lives_in_the_database() -> None:
    cache.set("counted", 3)

    with connection.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM cache_default").fetchone() == (1,)


def test_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"

    made = read_or_make_secret_key(path)

    assert len(made) >= 64
    assert read_or_make_secret_key(path) == made
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


@pytest.mark.django_db
def test_health_answers_machines(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}


@pytest.mark.django_db
@pytest.mark.parametrize(("wanted", "home"), [("en-GB,nl;q=0.5", "/en/"), ("nl", "/nl/"), ("fr", "/nl/")])
def test_root_follows_the_browsers_language_and_is_not_cached(client: Client, wanted: str, home: str) -> None:
    response = client.get("/", headers={"accept-language": wanted})

    assert response.headers["Location"] == home
    assert "Accept-Language" in response.headers["Vary"]
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_host_of_nobody_gets_400(client: Client) -> None:
    assert client.get("/nl/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.django_db
def test_public_page_allows_no_inline_script_and_the_cms_no_other_host(client: Client) -> None:
    public = client.get("/health").headers["Content-Security-Policy"]
    cms = client.get("/cms/").headers["Content-Security-Policy"]

    assert "script-src 'self'" in public and "unsafe" not in public
    assert "frame-ancestors 'none'" in public and "frame-ancestors 'self'" in cms
    others = [part for part in (*public.split("; "), *cms.split("; ")) if not part.startswith("frame-src")]
    assert not any("http" in part for part in others)  # frames: the table of articles.embeds.providers


@pytest.mark.django_db
def test_headers_of_security_stand_on_every_page(client: Client) -> None:
    headers = client.get("/accounts/login/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
