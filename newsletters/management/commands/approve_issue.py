"""`approve_issue`: let an issue go in the name of a person who may do that, logged as that person."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from curation.management import options as shared
from mail.models import normalise
from newsletters import approval
from newsletters.exceptions import NewslettersError
from newsletters.models import Issue


class Command(BaseCommand):
    help = "Approve an issue as a publisher. It goes at its sending hour, or with send_issue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_issue(parser)
        parser.add_argument(
            "--as", dest="person", metavar="MAIL", required=True, help="mail address of the publisher"
        )
        shared.add_now(parser)
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        issue = find(options["issue"])
        person = publisher(options["person"], issue)
        try:
            with shared.bar(1, f"Approving issue {issue.pk}", options) as bar:
                approval.approve(issue, person, shared.present(options))
                bar.update()
        except NewslettersError as error:
            raise CommandError(str(error)) from error
        summary = {"issue": issue.pk, "state": issue.state, "sends_at": issue.sends_at}
        shared.report(
            self, summary, options, f"{issue} is approved and goes at {issue.sends_at:%Y-%m-%d %H:%M %Z}."
        )


def add_issue(parser: ArgumentParser) -> None:
    """Add ID, the number of an issue."""
    parser.add_argument("issue", metavar="ID", type=int, help="the issue's number, as compose_issue gave it")


def find(pk: int) -> Issue:
    """The issue of this number; exits 2 where there is none."""
    issue = Issue.objects.with_newsletter().filter(pk=pk).first()
    if issue is None:
        raise shared.wrong_call(f"There is no issue {pk}.")
    return issue


def publisher(email: str, issue: Issue) -> User:
    """Who has this mail address and may approve this issue; exits 2 for nobody, 1 for somebody who may not."""
    person = User.objects.filter(email=normalise(email), is_active=True).first()
    if person is None:
        raise shared.wrong_call(f"Nobody with an account has the mail address {email}.")
    if not approval.may_decide(person, issue.newsletter):
        raise CommandError(f"{email} may not approve issues of this magazine; its publisher may.")
    return person
