"""kill -9 of the worker in the middle of sending: nobody gets a mail twice, and everybody is accounted for."""

import asyncio
from collections import Counter
from datetime import timedelta

from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from mail.models import Address
from newsletters import approval, composition, ledger
from newsletters.models import Delivery, Issue, Subscription
from newsletters.models.lists import Cadence
from tests import factories
from tests.fakes import MailServer
from tests.flows.workers import Kills, ask, wait_for

TASK = "newsletters.tasks.issues.send_issues"
READERS = 1_000  # each kill leaves two batches of 50 in leases that run out later
DELAY_S = 0.005  # of each answer of the server, so that there is a middle
LONGEST_WAIT_S = 0.5  # between the first mail of a round and the kill
CONNECTIONS = 2  # the worker does two tasks at a time, each with one connection


class SlowServer(MailServer):
    """Takes its time before it answers."""

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(DELAY_S)
        return await super().handle_DATA(server, session, envelope)


def approved() -> Issue:
    """An issue of this moment with many readers, let go by a publisher."""
    now, newsletter = timezone.now(), factories.newsletter()
    addresses = Address.objects.bulk_create(Address(email=f"reader{n}@example.org") for n in range(READERS))
    Subscription.objects.bulk_create(
        Subscription(newsletter=newsletter, address=address, state="active", confirmed_at=now)
        for address in addresses
    )
    factories.digest(links=4, first_published_at=now - timedelta(minutes=1))
    issue = composition.compose_now(newsletter, Cadence.DAILY, now)
    approval.approve(issue, factories.user("Publisher"), now)
    return issue


def kill_in_the_middle(run_folder, worker, server, kills) -> int:
    """Let it send, kill it at a random moment; gives how many rows were in its hands."""
    sent = len(server.mails)
    worker.start()
    for _connection in range(CONNECTIONS):
        ask(run_folder, TASK)
    wait_for(lambda: len(server.mails) > sent, "a mail")
    kills.wait()
    worker.kill()
    return Delivery.objects.filter(state__in=["leased", "handed"], leased_until__gt=timezone.now()).count()


def test_kill_while_sending_then_restart_sends_nothing_twice(run_folder, worker, settings, monkeypatch):
    kills, held = Kills(LONGEST_WAIT_S), 0
    issue = approved()
    with SlowServer() as server:
        settings.EMAIL_PORT = server.port
        monkeypatch.setenv("MAIL_PORT", str(server.port))  # for the worker
        for _kill in kills:
            left = kill_in_the_middle(run_folder, worker, server, kills)
            kills.note(is_hit=left > held)
            held = left
        finish(issue)
        assert_accounted_for(issue, server, kills.count)


def finish(issue):
    """Find what the killed left behind, once their leases have run out an hour later."""
    later = timezone.now() + timedelta(hours=1)
    call_command("send_issue", str(issue.pk), "--now", later.isoformat())


def assert_accounted_for(issue, server, kills_count):
    balance = ledger.balance(issue)
    issue.refresh_from_db()
    assert (issue.state, balance.candidates, balance.holds) == ("sent", READERS, True)
    uncertain = issue.deliveries.filter(state="uncertain")
    assert uncertain.count() <= kills_count * CONNECTIONS
    assert not uncertain.values("holder").annotate(mails=Count("pk")).filter(mails__gt=1)
    received = Counter(recipient for _sender, recipient, _message in server.mails)
    assert max(received.values()) == 1
    accepted = set(
        issue.deliveries.filter(state="accepted").values_list("subscription__address__email", flat=True)
    )
    assert accepted <= set(received)
    assert balance.accepted <= len(received) <= balance.accepted + balance.uncertain
