"""kill -9 of the worker in the middle of clustering: after a restart every item has exactly one story."""

from django.db.models import Count

from curation.models import ClusteringRun, Item, Story
from tests import factories
from tests.factories import NOW
from tests.flows.workers import Kills, ask, wait_for

TASK = "curation.tasks.stories.cluster_items"
ITEMS, TELLINGS = 900, 3  # items come anew for each kill
LONGEST_WAIT_S = 0.8  # between the opening of a run and the kill


def publish(source, chance, kill):
    """Items of many events, each told three times with some of its words, twice under one address."""
    rows, words = [], []
    for number in range(ITEMS):
        event, telling = divmod(number, TELLINGS)
        words = words if telling else [f"woord{chance.randrange(4000)}" for _ in range(60)]
        said = " ".join(chance.sample(words, 40))
        url = f"https://example.org/{kill}/{event}/{min(telling, 1)}"
        rows.append(
            Item(
                source=source,
                external_id=f"{kill}-{number}",
                url=url,
                canonical_url=url,
                title=f"Zaak{kill}x{event} in Plaats{kill}x{event}",
                text=said,
                dated_at=NOW,
            )
        )
    Item.objects.bulk_create(rows)


def is_at_work():
    return ClusteringRun.objects.filter(is_open=True).exists()


def cluster_all(run_folder):
    ask(run_folder, TASK)
    wait_for(lambda: not Item.objects.unclustered().exists() and not is_at_work(), "all items", 0.1)


def assert_one_story_each(kills):
    """Nothing is lost, and neither an event nor an address has two stories."""
    assert Item.objects.count() == ITEMS * kills
    assert Item.objects.values("title").distinct().count() == Story.objects.count()
    split = Item.objects.values("title").annotate(stories=Count("story", distinct=True)).filter(stories__gt=1)
    assert not split.exists()
    assert not Story.objects.filter(items=None).exists()


def test_kill_while_clustering_then_restart_gives_every_item_one_story(run_folder, worker):
    kills, source = Kills(LONGEST_WAIT_S), factories.source()
    worker.start()
    for kill in kills:
        publish(source, kills.chance, kill)
        ask(run_folder, TASK)
        wait_for(is_at_work, "an open run")
        kills.wait()
        worker.kill()
        kills.note(is_hit=is_at_work() and Item.objects.unclustered().exists())
        worker.start()
        cluster_all(run_folder)
        assert_one_story_each(kill)
