"""What must be true of a run, whatever it took. Each check yields a sentence for everything that is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count

from articles.models import HomePage, SectionPage
from benchmarks.kit.captured import distinct_entries
from benchmarks.kit.packing import best_value
from curation.models import DigestPage, Item, Source
from newsletters.models import Delivery, Issue, IssueItem
from newsletters.personalisation import LEAST_VALUE, MANY_SOURCES, PERSISTENCE, Profile, Reason
from readers.packing import KNOWING_MIN, KNOWING_RATIO, UNKNOWN_READING_MIN

LANGUAGES = ("nl", "en")


def every_entry_has_an_item(feeds: Mapping[str, bytes]) -> Iterator[str]:
    """Every captured feed gives at least as many items as feedparser finds distinct entries."""
    counts = dict(Source.objects.annotate(n=Count("items")).values_list("host", "n"))
    wanted = {f"f{name}.localhost": distinct_entries(body) for name, body in feeds.items()}
    print(f"    {sum(wanted.values())} distinct entries by feedparser, {sum(counts.values())} items stored")
    for host, entries in wanted.items():
        if counts.get(host, 0) < entries:
            yield f"{host}: {counts.get(host, 0)} items of {entries} entries"


def every_item_has_a_story() -> Iterator[str]:
    """Clustering leaves nothing behind."""
    stories = Item.objects.values("story").distinct().count()
    print(f"    {Item.objects.count()} items in {stories} stories")
    if left := Item.objects.unclustered().count():
        yield f"{left} items have no story"


def digests_are_published() -> Iterator[str]:
    """One digest for each page of home and of every section."""
    pages = HomePage.objects.count() + SectionPage.objects.count()
    digests = DigestPage.objects.live().annotate(n=Count("links"))
    print(f"    {digests.count()} digests with {sum(digest.n for digest in digests)} links")
    if digests.count() != pages:
        yield f"{digests.count()} digests published for {pages} pages"
    yield from (f"{digest} has no link" for digest in digests if not digest.n)


def balance_holds(issue: Issue) -> Iterator[str]:
    """Candidates = accepted + excluded + rejected + uncertain, and the issue is done."""
    issue.refresh_from_db()
    states = dict(issue.deliveries.values_list("state").annotate(n=Count("pk")).values_list("state", "n"))
    print(f"    ledger: {states}")
    final = {"accepted", "excluded", "rejected", "uncertain"}
    if issue.state != Issue.State.SENT or set(states) - final:
        yield f"{issue} does not balance: {issue.state}, {states}"


def every_mail_is_right(issue: Issue) -> Iterator[str]:
    """Minutes, packing, languages, order, nothing carried before, true reasons: for each subscriber."""
    items = {item.pk: item for item in issue.items.all()}
    for delivery in issue.deliveries.select_related("subscription").prefetch_related("subscription__topics"):
        mail = Mail(delivery, items, _seen_before(delivery))
        yield from (f"{issue}, subscription {delivery.subscription_id}: {line}" for line in mail.faults())


def selections_differ(*, at_least: int) -> Iterator[str]:
    """Personal means different."""
    accepted = Delivery.objects.filter(state=Delivery.State.ACCEPTED)
    selections = {str([(one["item"], one["part"]) for one in carried]) for carried in _carried(accepted)}
    print(f"    {len(selections)} different selections in {accepted.count()} mails")
    if len(selections) < at_least:
        yield f"only {len(selections)} different selections"


def _carried(deliveries: object) -> Iterator[list[dict[str, object]]]:
    yield from deliveries.values_list("carried", flat=True)  # type: ignore[attr-defined]


def _seen_before(delivery: Delivery) -> frozenset[str]:
    """Identities of all that earlier issues carried to the same address."""
    earlier = Delivery.objects.filter(
        subscription__address=delivery.subscription.address, issue__ends_at__lt=delivery.issue.ends_at
    )
    ids = {one["item"] for carried in _carried(earlier) for one in carried}
    identities = IssueItem.objects.filter(pk__in=ids).values_list("identities", flat=True)
    return frozenset(identity for each in identities for identity in each)


@dataclass(slots=True)
class Mail:
    """One subscriber's mail beside all that the edition offered."""

    delivery: Delivery
    items: Mapping[int, IssueItem]
    seen: frozenset[str]

    def faults(self) -> Iterator[str]:
        """Everything that is wrong with it."""
        carried = [(self.items[one["item"]], one["part"], one["reasons"]) for one in self.delivery.carried]
        if not carried:
            if self.eligible():
                yield "nothing carried, though something was new"
            return
        yield from self._of_minutes(carried)
        yield from self._of_order(carried)
        for item, _part, reasons in carried:
            yield from self._of_item(item, reasons)

    @property
    def profile(self) -> Profile:
        """The subscriber, read again from the rows."""
        subscription = self.delivery.subscription
        languages = {subscription.edition}
        if subscription.has_other_language:
            languages = {*LANGUAGES, "other", ""}
        topics = frozenset(topic.slug for topic in subscription.topics.all())
        return Profile(topics, subscription.minutes, frozenset(languages), self.seen)

    def eligible(self) -> list[IssueItem]:
        """What this subscriber might get: own edition, allowed languages, new, each thing once."""
        met = set(self.seen)
        found = []
        for item in self.items.values():
            if item.edition != self.delivery.subscription.edition:
                continue
            if item.language in self.profile.languages and met.isdisjoint(item.identities):
                found.append(item)
            if item.language in self.profile.languages and not self.seen & set(item.identities):
                met |= set(item.identities)
        return found

    def values(self) -> dict[int, float]:
        """What each is worth to this subscriber: followed topics first, then the editor's order, falling."""
        ordered = sorted(self.eligible(), key=lambda item: (not self._is_followed(item), item.place))
        return {item.pk: max(PERSISTENCE**place, LEAST_VALUE) for place, item in enumerate(ordered)}

    def _of_minutes(self, carried: list[tuple[IssueItem, str, list[list[str]]]]) -> Iterator[str]:
        budget = self.delivery.subscription.minutes
        spent = sum(KNOWING_MIN + (reading_min(item) if part == "read" else 0) for item, part, _ in carried)
        if spent > budget and len(carried) > 1:
            yield f"{spent} minutes of {budget}"
        values = self.values()
        got = sum(
            values.get(item.pk, 0) * (1 if part == "read" else KNOWING_RATIO) for item, part, _ in carried
        )
        choices = [(values[item.pk], reading_min(item)) for item in self.eligible()]
        if got < (best := best_value(choices, budget)) - 1e-6:
            yield f"packed for {got:.4f}, possible are {best:.4f}"

    def _of_order(self, carried: list[tuple[IssueItem, str, list[list[str]]]]) -> Iterator[str]:
        for wanted in ("read", "know"):
            followed = [self._is_followed(item) for item, part, _ in carried if part == wanted]
            if followed != sorted(followed, reverse=True):
                yield f"topics not followed stand before followed ones ({wanted})"

    def _of_item(self, item: IssueItem, reasons: list[list[str]]) -> Iterator[str]:
        if item.language not in self.profile.languages:
            yield f"{item}: language {item.language}"
        if self.seen & set(item.identities):
            yield f"{item}: an earlier issue carried it"
        if not reasons or not all(self._is_true(item, *reason) for reason in reasons):
            yield f"{item}: reasons {reasons}"

    def _is_followed(self, item: IssueItem) -> bool:
        return bool(self.profile.topics & set(item.topic_slugs))

    def _is_true(self, item: IssueItem, code: str, said: str) -> bool:
        if code == Reason.FOLLOWED:
            return said in self.profile.topics and said in item.topic_slugs
        if code == Reason.SOURCES:
            return int(said) == item.also_in_count + 1 >= MANY_SOURCES
        if code == Reason.OWN:
            return item.article_id is not None
        return item.link_id is not None and (code != Reason.FIRST or item.place == 0)


def reading_min(item: IssueItem) -> int:
    """Minutes counted for reading it, beyond knowing it."""
    return UNKNOWN_READING_MIN if item.minutes is None else item.minutes
