"""The chosen theme is there before the first paint, and no switch is shown that would do nothing."""

import re

import pytest
from django.conf import settings
from django.test import Client

STATIC = settings.BASE_DIR / "site" / "static"


@pytest.mark.django_db
def test_script_of_the_theme_blocks_the_first_paint_and_is_small(client: Client) -> None:
    html = client.get("/nl/bot/").content.decode()
    script = re.search(r'<script src="[^"]*js/theme\.js"></script>', html)

    assert script and script.start() < html.index('rel="stylesheet"')
    assert (STATIC / "js" / "theme.js").stat().st_size <= 1000


def test_switch_is_shown_by_the_script_alone() -> None:
    css = (STATIC / "css" / "components" / "theme.css").read_text()

    assert re.search(r"\.theme \{\s+display: none", css)
    assert re.search(r"\.has-scripts \.theme \{\s+display: block", css)
