"""How many mails a second leave for a local sink, beside EmailMessage with smtplib in the same run.

An issue of 40 links; every subscriber gets all 40 in a mail of about 40 kB (HTML and text) that names their own
topics and carries their own links. Measured: the whole of ours (claim, choose, write, commit as handed, hand over,
commit the answer), ours without the ledger (choose, write, hand over), and an `EmailMessage` for each with
`smtplib.send_message`, each with 1 and 2 processes. Memory is the peak of the sum of PSS of the sending processes.

    python benchmarks/sending.py [--count 2000]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from benchmarks.feeds import FORK, prepare, run_together  # noqa: E402
from benchmarks.kit import fast_sink  # noqa: E402
from benchmarks.kit.measure import machine  # noqa: E402

LINKS = 40
TOPICS = 10
UNREADABLE_MIN = 60  # longer than anybody's minutes: all 40 links are carried in short
HEADLINE = "Netbeheerder stelt aansluiting van datacentra uit tot na de verzwaring van het station"
WHY = (
    "Wie voor 2028 op een zware aansluiting rekende, moet nu kiezen tussen wachten, delen en zelf opwekken. "
    * 3
)


def build(count: int) -> None:
    """A newsletter with so many subscribers of different topics, and digests of 40 links."""
    from django.utils import timezone

    from mail.models import Address
    from newsletters.models import Subscription
    from tests import factories

    newsletter = factories.newsletter(slug="bench", name_nl="Bench", name_en="Bench")
    topics = [factories.topic(f"topic-{number}") for number in range(TOPICS)]
    page = factories.digest(first_published_at=timezone.now() - timedelta(minutes=1))
    page.links = [
        factories.digest_link(
            sort_order=n,
            headline=f"{n} {HEADLINE}, {HEADLINE}"[:200],
            why=WHY[:250],
            minutes=UNREADABLE_MIN,
            topic_slugs=[topics[n % TOPICS].slug],
        )
        for n in range(LINKS)
    ]
    page.save()
    addresses = Address.objects.bulk_create(Address(email=f"reader{n}@bench.example") for n in range(count))
    subscriptions = Subscription.objects.bulk_create(
        Subscription(newsletter=newsletter, address=address, state="active", minutes=10)
        for address in addresses
    )
    chosen = Subscription.topics.through
    chosen.objects.bulk_create(
        chosen(subscription_id=subscription.pk, topic_id=topics[(number + step) % TOPICS].pk)
        for number, subscription in enumerate(subscriptions)
        for step in (0, 3)
    )


def approve() -> None:
    """Compose what is new, or let the same issue go again, and freeze its audience."""
    from django.utils import timezone

    from newsletters import approval, composition, delivery
    from newsletters.models import Delivery, Issue, Newsletter
    from newsletters.models.lists import Cadence
    from tests import factories

    now = timezone.now()
    Delivery.objects.all().delete()
    Issue.objects.all().delete()
    issue = composition.compose_now(Newsletter.objects.get(slug="bench"), Cadence.DAILY, now)
    approval.approve(issue, factories.user("Publisher"), now)
    delivery.prepare(issue, now)


def send_all() -> None:
    """The whole of ours, as the task does it."""
    from django.utils import timezone

    from mail import transport
    from newsletters import delivery, ledger

    delivery.send(ledger.Run(timezone.now), transport.connect)


def send_bare(part: int, parts: int) -> None:
    """Ours without the ledger: choose, write, hand over."""
    from django.utils import timezone

    from mail import transport
    from mail.headers import return_path
    from newsletters.mailing import Mailing

    deliveries = share(part, parts)
    mailing, now = Mailing(deliveries[0].issue), timezone.now()
    with transport.connect() as connection:
        for one in deliveries:
            message = mailing.message(one, mailing.select(one.subscription), now)
            connection.send(return_path("delivery", one.pk), one.subscription.address.email, message)


def send_standard(part: int, parts: int) -> None:
    """An EmailMessage for each, with smtplib: the same texts and headers."""
    import smtplib
    from email.message import EmailMessage
    from email.policy import SMTP

    from django.conf import settings

    samples = samples_of(share(part, parts)[:1])
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as connection:
        for one in share(part, parts):
            text, html = samples
            email = one.subscription.address.email
            message = EmailMessage(policy=SMTP)
            message["From"], message["To"], message["Subject"] = "redactie@bench.example", email, "Bench"
            message["List-Unsubscribe"] = f"<https://bench.example/{one.pk}>"
            message.set_content(text.replace("reader0", email))
            message.add_alternative(html.replace("reader0", email), subtype="html")
            connection.send_message(message)


def samples_of(deliveries: list) -> tuple[str, str]:  # type: ignore[type-arg]
    """Text and HTML of one mail, in words."""
    from newsletters.mailing import Mailing
    from newsletters.rendering import decoded

    mailing, reader = Mailing(deliveries[0].issue), deliveries[0].subscription
    pair = mailing.preview(reader, mailing.select(reader))
    return decoded(pair.text), decoded(pair.html)


def share(part: int, parts: int) -> list:  # type: ignore[type-arg]
    """Every so-manieth delivery, with its reader."""
    from newsletters.models import Delivery

    numbers = list(Delivery.objects.order_by("pk").values_list("pk", flat=True))[part::parts]
    return list(Delivery.objects.filter(pk__in=numbers).with_reader().order_by("pk"))


def parted(work: Callable[[int, int], None], parts: int) -> Callable[[], None]:
    """The same work for processes that each take the next part."""
    taken = FORK.Value("i", 0)

    def run() -> None:
        with taken.get_lock():
            part = taken.value
            taken.value += 1
        work(part, parts)

    return run


def line(name: str, processes: int, count: int, work: Callable[[], None]) -> None:
    """Do the work in so many processes and print one line of the table."""
    before = cpu_s()
    figure = run_together(processes, work)
    used_us = 1e6 * (cpu_s() - before) / count
    named = f"{name}, {processes} process{'es' if processes > 1 else ''}"
    rate = count / figure.seconds
    print(
        f"  {named:<46}{rate:>7.0f} mails/s{used_us:>8.0f} us CPU a mail{figure.peak_mb:>7.0f} MB", flush=True
    )


def cpu_s() -> float:
    """Seconds of processor that ended children used: the sink runs on, so it does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(count: int) -> None:
    """Every way of sending with 1 and with 2 processes."""
    from django.db import connection

    from newsletters import ledger
    from newsletters.models import Issue

    text, html = samples_of(share(0, 1)[:1])
    print(f"  one mail: {len(text.encode()) / 1000:.0f} kB text, {len(html.encode()) / 1000:.0f} kB HTML")
    for processes in (1, 2):
        connection.close()
        line("EmailMessage + smtplib", processes, count, parted(send_standard, processes))
        line("ours without the ledger", processes, count, parted(send_bare, processes))
        approve()
        connection.close()
        line("ours, every mail in the ledger", processes, count, send_all)
        accounts = ledger.balance(Issue.objects.get())
        assert accounts.holds and accounts.accepted == count, accounts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=2000, help="subscribers (2000)")
    count = parser.parse_args().count
    folder = Path(tempfile.mkdtemp(prefix="vakblad-bench-"))
    print(f"{machine()}\n{count} subscribers, {LINKS} links each")
    try:
        with fast_sink.running() as port:
            os.environ["MAIL_PORT"] = str(port)
            prepare(folder)
            build(count)
            approve()
            measure(count)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
