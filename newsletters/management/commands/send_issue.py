"""`send_issue`: send an approved issue now, in this process, to whoever has not got it yet."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from curation.management import options as shared
from mail import transport
from newsletters import approval, delivery, ledger
from newsletters.exceptions import NewslettersError
from newsletters.management.commands.approve_issue import add_issue, find
from newsletters.models import Issue


class Command(BaseCommand):
    help = "Send an approved issue. Repeating it sends nothing twice; what is left half done is settled."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_issue(parser)
        shared.add_now(parser)
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        issue = find(options["issue"])
        try:
            sent = send(issue, options)
        except NewslettersError as error:
            raise CommandError(str(error)) from error
        issue.refresh_from_db()
        summary = {"issue": issue.pk, "state": issue.state, "run": asdict(sent)}
        accounts = ledger.balance(issue)
        shared.report(self, summary | {"balance": asdict(accounts)}, options, sentence(accounts))
        if sent.fault:
            raise CommandError(f"The mail server was not reached: {sent.fault}. What is left is tried later.")


def send(issue: Issue, options: dict[str, Any]) -> ledger.Sent:
    """Freeze the audience where that was not done, and send over one connection."""
    given = options["now"]
    now = given or timezone.now()
    ledger.settle(now)
    issue.refresh_from_db()
    if issue.state == Issue.State.SENT:
        return ledger.Sent()
    approval.require_going(issue, now)
    delivery.prepare(issue, now)
    total = issue.deliveries.unfinished().count()
    with shared.bar(total, f"Sending issue {issue.pk}", options) as bar:
        run = ledger.Run((lambda: given) if given else timezone.now, issue=issue, progress=bar.update)
        return delivery.send(run, transport.connect)


def sentence(accounts: ledger.Balance) -> str:
    """The balance in one line."""
    reasons = ", ".join(f"{count} {reason}" for reason, count in accounts.excluded.items())
    excluded = f"{accounts.excluded_count} excluded" + (f" ({reasons})" if reasons else "")
    left = f", {accounts.unfinished} still to go" if accounts.unfinished else ""
    left += f", {accounts.missing} unaccounted for" if accounts.missing else ""
    return (
        f"{accounts.candidates} subscribers = {accounts.accepted} accepted + {excluded} + "
        f"{accounts.rejected} rejected + {accounts.uncertain} uncertain{left}."
    )
