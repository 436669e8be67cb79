"""The secret key of an installation without an operator: made once, kept where everything else is kept."""

import os
import secrets
from pathlib import Path


def read_or_make_secret_key(path: Path) -> str:
    """Return the key in `path`, made with 64 random bytes when missing; safe with several processes starting."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_text(secrets.token_urlsafe(64))
        beside.chmod(0o600)
        try:
            os.link(beside, path)
        except FileExistsError:
            pass  # another process was first: its key holds
        finally:
            beside.unlink()
    return path.read_text().strip()
