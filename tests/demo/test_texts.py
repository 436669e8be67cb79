"""What the sample content promises: how much there is, that all of it is written, and that events are planted."""

import csv
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import combinations

import pytest

from articles.blocks import TextBlocks
from demo import personas, pictures, texts
from demo.pictures import maps

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


def news() -> list[texts.SampleArticle]:
    return [article for article in texts.articles() if article.about.get("kind") != "advertorial"]


def test_articles_are_eight_in_dutch_four_of_them_in_english_too_and_four_in_english_alone():
    languages = Counter(tuple(article.blocks) for article in news())
    assert languages == {("nl",): 4, ("nl", "en"): 4, ("en",): 4}


def test_advertorial_is_one_with_a_sponsor_in_both_languages():
    (paid,) = [article for article in texts.articles() if article not in news()]
    assert tuple(paid.blocks) == texts.LANGUAGES
    assert paid.about["sponsor"] in {row["slug"] for row in texts.read("experts")["organisations"]}


def test_series_has_three_parts_in_both_languages():
    (series,) = texts.read("series")["series"]
    parts = {
        article.about["part"]: article for article in news() if article.about.get("series") == series["slug"]
    }
    assert sorted(parts) == [1, 2, 3]
    assert all(tuple(part.blocks) == texts.LANGUAGES for part in parts.values())
    assert [parts[number].before for number in (1, 2, 3)] == sorted(
        (p.before for p in parts.values()), reverse=True
    )


@pytest.mark.parametrize("article", texts.articles(), ids=lambda article: article.key)
def test_article_is_of_readable_length_with_headings_and_figures(article):
    for blocks in article.blocks.values():
        words = sum(
            len(block.text.split()) for block in blocks if block.kind in ("paragraph", "fact_box", "quote")
        )
        assert (450 if article.about.get("kind") else 680) <= words <= 1200
        assert {"paragraph", "heading", "quote"} < {block.kind for block in blocks}
    assert article.about["authors"]
    assert article.about["topics"]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_table_of_contents_is_due_in_each_language(language):
    headings = [sum(b.kind == "heading" for b in a.blocks[language]) for a in news() if language in a.blocks]
    assert sum(count >= 4 for count in headings) >= 3


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_articles_have_every_kind_of_block_among_them(language):
    used = {block.kind for article in texts.articles() for block in article.blocks.get(language, ())}
    kinds = set(TextBlocks().child_blocks)
    assert used == (kinds if language == "nl" else kinds - {"gallery"})


def test_pull_quotes_repeat_a_sentence_of_their_article():
    for article in texts.articles():
        for blocks in article.blocks.values():
            running = " ".join(block.text for block in blocks if block.kind == "paragraph")
            assert [b.text for b in blocks if b.kind == "pull_quote" and b.text not in running] == []


def test_notes_are_an_update_and_a_correction():
    kinds = Counter(note["kind"] for article in news() for note in article.about.get("notes", []))
    assert min(kinds["update"], kinds["correction"]) >= 1


def test_related_articles_exist_in_every_language_of_the_article():
    by_key = {article.key: article for article in texts.articles()}
    for article in news():
        for language in article.blocks:
            assert [key for key in article.about["related"] if language in by_key[key].blocks]


def test_several_authors_wrote_some_articles_together():
    assert sum(len(article.about["authors"]) > 1 for article in news()) >= 2


def test_articles_are_by_six_experts_and_the_advertorial_by_the_sponsor():
    authors = {author for article in news() for author in article.about["authors"]}
    written = {row["slug"]: row for row in texts.read("experts")["experts"]}
    assert len(authors) == 6
    (other,) = set(written) - authors
    assert written[other]["organisation"] == "maaswerf"


@pytest.mark.parametrize("row", texts.read("experts")["experts"], ids=lambda row: row["slug"])
def test_expert_is_described_in_both_languages(row):
    assert row["links"]
    assert all(
        row[f"{name}_{language}"] for name in ("role", "field", "biography") for language in texts.LANGUAGES
    )


def test_organisations_are_four_and_described():
    rows = texts.read("experts")["organisations"]
    assert len(rows) == 4
    assert all(
        len(row[f"description_{language}"].split()) > 15 for row in rows for language in texts.LANGUAGES
    )


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
    kept = {path.name: path.stat().st_size for path in pictures.FOLDER.iterdir()}
    assert set(kept) == {path.name for path in drawn}
    assert sum(kept.values()) < 1_000_000


def test_every_picture_that_is_told_about_is_drawn_and_used():
    told = set(texts.read("pictures"))
    drawn = {
        path.stem.rsplit("-", 1)[0] for path in pictures.FOLDER.iterdir() if path.stem[-3:] in ("-nl", "-en")
    }
    placed = {b.text for a in texts.articles() for bs in a.blocks.values() for b in bs if b.kind == "picture"}
    leading = {article.about["picture"] for article in news() if "picture" in article.about}
    in_gallery = set(texts.read("figures")["kaarten"]["pictures"])
    assert told == drawn == placed | leading | in_gallery
    assert len(leading) >= 6


def test_totals_of_tables_add_up():
    for name in ("vier-posten", "kabelkosten"):
        *items, total = texts.read("figures")[name]["rows"]
        assert [sum(column) for column in zip(*(row[1:] for row in items), strict=True)] == total[1:]


def test_download_adds_up_and_says_what_the_chart_says():
    with (texts.FOLDER / "media" / "inschrijvingen-vechtdal.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in rows)
    charted = texts.read("figures")["inschrijvingen"]["rows"]
    assert [(row[0], int(row[1]) / 1e6, int(row[-1]) / 1e6) for row in rows] == [
        tuple(row) for row in charted
    ]


def test_map_counts_what_the_text_counts():
    assert len(maps.halls()) == sum(province.halls for province in maps.PROVINCES) == 193
    assert sum(province.contracted for province in maps.PROVINCES) == 2270
    assert sum(province.used for province in maps.PROVINCES) == 1310
