"""The baseline of pages: what `wagtail start` makes, with one article and settings as in production.

Its article holds the headings and paragraphs of the article of ours that it stands beside; its database has the same
pragmas. Nothing else is added: no menu, no language, no picture.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

MODELS = """
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page


class ArticlePage(Page):
    body = StreamField([("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock())])
    content_panels = [*Page.content_panels, FieldPanel("body")]
"""
TEMPLATE = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>
{% for part in page.body %}
{% if part.block_type == "heading" %}<h2>{{ part.value }}</h2>{% else %}{% include_block part %}{% endif %}
{% endfor %}
{% endblock %}
"""
SETTINGS = """
from .base import *

DEBUG = False
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["localhost"]
INSTALLED_APPS = ["reading", *INSTALLED_APPS]
MIDDLEWARE = ["benchmarks.kit.counting.CountingMiddleware", *MIDDLEWARE]
DATABASES["default"] |= {database}
"""
WRITE = """
import json
from wagtail.models import Site
from reading.models import ArticlePage
page = ArticlePage(title="Article", slug="article", body=json.loads({text!r}))
Site.objects.get().root_page.add_child(instance=page)
page.save_revision().publish()
"""
PATH = "/article/"
NAME = "plainsite"
APPLICATION = f"{NAME}.wsgi"


def make(folder: Path, text: Sequence[tuple[str, str]], database: object) -> Path:
    """The project in `folder`, ready to be served; `text` is its article, `database` what its connection shares."""
    _run(["wagtail", "start", NAME, str(folder)], folder.parent)
    app = folder / "reading"
    (app / "templates" / "reading").mkdir(parents=True)
    (app / "__init__.py").touch()
    (app / "models.py").write_text(MODELS)
    (app / "templates" / "reading" / "article_page.html").write_text(TEMPLATE)
    (folder / NAME / "settings" / "bench.py").write_text(SETTINGS.format(database=repr(database)))
    for command in ("makemigrations reading", "migrate", "collectstatic --noinput"):
        _run(["python", "manage.py", *command.split(), "-v0"], folder)
    _run(["python", "manage.py", "shell", "-v0", "-c", WRITE.format(text=json.dumps(text))], folder)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """What the bare project's processes need."""
    paths = [str(folder), str(Path(__file__).parents[2])]
    return {"DJANGO_SETTINGS_MODULE": f"{NAME}.settings.bench", "PYTHONPATH": os.pathsep.join(paths)}


def _run(command: Sequence[str], folder: Path) -> None:
    own = str(Path(sys.executable).parent / command[0])
    subprocess.run(
        [own, *command[1:]],
        cwd=folder,
        check=True,
        env={**os.environ, **environment(folder)},
        stdout=subprocess.DEVNULL,
    )
