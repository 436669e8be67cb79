"""The Dutch is complete, and the check that says so finds every way in which it could not be."""

import pytest
from babel.messages.catalog import Catalog
from django.apps import apps

from ops import catalogue
from ops.check_messages import faults, same_in_both

OURS = {"accounts", "articles", "curation", "mail", "newsletters"}
# Texts that may be left out in both languages: an issue without an introduction, a decorative picture ...
OPTIONAL = {"intro", "phrases", "biography", "tagline", "alt", "field"}
# An organisation may be a name alone; a link to a page has the page's own title.
OPTIONAL_THERE = {"articles.Organisation.description", "articles.MenuLink.name"}


def catalog(*messages):
    made = Catalog(locale="nl", fuzzy=False)
    for english, dutch, *rest in messages:
        made.add(english, dutch, **(rest[0] if rest else {}))
    return made


def found(english, dutch, names=frozenset(), **how):
    return faults(catalog((english, "")), catalog((english, dutch, how)), names)


def test_dutch_is_complete():
    path = catalogue.ROOT / catalogue.DUTCH
    assert faults(catalogue.extract(), catalogue.read(path), same_in_both(catalogue.ROOT)) == []


def test_both_languages_of_cms_texts_are_required():
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    fields = [field for model in models for field in model._meta.concrete_fields]
    pairs = [field for field in fields if field.name.endswith(("_nl", "_en"))]
    assert len(pairs) > 10
    optional = [field for field in pairs if field.blank and field.name[:-3] not in OPTIONAL]
    assert {str(field)[:-3] for field in optional} <= OPTIONAL_THERE


def test_faults_good_translation_has_none():
    assert found("%(count)s links", "%(count)s koppelingen") == []
    assert found("Feed", "Feed", names=frozenset({"Feed"})) == []


@pytest.mark.parametrize(
    ("english", "dutch", "how", "fault"),
    [
        ("Save", "", {}, "empty"),
        ("Save", "Bewaar", {"flags": ["fuzzy"]}, "fuzzy"),
        ("Save", "Save", {}, "equal to its English"),
        ("%(count)s links", "%(aantal)s links", {}, "placeholders differ"),
        ("{name} left", "weg", {}, "placeholders differ"),
        (("%(n)d link", "%(n)d links"), ("%(n)d koppeling", ""), {}, "empty"),
        (("one link", "%(n)d links"), ("een koppeling", "koppelingen"), {}, "placeholders differ"),
    ],
)
def test_faults_names_what_is_wrong(english, dutch, how, fault):
    assert [text.partition(":")[0] for text in found(english, dutch, **how)] == [fault]


def test_faults_missing_and_unused_texts_are_named():
    texts = faults(catalog(("Save", "")), catalog(("Drop", "Laat vallen")), frozenset())
    assert texts == ["no longer used: 'Drop'", "not in the catalogue: 'Save'"]


def test_faults_context_tells_texts_apart():
    used = catalog(("May", "", {"context": "month"}))
    assert faults(used, catalog(("May", "Mei")), frozenset()) == [
        "no longer used: 'May'",
        "not in the catalogue: 'May' (month)",
    ]


def test_extract_reads_templates_mails_and_code(tmp_path):
    mail = tmp_path / "templates" / "mail" / "issue.txt"
    mail.parent.mkdir(parents=True)
    mail.write_text(
        "{% load i18n %}   it's {% translate 'Read' context 'verb' %}\n"
        "  {% blocktranslate count n=n trimmed %}\n one link\n {% plural %}\n {{ n }} links{% endblocktranslate %}"
    )
    (tmp_path / "views.py").write_text("from x import gettext as _\ntext = _('Two '\n    'parts')\n")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_views.py").write_text("_('not a text of a page')\n")
    texts = {message.id for message in catalogue.extract(tmp_path) if message.id}
    assert texts == {"Read", ("one link", "%(n)s links"), "Two parts"}


def test_compile_stale_compiles_once(tmp_path):
    source = tmp_path / catalogue.DUTCH
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Save"\nmsgstr "Bewaar"\n'
    )
    assert catalogue.compile_stale(tmp_path) == [source.with_suffix(".mo")]
    assert catalogue.compile_stale(tmp_path) == []
