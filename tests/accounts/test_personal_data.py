"""What we say that we keep about people: no table and no cookie is left out, and no time differs from the code's."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from accounts import limits, personal_data
from accounts.models import User
from accounts.personal_data import Entry, Kept
from mail import outbox
from mail.models import Address
from newsletters import subscriptions
from tests import factories

STORING = re.compile(r"""(?:local|session)Storage\.setItem\(\s*(.+?),""")
CONSTANTS = {
    "limits": limits.KEPT_FOR,
    "mail": outbox.KEPT_FOR,
    "accounts": timedelta(seconds=settings.SESSION_COOKIE_AGE),
    "newsletters.subscriptions": subscriptions.UNCONFIRMED_FOR,
}


def points_at_people(model) -> bool:
    fields = [field for field in model._meta.get_fields() if field.concrete and field.is_relation]
    return any(field.related_model in (User, Address) for field in fields)


def test_every_model_that_points_at_people_stands_in_an_entry():
    models = [model for model in apps.get_models(include_auto_created=True) if points_at_people(model)]
    assert len(models) > 30
    assert {model._meta.label for model in models} <= personal_data.models()


def test_every_named_model_exists():
    assert all(apps.get_model(label) for label in personal_data.models())


@pytest.mark.parametrize(("key", "constant"), CONSTANTS.items())
def test_times_are_those_that_the_purges_use(key, constant):
    entry = next(entry for entry in personal_data.entries() if entry.key == key)
    assert constant in [kept.lasts for kept in entry.kept]


@pytest.mark.parametrize("entry", personal_data.entries(), ids=lambda entry: entry.key)
def test_entry_says_everything(entry):
    assert all(str(words) for words in (entry.title, entry.purpose, entry.what, entry.recipients))
    assert entry.kept and all(str(kept.what) and kept.in_words for kept in entry.kept)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=14), "14 days"),
        (timedelta(days=183), "6 months"),
        (timedelta(seconds=settings.CSRF_COOKIE_AGE), "12 months"),
    ],
)
def test_time_is_said_in_its_largest_unit(time, words):
    with override("en"):
        assert personal_data.time_in_words(time) == words


def test_entry_under_the_same_key_takes_the_place_of_the_first(monkeypatch):
    monkeypatch.setattr(personal_data, "_entries", {})
    for title in ("first", "second"):
        personal_data.register(Entry(key="one", title=title, purpose="", what="", kept=(Kept(what=""),)))
    assert [entry.title for entry in personal_data.entries()] == ["second"]


@pytest.mark.django_db
def test_every_cookie_of_a_walk_is_named():
    section = factories.section_page()
    article = factories.article(section)
    factories.newsletter()
    factories.user("Editor", email="editor@example.org", is_staff=True)
    walker = Client(headers={"host": "localhost"})
    for path in (
        "/",
        "/nl/",
        "/en/",
        article.get_url(),
        "/nl/newsletters/",
        "/nl/experts/",
        "/accounts/login/",
    ):
        walker.get(path)
    walker.post("/nl/newsletters/", {"email": "reader@example.org"})
    walker.post("/accounts/login/", {"login": "editor@example.org", "password": "secret-word-1"})
    walker.get("/cms/")
    assert settings.SESSION_COOKIE_NAME in walker.cookies
    assert set(walker.cookies) <= {cookie.name for cookie in personal_data.cookies()}


def test_everything_that_a_script_stores_is_named():
    stored = set()
    for path in (settings.BASE_DIR / "site/static/js").glob("*.js"):
        script = path.read_text()
        for written in STORING.findall(script):
            name = re.search(rf"""\b{written} = (".+?")""", script)
            stored.add((name[1] if name else written).strip("\"'"))
    assert "theme" in stored
    assert stored <= {cookie.name for cookie in personal_data.cookies() if cookie.is_storage}


def test_no_script_writes_where_no_test_looks():
    scripts = [path.read_text() for path in (settings.BASE_DIR / "site/static/js").glob("*.js")]
    assert not any(re.search(r"document\.cookie|indexedDB|caches\.open", script) for script in scripts)


@pytest.mark.django_db
def test_public_pages_set_no_cookie():
    article = factories.article(factories.section_page())
    walker = Client(headers={"host": "localhost"})
    for path in ("/nl/", "/nl/cloud/", article.get_url(), "/nl/experts/", "/nl/feeds/"):
        assert walker.get(path).status_code == 200
    assert not walker.cookies


@pytest.mark.django_db
def test_address_of_an_ended_subscription_stays_as_is_said():
    ended = factories.subscription(factories.newsletter(), state="ended")
    subscriptions.purge_unconfirmed(factories.NOW + timedelta(days=3650))
    assert Address.objects.filter(pk=ended.address_id).exists()
    address = next(entry for entry in personal_data.entries() if entry.key == "mail").kept[0]
    with override("en"):
        assert "after that, until you ask us to delete it" in address.in_words
