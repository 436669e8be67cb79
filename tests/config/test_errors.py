"""What a person sees when the machine refuses: in words, with nothing typed lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client

from articles.models import Attachment
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def refusing_database() -> Iterator[None]:
    """A database that takes no write, as on a full or read-only disk: SQLite's own refusal."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
        yield
        cursor.execute("PRAGMA query_only = 0")


def test_subscribing_on_a_full_disk_keeps_what_was_typed(refusing_database: None) -> None:
    client = Client(raise_request_exception=False)
    typed = {"email": 'lezer"><b>@example.org', "minutes": "5", "password": "secret-word-1"}

    response = client.post("/accounts/login/", {**typed, "login": "lezer@example.org"})

    page = response.content.decode()
    assert response.status_code == 503 and int(response.headers["Retry-After"]) > 0
    assert 'name="login" value="lezer@example.org"' in page
    assert "secret-word-1" not in page and "<b>@" not in page


def test_an_error_that_is_no_refusal_of_the_database_stays_500(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.delattr("config.views.connection")

    assert client.get("/health").status_code == 500


def test_documents_are_not_served_as_pages_of_ours(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = Attachment(title="note", uploaded_by_user=factories.user())
    document.file.save("note.html", ContentFile(b"<script src=x></script>"))

    raw = client.get(f"/media/{document.file.name}", follow=True)
    download = client.get(document.url)

    assert raw.status_code == 404
    assert download.headers["Content-Disposition"].startswith("attachment")
