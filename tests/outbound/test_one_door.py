"""Nothing but `outbound` can dial: no other room imports a client of the web."""

import ast

import pytest
from django.conf import settings

ROOMS = ("accounts", "articles", "curation", "demo", "mail", "newsletters", "readers", "site")
# `smtplib` belongs to mail: the operator's own server, which does not go through outbound.
CLIENTS = {
    "aiohttp",
    "httpx",
    "requests",
    "urllib3",
    "http.client",
    "urllib.request",
    "ftplib",
    "pycurl",
}
FILES = [path for room in ROOMS for path in sorted((settings.BASE_DIR / room).rglob("*.py"))]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_are_files_to_look_at():
    assert len(FILES) > 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_module_imports_no_client_of_the_web(path):
    found = {name for name in imported(path) for client in CLIENTS if f"{name}.".startswith(f"{client}.")}
    assert not found
