"""Words, weights and the stories that items join."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.similarity import NAME_WEIGHT, SPAN_S, Corpus, Placed, Stories, dot, term_of, words

CABLE = "Noordkabel trok de zeekabel Vlieland-1 aan land in Eemshaven, 640 kilometer van Noorwegen."
CABLE_EN = "The 640 kilometre cable Vlieland-1 of Noordkabel came ashore at Eemshaven."
BANK = "Bank Oosterling zet het hoofdkantoor een ochtend uit om de uitwijk te oefenen."


def placed(stories, corpus, text, time=0.0):
    vector = corpus.vector(words("", text))
    return Placed(vector, time, stories.place(vector, time))


def place_all(*texts):
    """The keys of the stories that these texts come to lie in."""
    corpus = Corpus(words("", text) for text in texts)
    stories = Stories()
    items = [placed(stories, corpus, text) for text in texts]
    stories.settle(items)
    return [item.key for item in items]


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Coördinatie", "coordinatie"),
        ("storingen", "storingen"),
        ("servers", "server"),
        ("gas", "gas"),
        ("1.200", "1200"),
        ("1,200", "1200"),
        ("Stelling's", "stelling"),
        ("CVE-2026-41877", "cve-2026-41877"),
    ],
)
def test_term_of_brings_spellings_together(word, term):
    assert term_of(word) == term


def test_words_of_title_and_lead_count_more():
    long_text = " ".join(f"woord{n}" for n in range(60))
    counts = words("Zeekabel", long_text).counts
    assert (counts["zeekabel"], counts["woord0"], counts["woord59"]) == (3, 3, 1)


def test_words_leaves_out_what_says_nothing():
    assert words("De en het", "of the and a").counts == {}


def test_words_capital_at_the_start_of_a_sentence_proves_no_name():
    found = words("", "Morgen opent Noordkabel. Veel kabels liggen er.")
    assert found.named == {"noordkabel"}
    assert "morgen" not in found.named | found.plain


def test_words_of_a_title_in_capitals_throughout_prove_no_names():
    assert words("Dutch Cloud Firm Opens Hall", "").named == frozenset()
    assert words("Noordkabel opent hal in Eemshaven", "").named == {"eemshaven"}


def test_weight_names_and_rare_words_tell_more():
    corpus = Corpus(words("", f"de kabel ligt er en Noordkabel zegt zin{n}") for n in range(20))
    assert corpus.weight("nooitgezien") > corpus.weight("kabel")
    assert corpus.weight("noordkabel") == pytest.approx(NAME_WEIGHT * corpus.weight("kabel"))


def test_vector_has_length_one_or_is_empty():
    corpus = Corpus([words("", CABLE)])
    vector = corpus.vector(words("", CABLE))
    assert dot(vector, vector) == pytest.approx(1)
    assert corpus.vector(words("", "")) == {}


def test_place_same_event_in_two_languages_is_one_story():
    one, two, other = place_all(CABLE, CABLE_EN, BANK)
    assert one == two != other


def test_place_one_shared_name_is_no_event():
    one, two = place_all("Aurora opent een hal.", "Morgen sluit Aurora de kantine.")
    assert one != two


def test_vector_leaves_out_what_a_source_says_in_most_of_its_items():
    foot = "Volg Wolkenpost via Wolkpunt."
    texts = [words("", f"onderwerp{n} naam{n} {foot}", source=7) for n in range(8)]
    vector = Corpus(texts).vector(texts[0])
    assert set(vector) == {"onderwerp0", "naam0"}
    assert "wolkpunt" in Corpus(texts).vector(words("", foot, source=8))


def test_place_beyond_the_span_makes_another_story():
    corpus, stories = Corpus([words("", CABLE)]), Stories()
    first = placed(stories, corpus, CABLE, 0.0)
    assert placed(stories, corpus, CABLE, SPAN_S).key == first.key
    assert placed(stories, corpus, CABLE, SPAN_S + 1.0).key != first.key


def test_place_known_story_keeps_its_key():
    corpus, stories = Corpus([words("", CABLE)]), Stories()
    stories.add(77, corpus.vector(words("", CABLE)), 0.0)
    assert placed(stories, corpus, CABLE_EN).key == 77


def test_settle_does_not_depend_on_who_came_first():
    texts = [CABLE, BANK, CABLE_EN, BANK + " Nog eens."]
    forth, back = place_all(*texts), place_all(*reversed(texts))[::-1]
    assert [forth[0] == key for key in forth] == [back[0] == key for key in back]


def test_remove_leaves_a_story_as_it_was():
    corpus, stories = Corpus([words("", CABLE), words("", BANK)]), Stories()
    cable, bank = (corpus.vector(words("", text)) for text in (CABLE, BANK))
    stories.add(1, cable, 0.0)
    stories.add(1, bank, 5.0)
    stories.remove(1, bank, 5.0)
    assert stories.nearest(bank, 0.0, least=0.1) is None
    assert stories.nearest(cable, 0.0, least=0.99) == 1


@given(st.lists(st.text(max_size=80), max_size=12))
def test_place_and_settle_give_every_text_a_story(texts):
    assert len(place_all(*texts)) == len(texts)
