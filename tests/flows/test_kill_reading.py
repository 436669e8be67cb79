"""kill -9 of the worker in the middle of reading: after a restart every item is stored once."""

from curation.models import Item, Source
from outbound.models import HostLease
from tests.curation.serving import item, rss, serve
from tests.factories import NOW, site
from tests.flows.workers import Kills, ask, wait_for

TASK = "curation.tasks.reading.read_due_sources"
SOURCES = 60
DELAY_S = 0.2  # of each answer, so that there is a middle
LONGEST_WAIT_S = 0.7  # between the first lease and the kill


def publish(web, entries):
    """Let every source have this many entries, and be due."""
    for n in range(SOURCES):
        web.put(f"bron{n}.localhost/feed", rss(*(item(f"{n}-{entry}") for entry in range(entries))))
    Source.objects.update(next_fetch_at=NOW)


def held():
    return HostLease.objects.exclude(holder="").count()


def read_all(run_folder):
    ask(run_folder, TASK)
    wait_for(lambda: not Source.objects.filter(next_fetch_at=NOW).exists() and not held(), "all sources", 0.1)


def test_kill_while_reading_then_restart_stores_every_item_once(run_folder, worker):
    with serve() as web:
        web.delay_s = DELAY_S
        addresses = [f"http://bron{n}.localhost:{web.port}/feed" for n in range(SOURCES)]
        Source.objects.bulk_create(Source.at(site(), address) for address in addresses)
        worker.start()
        for kill in (kills := Kills(LONGEST_WAIT_S)):
            publish(web, entries=kill * 2)
            ask(run_folder, TASK)
            wait_for(held, "a lease")
            kills.wait()
            worker.kill()
            kills.note(is_hit=held() > 0)
            worker.start()
            read_all(run_folder)
            assert Item.objects.count() == SOURCES * kill * 2, worker.log()
    assert Item.objects.values("source", "title").distinct().count() == Item.objects.count()
