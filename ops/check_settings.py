"""Checks of Django that `make lint` runs: migrations are complete, development and production settings are sound.

Nothing comes in; each check is a command of manage.py in a process of its own, since each has other settings, and its
words go to the terminal. Production gets an environment in which every secret is invented and nothing answers.

    python -m ops.check_settings      exit code 1 when a check fails
"""

import os
import subprocess
import sys
import tempfile

from ops.processes import manage

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "lint-" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "vakblad.example",
    "BASE_URL": "https://vakblad.example",
    "DB_NAME": "vakblad",
    "DB_USER": "vakblad",
    "DB_PASSWORD": "invented",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_HOST": "mail.vakblad.example",
    "MAIL_DOMAIN": "vakblad.example",
}
# Plain `check` leaves the database's own checks out; `--deploy` looks at cookies, HSTS and redirects.
CHECKS = (
    ("migrations", {}, ("makemigrations", "--check", "--dry-run")),
    ("development", {}, ("check", "--database", "default", "--fail-level", "WARNING")),
    ("production", PRODUCTION, ("check", "--deploy", "--fail-level", "WARNING")),
)


def main() -> int:
    """Run each check in an empty run folder."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="vakblad-lint-") as folder:
        for name, settings, arguments in CHECKS:
            environment = os.environ | {"VAKBLAD_VAR": folder} | settings
            sys.stdout.write(f"{name}: manage.py {' '.join(arguments)}\n")
            sys.stdout.flush()
            if subprocess.run(manage(*arguments), env=environment, check=False).returncode:
                failed.append(name)
    if failed:
        sys.stderr.write(f"Failed: {', '.join(failed)}.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
