"""What the sample content promises: how much there is, that all of it is written, and that events are planted."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import combinations

import pytest

from demo import personas, pictures, texts

RELEASE_DAYS = 14
DAY = timedelta(days=1)


def entries() -> list[texts.SampleEntry]:
    return [entry for source in texts.sources() for entry in source.entries]


def tellings() -> dict[str, list[tuple[texts.SampleSource, texts.SampleEntry]]]:
    told = defaultdict(list)
    for source in texts.sources():
        for entry in source.entries:
            if entry.event:
                told[entry.event].append((source, entry))
    return told


def test_sources_are_ten_in_two_languages_and_four_formats():
    assert len(texts.sources()) == 10
    assert {source.language for source in texts.sources()} == {"nl", "en"}
    assert {source.format for source in texts.sources()} == {"rss", "atom", "rdf", "json"}


@pytest.mark.parametrize("source", texts.sources(), ids=lambda source: source.host)
def test_source_has_a_backlog_of_twelve(source):
    assert sum(entry.is_backlog for entry in source.entries) >= 12


def test_newest_entry_is_one_hour_old():
    assert max(entry.offset for entry in entries() if entry.is_backlog) == -timedelta(hours=1)


def test_four_entries_come_on_each_of_fourteen_days():
    days = Counter(entry.offset // DAY for entry in entries() if not entry.is_backlog)
    assert set(days) == set(range(RELEASE_DAYS))
    assert min(days.values()) >= 4


def test_no_entry_is_repeated():
    for values in ([e.title for e in entries()], [e.text for e in entries()], [e.slug for e in entries()]):
        assert len(values) == len(set(values))


def test_entries_are_of_readable_length():
    assert [entry.title for entry in entries() if not 40 <= len(entry.text.split()) <= 160] == []


def test_nothing_is_lorem_ipsum():
    written = [path.read_text() for path in texts.FOLDER.rglob("*") if path.suffix in (".toml", ".md")]
    assert [word for word in ("lorem", "ipsum", "dolor sit") if word in " ".join(written).lower()] == []


def test_eight_events_are_told_by_three_sources_in_the_backlog():
    told = {event: {s.host for s, e in pairs if e.is_backlog} for event, pairs in tellings().items()}
    assert sum(len(hosts) >= 3 for hosts in told.values()) >= 8


@pytest.mark.parametrize("event", texts.events())
def test_event_is_told_by_three_sources_within_two_days(event):
    offsets = [entry.offset for _source, entry in tellings()[event]]
    assert len({source.host for source, _entry in tellings()[event]}) >= 3
    assert max(offsets) - min(offsets) <= 2 * DAY


def test_events_are_told_in_different_words():
    for pairs in tellings().values():
        for (_one, a), (_other, b) in combinations(pairs, 2):
            assert a.text.split(". ")[0] != b.text.split(". ")[0]


def test_an_event_is_told_in_both_languages():
    both = [event for event, pairs in tellings().items() if len({s.language for s, _e in pairs}) == 2]
    assert both


def test_look_alikes_are_planted_and_written_about_by_the_editor():
    unlike = {event: row["unlike"] for event, row in texts.events().items() if "unlike" in row}
    assert len(unlike) >= 2
    assert all(unlike[other] == event for event, other in unlike.items())


def test_articles_are_four_and_two_of_them_in_english_too():
    languages = [tuple(article.blocks) for article in texts.articles()]
    assert sorted(languages) == [("nl",), ("nl",), ("nl", "en"), ("nl", "en")]


@pytest.mark.parametrize("article", texts.articles(), ids=lambda article: article.key)
def test_article_has_every_kind_of_block(article):
    for blocks in article.blocks.values():
        assert {block.kind for block in blocks} == {"paragraph", "heading", "quote", "picture"}
        assert 500 <= sum(len(block.text.split()) for block in blocks) <= 900


def test_articles_are_by_three_experts():
    authors = {article.about["author"] for article in texts.articles()}
    assert authors == {row["slug"] for row in texts.read("experts")["experts"]}
    assert len(authors) == 3


def test_topics_are_eight_with_rules_in_both_languages():
    topics = texts.read("topics")["topics"]
    assert len(topics) == 8
    assert all(topic["words_nl"] and topic["words_en"] for topic in topics)


def test_every_role_and_reader_is_there_once():
    assert {person.group for person in personas.STAFF} == {"Contributor", "Editor", "Publisher", "Operator"}
    assert {(reader.minutes, reader.edition) for reader in personas.READERS} == {
        (3, "nl"),
        (10, "nl"),
        (5, "en"),
    }


def test_drawings_are_committed_as_they_are_drawn(tmp_path):
    drawn = pictures.draw_all(tmp_path)
    kept = {path.name for path in pictures.FOLDER.iterdir()}
    assert kept == {path.name for path in drawn}
    assert all((pictures.FOLDER / path.name).stat().st_size < 40_000 for path in drawn)
