"""From real feeds to inboxes, in one run: seconds per stage, and whether what came out is right.

    PYTHONPATH=site:. .venv/bin/python benchmarks/entry_to_inbox.py

106 captured feeds (../shared/data; without them it says so and stops) and the sample feeds, moved to February 2026,
are served here, each under a host name of its own, and go through the same commands that a magazine uses: sources,
`read_sources`, clustering, `draft_digest` for home and every section in both languages, two issues to 200
subscribers. Time is only printed; what is wrong is listed, and then the script ends with 1.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RUN_DIR = tempfile.TemporaryDirectory(prefix="vakblad-bench-")
os.environ.update(VAKBLAD_VAR=RUN_DIR.name, DJANGO_SETTINGS_MODULE="config.settings.dev", MAIL_PORT="8925")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from benchmarks.kit import captured, checks, magazine, readers, sink  # noqa: E402
from benchmarks.kit.measure import machine, peak_mb, stage  # noqa: E402

READ_AT = "2026-02-19"
DRAFT_AT = "2026-02-20T06:30+01:00"
FIRST_ISSUE_AT = "2026-02-20T07:30+01:00"
SECOND_DRAFT_AT = "2026-02-27T06:30+01:00"
SECOND_ISSUE_AT = "2026-02-27T07:30+01:00"


def main() -> int:
    """Run all stages; give 0 when every check held."""
    if not captured.ARCHIVE.exists():
        print(
            f"The captured feeds are absent ({captured.ARCHIVE.name} in ../shared/data): nothing to measure."
        )
        return 0
    print(machine())
    with stage("empty database"):
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
    feeds = captured.captured_feeds()
    with peak_mb() as highest:
        wrong = [*read(feeds), *draft(), *send()]
    print(f"  peak memory of this process with its server and its sink: {highest[0]:.0f} MB (sum of PSS)")
    for line in wrong:
        print(f"WRONG  {line}")
    print("all checks held" if not wrong else f"{len(wrong)} checks failed")
    return 1 if wrong else 0


def read(feeds: dict[str, bytes]) -> Iterator[str]:
    """Sources, first reading, then everything again with each body changed by one comment."""
    bodies = magazine.Bodies(feeds)
    with captured.serve(bodies.by_host()) as port:
        bodies.port = port
        with stage("magazine, topics, sections"):
            magazine.build()
        with stage("sources (import_opml)"):
            magazine.add_sources(bodies)
        with stage("first reading"):
            first = command("read_sources", "--only-read", "--now", READ_AT)
        print(f"    {first}")
        yield from checks.every_entry_has_an_item(feeds)
        bodies.is_changed = True
        with stage("second reading, each body changed by a comment"):
            second = command("read_sources", "--all", "--only-read", "--now", READ_AT)
        print(f"    {second}")
        if second["items_new"] or second["unchanged"]:
            yield f"the second reading should parse all and store nothing: {second}"


def draft() -> Iterator[str]:
    """Stories, then digests of seven days."""
    with stage("clustering"):
        magazine.cluster()
    yield from checks.every_item_has_a_story()
    with stage("digests of seven days, drafted and published"):
        publish_digests(DRAFT_AT)
    yield from checks.digests_are_published()


def publish_digests(now: str) -> None:
    """Draft and publish home and every section in both languages."""
    for section in ("home", *magazine.section_keys()):
        for language in ("nl", "en"):
            command(
                "draft_digest", section, "--language", language, "--publish-as", magazine.EDITOR, "--now", now
            )


def send() -> Iterator[str]:
    """Two issues to 200 subscribers; the second after a window whose digests repeat links of the first."""
    people = readers.generate()
    print(f"    {len(people)} subscribers, {len(set(people.values()))} different profiles")
    for number, (drafted, now) in enumerate(
        [(None, FIRST_ISSUE_AT), (SECOND_DRAFT_AT, SECOND_ISSUE_AT)], start=1
    ):
        if drafted:
            magazine.repeat_links_in_new_digests(drafted)
        with sink.running() as caught:
            yield from one_issue(number, now)
        print(f"    issue {number}: {len(caught)} mails in the sink")
    yield from checks.selections_differ(at_least=40)


def one_issue(number: int, now: str) -> Iterator[str]:
    """Compose, approve and send one issue, then look at every mail of it."""
    with stage(f"issue {number}: compose"):
        command("compose_issue", readers.NEWSLETTER, "--cadence", "weekly", "--now", now)
    issue = readers.last_issue()
    command("approve_issue", str(issue.pk), "--as", magazine.PUBLISHER, "--now", now)
    with stage(f"issue {number}: personalise and send"):
        summary = command("send_issue", str(issue.pk), "--now", now)
    print(f"    {summary}")
    yield from checks.balance_holds(issue)
    yield from checks.every_mail_is_right(issue)


def command(name: str, *arguments: str) -> dict[str, Any]:
    """Run a command as the shell would, with --json, and give its summary."""
    out = io.StringIO()
    with contextlib.redirect_stderr(io.StringIO()):
        call_command(name, *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
