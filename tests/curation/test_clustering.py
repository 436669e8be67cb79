"""Items find their stories: by likeness, by address, in batches, once."""

from datetime import timedelta

import pytest

from curation import clustering
from curation.clustering import cluster
from curation.models import ClusteringRun, Item, Story
from outbound.leases import new_holder
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

CABLE = "De zeekabel Vlieland-1 kwam aan land in Eemshaven. De kabel van Noordkabel naar Noorwegen is 640 kilometer."
CABLE_EN = (
    "Noordkabel pulled its Vlieland-1 cable ashore at Eemshaven. The 640 kilometre link runs to Norway."
)
TAX = "De gemeente Zwolle verhoogt de parkeertarieven in het centrum. Bewoners houden hun vergunning voor 40 euro."


def test_cluster_same_event_in_two_languages_is_one_story():
    one = factories.item(title="Zeekabel Vlieland-1 aan land", text=CABLE)
    two = factories.item(title="Vlieland-1 lands at Eemshaven", text=CABLE_EN, language="en")
    other = factories.item(title="Parkeren in Zwolle duurder", text=TAX)
    done = cluster(NOW)
    stories = [Item.objects.get(pk=item.pk).story_id for item in (one, two, other)]
    assert (done.items_count, done.stories_count) == (3, 2)
    assert stories[0] == stories[1] != stories[2]


def test_cluster_again_changes_nothing():
    item = factories.item(title="Zeekabel Vlieland-1 aan land", text=CABLE)
    cluster(NOW)
    story = Item.objects.get(pk=item.pk).story_id
    assert cluster(NOW).items_count == 0
    assert list(Story.objects.values_list("pk", flat=True)) == [story]


def test_cluster_later_item_joins_the_stored_story_and_stretches_it():
    factories.item(title="Zeekabel Vlieland-1 aan land", text=CABLE)
    cluster(NOW)
    later = NOW + timedelta(hours=20)
    factories.item(title="Vlieland-1 lands at Eemshaven", text=CABLE_EN, published_at=later)
    cluster(NOW)
    story = Story.objects.get()
    assert (story.title, story.starts_at, story.ends_at) == ("Zeekabel Vlieland-1 aan land", NOW, later)


def test_cluster_beyond_the_span_of_a_story_makes_another():
    factories.item(title="Zeekabel Vlieland-1 aan land", text=CABLE)
    factories.item(title="Zeekabel Vlieland-1 aan land", text=CABLE, published_at=NOW + timedelta(days=8))
    cluster(NOW)
    assert Story.objects.count() == 2


def test_cluster_equal_addresses_join_whatever_they_say_and_whenever():
    url = "https://example.org/one"
    factories.item(title="Zeekabel Vlieland-1 aan land", text=CABLE, canonical_url=url)
    cluster(NOW)
    later = NOW + timedelta(days=30)
    factories.item(title="Parkeren in Zwolle duurder", text=TAX, canonical_url=url, published_at=later)
    factories.item(title="Iets heel anders", canonical_url=url, published_at=later)
    cluster(NOW)
    assert Story.objects.count() == 1
    assert Story.objects.get().items.count() == 3


def test_cluster_equal_addresses_in_one_batch_join():
    for title, text in (("Zeekabel aan land", CABLE), ("Parkeren duurder", TAX)):
        factories.item(title=title, text=text, canonical_url="https://example.org/one")
    cluster(NOW)
    assert Story.objects.get().items.count() == 2


def test_cluster_address_of_a_merged_story_joins_its_heir():
    heir = factories.story()
    merged = factories.story(merged_into=heir)
    factories.item(canonical_url="https://example.org/one", story=merged)
    item = factories.item(canonical_url="https://example.org/one")
    cluster(NOW)
    assert Item.objects.get(pk=item.pk).story == heir


def test_cluster_items_without_words_stay_alone():
    factories.item(title="!", text="")
    factories.item(title="?", text="")
    cluster(NOW)
    assert Story.objects.count() == 2


def test_cluster_while_another_run_is_at_work_does_nothing():
    factories.item()
    ClusteringRun.objects.create(holder=new_holder())
    assert cluster(NOW).is_busy
    assert Item.objects.unclustered().count() == 1


def test_cluster_after_a_dead_run_takes_over():
    factories.item()
    machine = new_holder().split("/")[0]
    ClusteringRun.objects.create(holder=f"{machine}/999999999/dead")
    assert cluster(NOW).items_count == 1
    assert not ClusteringRun.objects.filter(is_open=True).exists()


def test_cluster_silent_run_of_another_machine_is_replaced(settings):
    factories.item()
    silent = ClusteringRun.objects.create(holder="elsewhere/1/x").beat_at - clustering.PATIENCE * 2
    ClusteringRun.objects.update(beat_at=silent)
    assert cluster(NOW).items_count == 1


def test_store_of_a_superseded_run_writes_nothing():
    item = factories.item()
    run = clustering.open_run()
    plan = clustering.plan_batch(clustering.next_batch(), {})
    ClusteringRun.objects.update(is_open=False)
    with pytest.raises(clustering.Superseded):
        clustering.store(plan, run, NOW)
    assert Item.objects.get(pk=item.pk).story is None
    assert not Story.objects.exists()


def test_next_batch_spans_no_more_than_one_story_may():
    factories.item(published_at=NOW - timedelta(days=90))
    factories.item(published_at=NOW)
    assert len(clustering.next_batch()) == 1
    assert cluster(NOW).items_count == 2


def test_cluster_number_of_queries_does_not_grow_with_what_is_stored(django_assert_max_num_queries):
    for n in range(20):
        factories.item(title=f"Onderwerp{n} uniek{n}", text=f"woord{n} naam{n} plaats{n}")
    cluster(NOW)
    factories.item(title="Parkeren in Zwolle duurder", text=TAX)
    with django_assert_max_num_queries(25):
        cluster(NOW)
