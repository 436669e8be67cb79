"""Production refuses to start without its secrets or with a door left open; a right one passes Django's check."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ENVIRONMENT = {
    "SECRET_KEY": "k3y-" * 5 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "vakblad.example",
    "BASE_URL": "https://vakblad.example",
    "DB_NAME": "vakblad",
    "DB_USER": "vakblad",
    "DB_PASSWORD": "x",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_HOST": "127.0.0.1",
    "MAIL_DOMAIN": "vakblad.example",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_with_all_variables_passes_check_deploy() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", **ENVIRONMENT)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DB_PASSWORD", "MAIL_DOMAIN"])
def test_production_without_a_variable_names_it(missing: str) -> None:
    result = manage("check", **{name: value for name, value in ENVIRONMENT.items() if name != missing})

    assert result.returncode != 0
    assert f"Set {missing} in the environment" in result.stderr


@pytest.mark.parametrize(
    ("environment", "place"),
    [({}, "redis://127.0.0.1:6379/0"), ({"PAGES_REDIS_URL": "redis://pages:6379/0"}, "redis://pages:6379/0")],
)
def test_production_keeps_pages_where_they_may_be_pushed_out(environment: dict[str, str], place: str) -> None:
    words = "from django.conf import settings as s; print([s.CACHES[n]['LOCATION'] for n in ('pages', 'default')])"
    result = manage("shell", "--no-imports", "-c", words, **ENVIRONMENT, **environment)

    assert result.stdout.strip() == str([place, ENVIRONMENT["REDIS_URL"]]), result.stderr


def test_production_with_opened_hosts_refuses() -> None:
    result = manage("check", **ENVIRONMENT, OUTBOUND_HOSTS="*.localhost=127.0.0.1")

    assert result.returncode != 0
    assert "OUTBOUND_HOSTS" in result.stderr
