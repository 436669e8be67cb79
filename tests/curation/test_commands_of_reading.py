"""add_source, import_opml and read_sources as somebody types them."""

import json

import pytest
from django.core.management import CommandError, call_command

from curation.models import Item, Source
from tests.curation.serving import item, rss
from tests.curation.test_requests import FEEDS, PAGE
from tests.factories import section

pytestmark = pytest.mark.django_db
OPML = """<opml version="2.0"><head/><body><outline text="Map">
<outline text="Een" xmlUrl="http://een.localhost/feed" htmlUrl="http://een.localhost/"/>
<outline title="Twee" xmlurl="https://twee.localhost/feed/"/>
<outline text="Weer een" xmlUrl="https://een.localhost/feed#x"/></outline></body></opml>"""


def run(capsys, *call):
    call_command(*call, "--json")
    return json.loads(capsys.readouterr().out)


def test_read_sources_says_what_it_read(web, capsys):
    call_command("add_source", web.put("bron.localhost/feed", rss(item(1), item(2))))
    capsys.readouterr()
    said = {"read": 1, "unchanged": 0, "failed": 0, "items_new": 2, "stories": 2}
    assert run(capsys, "read_sources") == said


def test_read_sources_with_now_dates_by_it(web, capsys):
    call_command("add_source", web.put("bron.localhost/feed", rss(item(1))))
    call_command("read_sources", "--all", "--now", "2026-02-19")
    assert f"{Item.objects.get().first_seen_at:%Y-%m-%d %H:%M}" == "2026-02-18 23:00"


@pytest.mark.parametrize("text", ["gisteren", "2026-02-31", "2026"])
def test_read_sources_with_unreadable_now_is_a_wrong_call(text):
    with pytest.raises(CommandError, match="no time"):
        call_command("read_sources", "--now", text)


def test_read_sources_with_now_in_production_is_refused(settings):
    settings.ACCEPTS_NOW = False
    with pytest.raises(CommandError, match="refused"):
        call_command("read_sources", "--now", "2026-02-19")


def test_add_source_of_page_with_several_feeds_lists_them_and_exits_2(web):
    address = web.put("bron.localhost/", PAGE.format(title="Bron", head=FEEDS))
    with pytest.raises(CommandError, match=r"(?s)alles\.xml.*elders\.nl") as caught:
        call_command("add_source", address)
    assert caught.value.returncode == 2 and not Source.objects.exists()


def test_add_source_first_takes_the_first_and_its_section(web, capsys):
    cloud = section("cloud")
    address = web.put("bron.localhost/", PAGE.format(title="Bron", head=FEEDS))
    summary = run(capsys, "add_source", address, "--first", "--section", "cloud")
    assert summary == {"added": ["http://bron.localhost/alles.xml"], "known": 0}
    assert list(Source.objects.get().sections.all()) == [cloud]
    assert run(capsys, "add_source", address, "--first")["known"] == 1


def test_add_source_of_page_without_feed_says_so_and_exits_1(web):
    with pytest.raises(CommandError, match=r"bron\.localhost") as caught:
        call_command("add_source", web.put("bron.localhost/", PAGE.format(title="Bron", head="")))
    assert caught.value.returncode == 1


def test_import_opml_adds_each_feed_once(capsys, tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(OPML)
    assert run(capsys, "import_opml", str(path), "--dry-run")["added"] == 2 and not Source.objects.exists()
    assert run(capsys, "import_opml", str(path)) == {"added": 2, "known": 0, "refused": 0}
    assert run(capsys, "import_opml", str(path)) == {"added": 0, "known": 2, "refused": 0}
    assert {source.title for source in Source.objects.all()} == {"Een", "Twee"}


def test_import_opml_of_10000_feeds_takes_few_queries(capsys, tmp_path, django_assert_max_num_queries):
    path = tmp_path / "many.opml"
    outlines = "".join(f'<outline xmlUrl="http://host{n}.nl/feed"/>' for n in range(10_000))
    path.write_text(f"<opml><body>{outlines}</body></opml>")
    with django_assert_max_num_queries(300):
        assert run(capsys, "import_opml", str(path))["added"] == 10_000


@pytest.mark.parametrize("text", ["geen xml", "", "<rss/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><opml>&a;</opml>"])
def test_import_opml_of_anything_else_says_what_is_wrong(tmp_path, text):
    path = tmp_path / "feeds.opml"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"feeds\.opml: "):
        call_command("import_opml", str(path))
    assert not Source.objects.exists()


def test_import_opml_of_missing_file_says_so():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_opml", "/nergens/feeds.opml")
